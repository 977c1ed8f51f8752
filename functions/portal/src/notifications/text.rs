//! A notification in one plain sentence.

use domain::id::RewardId;
use domain::money::Money;
use domain::notification::{Notification, Telling};
use domain::reason::Reason;
use domain::referral::Qualification;
use domain::reward::Side;
use domain::wording::{self, capitalized};
use domain::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::friends::Friends;
use crate::referrals::explanation;

/// What the sentences are made with.
struct Teller<'a> {
    words: &'a Words,
    friend: String,
    zone: &'a TimeZone,
}

pub(super) fn text(
    notification: &Notification,
    (friends, words): (&Friends<'_>, &Words),
    zone: &TimeZone,
) -> String {
    let referral = &notification.referral_id;
    let teller = Teller {
        words,
        friend: friends.label_of(words, referral),
        zone,
    };
    let why = |reason: Reason| ("why", wording::reason(words, reason));
    let of = |key, amount: Money, id: &RewardId| teller.credit(key, (amount, id), &[]);
    let since = |key, amount: Money, id: &RewardId, reason| {
        teller.credit(key, (amount, id), &[why(reason)])
    };
    match &notification.telling {
        Telling::CreditEarned {
            amount, release_at, ..
        } => teller.earned(*amount, *release_at, friends.qualification(referral)),
        Telling::NoCredit { reason } => teller.no_credit(*reason),
        Telling::FriendCredit {
            amount,
            after_first_payment,
            ..
        } => teller.welcome(*amount, *after_first_payment),
        Telling::CreditPosted { reward_id, amount } => of("told-posted", *amount, reward_id),
        Telling::CreditCanceled {
            reward_id,
            amount,
            reason,
        } => since("told-canceled", *amount, reward_id, *reason),
        Telling::CreditExpired { reward_id, amount } => of("told-expired", *amount, reward_id),
        Telling::CreditReversed {
            reward_id,
            amount,
            reason,
            ..
        } => since("told-reversed", *amount, reward_id, *reason),
        Telling::CreditGiven { reward_id, amount } => of("told-given", *amount, reward_id),
        Telling::CreditTaken {
            reward_id,
            amount,
            left,
            ..
        } => {
            let taken = ("taken", wording::money(words, *amount));
            let more = [taken, why(Reason::AdminDecision)];
            teller.credit("told-taken", (*left, reward_id), &more)
        }
        Telling::CreditReinstated { reward_id, amount } => {
            of("told-reinstated", *amount, reward_id)
        }
        Telling::CreditApplied {
            reward_id,
            amount,
            invoice_id,
        } => {
            let invoice = [("invoice", invoice_id.to_string())];
            teller.credit("told-applied", (*amount, reward_id), &invoice)
        }
    }
}

impl Teller<'_> {
    fn earned(
        &self,
        amount: Money,
        release_at: Option<Timestamp>,
        qualification: Option<&Qualification>,
    ) -> String {
        let cause = match qualification {
            Some(Qualification::Signup) => "signup",
            Some(Qualification::FirstPayment { .. }) => "paid",
            None => "",
        };
        let subject = capitalized(&self.friend);
        let friend = if cause.is_empty() {
            &self.friend
        } else {
            &subject
        };
        let until = release_at.map(|at| wording::day(self.words, at, self.zone));
        let values = [
            ("cause", cause),
            ("friend", friend),
            ("amount", &wording::money(self.words, amount)),
            ("until", &until.unwrap_or_default()),
        ];
        self.words.fill("told-earned", &values)
    }

    /// Whose credit waits has not lost it.
    fn no_credit(&self, reason: Reason) -> String {
        let why = explanation(self.words, reason);
        if reason == Reason::WaitingForReferrerToPay {
            let values = [("friend", self.friend.as_str()), ("why", &why)];
            return self.words.fill("told-waiting", &values);
        }
        let friend = capitalized(&self.friend);
        let values = [("friend", friend.as_str()), ("why", &why)];
        self.words.fill("told-no-credit", &values)
    }

    fn welcome(&self, amount: Money, after_first_payment: bool) -> String {
        let key = if after_first_payment {
            "told-friend-later"
        } else {
            "told-friend"
        };
        let amount = wording::money(self.words, amount);
        self.words.fill(key, &[("amount", &amount)])
    }

    /// A sentence about a credit: a referrer's is named after the friend, a friend's own is not.
    fn credit(
        &self,
        key: &str,
        (amount, id): (Money, &RewardId),
        more: &[(&str, String)],
    ) -> String {
        let is_referrers = id.parts().is_some_and(|(_, side)| side == Side::Referrer);
        let amount = wording::money(self.words, amount);
        let friend = if is_referrers {
            self.friend.as_str()
        } else {
            ""
        };
        let mut values = vec![("amount", amount.as_str()), ("friend", friend)];
        values.extend(more.iter().map(|(name, value)| (*name, value.as_str())));
        self.words.fill(key, &values)
    }
}
