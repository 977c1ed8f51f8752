//! What the participant was told, in one plain sentence each (C19).

use domain::id::{NotificationId, ReferralId, RewardId};
use domain::money::Money;
use domain::notification::{Notification, Telling};
use domain::reason::Reason;
use domain::referral::Qualification;
use domain::reward::Side;
use domain::wording::{self, capitalized};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::friends::Friends;
use crate::referrals::explanation;

/// One thing that the participant was told.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Notification")
)]
pub(crate) struct NotificationView {
    pub(crate) id: NotificationId,
    pub(crate) referral_id: ReferralId,
    pub(crate) created_at: Timestamp,
    pub(crate) unread: bool,
    pub(crate) text: String,
    /// Its kind, and what belongs to that: an amount, say, or a reason.
    #[serde(flatten)]
    pub(crate) telling: Telling,
}

/// In the order of `notifications`, which is newest first; read are those up to `seen_at`.
pub(crate) fn list<'a>(
    notifications: impl Iterator<Item = &'a Notification>,
    friends: &Friends<'_>,
    (seen_at, zone): (Option<Timestamp>, &TimeZone),
) -> Vec<NotificationView> {
    let view = |notification: &Notification| NotificationView {
        id: notification.id.clone(),
        referral_id: notification.referral_id.clone(),
        created_at: notification.created_at,
        unread: seen_at.is_none_or(|seen_at| seen_at < notification.created_at),
        text: text(notification, friends, zone),
        telling: notification.telling.clone(),
    };
    notifications.map(view).collect()
}

pub(crate) fn unread_count(list: &[NotificationView]) -> usize {
    list.iter().filter(|it| it.unread).count()
}

fn text(notification: &Notification, friends: &Friends<'_>, zone: &TimeZone) -> String {
    let referral = &notification.referral_id;
    let friend = friends.label_of(referral);
    match &notification.telling {
        Telling::CreditEarned {
            amount, release_at, ..
        } => {
            let earned = match friends.qualification(referral) {
                Some(Qualification::Signup) => {
                    format!("{} signed up: you earned {amount}", capitalized(&friend))
                }
                Some(Qualification::FirstPayment { .. }) => {
                    let friend = capitalized(&friend);
                    format!("{friend} made a first payment: you earned {amount}")
                }
                None => format!("You earned {amount} for referring {friend}"),
            };
            match release_at {
                None => format!("{earned}."),
                Some(at) => format!("{earned}, on hold until {}.", wording::day(*at, zone)),
            }
        }
        Telling::NoCredit { reason } => no_credit(&friend, *reason),
        Telling::FriendCredit {
            amount,
            after_first_payment: false,
            ..
        } => format!("You were referred, and {amount} in credit is yours."),
        Telling::FriendCredit { amount, .. } => {
            format!("You were referred, and {amount} in credit comes with your first payment.")
        }
        Telling::CreditPosted { reward_id, amount } => {
            let credit = credit(*amount, reward_id, &friend);
            format!("{credit} is on your account and comes off the next invoice.")
        }
        Telling::CreditCanceled {
            reward_id,
            amount,
            reason,
        } => {
            let credit = credit(*amount, reward_id, &friend);
            format!("{credit} was canceled. {}", wording::reason(*reason))
        }
        Telling::CreditExpired { reward_id, amount } => {
            let credit = credit(*amount, reward_id, &friend);
            format!("{credit} was not used in time and has expired.")
        }
        Telling::CreditReversed {
            reward_id,
            amount,
            reason,
        } => {
            let credit = credit(*amount, reward_id, &friend);
            format!("{credit} was taken back. {}", wording::reason(*reason))
        }
        Telling::CreditGiven { reward_id, amount } => match reward_id.parts() {
            Some((_, Side::Referrer)) => {
                format!("You were given {amount} credit for referring {friend}.")
            }
            Some((_, Side::Friend)) | None => format!("You were given {amount} credit."),
        },
        Telling::CreditTaken {
            reward_id,
            amount,
            left,
            ..
        } => {
            let credit = credit(*left, reward_id, &friend);
            let why = wording::reason(Reason::AdminDecision);
            format!("{amount} was taken. {credit} is what is left. {why}")
        }
        Telling::CreditReinstated { reward_id, amount } => {
            let credit = credit(*amount, reward_id, &friend);
            format!("{credit} is yours again: the payment behind it stands after all.")
        }
        Telling::CreditApplied {
            reward_id,
            amount,
            invoice_id,
        } => {
            let credit = credit(*amount, reward_id, &friend);
            format!("{credit} came off invoice {invoice_id}.")
        }
    }
}

/// Whose credit waits has not lost it.
fn no_credit(friend: &str, reason: Reason) -> String {
    let why = explanation(reason);
    if reason == Reason::WaitingForReferrerToPay {
        return format!("Your credit for referring {friend} is waiting. {why}");
    }
    format!("{} earned you no credit. {why}", capitalized(friend))
}

/// A referrer's credit is named after the friend, a friend's own is not.
fn credit(amount: Money, reward_id: &RewardId, friend: &str) -> String {
    match reward_id.parts() {
        Some((_, Side::Referrer)) => format!("Your {amount} credit for referring {friend}"),
        Some((_, Side::Friend)) | None => format!("Your {amount} credit"),
    }
}

#[cfg(test)]
mod tests {
    use domain::referral::ReferralStatus;

    use super::*;
    use crate::loaded::Loaded;
    use crate::testing::{later, loaded, notification, now, person, summary, who};

    fn told(qualification: Qualification, telling: Telling) -> String {
        let mut loaded = loaded();
        let qualified = ReferralStatus::Qualified {
            qualified_at: now(),
            qualification,
        };
        loaded.feed.referrals = vec![summary("bolt", "clientjoy", (qualified, None))];
        loaded.friends = vec![person("bolt", "Bo Kim")];
        let friends = Friends::of(&loaded, &who("ana"));
        text(&notification("bolt", telling, 0), &friends, &TimeZone::UTC)
    }

    fn fifty() -> Money {
        "50 USD".parse().unwrap()
    }

    fn earned(release_at: Option<Timestamp>) -> Telling {
        Telling::CreditEarned {
            reward_id: "rwd_bolt.referrer".parse().unwrap(),
            amount: fifty(),
            release_at,
        }
    }

    #[test]
    fn c19_the_sentence_names_friend_and_amount() {
        assert_eq!(
            told(Qualification::Signup, earned(None)),
            "Bo K. signed up: you earned $50."
        );
        assert_eq!(
            told(Qualification::Signup, earned(Some(later(14)))),
            "Bo K. signed up: you earned $50, on hold until 8 June 2022."
        );
    }

    #[test]
    fn k4_a_first_payment_is_named() {
        let invoice_id = "in_1".parse().unwrap();
        assert_eq!(
            told(Qualification::FirstPayment { invoice_id }, earned(None)),
            "Bo K. made a first payment: you earned $50."
        );
    }

    #[test]
    fn every_kind_is_a_sentence() {
        let (referrer, friend) = ("rwd_bolt.referrer", "rwd_bolt.friend");
        let posted = |id: &str| Telling::CreditPosted {
            reward_id: id.parse().unwrap(),
            amount: fifty(),
        };
        let canceled = Telling::CreditCanceled {
            reward_id: referrer.parse().unwrap(),
            amount: fifty(),
            reason: Reason::Refunded,
        };
        let expired = Telling::CreditExpired {
            reward_id: referrer.parse().unwrap(),
            amount: fifty(),
        };
        let friend_credit = |after_first_payment| Telling::FriendCredit {
            reward_id: friend.parse().unwrap(),
            amount: fifty(),
            after_first_payment,
        };
        let texts = [
            Telling::NoCredit {
                reason: Reason::ReferrerNotPayingAtInstant,
            },
            Telling::NoCredit {
                reason: Reason::WaitingForReferrerToPay,
            },
            friend_credit(false),
            friend_credit(true),
            posted(referrer),
            posted(friend),
            canceled,
            expired,
        ]
        .map(|telling| told(Qualification::Signup, telling));
        insta::assert_json_snapshot!(texts);
    }

    fn unread(loaded: &Loaded, seen_at: Option<Timestamp>) -> usize {
        let friends = Friends::of(loaded, &who("ana"));
        let notifications = loaded.feed.notifications.iter();
        unread_count(&list(notifications, &friends, (seen_at, &TimeZone::UTC)))
    }

    #[test]
    fn what_is_newer_than_the_last_look_is_unread() {
        let mut loaded = loaded();
        let note = |days| notification("bolt", earned(None), days);
        loaded.feed.notifications = vec![note(2), note(1), note(0)];
        assert_eq!(unread(&loaded, None), 3);
        assert_eq!(unread(&loaded, Some(later(1))), 1);
        assert_eq!(unread(&loaded, Some(later(2))), 0);
    }
}
