//! Whether what was earned stands: by its payment, by the friend who stays, by the referrer who does.

use jiff::Timestamp;

use super::State;
use crate::course::{self, Course};
use crate::leaving;
use crate::payment::Payment;
use crate::reason::Reason;
use crate::referral::Referral;
use crate::reversal;
use crate::reward::{Reward, RewardState, Side};

impl State<'_> {
    /// What is true of the payment now, and of who paid.
    pub(super) fn course(&self, payment: &Payment) -> Course {
        course::of(payment, self.rules, self.friend.paying.as_ref())
    }

    /// What the payment lets stand had a referrer who left: what had ended is not given again. What
    /// has not ended does so by [`leaving::referrer_left`].
    pub(super) fn course_of(&self, reward: &Reward, referral: &Referral, course: Course) -> Course {
        match course {
            Course::Ended(_) => course,
            Course::Stands | Course::UnderReview | Course::Disputed => {
                if !leaving::is_live(reward) && self.is_void(reward, referral) {
                    Course::Ended(Reason::ReferrerCanceled)
                } else {
                    course
                }
            }
        }
    }

    /// Whether the credit ends with its referrer's subscription (E33).
    fn is_void(&self, reward: &Reward, referral: &Referral) -> bool {
        let referrer = self.referrer.paying.as_ref();
        let signed_up_at = referral.signed_up_at;
        leaving::referrer_left_at(reward, signed_up_at, self.rules, referrer).is_some()
    }

    /// Why the referrer earns nothing although the payment stands after all.
    pub(super) fn not_earned(&self, referral: &Referral, now: Timestamp) -> Option<Reason> {
        let reward = self.friend.reward(Side::Referrer)?;
        if reward.used_minor == 0 && self.is_void(reward, referral) {
            return Some(Reason::ReferrerCanceled);
        }
        not_earned(reward, now)
    }
}

/// The same by the reward alone.
fn not_earned(reward: &Reward, now: Timestamp) -> Option<Reason> {
    match reward.state {
        RewardState::Canceled {
            waited_until: Some(until),
            ..
        } if now < until => Some(Reason::WaitingForReferrerToPay),
        RewardState::Canceled {
            waited_until: Some(_),
            ..
        } => Some(Reason::ReferrerNotPayingAtInstant),
        // What is known of the referrer decides again: see `release::referrer_paid`.
        RewardState::Forfeited { reason, .. } if reversal::is_undone_by_facts(reason) => {
            Some(Reason::ReferrerNotPayingAtInstant)
        }
        RewardState::Forfeited { reason, .. } => Some(reason),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. } => None,
    }
}
