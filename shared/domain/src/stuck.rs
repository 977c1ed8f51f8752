//! What ought to happen by itself and has not: found by its age, and announced again, so that the
//! function that owns the effect settles it. It does so once, however often it is told.
//!
//! A message may be lost for good: purged, expired, or swallowed by a mistake of ours. What it
//! asked for is still in the table.

use jiff::{SignedDuration, Timestamp};

use crate::event::Event;
use crate::given_back;
use crate::invite::{Invite, InviteState};
use crate::remainder;
use crate::reward::{Reward, RewardState};
use crate::time::after;

/// Longer than anything takes when nothing is lost.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// The same of an event of Stripe's, which announces itself: nothing else makes up for a record
/// that the table's stream loses.
const PATIENCE_WITH_STRIPE_EVENT: SignedDuration = SignedDuration::from_mins(10);

/// No longer between two looks than this.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// What to do about something that somebody looked at because of its age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Announce this again, and look again later.
    Announce(Event),
    /// It waits for something else, or is at work: look again later.
    Wait,
    /// It has come to its end: nobody needs to look any more.
    Done,
}

/// When somebody looks for the first time at what began at `since`.
pub fn first_look(since: Timestamp) -> Timestamp {
    after(since, PATIENCE)
}

/// When somebody looks for the first time whether an event of Stripe's has had its effect.
pub fn first_look_at_stripe_event(accepted_at: Timestamp) -> Timestamp {
    after(accepted_at, PATIENCE_WITH_STRIPE_EVENT)
}

/// When somebody looks again: the older it is, the later, so that an outage of hours is not
/// answered with a flood.
pub fn next_look(since: Timestamp, now: Timestamp) -> Timestamp {
    let age = now.duration_since(since);
    after(now, age.clamp(PATIENCE, LONGEST_WAIT))
}

/// Since when a credit has been on its way to Stripe or back, if it is. The same from the moment on at
/// which it may be posted until it is, so that the due index is written twice and not each time.
pub fn on_its_way(reward: &Reward) -> Option<Timestamp> {
    if reward.given_back.is_some() {
        return given_back::ended(reward).map(|(_, at)| at);
    }
    if let Some(since) = remainder::asked_since(reward) {
        return Some(since);
    }
    let redeemed_at = match &reward.state {
        RewardState::Available {
            redeemed_at,
            blocked: None,
        } if reward.may_be_posted() => redeemed_at,
        RewardState::Posting { redeemed_at, .. } => redeemed_at,
        RewardState::Reversing { posted_at, .. } => return Some(*posted_at),
        RewardState::Available { .. }
        | RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => return None,
    };
    Some(redeemed_at.unwrap_or(reward.qualified_at))
}

/// Whether Stripe was called and its answer has not been settled for longer than anything takes.
pub fn is_stuck_posting(reward: &Reward, now: Timestamp) -> bool {
    matches!(&reward.state, RewardState::Posting { first_call_at, .. }
        if after(*first_call_at, PATIENCE) <= now)
}

/// A credit that is on its way to Stripe or back: `post-credits` finishes it.
pub fn credit(reward: &Reward) -> Verdict {
    let (reward_id, account_id) = (reward.id.clone(), reward.account_id.clone());
    if reward.given_back.is_some() || remainder::asked_since(reward).is_some() {
        return Verdict::Announce(Event::CreditReversing {
            reward_id,
            account_id,
        });
    }
    let asked_for = match &reward.state {
        RewardState::Available { redeemed_at, .. } | RewardState::Posting { redeemed_at, .. } => {
            redeemed_at.is_some()
        }
        RewardState::Reversing { .. } => {
            return Verdict::Announce(Event::CreditReversing {
                reward_id,
                account_id,
            });
        }
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => false,
    };
    match (on_its_way(reward), asked_for) {
        (None, _) => Verdict::Done,
        (Some(_), true) => Verdict::Announce(Event::CreditRedeemed {
            reward_id,
            account_id,
        }),
        (Some(_), false) => Verdict::Announce(Event::CreditAvailable {
            reward_id,
            account_id,
        }),
    }
}

/// Since when an invite has waited to be sent, if it does.
pub fn unsent(invite: &Invite) -> Option<Timestamp> {
    let waits = matches!(
        invite.state,
        InviteState::Created | InviteState::Sending { .. }
    );
    waits.then_some(invite.created_at)
}

/// An invite that was not sent, or whose claim has no outcome: `deliver-mail` sends the one, and
/// calls the other unknown, since it may have gone out.
pub fn invite(invite: &Invite, now: Timestamp) -> Verdict {
    match unsent(invite) {
        Some(_) if !invite.is_expired(now) => Verdict::Announce(Event::InviteCreated {
            invite_id: invite.id.clone(),
        }),
        _ => Verdict::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_older_it_is_the_longer_until_the_next_look() {
        let since = at("2022-05-25T10:00:00Z");
        assert_eq!(first_look(since), at("2022-05-25T11:00:00Z"));
        for (now, next) in [
            ("2022-05-25T10:10:00Z", "2022-05-25T11:10:00Z"),
            ("2022-05-25T12:00:00Z", "2022-05-25T14:00:00Z"),
            ("2022-06-25T12:00:00Z", "2022-06-26T12:00:00Z"),
            ("2022-05-25T09:00:00Z", "2022-05-25T10:00:00Z"),
        ] {
            assert_eq!(next_look(since, at(now)), at(next), "{now}");
        }
    }
}
