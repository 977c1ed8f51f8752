//! What a story came to, as assertions that point at the story.

use crate::notification::Telling;
use crate::reason::Reason;
use crate::referral::{Qualification, Referral, ReferralStatus};
use crate::reward::{Reward, RewardState, Side};
use crate::statement::Balance;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at, money};

pub(crate) const AVAILABLE: RewardState = RewardState::Available {
    redeemed_at: None,
    blocked: None,
};

pub(crate) fn held_until(instant: &str) -> RewardState {
    RewardState::Held {
        release_at: at(instant),
    }
}

pub(crate) fn waiting_until(instant: &str) -> RewardState {
    RewardState::WaitingForReferrer { until: at(instant) }
}

impl Story {
    #[track_caller]
    pub(crate) fn referral(&self) -> Referral {
        self.friend_household().referral.expect("a referral")
    }

    #[track_caller]
    pub(crate) fn reward(&self, side: Side) -> Reward {
        let friend = self.friend_household();
        friend.reward(side).expect("a reward").clone()
    }

    /// What the members of an account were told, the first first.
    pub(crate) fn told(&self, account: &str) -> Vec<Telling> {
        let own = self.world.notifications.iter();
        let own = own.filter(|told| told.account_id.as_str() == account);
        own.map(|told| told.telling.clone()).collect()
    }

    /// The signup stands, nobody referred it, and this is why.
    #[track_caller]
    pub(crate) fn then_not_referred(self, reason: Reason) -> Self {
        let friend = self.friend_household();
        assert_eq!(friend.referral, None);
        assert_eq!(
            friend.outcome.and_then(|outcome| outcome.reason),
            Some(reason)
        );
        assert!(friend.account.is_some(), "a signup never fails");
        self
    }

    #[track_caller]
    pub(crate) fn then_referred(self) -> Self {
        let outcome = self.friend_household().outcome.expect("an outcome");
        assert_eq!(outcome.reason, None);
        assert_eq!(outcome.referral_id, Some(self.referral().id));
        assert_eq!(self.referral().referrer_account_id.as_str(), REFERRER);
        self
    }

    #[track_caller]
    pub(crate) fn then_waits_until(self, expires_at: &str) -> Self {
        let expires_at = at(expires_at);
        assert_eq!(
            self.referral().status,
            ReferralStatus::Attributed { expires_at }
        );
        self
    }

    #[track_caller]
    pub(crate) fn then_qualified_by_signup(self, instant: &str) -> Self {
        let status = ReferralStatus::Qualified {
            qualified_at: at(instant),
            qualification: Qualification::Signup,
        };
        assert_eq!(self.referral().status, status);
        self
    }

    #[track_caller]
    pub(crate) fn then_qualified_by(self, invoice: &str, instant: &str) -> Self {
        let status = ReferralStatus::Qualified {
            qualified_at: at(instant),
            qualification: Qualification::FirstPayment {
                invoice_id: invoice.parse().unwrap(),
            },
        };
        assert_eq!(self.referral().status, status);
        self
    }

    #[track_caller]
    pub(crate) fn then_expired(self) -> Self {
        let status = self.referral().status;
        assert!(
            matches!(status, ReferralStatus::Expired { .. }),
            "{status:?}"
        );
        self.then_reason(Some(Reason::QualificationWindowPassed))
    }

    #[track_caller]
    pub(crate) fn then_refunded(self) -> Self {
        self.then_disqualified(Reason::Refunded)
    }

    #[track_caller]
    pub(crate) fn then_disqualified(self, reason: Reason) -> Self {
        let status = self.referral().status;
        let ended =
            matches!(status, ReferralStatus::Disqualified { reason: why, .. } if why == reason);
        assert!(ended, "{status:?}");
        self.then_reason(Some(reason))
    }

    #[track_caller]
    pub(crate) fn then_reversed(self, side: Side, reason: Reason, review: bool) -> Self {
        let state = self.reward(side).state;
        let reversed = matches!(
            state,
            RewardState::Reversed { reason: why, review_required, .. }
                if why == reason && review_required == review
        );
        assert!(reversed, "{state:?}");
        self
    }

    /// What the referrer's list says of why nothing was earned.
    #[track_caller]
    pub(crate) fn then_reason(self, reason: Option<Reason>) -> Self {
        let referral = self.referral();
        let summary = &self.world.summaries[&referral.id];
        assert_eq!(summary.reason, reason);
        assert_eq!(
            summary.status, referral.status,
            "the copy follows its referral"
        );
        self
    }

    #[track_caller]
    pub(crate) fn then_earned(self, side: Side, amount: &str, state: RewardState) -> Self {
        let reward = self.reward(side);
        assert_eq!((reward.amount, reward.state), (money(amount), state));
        let earner = match side {
            Side::Referrer => REFERRER,
            Side::Friend => FRIEND,
        };
        assert_eq!(reward.account_id.as_str(), earner);
        self
    }

    #[track_caller]
    pub(crate) fn then_forfeited(self, reason: Reason) -> Self {
        let state = self.reward(Side::Referrer).state;
        let forfeited =
            matches!(state, RewardState::Forfeited { reason: why, .. } if why == reason);
        assert!(forfeited, "{state:?}");
        self.then_reason(Some(reason))
    }

    #[track_caller]
    pub(crate) fn then_canceled(self, side: Side, reason: Reason) -> Self {
        let state = self.reward(side).state;
        let canceled = matches!(state, RewardState::Canceled { reason: why, .. } if why == reason);
        assert!(canceled, "{state:?}");
        self
    }

    #[track_caller]
    pub(crate) fn then_nothing_earned(self, side: Side) -> Self {
        assert_eq!(self.friend_household().reward(side), None);
        self
    }

    /// Pending, available and at Stripe, in cents.
    #[track_caller]
    pub(crate) fn then_balance(self, account: &str, cents: [i64; 3]) -> Self {
        let [pending_minor, available_minor, at_stripe_minor] = cents;
        let expected = Balance {
            pending_minor,
            available_minor,
            at_stripe_minor,
        };
        assert_eq!(self.world.balance(&account_id(account)), expected);
        self
    }
}
