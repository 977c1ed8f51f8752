//! Where one side of a referral stands.

use jiff::Timestamp;

use super::{Known, Standing, reward};
use crate::paying::{LastInvoice, Paying};
use crate::reason::Reason;
use crate::referral::{Referral, ReferralStatus};
use crate::terms::Trigger;
use crate::time::{CLOCK_TOLERANCE, after};

/// Where the side that is asked for stands; none where there is no referral.
pub fn standing(known: &Known<'_>) -> Option<Standing> {
    let referral = known.friend.referral.as_ref()?;
    let ended = match &referral.status {
        // The window closes by the time, before a schedule writes it down (requirements 3.1).
        ReferralStatus::Attributed { expires_at } if *expires_at <= known.now => {
            return Some(too_late(*expires_at));
        }
        ReferralStatus::Attributed { expires_at } => {
            return Some(awaited(known, referral, *expires_at));
        }
        ReferralStatus::Expired { expired_at } => return Some(too_late(*expired_at)),
        ReferralStatus::Qualified { qualified_at, .. } => {
            Standing::at(Reason::NothingPromised, Some(*qualified_at))
        }
        ReferralStatus::Disqualified {
            reason,
            disqualified_at,
        } => Standing::at(*reason, Some(*disqualified_at)),
    };
    let reward = known.friend.reward(known.side);
    Some(reward.map_or(ended, |reward| reward::standing(known, reward)))
}

fn too_late(at: Timestamp) -> Standing {
    Standing::at(Reason::QualificationWindowPassed, Some(at))
}

/// What the terms still ask of the friend.
fn awaited(known: &Known<'_>, referral: &Referral, expires_at: Timestamp) -> Standing {
    let trigger = known.rules().map(|rules| rules.trigger);
    let code = match trigger {
        Some(Trigger::Signup) => Reason::AwaitingEmailVerification,
        Some(Trigger::FirstPayment) | None => first_payment(known),
    };
    Standing::at(code, Some(referral.signed_up_at)).until(Some(expires_at))
}

/// Why the friend's first payment has not come (K13, E17 to E19, `plan_not_included`).
pub(super) fn first_payment(known: &Known<'_>) -> Reason {
    let paying = known.friend.paying.as_ref();
    if trial_end(paying, known.now).is_some() {
        return Reason::OnTrial;
    }
    let rules = known.rules();
    match last_invoice(known) {
        Some(last) if last.paid.is_zero() => Reason::ZeroAmountInvoice,
        Some(last) if rules.is_some_and(|rules| !rules.includes(&last.billed)) => {
            Reason::PlanNotIncluded
        }
        Some(last) if rules.is_some_and(|rules| !rules.counts_as_payment(last.paid)) => {
            Reason::BelowMinimum
        }
        Some(_) | None => Reason::AwaitingFirstPayment,
    }
}

/// When the trial ends that the account is on.
pub(super) fn trial_end(paying: Option<&Paying>, now: Timestamp) -> Option<Timestamp> {
    let end = paying.and_then(|paying| paying.trial_ends_at);
    end.filter(|end| now < *end)
}

/// The friend's latest paid invoice, if it came after the signup.
pub(super) fn last_invoice<'a>(known: &Known<'a>) -> Option<&'a LastInvoice> {
    let referral = known.friend.referral.as_ref()?;
    let last = known.friend.paying.as_ref()?.last_invoice.as_ref();
    last.filter(|last| referral.signed_up_at <= after(last.paid_at, CLOCK_TOLERANCE))
}
