//! What has become of the payment that earned a reward, by all that is known of it now.

use crate::leaving;
use crate::paying::Paying;
use crate::payment::{Dispute, Payment};
use crate::reason::Reason;
use crate::terms::Rules;
use crate::time::days_after;

/// What is true of the payment that earned a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It counts.
    Stands,
    /// The payer's bank questions it: nothing is taken back, and nothing moves on.
    Disputed,
    /// It counts, and a person looks at the referral before what it earned moves on.
    UnderReview,
    /// It came back in time to count as never made.
    Ended(Reason),
}

/// What is true of `payment` now.
///
/// A part that came back ends nothing (E47). All of it ends the reward if it came back within
/// the program's reversal window, by when it came back and not by when that is heard of (E48).
/// Where all is paid, it ends with a `payer` who left too soon (E55).
pub fn of(payment: &Payment, rules: &Rules, payer: Option<&Paying>) -> Course {
    let window = rules.reversal_window_days.max(rules.hold_days);
    let until = days_after(payment.paid_at, window);
    let in_time = payment.came_back_at.is_none_or(|at| at <= until);
    if !payment.still_counts(rules) && in_time {
        return Course::Ended(match payment.dispute {
            Dispute::Lost => Reason::DisputeLost,
            Dispute::None | Dispute::Open => Reason::Refunded,
        });
    }
    if leaving::friend_left_at(rules, payer, payment.paid_at).is_some() {
        return Course::Ended(Reason::FriendCanceled);
    }
    match payment.dispute {
        Dispute::Open => Course::Disputed,
        Dispute::None | Dispute::Lost => Course::Stands,
    }
}
