//! What becomes of credit when the payment that earned it comes back, and when that is undone
//! (E47 to E54).
//!
//! Nothing here asks what was announced, or in which order: each look compares what is true of the
//! payment now with where the reward stands, and takes the step between them. So refunds, disputes
//! and their ends may be heard of in any order, twice, or late.

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::course::Course;
use crate::earning::available;
use crate::event::Event;
use crate::reason::Reason;
use crate::reinstatement::reinstate;
use crate::release::cancel;
use crate::remainder;
use crate::reward::{Reward, RewardState};
use crate::terms::Rules;

/// Whether what ended a credit for this reason may be undone by what Stripe says later: a refund
/// that failed (E50), a dispute that was won (E53). Which of several it was may change, too.
pub fn is_undone_by_facts(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Refunded | Reason::DisputeLost | Reason::FriendCanceled
    )
}

/// Whether the end of a credit for this reason may come to have another: what became of the payment
/// is told before that the referrer left.
fn is_told_anew(reason: Reason) -> bool {
    is_undone_by_facts(reason) || reason == Reason::ReferrerCanceled
}

/// The step from where `reward` stands to where `course` leads.
pub fn follow(reward: &Reward, course: Course, rules: &Rules, now: Timestamp) -> ChangeSet {
    // Once that is off the balance, the payment is looked at again.
    if reward.is_leaving() {
        return ChangeSet::default();
    }
    // What staff gave back is theirs to take.
    let course = if reward.kept_by_staff {
        Course::Stands
    } else {
        course
    };
    match course {
        Course::Ended(reason) => end(reward, reason, now),
        Course::Stands => stand(reward, None, rules, now),
        Course::Disputed => stand(reward, Some(Reason::Disputed), rules, now),
        // What is at Stripe already cannot be held; a dispute takes it back.
        Course::UnderReview if is_at_stripe(reward) => stand(reward, None, rules, now),
        Course::UnderReview => stand(reward, Some(Reason::UnderReview), rules, now),
    }
}

fn is_at_stripe(reward: &Reward) -> bool {
    matches!(
        reward.state,
        RewardState::Posting { .. } | RewardState::Posted { .. } | RewardState::Reversing { .. }
    )
}

/// The same end for another reason: by which the payment came back is known better now.
fn ended_by(reward: &Reward, by: Reason) -> Option<RewardState> {
    let mut state = reward.state.clone();
    if let RewardState::Canceled { reason, .. }
    | RewardState::Reversed { reason, .. }
    | RewardState::Reversing { reason, .. }
    | RewardState::Posting {
        ended: Some(reason),
        ..
    }
    | RewardState::Forfeited { reason, .. } = &mut state
        && is_told_anew(*reason)
        && is_told_anew(by)
        && *reason != by
    {
        *reason = by;
        return Some(state);
    }
    None
}

pub(crate) fn end(reward: &Reward, reason: Reason, now: Timestamp) -> ChangeSet {
    let thawed = Reward {
        frozen: None,
        ..reward.clone()
    };
    let mut changes = ChangeSet::default();
    if let Some(state) = ended_by(reward, reason) {
        let mut known = thawed.in_state(state);
        remainder::asked(&mut known);
        changes.write(Write::Reward(known));
        return changes;
    }
    let state = match &reward.state {
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. } => return cancel(&thawed, reason, now),
        // One that was forfeited for who the referrer was is so for good, whatever becomes known.
        RewardState::Forfeited {
            reason: Reason::ReferrerNotPayingAtInstant,
            ..
        } => RewardState::Forfeited {
            reason,
            decided_at: now,
        },
        // The same of one that waited for that in vain.
        RewardState::Canceled {
            reason: Reason::ReferrerNotPayingAtInstant,
            waited_until: Some(until),
            ..
        } => RewardState::Canceled {
            reason,
            canceled_at: now,
            waited_until: Some(*until),
        },
        RewardState::Posting {
            first_call_at,
            redeemed_at,
            ended: None,
        } => RewardState::Posting {
            first_call_at: *first_call_at,
            redeemed_at: *redeemed_at,
            ended: Some(reason),
        },
        RewardState::Posted {
            balance_transaction_id,
            posted_at,
        } => return reversing(&thawed, (balance_transaction_id, *posted_at), reason),
        // It was about to expire: what ends it now is that its payment came back.
        RewardState::Reversing {
            reason: Reason::Expired,
            balance_transaction_id,
            posted_at,
            taking,
        } => RewardState::Reversing {
            reason,
            balance_transaction_id: balance_transaction_id.clone(),
            posted_at: *posted_at,
            taking: *taking,
        },
        RewardState::Posting { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => return changes,
    };
    changes.write(Write::Reward(thawed.in_state(state)));
    changes
}

/// From posted to being taken back; `post-credits` does the rest.
pub(crate) fn reversing(
    posted: &Reward,
    (balance_transaction_id, posted_at): (&str, Timestamp),
    reason: Reason,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let state = RewardState::Reversing {
        reason,
        balance_transaction_id: balance_transaction_id.to_owned(),
        posted_at,
        taking: None,
    };
    changes
        .announce(Event::CreditReversing {
            reward_id: posted.id.clone(),
            account_id: posted.account_id.clone(),
        })
        .write(Write::Reward(posted.in_state(state)));
    changes
}

fn stand(reward: &Reward, frozen: Option<Reason>, rules: &Rules, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let as_told = Reward {
        frozen,
        ..reward.clone()
    };
    let state = match &reward.state {
        // Its wait is over: what was known of the referrer decides again, as of a forfeited one.
        RewardState::Canceled {
            reason,
            waited_until: Some(until),
            ..
        } if is_undone_by_facts(*reason) && *until <= now => {
            let not_paid = RewardState::Canceled {
                reason: Reason::ReferrerNotPayingAtInstant,
                canceled_at: now,
                waited_until: Some(*until),
            };
            changes.write(Write::Reward(reward.in_state(not_paid)));
            return changes;
        }
        RewardState::Canceled { reason, .. } | RewardState::Reversed { reason, .. } => {
            return if is_undone_by_facts(*reason) {
                reinstate(&as_told, rules, now)
            } else {
                changes
            };
        }
        // What was known of the referrer decides again: see `release::referrer_paid`.
        RewardState::Forfeited { reason, .. } if is_undone_by_facts(*reason) => {
            RewardState::Forfeited {
                reason: Reason::ReferrerNotPayingAtInstant,
                decided_at: now,
            }
        }
        // A call that takes it back may have been made: once that has come to an end, the payment is
        // looked at again.
        RewardState::Forfeited { .. }
        | RewardState::Expired { .. }
        | RewardState::Reversing {
            taking: Some(_), ..
        }
        | RewardState::Reversing {
            reason: Reason::Expired,
            ..
        } => return changes,
        // What staff ended stays so.
        RewardState::Posting {
            ended: Some(reason),
            ..
        }
        | RewardState::Reversing { reason, .. }
            if !is_undone_by_facts(*reason) =>
        {
            return changes;
        }
        RewardState::Posting {
            first_call_at,
            redeemed_at,
            ..
        } => RewardState::Posting {
            first_call_at: *first_call_at,
            redeemed_at: *redeemed_at,
            ended: None,
        },
        RewardState::Reversing {
            balance_transaction_id,
            posted_at,
            taking: None,
            ..
        } => RewardState::Posted {
            balance_transaction_id: balance_transaction_id.clone(),
            posted_at: *posted_at,
        },
        live @ (RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posted { .. }) => live.clone(),
    };
    if state == reward.state && frozen == reward.frozen {
        return changes;
    }
    let next = as_told.in_state(state);
    if reward.frozen.is_some()
        && matches!(next.state, RewardState::Available { .. })
        && next.may_be_posted()
    {
        changes.announce(available(&next));
    }
    changes.write(Write::Reward(next));
    changes
}

#[cfg(test)]
mod tests;
