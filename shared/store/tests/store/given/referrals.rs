//! Referrals of Ana's, the rewards they earn, and what is written and told of them.

use domain::allowance::Counted;
use domain::allowance::budget::Drawn;
use domain::change::{ChangeSet, Write};
use domain::id::{ReferralId, RewardId};
use domain::ledger::{Direction, JournalEntry, Usage};
use domain::notification::{Notification, Telling};
use domain::reason::Reason;
use domain::referral::{
    Evidence, Qualification, Referral, ReferralStatus, ReferralSummary, SignupOutcome,
};
use domain::reward::{Reward, RewardState, Side, Taking};
use domain::schedule::{Amounts, Offer};
use domain::terms::Application;
use jiff::Timestamp;

use super::{NOW, days_later, id, usd};

/// Ana's referral of this account, attributed and written for the first time.
pub(crate) fn referral(friend: &str) -> Referral {
    let amounts = |amount| Amounts::from_list(vec![usd(amount)]).unwrap();
    Referral {
        id: ReferralId::of(&id(friend)),
        program_id: id("clientjoy"),
        terms_version: 1,
        friend_account_id: id(friend),
        friend_participant_id: id("bo"),
        referrer_account_id: id("acme"),
        referrer_participant_id: id("ana"),
        evidence: Evidence::Link {
            code: id("k7xq2mnpqr"),
            at: NOW,
        },
        signed_up_at: NOW,
        promised: Offer {
            referrer: amounts("50"),
            friend: amounts("25"),
        },
        status: ReferralStatus::Attributed {
            expires_at: days_later(90),
        },
        remind_at: None,
        review: None,
        recorded_at: NOW,
        version: 1,
    }
}

/// Every status a referral can have. A new one must find its place here.
pub(crate) fn every_status() -> Vec<ReferralStatus> {
    let qualified = |qualification| ReferralStatus::Qualified {
        qualified_at: NOW,
        qualification,
    };
    let after = |status: &ReferralStatus| match status {
        ReferralStatus::Attributed { .. } => Some(qualified(Qualification::Signup)),
        ReferralStatus::Qualified {
            qualification: Qualification::Signup,
            ..
        } => {
            let invoice_id = id("in_1");
            Some(qualified(Qualification::FirstPayment { invoice_id }))
        }
        ReferralStatus::Qualified {
            qualification: Qualification::FirstPayment { .. },
            ..
        } => Some(ReferralStatus::Expired { expired_at: NOW }),
        ReferralStatus::Expired { .. } => {
            let reason = Reason::Refunded;
            Some(ReferralStatus::Disqualified {
                reason,
                disqualified_at: NOW,
            })
        }
        ReferralStatus::Disqualified { .. } => None,
    };
    let first = ReferralStatus::Attributed {
        expires_at: days_later(90),
    };
    std::iter::successors(Some(first), after).collect()
}

/// The copy of a referral in Ana's feed.
pub(crate) fn summary(friend: &str) -> ReferralSummary {
    ReferralSummary::of(&referral(friend), Some(Reason::AwaitingFirstPayment))
}

/// A signup that was attributed.
pub(crate) fn outcome(account: &str) -> SignupOutcome {
    SignupOutcome {
        account_id: id(account),
        referral_id: Some(ReferralId::of(&id(account))),
        reason: None,
        decided_at: NOW,
    }
}

/// Ana's reward for referring this account, held and written for the first time.
pub(crate) fn reward(friend: &str) -> Reward {
    Reward {
        id: RewardId::of(&id(friend), Side::Referrer),
        referral_id: ReferralId::of(&id(friend)),
        side: Side::Referrer,
        program_id: id("clientjoy"),
        account_id: id("acme"),
        participant_id: id("ana"),
        amount: usd("50"),
        application: Application::Automatic,
        qualified_at: NOW,
        state: RewardState::Held {
            release_at: days_later(14),
        },
        expires_at: None,
        remind_at: None,
        attempts: 0,
        frozen: None,
        kept_by_staff: false,
        round: 0,
        used_minor: 0,
        given_back: None,
        remainder: None,
        debit: None,
        counted: Counted::default(),
        version: 1,
    }
}

/// The friend's own reward.
pub(crate) fn reward_of_friend(friend: &str) -> Reward {
    Reward {
        id: RewardId::of(&id(friend), Side::Friend),
        side: Side::Friend,
        account_id: id(friend),
        participant_id: id("bo"),
        amount: usd("25"),
        application: Application::OnRequest,
        ..reward(friend)
    }
}

/// Every state a reward can have. A new one must find its place here.
pub(crate) fn every_state() -> Vec<RewardState> {
    let after = |state: &RewardState| match state {
        RewardState::Held { .. } => Some(RewardState::AwaitingFirstPayment),
        RewardState::AwaitingFirstPayment => Some(RewardState::WaitingForReferrer {
            until: days_later(30),
        }),
        RewardState::WaitingForReferrer { .. } => Some(RewardState::Available {
            redeemed_at: None,
            blocked: None,
        }),
        RewardState::Available {
            redeemed_at: None, ..
        } => Some(RewardState::Available {
            redeemed_at: Some(NOW),
            blocked: Some(Reason::CurrencyMismatch),
        }),
        RewardState::Available {
            redeemed_at: Some(_),
            ..
        } => Some(RewardState::Posting {
            first_call_at: NOW,
            redeemed_at: None,
            ended: None,
        }),
        RewardState::Posting { ended: None, .. } => Some(RewardState::Posting {
            first_call_at: NOW,
            redeemed_at: None,
            ended: Some(Reason::Refunded),
        }),
        RewardState::Posting { ended: Some(_), .. } => Some(RewardState::Posted {
            balance_transaction_id: "cbtxn_1".to_owned(),
            posted_at: NOW,
        }),
        RewardState::Posted { .. } => Some(reversing(None)),
        RewardState::Reversing { taking: None, .. } => Some(reversing(Some(Taking {
            amount_minor: 1_000,
            first_call_at: NOW,
        }))),
        RewardState::Reversing {
            taking: Some(_), ..
        } => Some(RewardState::Reversed {
            reason: Reason::Refunded,
            reversed_at: NOW,
            balance_transaction_id: "cbtxn_1".to_owned(),
            posted_at: NOW,
            review_required: true,
        }),
        RewardState::Reversed { .. } => Some(RewardState::Canceled {
            reason: Reason::Refunded,
            canceled_at: NOW,
            waited_until: None,
        }),
        RewardState::Canceled { .. } => Some(RewardState::Expired { expired_at: NOW }),
        RewardState::Expired { .. } => {
            let reason = Reason::ReferrerNotPayingAtInstant;
            Some(RewardState::Forfeited {
                reason,
                decided_at: NOW,
            })
        }
        RewardState::Forfeited { .. } => None,
    };
    let first = RewardState::Held {
        release_at: days_later(14),
    };
    std::iter::successors(Some(first), after).collect()
}

fn reversing(taking: Option<Taking>) -> RewardState {
    RewardState::Reversing {
        reason: Reason::Refunded,
        balance_transaction_id: "cbtxn_1".to_owned(),
        posted_at: NOW,
        taking,
    }
}

/// Ana's reward for this account after it was given again, frozen and partly used: what a reward
/// has only then.
pub(crate) fn reward_with_a_past(friend: &str) -> Reward {
    Reward {
        frozen: Some(Reason::Disputed),
        round: 1,
        used_minor: 400,
        counted: Counted {
            budget: vec![
                Drawn {
                    counter: 3,
                    minor: 3_000,
                },
                Drawn {
                    counter: 4,
                    minor: 2_000,
                },
            ],
            caps: vec!["ALL".to_owned(), "2022-05".to_owned()],
        },
        ..reward(friend)
    }
}

/// The decision that a reward's hold is over; empty where that was decided before.
pub(crate) fn release(reward: &Reward, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if reward.is_pending() {
        let state = RewardState::Available {
            redeemed_at: None,
            blocked: None,
        };
        changes
            .write(Write::Journal(JournalEntry::release(reward, now)))
            .write(Write::Reward(reward.in_state(state)));
    }
    changes
}

/// The entry by which Ana's reward for this account came to be.
pub(crate) fn grant(friend: &str) -> JournalEntry {
    JournalEntry::grant(&reward(friend), true, NOW)
}

fn usage(direction: Direction) -> Usage<'static> {
    Usage {
        direction,
        by: "in_1",
        amount: usd("4"),
    }
}

/// Every movement of credit.
pub(crate) fn every_entry(friend: &str) -> Vec<JournalEntry> {
    let reward = reward(friend);
    vec![
        JournalEntry::grant(&reward, true, NOW),
        JournalEntry::release(&reward, NOW),
        JournalEntry::post(&reward, NOW),
        JournalEntry::cancel(&reward, false, NOW),
        JournalEntry::expire(&reward, NOW),
        JournalEntry::used(&reward, &usage(Direction::Apply), NOW),
        JournalEntry::used(&reward, &usage(Direction::Unapply), NOW),
        JournalEntry::reverse(&reward, NOW),
        JournalEntry::reinstate(&reward_with_a_past(friend), false, NOW),
    ]
}

/// Ana is told of her reward for this account.
pub(crate) fn notification(friend: &str) -> Notification {
    let reward = reward(friend);
    let telling = Telling::CreditEarned {
        reward_id: reward.id.clone(),
        amount: reward.amount,
        release_at: Some(days_later(14)),
    };
    Notification::about_reward(&reward, telling, NOW)
}

/// Everything a participant can be told. A new telling must find its place here.
pub(crate) fn every_notification(friend: &str) -> Vec<Notification> {
    let reward = reward(friend);
    let (reward_id, amount) = (reward.id.clone(), reward.amount);
    let after = |telling: &Telling| {
        let reward_id = reward_id.clone();
        match telling {
            Telling::CreditEarned {
                release_at: Some(_),
                ..
            } => Some(Telling::CreditEarned {
                reward_id,
                amount,
                release_at: None,
            }),
            Telling::CreditEarned {
                release_at: None, ..
            } => Some(Telling::NoCredit {
                reason: Reason::ReferrerNotPayingAtInstant,
            }),
            Telling::NoCredit { .. } => Some(Telling::FriendCredit {
                reward_id,
                amount,
                after_first_payment: true,
            }),
            Telling::FriendCredit { .. } => Some(Telling::CreditPosted { reward_id, amount }),
            Telling::CreditPosted { .. } => Some(Telling::CreditCanceled {
                reward_id,
                amount,
                reason: Reason::Refunded,
            }),
            Telling::CreditCanceled { .. } => Some(Telling::CreditExpired { reward_id, amount }),
            Telling::CreditExpired { .. } => Some(Telling::CreditReversed {
                reward_id,
                amount,
                reason: Reason::DisputeLost,
                was_used: true,
            }),
            Telling::CreditReversed { .. } => Some(Telling::CreditReinstated { reward_id, amount }),
            Telling::CreditReinstated { .. } => Some(Telling::CreditApplied {
                reward_id,
                amount,
                invoice_id: id("in_1"),
            }),
            Telling::CreditApplied { .. } => Some(Telling::CreditGiven { reward_id, amount }),
            Telling::CreditGiven { .. } => Some(Telling::CreditTaken {
                reward_id,
                amount,
                left: amount,
                at: NOW,
            }),
            Telling::CreditTaken { .. } => None,
        }
    };
    std::iter::successors(Some(notification(friend).telling), after)
        .map(|telling| Notification::about_reward(&reward, telling, NOW))
        .collect()
}
