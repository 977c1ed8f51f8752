//! What would change it, and what the reader can do.

use super::case::Case;
use crate::reason::Reason;
use crate::terms::{Eligibility, EligibilityInstant, OnIneligible, Rules};

/// None where nothing would.
pub(crate) fn change(case: &Case<'_>) -> Option<String> {
    match case.standing.code {
        Reason::NotViaLinkOrAccept | Reason::AttributionWindowPassed => Some(
            "If a friend did refer you, write to our support staff and send along the link or \
             invite that you used; they can look into it."
                .to_owned(),
        ),
        Reason::AwaitingEmailVerification => Some(in_time(case, "The address has to be confirmed")),
        Reason::OnTrial
        | Reason::AwaitingFirstPayment
        | Reason::ZeroAmountInvoice
        | Reason::BelowMinimum => first_payment(case),
        Reason::ReferrerNotPayingAtInstant => Some(format!(
            "Upgrade to a paid plan, and the next friend you refer earns you credit{}",
            case.at_upgrade_url()
        )),
        Reason::WaitingForReferrerToPay => {
            let by = case.standing.next_date.map(|end| case.last_day(end));
            let by = by.map_or_else(String::new, |day| format!(" by {day}"));
            if case.is_overdue() {
                return Some(format!("Settle what is overdue{by}, and it is yours."));
            }
            Some(format!(
                "Upgrade to a paid plan{by}, and it is yours{}",
                case.at_upgrade_url()
            ))
        }
        Reason::InHoldUntil | Reason::BeingPosted => {
            Some("You need not do anything: this passes by itself.".to_owned())
        }
        Reason::Disputed => Some(
            "If the bank decides that the payment stands, the credit goes on; if not, it ends. \
             You need not do anything."
                .to_owned(),
        ),
        Reason::Refunded => Some("If the refund fails, the credit comes back by itself.".to_owned()),
        Reason::DisputeLost => {
            Some("If that is decided otherwise, the credit comes back by itself.".to_owned())
        }
        Reason::Reversed => {
            Some("If the payment comes again, so does the credit, by itself.".to_owned())
        }
        Reason::QualificationWindowPassed => case
            .is_referrers()
            .then(|| "The next friend you refer can earn you credit.".to_owned()),
        Reason::AwaitingRedemption => Some(redeem(case)),
        Reason::WaitingForStripeCustomer => Some(format!(
            "Choose a paid plan, and it comes off your bill{}",
            case.at_upgrade_url()
        )),
        Reason::PostedWaitingNextInvoice | Reason::PartlyApplied => Some(
            "You need not do anything. An invoice that comes earlier, such as for an upgrade, uses \
             it sooner. On a team, it comes off the team’s bill."
                .to_owned(),
        ),
        Reason::AdminDecision => {
            Some("If you think that this is a mistake, write to our support staff.".to_owned())
        }
        Reason::CurrencyMismatch | Reason::PostingRefused | Reason::UnderReview => {
            Some("Our staff look into it. You need not do anything.".to_owned())
        }
        Reason::ExistingAccount | Reason::FormerAccount | Reason::SameAccount => {
            Some("You can refer others yourself: a customer who is new counts.".to_owned())
        }
        Reason::AlreadyReferred
        | Reason::SelfReferral
        | Reason::ProgramInactive
        | Reason::NothingPromised
        | Reason::CapReached
        | Reason::BudgetExhausted
        | Reason::Fraud
        | Reason::Expired
        | Reason::AppliedOnInvoice
        | Reason::AwaitingSignup
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => None,
    }
}

/// `… by 25 May 2023.`
fn in_time(case: &Case<'_>, what: &str) -> String {
    match case.standing.next_date {
        Some(end) => format!("{what} by {}.", case.last_day(end)),
        None => format!("{what}."),
    }
}

fn first_payment(case: &Case<'_>) -> Option<String> {
    let referral = case.referral()?;
    // The friend’s own credit, of a referral that counts already, has no last day.
    let waits_for_friend = case.reward().is_none();
    let by = waits_for_friend.then(|| in_time(case, "The payment has to come"));
    let upgrade = (!case.is_referrers()).then(|| {
        format!(
            "Choose a paid plan, and it is yours{}",
            case.at_upgrade_url()
        )
    });
    let eligible = case
        .rules()
        .filter(|rules| case.is_referrers() && rules.eligibility == Eligibility::Paying)
        .and_then(|rules| own_part(case, rules, referral.signed_up_at));
    let sentences: Vec<String> = [upgrade, by, eligible].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What the referrer has to see to, so that the friend's payment earns anything (K3, K15, K24).
fn own_part(case: &Case<'_>, rules: &Rules, signed_up_at: jiff::Timestamp) -> Option<String> {
    let asks_at_signup = rules.eligibility_instant != EligibilityInstant::Qualification;
    let paid_then = case.known.referrer.paying_at(signed_up_at);
    if asks_at_signup && !paid_then {
        return Some(match rules.on_ineligible {
            OnIneligible::Forfeit => {
                "Your account was not on a paid plan when they signed up, so this referral earns \
                 you no credit."
                    .to_owned()
            }
            OnIneligible::Wait { days } => format!(
                "Your account was not on a paid plan when they signed up: we keep the credit for \
                 {days} days after their payment, and it is yours once you pay{}",
                case.at_upgrade_url()
            ),
        });
    }
    if case.pays_now() {
        return None;
    }
    Some(match rules.on_ineligible {
        OnIneligible::Forfeit => format!(
            "Only paying customers earn, and your account is not on a paid plan: upgrade before \
             they pay, or the credit is lost{}",
            case.at_upgrade_url()
        ),
        OnIneligible::Wait { days } => format!(
            "Only paying customers earn, and your account is not on a paid plan: upgrade within \
             {days} days of their payment at the latest{}",
            case.at_upgrade_url()
        ),
    })
}

/// C21 to C23, C27.
fn redeem(case: &Case<'_>) -> String {
    let how = match &case.known.program.settings.redeem_url {
        Some(url) => format!("Redeem it at {url} or ask our support staff to do it, and it comes"),
        None => "Redeem it, or ask our support staff to do it, and it comes".to_owned(),
    };
    let expiry = case.standing.next_date.map(|end| case.last_day(end));
    let expiry = expiry.map(|day| format!(" Use it by {day}: it expires after that."));
    format!(
        "{how} off your next invoice, or off an upgrade or add-on that is billed at once. It pays \
         our bills only; it is not paid out.{}",
        expiry.unwrap_or_default()
    )
}
