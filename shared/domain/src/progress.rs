//! How far a friend has come, in one word for the one who referred them.

use jiff::Timestamp;

use crate::invite::Invite;
use crate::referral::{Qualification, ReferralStatus};

/// The steps of a referral, and where it may end. Ordered as they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    Invited,
    /// The friend pressed Accept.
    Accepted,
    SignedUp,
    Paid,
    /// The credit was granted, whether it can be used yet or not.
    Rewarded,
    /// It counted or not, but earns nothing.
    NotEligible,
    /// The friend was too late, or never came.
    Expired,
    /// The invite's mail came back.
    NotDelivered,
}

impl Progress {
    pub const ALL: [Self; 8] = [
        Self::Invited,
        Self::Accepted,
        Self::SignedUp,
        Self::Paid,
        Self::Rewarded,
        Self::NotEligible,
        Self::Expired,
        Self::NotDelivered,
    ];

    /// Of a referral. `has_credit` is whether it earned credit that was not taken back, and
    /// `has_reason` whether there is a reason why not.
    pub fn of_referral(
        status: &ReferralStatus,
        (has_credit, has_reason): (bool, bool),
        now: Timestamp,
    ) -> Self {
        match status {
            ReferralStatus::Attributed { expires_at } if now < *expires_at => Self::SignedUp,
            ReferralStatus::Attributed { .. } | ReferralStatus::Expired { .. } => Self::Expired,
            ReferralStatus::Disqualified { .. } => Self::NotEligible,
            ReferralStatus::Qualified { .. } if has_credit => Self::Rewarded,
            ReferralStatus::Qualified { .. } if has_reason => Self::NotEligible,
            ReferralStatus::Qualified { qualification, .. } => match qualification {
                Qualification::Signup => Self::SignedUp,
                Qualification::FirstPayment { .. } => Self::Paid,
            },
        }
    }

    /// Of an invite, as its sender may know it: one that was held back looks like one that was
    /// sent (K11, K25).
    pub fn of_invite(invite: &Invite, now: Timestamp) -> Self {
        if invite.accepted_at.is_some() {
            return Self::Accepted;
        }
        match invite.status_for_referrer(now) {
            "bounced" => Self::NotDelivered,
            "expired" => Self::Expired,
            _ => Self::Invited,
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Invited => "progress-invited",
            Self::Accepted => "progress-accepted",
            Self::SignedUp => "progress-signed-up",
            Self::Paid => "progress-paid",
            Self::Rewarded => "progress-rewarded",
            Self::NotEligible => "progress-not-eligible",
            Self::Expired => "progress-expired",
            Self::NotDelivered => "progress-not-delivered",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Reason;
    use crate::words::Words;

    fn now() -> Timestamp {
        "2022-05-25T10:00:00Z".parse().unwrap()
    }

    fn qualified(qualification: Qualification) -> ReferralStatus {
        ReferralStatus::Qualified {
            qualified_at: now(),
            qualification,
        }
    }

    #[track_caller]
    fn then(status: &ReferralStatus, credit_and_reason: (bool, bool), progress: Progress) {
        assert_eq!(
            Progress::of_referral(status, credit_and_reason, now()),
            progress
        );
    }

    #[test]
    fn every_step_has_its_word() {
        let words = Progress::ALL.map(|it| Words::english().say(it.key()));
        for (progress, word) in Progress::ALL.iter().zip(&words) {
            assert!(Words::english().has(progress.key()), "{progress:?}");
            assert_eq!(words.iter().filter(|it| *it == word).count(), 1, "{word}");
        }
    }

    #[test]
    fn a_friend_who_signed_up_is_waited_for_until_the_window_closes() {
        let attributed = |days| ReferralStatus::Attributed {
            expires_at: crate::time::days_after(now(), days),
        };
        then(&attributed(1), (false, true), Progress::SignedUp);
        then(&attributed(0), (false, false), Progress::Expired);
    }

    #[test]
    fn credit_that_was_granted_is_a_reward_and_one_that_was_not_says_so() {
        let signup = qualified(Qualification::Signup);
        then(&signup, (true, true), Progress::Rewarded);
        then(&signup, (false, true), Progress::NotEligible);
        then(&signup, (false, false), Progress::SignedUp);
        let disqualified = ReferralStatus::Disqualified {
            reason: Reason::Refunded,
            disqualified_at: now(),
        };
        then(&disqualified, (true, true), Progress::NotEligible);
    }
}
