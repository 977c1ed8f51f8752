//! What happened, in one or two sentences.

use super::case::Case;
use crate::reason::Reason;
use crate::reward::RewardState;
use crate::terms::{Eligibility, Method, OnIneligible, Trigger};
use crate::time::days_after;

pub(crate) fn text(case: &Case<'_>) -> String {
    match case.standing.code {
        Reason::NotViaLinkOrAccept => {
            case.say_with("text-not_via_link_or_accept", &[("ways", ways(case))])
        }
        Reason::AttributionWindowPassed => too_late(case),
        // One sentence for both: which of them it was may be another's matter (K25).
        Reason::ExistingAccount | Reason::FormerAccount => case.say("text-existing_account"),
        Reason::OnTrial | Reason::AwaitingFirstPayment => awaiting_payment(case),
        Reason::BelowMinimum => case.say_with("text-below_minimum", &[("minimum", case.minimum())]),
        Reason::QualificationWindowPassed => case.say(match case.rules().map(|it| it.trigger) {
            Some(Trigger::Signup) => "text-window_passed_signup",
            Some(Trigger::FirstPayment) | None => "text-window_passed_paid",
        }),
        Reason::ReferrerNotPayingAtInstant => not_paying(case),
        Reason::WaitingForReferrerToPay if case.is_overdue() => case.say("text-waiting_overdue"),
        Reason::Reversed => reversed(case),
        Reason::FriendCanceled => stayed(case, "text-friend_canceled"),
        Reason::AppliedOnInvoice => {
            case.say_with("text-applied_on_invoice", &[("uses", case.uses())])
        }
        Reason::PartlyApplied => partly_applied(case),
        Reason::AlreadyReferred
        | Reason::SelfReferral
        | Reason::SameAccount
        | Reason::ProgramInactive
        | Reason::AwaitingEmailVerification
        | Reason::ZeroAmountInvoice
        | Reason::PlanNotIncluded
        | Reason::NothingPromised
        | Reason::WaitingForReferrerToPay
        | Reason::InHoldUntil
        | Reason::Disputed
        | Reason::Refunded
        | Reason::DisputeLost
        | Reason::ReferrerCanceled
        | Reason::Expired
        | Reason::AwaitingRedemption
        | Reason::WaitingForStripeCustomer
        | Reason::BeingPosted
        | Reason::PostedWaitingNextInvoice
        | Reason::CurrencyMismatch
        | Reason::PostingRefused => case.say(&format!("text-{}", case.standing.code.code())),
        Reason::CapReached
        | Reason::BudgetExhausted
        | Reason::UnderReview
        | Reason::Fraud
        | Reason::AdminDecision
        | Reason::AwaitingSignup
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => case.reason(),
    }
}

/// How the program ties a signup to somebody (C25, K9, K18).
fn ways(case: &Case<'_>) -> String {
    let methods = case.rules().map(|rules| &rules.methods);
    let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
    match (takes(Method::Link), takes(Method::Accept)) {
        (true, false) => "link",
        (false, true) => "accept",
        (true, true) | (false, false) => "both",
    }
    .to_owned()
}

fn too_late(case: &Case<'_>) -> String {
    let window = case.rules().map(|rules| rules.attribution_window_days);
    let days = window.unwrap_or_default().to_string();
    case.say_with("text-attribution_window_passed", &[("count", days)])
}

/// K13, E17.
fn awaiting_payment(case: &Case<'_>) -> String {
    match case.own_trial_end() {
        Some(end) => case.say_with("text-on_own_trial", &[("trial", case.day(end))]),
        None => case.say("text-awaiting_first_payment"),
    }
}

/// K3, K15, K16, K24.
fn not_paying(case: &Case<'_>) -> String {
    let text = case.say(match case.rules().map(|rules| rules.eligibility) {
        Some(Eligibility::Active) => "text-not_open",
        Some(Eligibility::Paying | Eligibility::Any) | None => {
            "text-referrer_not_paying_at_instant"
        }
    });
    match kept_until(case) {
        Some(kept) => format!("{text} {kept}"),
        None => text,
    }
}

/// How long a wait lasted that is over.
fn kept_until(case: &Case<'_>) -> Option<String> {
    let reward = case.reward()?;
    let is_over = matches!(reward.state, RewardState::Canceled { .. });
    let wait = case.rules().filter(|_| is_over)?.on_ineligible;
    let OnIneligible::Wait { days } = wait else {
        return None;
    };
    let until = case.last_day(Some(days_after(reward.qualified_at, days)));
    Some(case.say_with("text-kept_until", &[("since", until)]))
}

/// How long the friend had to stay (E55).
fn stayed(case: &Case<'_>, key: &str) -> String {
    let days = case.rules().and_then(|rules| rules.require_retention_days);
    case.say_with(key, &[("count", days.unwrap_or_default().to_string())])
}

fn reversed(case: &Case<'_>) -> String {
    let text = match case.standing.cause {
        Some(Reason::DisputeLost) => case.say("text-reversed_dispute"),
        Some(Reason::FriendCanceled) => stayed(case, "text-reversed_friend_canceled"),
        Some(Reason::ReferrerCanceled) => case.say("text-reversed_referrer_canceled"),
        Some(_) | None => case.say("text-reversed"),
    };
    let rest = if case.standing.cause == Some(Reason::ReferrerCanceled) {
        "text-reversed_used_stays"
    } else {
        "text-reversed_used"
    };
    match case.used() {
        Some(used) => {
            let used = case.say_with(rest, &[("used", case.money(used))]);
            format!("{text} {used}")
        }
        None => text,
    }
}

fn partly_applied(case: &Case<'_>) -> String {
    let open = case.reward().map(|reward| case.money(reward.open()));
    let values = [("uses", case.uses()), ("open", open.unwrap_or_default())];
    case.say_with("text-partly_applied", &values)
}
