//! How things are shown: instants, amounts, states, in words for staff.

use domain::explanation::check::{Check, CheckResult};
use domain::explanation::code::{Outlook, Rule};
use domain::ledger::{Position, StatementLine};
use domain::money::{Currency, Money};
use domain::referral::{Evidence, ReferralStatus};
use domain::reward::{Reward, RewardState, Side};
use domain::statement::{Balance, balances};
use domain::timeline::Source;
use jiff::Timestamp;

/// `25 May 2022, 10:00:05 UTC`.
pub(super) fn instant(at: Timestamp) -> String {
    at.strftime("%-d %b %Y, %H:%M:%S UTC").to_string()
}

/// `25 May 2022`.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%-d %b %Y").to_string()
}

/// An amount that may be below zero, or more than one credit can be.
pub(super) fn sum(amount_minor: i64, currency: Currency) -> String {
    let sign = if amount_minor < 0 { "−" } else { "" };
    let size = i64::try_from(amount_minor.unsigned_abs()).unwrap_or(i64::MAX);
    match Money::from_minor(size, currency) {
        Ok(money) => format!("{sign}{money}"),
        Err(_) => format!("{sign}{size} minor units of {currency}"),
    }
}

/// What an account has in one currency.
pub(super) struct Sums {
    pub(super) currency: String,
    pub(super) pending: String,
    pub(super) available: String,
    pub(super) at_stripe: String,
}

pub(super) fn sums<'a>(lines: impl IntoIterator<Item = &'a StatementLine>) -> Vec<Sums> {
    let in_words = |(currency, it): (Currency, Balance)| Sums {
        currency: currency.to_string(),
        pending: sum(it.pending_minor, currency),
        available: sum(it.available_minor, currency),
        at_stripe: sum(it.at_stripe_minor, currency),
    };
    balances(lines).into_iter().map(in_words).collect()
}

pub(super) fn position(position: Position) -> &'static str {
    match position {
        Position::Pending => "pending",
        Position::Available => "available",
        Position::AtStripe => "on the Stripe balance",
    }
}

pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::Referrer => "Referrer",
        Side::Friend => "Friend",
    }
}

pub(super) fn source(source: Source) -> &'static str {
    match source {
        Source::Browser => "signed link",
        Source::Mail => "mail provider",
        Source::Host => "your product",
        Source::Stripe => "Stripe",
        Source::Rules => "Goodword",
        Source::Staff => "staff",
    }
}

pub(super) fn outlook(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Credited => "credited",
        Outlook::Waiting => "waiting",
        Outlook::NoCredit => "no credit",
    }
}

/// A rule of the Explain tree.
pub(super) struct CheckView {
    pub(super) mark: &'static str,
    pub(super) result: &'static str,
    pub(super) rule: &'static str,
    /// Whether it is the one that decides.
    pub(super) decides: bool,
    /// Names and values, by which it was asked.
    pub(super) facts: Vec<(String, String)>,
}

impl CheckView {
    pub(super) fn of(check: &Check, decides: bool) -> Self {
        let (mark, result) = match check.result {
            CheckResult::Passed => ("✓", "passed"),
            CheckResult::Waiting => ("…", "waiting"),
            CheckResult::Failed => ("✗", "failed"),
            CheckResult::Open => ("–", "not asked"),
        };
        let facts = check.facts.iter();
        let facts = facts.map(|fact| (fact.name.replace('_', " "), fact.value.clone()));
        Self {
            mark,
            result,
            rule: rule(check.rule),
            decides,
            facts: facts.collect(),
        }
    }
}

fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Invite => "The invite reaches the friend",
        Rule::Attribution => "The signup is tied to the referrer, and is new",
        Rule::Qualification => "The friend does what the program asks for",
        Rule::Amount => "The program promises an amount",
        Rule::Eligibility => "The referrer may earn",
        Rule::Cap => "No cap is reached",
        Rule::Hold => "The hold has ended",
        Rule::Payment => "The payment stays paid",
        Rule::Redemption => "The credit is asked for in time",
        Rule::Staff => "Staff let it stand",
        Rule::Posting => "It goes on the Stripe balance",
        Rule::Invoice => "Invoices use it",
    }
}

pub(super) fn status(status: &ReferralStatus, now: Timestamp) -> String {
    match status {
        ReferralStatus::Attributed { expires_at } if now < *expires_at => {
            format!(
                "signed up; may qualify until {} at the latest",
                day(*expires_at)
            )
        }
        ReferralStatus::Attributed { .. } | ReferralStatus::Expired { .. } => {
            "expired: it did not qualify in time".to_owned()
        }
        ReferralStatus::Qualified { qualified_at, .. } => {
            format!("qualified on {}", day(*qualified_at))
        }
        ReferralStatus::Disqualified {
            disqualified_at, ..
        } => format!("ended without reward on {}", day(*disqualified_at)),
    }
}

/// How the friend came.
pub(super) fn way(evidence: &Evidence) -> &'static str {
    match evidence {
        Evidence::Link { .. } => "by the personal link",
        Evidence::Accept { .. } => "by an invite",
        Evidence::Claim { .. } => "claimed by staff",
    }
}

/// Where a reward's credit stands.
pub(super) fn state(reward: &Reward) -> String {
    let words = match &reward.state {
        RewardState::Held { release_at } => format!("on hold until {}", day(*release_at)),
        RewardState::AwaitingFirstPayment => "waits for the friend’s first payment".to_owned(),
        RewardState::WaitingForReferrer { until } => {
            format!("waits for the referrer to pay, until {}", day(*until))
        }
        RewardState::Available { redeemed_at, .. } => match redeemed_at {
            Some(at) => format!("available, redeemed on {}", day(*at)),
            None => "available".to_owned(),
        },
        RewardState::Posting { .. } => "on its way to the Stripe balance".to_owned(),
        RewardState::Posted { posted_at, .. } => {
            format!("on the Stripe balance since {}", day(*posted_at))
        }
        RewardState::Reversing { .. } => "being taken off the Stripe balance".to_owned(),
        RewardState::Reversed { reversed_at, .. } => {
            format!("taken back on {}", day(*reversed_at))
        }
        RewardState::Canceled { canceled_at, .. } => format!("canceled on {}", day(*canceled_at)),
        RewardState::Expired { expired_at } => format!("expired on {}", day(*expired_at)),
        RewardState::Forfeited { decided_at, .. } => {
            format!("never granted, decided on {}", day(*decided_at))
        }
    };
    if reward.frozen.is_some() {
        return format!("{words}; frozen");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_may_be_below_zero_and_above_what_one_credit_can_be() {
        let usd = "USD".parse().unwrap();
        assert_eq!(sum(-2_500, usd), "−$25");
        assert_eq!(sum(100_000_000, usd), "100000000 minor units of USD");
    }

    #[test]
    fn an_instant_is_shown_with_its_zone() {
        let at = "2022-05-25T09:00:05Z".parse().unwrap();
        assert_eq!(instant(at), "25 May 2022, 09:00:05 UTC");
    }
}
