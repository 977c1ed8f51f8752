//! What the participant was told, in one plain sentence each (C19).

mod text;

use domain::id::{NotificationId, ReferralId};
use domain::notification::{Notification, Telling};
use domain::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::friends::Friends;

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
    (friends, words): (&Friends<'_>, &Words),
    (seen_at, zone): (Option<Timestamp>, &TimeZone),
) -> Vec<NotificationView> {
    let view = |notification: &Notification| NotificationView {
        id: notification.id.clone(),
        referral_id: notification.referral_id.clone(),
        created_at: notification.created_at,
        unread: seen_at.is_none_or(|seen_at| seen_at < notification.created_at),
        text: text::text(notification, (friends, words), zone),
        telling: notification.telling.clone(),
    };
    notifications.map(view).collect()
}

pub(crate) fn unread_count(list: &[NotificationView]) -> usize {
    list.iter().filter(|it| it.unread).count()
}

#[cfg(test)]
mod tests {
    use domain::money::Money;
    use domain::reason::Reason;
    use domain::referral::{Qualification, ReferralStatus};

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
        text::text(
            &notification("bolt", telling, 0),
            (&friends, Words::english()),
            &TimeZone::UTC,
        )
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
        unread_count(&list(
            notifications,
            (&friends, Words::english()),
            (seen_at, &TimeZone::UTC),
        ))
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
