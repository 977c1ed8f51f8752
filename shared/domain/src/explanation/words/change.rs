//! What would change it, and what the reader can do.

use super::case::Case;
use crate::reason::Reason;
use crate::terms::{Eligibility, EligibilityInstant, OnIneligible, Rules};
use crate::time::days_after;

/// None where nothing would.
pub(crate) fn change(case: &Case<'_>) -> Option<String> {
    let say = |key| Some(case.say(key));
    match case.standing.code {
        Reason::NotViaLinkOrAccept | Reason::AttributionWindowPassed => say("change-evidence"),
        Reason::AwaitingEmailVerification => say("change-verification"),
        Reason::OnTrial
        | Reason::AwaitingFirstPayment
        | Reason::ZeroAmountInvoice
        | Reason::BelowMinimum
        | Reason::PlanNotIncluded => first_payment(case),
        Reason::ReferrerNotPayingAtInstant | Reason::ReferrerCanceled => say("change-not-paying"),
        Reason::WaitingForReferrerToPay if case.is_overdue() => say("change-overdue"),
        Reason::WaitingForReferrerToPay => say("change-waiting"),
        Reason::InHoldUntil => say_stays(case).or_else(|| say("change-passes")),
        Reason::BeingPosted => say("change-passes"),
        Reason::Disputed => say("change-disputed"),
        Reason::Refunded => say("change-refunded"),
        Reason::DisputeLost => say("change-dispute-lost"),
        Reason::Reversed => match case.standing.cause {
            Some(Reason::ReferrerCanceled) => say("change-not-paying"),
            Some(Reason::FriendCanceled) => next_friend(case),
            Some(_) | None => say("change-reversed"),
        },
        Reason::QualificationWindowPassed | Reason::FriendCanceled => next_friend(case),
        // C21 to C23, C27.
        Reason::AwaitingRedemption => say("change-redeem"),
        Reason::WaitingForStripeCustomer => say("change-plan"),
        Reason::PostedWaitingNextInvoice | Reason::PartlyApplied => say("change-posted"),
        Reason::AdminDecision => say("change-mistake"),
        Reason::CurrencyMismatch | Reason::PostingRefused | Reason::UnderReview => {
            say("change-staff")
        }
        Reason::ExistingAccount | Reason::FormerAccount | Reason::SameAccount => {
            say("change-refer")
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

fn next_friend(case: &Case<'_>) -> Option<String> {
    case.is_referrers().then(|| case.say("change-next-friend"))
}

/// Until when the friend has to stay, while that is to come (E55).
fn say_stays(case: &Case<'_>) -> Option<String> {
    let days = case.rules()?.require_retention_days?;
    let until = days_after(case.reward()?.qualified_at, days);
    let stays = [("stays", case.day(until))];
    (case.known.now < until).then(|| case.say_with("change-stays", &stays))
}

fn first_payment(case: &Case<'_>) -> Option<String> {
    let referral = case.referral()?;
    // The friend’s own credit, of a referral that counts already, has no last day.
    let waits_for_friend = case.reward().is_none();
    let by = waits_for_friend.then(|| case.say("change-payment"));
    let own = if case.standing.code == Reason::PlanNotIncluded {
        "change-included-plan"
    } else {
        "change-own-payment"
    };
    let upgrade = (!case.is_referrers()).then(|| case.say(own));
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
    let (lost, kept) = if asks_at_signup && !paid_then {
        ("change-lost-at-signup", "change-kept-at-signup")
    } else if case.pays_now() {
        return None;
    } else {
        ("change-lost-unless", "change-kept-unless")
    };
    Some(match rules.on_ineligible {
        OnIneligible::Forfeit => case.say(lost),
        OnIneligible::Wait { days } => case.say_with(kept, &[("count", days.to_string())]),
    })
}
