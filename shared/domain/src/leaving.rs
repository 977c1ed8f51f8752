//! An account stops being subscribed, and what ends with that where the program says so: what a
//! friend earned who did not stay (E55), and what no invoice has used of a referrer's credit (E33).
//!
//! Both ask when the last subscription ended, by Stripe's clock, and not when that is heard of. An
//! end stays one: who subscribes again later left all the same.

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::earning::paid_when_it_counted;
use crate::paying::{Paid, Paying};
use crate::reason::Reason;
use crate::referral::{Referral, ReferralSummary};
use crate::reversal;
use crate::reward::{Reward, RewardState, Side};
use crate::terms::{Eligibility, Rules};
use crate::time::days_after;

/// From when until when a subscription ran. On trial, overdue, unpaid or paused, it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscribed {
    /// When Stripe made it: one that is dated back was not there before.
    pub from: Timestamp,
    pub until: Option<Timestamp>,
}

/// When the account's last subscription ended: each end at which no other ran, oldest first. A
/// plan that takes over from another is no end.
pub fn leaves(all: &[Subscribed]) -> Vec<Timestamp> {
    let runs = |one: &Subscribed, at: Timestamp| {
        one.from <= at && one.until.is_none_or(|until| at < until)
    };
    let ends = all.iter().filter_map(|one| one.until);
    let mut left: Vec<Timestamp> = ends
        .filter(|end| !all.iter().any(|one| runs(one, *end)))
        .collect();
    left.sort_unstable();
    left.dedup();
    left
}

/// When a friend who first paid at `paid_at` left, if that was before the program lets them (E55).
pub fn friend_left_at(
    rules: &Rules,
    friend: Option<&Paying>,
    paid_at: Timestamp,
) -> Option<Timestamp> {
    let until = days_after(paid_at, rules.require_retention_days?);
    let left_at = friend?.left_since(paid_at)?;
    (left_at < until).then_some(left_at)
}

/// When the referrer left with whom this credit ends, as far as no invoice has used it (E33).
///
/// Of one that waited for the referrer to pay, leaving counts from that payment on.
pub(crate) fn referrer_left_at(
    reward: &Reward,
    signed_up_at: Timestamp,
    rules: &Rules,
    referrer: Option<&Paying>,
) -> Option<Timestamp> {
    let is_asked = rules.void_on_cancel && reward.side == Side::Referrer && !reward.kept_by_staff;
    let paying = referrer.filter(|_| is_asked && may_end(reward))?;
    let instants = (signed_up_at, reward.qualified_at);
    let waited = rules.eligibility == Eligibility::Paying
        && paid_when_it_counted(rules, paying, instants) != Paid::Yes;
    let earned_at = if waited {
        let later = paying.spells.iter().map(|spell| spell.from);
        later.filter(|from| reward.qualified_at < *from).min()?
    } else {
        reward.qualified_at
    };
    let left_at = paying.left_since(earned_at)?;
    let lapsed = reward.lapses_at().is_some_and(|end| end <= left_at);
    (!lapsed).then_some(left_at)
}

/// The referrer left: what no invoice has used of the credit ends, once. What was used stays used,
/// and what staff gave back stays.
pub fn referrer_left(
    referral: &Referral,
    reward: &Reward,
    rules: &Rules,
    (referrer, now): (&Paying, Timestamp),
) -> ChangeSet {
    let left_at = referrer_left_at(reward, referral.signed_up_at, rules, Some(referrer));
    if left_at.is_none() || !is_live(reward) {
        return ChangeSet::default();
    }
    let mut changes = reversal::end(reward, Reason::ReferrerCanceled, now);
    // Of one that an invoice has used in part, something was earned.
    let reason = (reward.used_minor == 0).then_some(Reason::ReferrerCanceled);
    changes.write(Write::Summary(ReferralSummary::of(referral, reason)));
    changes
}

/// Whether leaving may take anything of it now: it goes where it was to go, and no invoice has all
/// of it.
pub fn may_take(reward: &Reward) -> bool {
    is_live(reward) && reward.open_minor() > 0
}

/// Whether the credit still goes where it was to go.
pub(crate) fn is_live(reward: &Reward) -> bool {
    match &reward.state {
        RewardState::Held { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { ended: None, .. }
        | RewardState::Posted { .. } => true,
        RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Posting { ended: Some(_), .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => false,
    }
}

/// Whether anything of it is there to end, or was until its payment came back. What waits for the
/// referrer is not earned yet.
fn may_end(reward: &Reward) -> bool {
    match &reward.state {
        RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Canceled {
            waited_until: Some(_),
            ..
        }
        | RewardState::Reversing {
            reason: Reason::Expired,
            ..
        }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => false,
        RewardState::Held { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. } => reward.open_minor() > 0,
    }
}

#[cfg(test)]
mod tests;
