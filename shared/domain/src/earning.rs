//! What both sides of a referral earn at the instant it qualifies (C1, C2, K1, K3, K15, K16).

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::account::{Account, Household};
use crate::allowance::{Allowance, Counted, Limits};
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::id::RewardId;
use crate::ledger::JournalEntry;
use crate::money::{Currency, Money};
use crate::notification::{Notification, Telling};
use crate::paying::{Paid, Paying};
use crate::reason::Reason;
use crate::referral::{Qualification, Referral, ReferralStatus, ReferralSummary};
use crate::review::{self, Approval, Review, Signal};
use crate::reward::{Reward, RewardState, Side};
use crate::schedule::{Amounts, Offer};
use crate::terms::{
    AmountInstant, Eligibility, EligibilityInstant, FriendRelease, OnIneligible, Rules, Trigger,
};
use crate::time::days_after;

/// How long a reward waits at most for the outcome of a referrer's overdue payment (E32).
pub const OVERDUE_DAYS: u32 = 30;

/// A referral that is about to qualify, and what decides its rewards.
#[derive(Debug, Clone)]
pub struct Qualifying<'a> {
    pub referral: &'a Referral,
    pub rules: &'a Rules,
    /// The program, whose currency is that of an account without one of its own; and what it has
    /// granted.
    pub limits: Limits<'a>,
    pub referrer: &'a Household,
    /// The friend's account currency, if it has named one.
    pub friend_currency: Option<Currency>,
    /// By Stripe's or the host's clock, never by arrival.
    pub qualified_at: Timestamp,
    pub qualification: Qualification,
    /// What speaks for a look at it by a person, beside what is known of the referral.
    pub signals: BTreeSet<Signal>,
    pub now: Timestamp,
}

impl Qualifying<'_> {
    /// The referral in its new status, and all that both sides' decisions write and announce.
    ///
    /// The referral itself is among the writes, and so is the referrer's copy of it.
    pub fn decide(&self) -> ChangeSet {
        let qualified = self.referral.in_status(ReferralStatus::Qualified {
            qualified_at: self.qualified_at,
            qualification: self.qualification.clone(),
        });
        self.decide_as(qualified)
    }

    /// The same for a referral that is qualified from its first write on.
    pub(crate) fn decide_as(&self, qualified: Referral) -> ChangeSet {
        let mut changes = ChangeSet::default();
        let before = self.referral.review.as_ref();
        let qualified = Referral {
            review: self.review(),
            ..qualified
        };
        changes.events.extend(review::opened(before, &qualified));
        let mut allowance = self.limits.allowance();
        changes.announce(Event::ReferralQualified {
            referral_id: qualified.id.clone(),
            qualified_at: self.qualified_at,
        });
        let reason = self.referrer_side(&qualified, (&mut changes, &mut allowance));
        self.friend_side(&qualified, (&mut changes, &mut allowance));
        changes
            .append(allowance.into_changes())
            .write(Write::Summary(ReferralSummary::of(&qualified, reason)))
            .write(Write::Referral(qualified));
        changes
    }

    /// With what is known of the payment, and where the program has all approved by hand.
    fn review(&self) -> Option<Review> {
        let mut signals = self.signals.clone();
        if self.limits.program.settings.review.approval == Approval::Manual {
            signals.insert(Signal::ManualApproval);
        }
        review::joined(self.referral.review.as_ref(), &signals, self.now)
    }

    fn referrer_side(
        &self,
        referral: &Referral,
        (changes, allowance): (&mut ChangeSet, &mut Allowance<'_>),
    ) -> Option<Reason> {
        let currency = self.referrer.account.as_ref().and_then(|a| a.currency);
        let amount = self.amount(Side::Referrer, currency)?;
        let reward = self.reward(Side::Referrer, amount, self.referrer_state());
        let reward = allowance.admit(reward, self.rules, self.now);
        match &reward.state {
            RewardState::Forfeited { reason, .. } => {
                let reason = *reason;
                changes
                    .notify(Notification::no_credit(referral, reason, self.now))
                    .append(forfeit(reward, reason));
                Some(reason)
            }
            RewardState::WaitingForReferrer { .. } => {
                let reason = Reason::WaitingForReferrerToPay;
                changes.notify(Notification::no_credit(referral, reason, self.now));
                changes.append(grant(reward, self.now));
                Some(reason)
            }
            RewardState::Held { .. }
            | RewardState::AwaitingFirstPayment
            | RewardState::Available { .. }
            | RewardState::Posting { .. }
            | RewardState::Posted { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. } => {
                let reason = reward.frozen;
                changes
                    .notify(earned(&reward, self.now))
                    .append(grant(reward, self.now));
                reason
            }
        }
    }

    fn friend_side(
        &self,
        referral: &Referral,
        (changes, allowance): (&mut ChangeSet, &mut Allowance<'_>),
    ) {
        let Some(amount) = self.amount(Side::Friend, self.friend_currency) else {
            return;
        };
        let waits = waits_for_first_payment(self.rules);
        let state = if waits {
            RewardState::AwaitingFirstPayment
        } else {
            after_hold(self.rules, self.qualified_at, self.now)
        };
        let reward = Reward {
            referral_id: referral.id.clone(),
            ..self.reward(Side::Friend, amount, state)
        };
        let reward = allowance.admit(reward, self.rules, self.now);
        if let RewardState::Forfeited { reason, .. } = reward.state {
            changes.append(forfeit(reward, reason));
            return;
        }
        // Of one that is looked at first, the friend is told when that is done.
        if reward.frozen.is_none() {
            changes.notify(friends_credit(&reward, self.now));
        }
        changes.append(grant(reward, self.now));
    }

    /// What one side is promised. Never converted: credit in a currency that the account does not pay in stays
    /// available and waits (requirements 3.4).
    fn amount(&self, side: Side, of_account: Option<Currency>) -> Option<Money> {
        promised(
            self.offer().side(side),
            (of_account, self.limits.program.settings.currency),
        )
    }

    fn offer(&self) -> Offer {
        match self.rules.amount_instant {
            AmountInstant::Attribution => self.referral.promised.clone(),
            AmountInstant::Qualification => self.rules.offer_at(self.qualified_at),
        }
    }

    fn referrer_state(&self) -> RewardState {
        let days = match (self.referrer_is_eligible(), self.rules.on_ineligible) {
            (Paid::Yes, _) => return after_hold(self.rules, self.qualified_at, self.now),
            (Paid::No, OnIneligible::Forfeit) => {
                return RewardState::Forfeited {
                    reason: Reason::ReferrerNotPayingAtInstant,
                    decided_at: self.now,
                };
            }
            (Paid::No, OnIneligible::Wait { days }) => days,
            (Paid::InDoubt, OnIneligible::Forfeit) => OVERDUE_DAYS,
            (Paid::InDoubt, OnIneligible::Wait { days }) => days.max(OVERDUE_DAYS),
        };
        RewardState::WaitingForReferrer {
            until: days_after(self.qualified_at, days),
        }
    }

    fn referrer_is_eligible(&self) -> Paid {
        let decided = |is_eligible| if is_eligible { Paid::Yes } else { Paid::No };
        match self.rules.eligibility {
            Eligibility::Any => Paid::Yes,
            Eligibility::Active => {
                decided(self.referrer.account.as_ref().is_some_and(Account::is_open))
            }
            Eligibility::Paying => {
                let instants = (self.referral.signed_up_at, self.qualified_at);
                let paying = self.referrer.paying.as_ref();
                paying.map_or(Paid::No, |it| {
                    paid_when_it_counted(self.rules, it, instants)
                })
            }
        }
    }

    fn reward(&self, side: Side, amount: Money, state: RewardState) -> Reward {
        let referral = self.referral;
        let (account_id, participant_id) = match side {
            Side::Referrer => (
                &referral.referrer_account_id,
                &referral.referrer_participant_id,
            ),
            Side::Friend => (&referral.friend_account_id, &referral.friend_participant_id),
        };
        let is_reviewed = self.review().is_some_and(|it| it.is_open());
        Reward {
            id: RewardId::of(&referral.friend_account_id, side),
            referral_id: referral.id.clone(),
            side,
            program_id: referral.program_id.clone(),
            account_id: account_id.clone(),
            participant_id: participant_id.clone(),
            amount,
            application: self.rules.application,
            qualified_at: self.qualified_at,
            state,
            expires_at: None,
            remind_at: None,
            attempts: 0,
            frozen: is_reviewed.then_some(Reason::UnderReview),
            kept_by_staff: false,
            round: 0,
            used_minor: 0,
            given_back: None,
            remainder: None,
            debit: None,
            counted: Counted::default(),
            version: 1,
        }
        .pending_while_reviewed(self.rules)
        .expiring(self.rules.expiry_days, self.now)
    }
}

/// What is promised to an account of this currency: in that, else in the program's, else in the
/// one there is.
pub(crate) fn promised(
    promise: &Amounts,
    (of_account, of_program): (Option<Currency>, Currency),
) -> Option<Money> {
    let first = || promise.all().find(|money| !money.is_zero());
    of_account
        .and_then(|currency| promise.in_currency(currency))
        .or_else(|| promise.in_currency(of_program))
        .or_else(first)
}

/// Whether the friend's own credit waits for the friend's first payment (C31).
pub(crate) fn waits_for_first_payment(rules: &Rules) -> bool {
    rules.trigger == Trigger::Signup && rules.friend_release == FriendRelease::AfterFirstPayment
}

/// Whether the referrer paid at every instant that the program asks about (K15), as far as that is
/// decided (E32).
pub(crate) fn paid_when_it_counted(
    rules: &Rules,
    paying: &Paying,
    (signed_up_at, qualified_at): (Timestamp, Timestamp),
) -> Paid {
    match rules.eligibility_instant {
        EligibilityInstant::Signup => paying.paid_at(signed_up_at),
        EligibilityInstant::Qualification => paying.paid_at(qualified_at),
        EligibilityInstant::Both => paying
            .paid_at(signed_up_at)
            .min(paying.paid_at(qualified_at)),
    }
}

/// Held until the hold ends; available where it has ended, or the program has none.
pub(crate) fn after_hold(rules: &Rules, qualified_at: Timestamp, now: Timestamp) -> RewardState {
    let release_at = days_after(qualified_at, rules.hold_days);
    if rules.hold_days == 0 || release_at <= now {
        RewardState::Available {
            redeemed_at: None,
            blocked: None,
        }
    } else {
        RewardState::Held { release_at }
    }
}

/// A reward that earns nothing, and why.
pub(crate) fn forfeit(reward: Reward, reason: Reason) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes
        .announce(Event::RewardForfeited {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            reason,
        })
        .write(Write::Reward(reward));
    changes
}

/// The reward, its journal entry, and what is announced of it.
pub(crate) fn grant(reward: Reward, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Journal(JournalEntry::grant(
            &reward,
            reward.is_pending(),
            now,
        )))
        .announce(Event::RewardGranted {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            side: reward.side,
            pending: reward.is_pending(),
        });
    if !reward.is_pending() {
        changes.announce(available(&reward));
    }
    changes.write(Write::Reward(reward));
    changes
}

/// What is told to the one who referred.
pub(crate) fn earned(reward: &Reward, now: Timestamp) -> Notification {
    let release_at = match &reward.state {
        RewardState::Held { release_at } => Some(*release_at),
        RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => None,
    };
    let telling = match reward.frozen {
        Some(reason @ Reason::UnderReview) => Telling::NoCredit { reason },
        _ => Telling::CreditEarned {
            reward_id: reward.id.clone(),
            amount: reward.amount,
            release_at,
        },
    };
    Notification::about_reward(reward, telling, now)
}

/// What is told to the friend of the credit of their own.
pub(crate) fn friends_credit(reward: &Reward, now: Timestamp) -> Notification {
    let telling = Telling::FriendCredit {
        reward_id: reward.id.clone(),
        amount: reward.amount,
        after_first_payment: reward.state == RewardState::AwaitingFirstPayment,
    };
    Notification::about_reward(reward, telling, now)
}

pub(crate) fn available(reward: &Reward) -> Event {
    Event::CreditAvailable {
        reward_id: reward.id.clone(),
        account_id: reward.account_id.clone(),
    }
}

#[cfg(test)]
mod tests;
