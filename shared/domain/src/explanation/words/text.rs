//! What happened, in one or two sentences.

use super::case::Case;
use super::signup;
use crate::reason::Reason;
use crate::reward::RewardState;
use crate::terms::{Eligibility, OnIneligible, Trigger};
use crate::time::days_after;
use crate::wording;

pub(crate) fn text(case: &Case<'_>) -> String {
    match case.standing.code {
        Reason::NotViaLinkOrAccept => signup::not_via_link_or_accept(case),
        Reason::AttributionWindowPassed => signup::too_late(case),
        Reason::AlreadyReferred => {
            "Your account was referred before. Each account counts once.".to_owned()
        }
        // One sentence for both: which of them it was may be another's matter (K25).
        Reason::ExistingAccount | Reason::FormerAccount => {
            "The offer is for new customers, and this sign-up did not count as a new one."
                .to_owned()
        }
        Reason::SelfReferral => signup::own_link(case),
        Reason::SameAccount => signup::own_account(case),
        Reason::ProgramInactive => signup::not_running(case),
        Reason::AwaitingEmailVerification => awaiting_verification(case),
        Reason::OnTrial
        | Reason::AwaitingFirstPayment
        | Reason::ZeroAmountInvoice
        | Reason::BelowMinimum => awaiting_payment(case),
        Reason::QualificationWindowPassed => window_passed(case),
        Reason::NothingPromised => nothing_promised(case),
        Reason::ReferrerNotPayingAtInstant => not_paying(case),
        Reason::WaitingForReferrerToPay => format!(
            "{}. Only paying customers earn referral credit, and your account {}. We keep {} for \
             you.",
            case.qualified(),
            if case.is_overdue() {
                "has a payment overdue"
            } else {
                "is not on a paid plan yet"
            },
            case.credit()
        ),
        Reason::InHoldUntil => held(case),
        Reason::Disputed => format!(
            "The payment behind {} is disputed at the bank. Nothing is lost: the credit waits \
             until that is decided.",
            case.credit()
        ),
        Reason::Refunded => format!(
            "{} ended{}: the payment behind it was refunded.",
            case.credit_first(),
            case.since()
        ),
        Reason::DisputeLost => format!(
            "{} ended{}: the payment behind it was disputed at the bank and went back.",
            case.credit_first(),
            case.since()
        ),
        Reason::Reversed => reversed(case),
        Reason::Expired => format!(
            "{} was not used in time and expired{}.",
            case.credit_first(),
            case.since()
        ),
        Reason::AwaitingRedemption => {
            format!(
                "{}, and {} is yours to use.",
                case.qualified(),
                case.credit()
            )
        }
        Reason::WaitingForStripeCustomer => format!(
            "{} is yours. It goes on your bill as soon as you have one.",
            case.credit_first()
        ),
        Reason::BeingPosted => format!("{} is on its way to your bill.", case.credit_first()),
        Reason::PostedWaitingNextInvoice => posted(case),
        Reason::AppliedOnInvoice => format!("{}.", case.uses().join(", and ")),
        Reason::PartlyApplied => partly_applied(case),
        Reason::CurrencyMismatch => format!(
            "{} is yours, and your account is billed in another currency, so it could not be put \
             on your bill.",
            case.credit_first()
        ),
        Reason::PostingRefused => format!(
            "{} is yours, and could not be put on your bill.",
            case.credit_first()
        ),
        Reason::CapReached
        | Reason::BudgetExhausted
        | Reason::UnderReview
        | Reason::Fraud
        | Reason::AdminDecision
        | Reason::AwaitingSignup
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => wording::reason(case.standing.code).to_owned(),
    }
}

/// C32.
fn awaiting_verification(case: &Case<'_>) -> String {
    let (whose, who) = if case.is_referrers() {
        ("their", "they do")
    } else {
        ("your", "you do")
    };
    format!(
        "{}, and {whose} mail address is not confirmed yet. {} comes when {who}.",
        case.signed_up(),
        case.credit_first()
    )
}

/// K13, E17 to E19.
fn awaiting_payment(case: &Case<'_>) -> String {
    let (have, whose) = if case.is_referrers() {
        ("has", "their")
    } else {
        ("have", "your")
    };
    let (signed_up, credit) = (case.signed_up(), case.credit_first());
    let code = case.standing.code;
    if code == Reason::BelowMinimum {
        return format!(
            "{signed_up}. {credit} comes with {whose} first payment above {}; none has come yet.",
            case.minimum()
        );
    }
    if code == Reason::ZeroAmountInvoice {
        return format!(
            "{signed_up} and {have} not paid yet: an invoice of nothing does not count. {credit} \
             comes with {whose} first payment."
        );
    }
    match case.own_trial_end() {
        Some(end) => format!(
            "{signed_up} and are on a trial until {}. {credit} comes with your first payment.",
            case.day(end)
        ),
        None => format!(
            "{signed_up} and {have} not paid yet. {credit} comes with {whose} first payment; a \
             trial does not count."
        ),
    }
}

fn window_passed(case: &Case<'_>) -> String {
    let by = case.standing.since.map(|end| case.last_day(end));
    let by = by.map_or_else(String::new, |day| format!(" by {day}"));
    let missing = match case.rules().map(|rules| rules.trigger) {
        Some(Trigger::Signup) => "the mail address was not confirmed",
        Some(Trigger::FirstPayment) | None => "no payment that counts came",
    };
    format!(
        "{}, and {missing}{by}, so it earned no credit.",
        case.signed_up()
    )
}

fn nothing_promised(case: &Case<'_>) -> String {
    if case.is_referrers() {
        format!(
            "{}. The program gives credit to the friend alone.",
            case.qualified()
        )
    } else {
        "The program gives credit to the one who referred you, and none to the friend.".to_owned()
    }
}

/// K3, K15, K16, K24.
fn not_paying(case: &Case<'_>) -> String {
    let what = case.rules().map(|rules| rules.eligibility);
    let rule = match what {
        Some(Eligibility::Active) => {
            "Only open accounts earn referral credit, and yours was not open when it counted."
        }
        Some(Eligibility::Paying | Eligibility::Any) | None => {
            "Only paying customers earn referral credit, and your account was not on a paid plan \
             when it counted."
        }
    };
    format!("{}. {rule}{}", case.qualified(), kept_until(case))
}

/// How long a wait lasted that is over.
fn kept_until(case: &Case<'_>) -> String {
    let reward = case
        .reward()
        .filter(|reward| matches!(reward.state, RewardState::Canceled { .. }));
    let wait = case.rules().map(|rules| rules.on_ineligible);
    match (reward, wait) {
        (Some(reward), Some(OnIneligible::Wait { days })) => {
            let until = case.last_day(days_after(reward.qualified_at, days));
            format!(" We kept {} for you until {until}.", case.credit())
        }
        _ => String::new(),
    }
}

fn held(case: &Case<'_>) -> String {
    let until = case.standing.next_date.map(|at| case.day(at));
    let until = until.map_or_else(String::new, |day| format!(" until {day}"));
    format!(
        "{}, and {} is on hold{until}, in case the payment comes back.",
        case.qualified(),
        case.credit()
    )
}

fn reversed(case: &Case<'_>) -> String {
    let why = match case.standing.cause {
        Some(Reason::DisputeLost) => "was disputed at the bank and went back",
        Some(_) | None => "was refunded",
    };
    let used = case.used().map(|used| {
        format!(" The {used} that an invoice had used by then stays used for now; our staff look into it.")
    });
    format!(
        "{} was taken back{}: the payment behind it {why}.{}",
        case.credit_first(),
        case.since(),
        used.unwrap_or_default()
    )
}

/// K6 to K8, K17.
fn posted(case: &Case<'_>) -> String {
    let since = case.standing.since.map(|at| case.day(at));
    let since = since.map_or_else(String::new, |day| format!(" since {day}"));
    format!(
        "{}. {} has been on your account’s balance{since} and comes off {}.",
        case.qualified(),
        case.credit_first(),
        case.next_invoice_words()
    )
}

fn partly_applied(case: &Case<'_>) -> String {
    let left = case.reward().map(|reward| reward.open().to_string());
    format!(
        "{}. The other {} comes off {}.",
        case.uses().join(", and "),
        left.unwrap_or_default(),
        case.next_invoice_words()
    )
}
