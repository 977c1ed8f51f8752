//! What each rule is asked with.

mod payment;

use std::collections::BTreeSet;

use super::{Fact, Facts, Known, Rule, yes_or_no};
use crate::explanation::referral::{last_invoice, trial_end};
use crate::id::PlanId;
use crate::ledger::Movement;
use crate::referral::{Evidence, Qualification, Referral, ReferralStatus};
use crate::reward::{Reward, RewardState};
use crate::terms::{AmountInstant, OnIneligible, Rules};
use crate::time::days_after;

pub(super) fn of_rule(rule: Rule, known: &Known<'_>) -> Vec<Fact> {
    let (Some(referral), Some(rules)) = (known.friend.referral.as_ref(), known.rules()) else {
        return Vec::new();
    };
    let reward = known.friend.reward(known.side);
    let facts = match rule {
        Rule::Invite | Rule::Cap | Rule::Staff => Facts::default(),
        Rule::Attribution => attribution(referral, rules),
        Rule::Qualification => qualification(known, referral, rules),
        Rule::Amount => amount(known, (referral, rules), reward),
        Rule::Eligibility => eligibility(known, referral, rules),
        Rule::Hold => hold(rules, reward),
        Rule::Payment => payment::facts(known, (referral, rules), reward),
        Rule::Redemption => redemption(rules, reward),
        Rule::Posting => posting(known, reward),
        Rule::Invoice => invoices(known, reward),
    };
    facts.list()
}

fn attribution(referral: &Referral, rules: &Rules) -> Facts {
    let facts = match &referral.evidence {
        Evidence::Link { code, at } => Facts::default()
            .with("by", "link")
            .with("link_code", code)
            .with("followed_at", at),
        Evidence::Accept { invite_id, at } => Facts::default()
            .with("by", "accept")
            .with("invite_id", invite_id)
            .with("accepted_at", at),
        Evidence::Claim { at } => Facts::default().with("by", "claim").with("referred_at", at),
    };
    facts
        .with("signed_up_at", referral.signed_up_at)
        .with("attribution_window_days", rules.attribution_window_days)
        .word("model", &rules.model)
}

fn qualification(known: &Known<'_>, referral: &Referral, rules: &Rules) -> Facts {
    let facts = Facts::default()
        .word("trigger", &rules.trigger)
        .word("signup_requires", &rules.signup_requires);
    let facts = match &referral.status {
        ReferralStatus::Attributed { expires_at } => facts.with("in_time_until", expires_at),
        ReferralStatus::Expired { expired_at } => facts.with("in_time_until", expired_at),
        ReferralStatus::Qualified {
            qualified_at,
            qualification,
        } => {
            let facts = facts.with("qualified_at", qualified_at);
            match qualification {
                Qualification::Signup => facts,
                Qualification::FirstPayment { invoice_id } => facts.with("invoice_id", invoice_id),
            }
        }
        ReferralStatus::Disqualified { .. } => facts,
    };
    let last = last_invoice(known).filter(|_| referral.look().is_some());
    facts
        .maybe(
            "friend_trial_ends_at",
            trial_end(known.friend.paying.as_ref(), known.now),
        )
        .maybe("latest_invoice_id", last.map(|last| &last.invoice_id))
        .maybe("latest_invoice_paid", last.map(|last| last.paid))
        .maybe(
            "latest_invoice_bills",
            last.filter(|_| !rules.prices.is_empty())
                .map(|last| listed(&last.billed)),
        )
        .maybe("payment_must_be_above", rules.minimum_payment.all().next())
        .maybe(
            "payment_must_bill",
            (!rules.prices.is_empty()).then(|| listed(&rules.prices)),
        )
        .with("qualification_window_days", rules.qualification_window_days)
}

/// Any of these, or `nothing`.
fn listed(plans: &BTreeSet<PlanId>) -> String {
    let plans: Vec<&str> = plans.iter().map(PlanId::as_str).collect();
    if plans.is_empty() {
        return "nothing".to_owned();
    }
    plans.join(", ")
}

/// C4, C30, E26, E29: which version and which day decided what is earned.
fn amount(
    known: &Known<'_>,
    (referral, rules): (&Referral, &Rules),
    reward: Option<&Reward>,
) -> Facts {
    let (decided_by, decided_at) = match rules.amount_instant {
        AmountInstant::Attribution => ("signup", Some(referral.signed_up_at)),
        AmountInstant::Qualification => ("qualification", reward.map(|it| it.qualified_at)),
    };
    let ends = decided_at.and_then(|at| rules.offer_ends(at));
    Facts::default()
        .maybe("amount", reward.map(|reward| reward.amount))
        .with("terms_version", referral.terms_version)
        .with("decided_by", decided_by)
        .maybe("decided_at", decided_at)
        .maybe("period_ends_at", ends)
        .with("time_zone", &rules.time_zone)
        .with("program_id", &known.program.id)
}

/// K3, K15, K24.
fn eligibility(known: &Known<'_>, referral: &Referral, rules: &Rules) -> Facts {
    let qualified_at = match &referral.status {
        ReferralStatus::Qualified { qualified_at, .. } => Some(*qualified_at),
        ReferralStatus::Attributed { .. }
        | ReferralStatus::Expired { .. }
        | ReferralStatus::Disqualified { .. } => known
            .friend
            .reward(known.side)
            .map(|reward| reward.qualified_at),
    };
    let referrer = known.referrer;
    let paid = |at| referrer.paying_at(at);
    let otherwise = match rules.on_ineligible {
        OnIneligible::Forfeit => "forfeit".to_owned(),
        OnIneligible::Wait { days } => format!("wait {days} days"),
    };
    let spells = referrer.paying.iter().flat_map(|paying| &paying.spells);
    let last = spells.last();
    Facts::default()
        .word("must_be", &rules.eligibility)
        .word("when", &rules.eligibility_instant)
        .with("otherwise", otherwise)
        .maybe(
            "paid_at_signup",
            yes_or_no(Some(referral.signed_up_at), paid),
        )
        .maybe("paid_at_qualification", yes_or_no(qualified_at, paid))
        .maybe("pays_now", yes_or_no(Some(known.now), paid))
        .maybe("last_paying_from", last.map(|spell| spell.from))
        .maybe("last_paying_until", last.and_then(|spell| spell.until))
        .maybe(
            "trial_ends_at",
            trial_end(referrer.paying.as_ref(), known.now),
        )
}

fn hold(rules: &Rules, reward: Option<&Reward>) -> Facts {
    let until = reward.map(|reward| days_after(reward.qualified_at, rules.hold_days));
    Facts::default()
        .with("hold_days", rules.hold_days)
        .maybe("hold_ends_at", until.filter(|_| rules.hold_days > 0))
}

fn redemption(rules: &Rules, reward: Option<&Reward>) -> Facts {
    let facts = Facts::default()
        .word("application", &rules.application)
        .maybe("expiry_days", rules.expiry_days);
    let Some(reward) = reward else {
        return facts;
    };
    let facts = facts.maybe("expires_at", reward.lapses_at());
    match &reward.state {
        RewardState::Available { redeemed_at, .. } | RewardState::Posting { redeemed_at, .. } => {
            facts.maybe("redeemed_at", *redeemed_at)
        }
        RewardState::Expired { expired_at } => facts.with("expired_at", expired_at),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Forfeited { .. } => facts,
    }
}

fn posting(known: &Known<'_>, reward: Option<&Reward>) -> Facts {
    let account = known.earner().account.as_ref();
    let facts = Facts::default()
        .maybe(
            "stripe_customer_id",
            account.and_then(|account| account.stripe_customer_id.as_ref()),
        )
        .maybe(
            "account_currency",
            account.and_then(|account| account.currency),
        );
    let Some(reward) = reward else {
        return facts;
    };
    let facts = facts.with("credit_currency", reward.amount.currency());
    let facts = facts.with("attempts", reward.attempts);
    match &reward.state {
        RewardState::Available { blocked, .. } => {
            facts.maybe("blocked", blocked.map(crate::reason::Reason::code))
        }
        RewardState::Posting { first_call_at, .. } => facts.with("first_call_at", first_call_at),
        RewardState::Posted {
            balance_transaction_id,
            posted_at,
        }
        | RewardState::Reversing {
            balance_transaction_id,
            posted_at,
            ..
        }
        | RewardState::Reversed {
            balance_transaction_id,
            posted_at,
            ..
        } => facts
            .with("balance_transaction_id", balance_transaction_id)
            .with("posted_at", posted_at),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => facts,
    }
}

/// K6 to K8, K14.
fn invoices(known: &Known<'_>, reward: Option<&Reward>) -> Facts {
    let Some(reward) = reward else {
        return Facts::default();
    };
    let mut facts = Facts::default()
        .with("used", reward.amount.less_minor(reward.open_minor()))
        .with("left", reward.open());
    let own = known
        .lines
        .iter()
        .filter(|line| line.reward_id == reward.id);
    for line in own.filter(|line| line.movement == Movement::Apply) {
        let invoice = line.entry_id.cause().unwrap_or_default();
        facts = facts.with("used_by", format!("{invoice}: {}", line.amount));
    }
    let next = known.earner().paying.as_ref();
    let next = next.and_then(|paying| paying.next_invoice);
    match next.filter(|next| known.now <= next.at) {
        Some(next) => facts
            .with("next_invoice_at", next.at)
            .word("billed_every", &next.interval),
        None => facts,
    }
}
