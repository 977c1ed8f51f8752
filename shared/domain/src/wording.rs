//! Amounts, days and reasons in the words that people read: the same on every page and in every
//! mail, in each reader's language.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::money::{Currency, Money};
use crate::reason::Reason;
use crate::schedule::{Amounts, Offer};
use crate::terms::{FriendRelease, Rules, SignupRequires, Trigger};
use crate::words::Words;

/// `$50`, or `50 $`: an amount as the language writes it.
pub fn money(words: &Words, money: Money) -> String {
    words.locale.money(money)
}

/// `$50`, or `$50 or €45` where accounts are paid in several currencies, `first` in front.
///
/// Nothing where nothing is earned.
pub fn amounts(words: &Words, amounts: &Amounts, first: Currency) -> Option<String> {
    let others = amounts
        .all()
        .filter(|money| money.currency() != first && !money.is_zero());
    let all = amounts.in_currency(first).into_iter().chain(others);
    let written = all.map(|amount| money(words, amount));
    written.reduce(|one, other| words.part("amounts-or", &[("one", &one), ("other", &other)]))
}

/// What both sides get, in a program of this currency: `you get $50 and your friend gets $50`.
pub fn offer(words: &Words, offer: &Offer, currency: Currency) -> String {
    let referrer = amounts(words, &offer.referrer, currency);
    let friend = amounts(words, &offer.friend, currency);
    let key = match (&referrer, &friend) {
        (Some(_), Some(_)) => "offer-both",
        (Some(_), None) => "offer-referrer",
        (None, Some(_)) => "offer-friend",
        (None, None) => "offer-none",
    };
    let (referrer, friend) = (referrer.unwrap_or_default(), friend.unwrap_or_default());
    words.part(key, &[("referrer", &referrer), ("friend", &friend)])
}

/// With its first letter in upper case, where it is a plain one.
pub fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `25 May 2022`: the day in `zone`.
pub fn day(words: &Words, at: Timestamp, zone: &TimeZone) -> String {
    let date = at.to_zoned(zone.clone()).date();
    let (day, month) = (date.day().to_string(), date.month().to_string());
    let year = date.year().to_string();
    words.part("day", &[("day", &day), ("month", &month), ("year", &year)])
}

/// `May 2022`: the month in `zone`.
pub fn month(words: &Words, at: Timestamp, zone: &TimeZone) -> String {
    let date = at.to_zoned(zone.clone()).date();
    let (month, year) = (date.month().to_string(), date.year().to_string());
    words.part("month", &[("month", &month), ("year", &year)])
}

/// The last day of what no longer holds from `end` on: `31 May 2022` of 1 June at midnight (C4).
pub fn last_day(words: &Words, end: Timestamp, zone: &TimeZone) -> String {
    let last = end.checked_sub(jiff::SignedDuration::from_nanos(1));
    day(words, last.unwrap_or(end), zone)
}

/// The last minute of what no longer holds from `end` on: `31 May 2022, 23:59 IST`.
pub fn until(words: &Words, end: Timestamp, zone: &TimeZone) -> String {
    let last = end.checked_sub(jiff::SignedDuration::from_secs(1));
    let last = last.unwrap_or(end);
    let date = day(words, last, zone);
    let last = last.to_zoned(zone.clone());
    let (time, zone) = (last.strftime("%H:%M"), last.strftime("%Z"));
    let (time, zone) = (time.to_string(), zone.to_string());
    words.part(
        "until",
        &[("date", &date), ("time", &time), ("zone", &zone)],
    )
}

/// When a friend gets the credit of their own: `when you sign up`.
pub fn friend_condition(words: &Words, rules: &Rules) -> String {
    let key = match (rules.trigger, rules.friend_release, rules.signup_requires) {
        (Trigger::FirstPayment, _, _) | (Trigger::Signup, FriendRelease::AfterFirstPayment, _) => {
            "friend-gets-paid"
        }
        (Trigger::Signup, FriendRelease::AtSignup, SignupRequires::None) => "friend-gets-signup",
        (Trigger::Signup, FriendRelease::AtSignup, SignupRequires::EmailVerified) => {
            "friend-gets-verified"
        }
    };
    words.part(key, &[])
}

/// Why a credit is not there, for the participant it concerns: whole sentences.
///
/// None tells a referrer what a friend did not tell them, such as that the friend had an account
/// before (K25): then several codes have one sentence.
pub fn reason(words: &Words, reason: Reason) -> String {
    words.say(&format!("reason-{}", reason.code()))
}

/// What the participant can do about it at the program's upgrade page, if anything.
pub fn mend(words: &Words, reason: Reason) -> Option<String> {
    if reason == Reason::WaitingForReferrerToPay {
        Some(words.say("mend-waiting"))
    } else if reason == Reason::ReferrerNotPayingAtInstant {
        Some(words.say("mend-lost"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[&str]) -> Amounts {
        Amounts::from_list(texts.iter().map(|text| text.parse().unwrap()).collect()).unwrap()
    }

    #[test]
    fn an_amount_leads_with_the_programs_own_currency() {
        let usd = "USD".parse().unwrap();
        let words = |texts: &[&str]| amounts(Words::english(), &list(texts), usd);
        assert_eq!(words(&["50 USD"]).as_deref(), Some("$50"));
        assert_eq!(words(&["45 EUR", "50 USD"]).as_deref(), Some("$50 or €45"));
        assert_eq!(words(&["45 EUR"]).as_deref(), Some("€45"));
        assert_eq!(words(&["0 USD"]), None);
        assert_eq!(words(&[]), None);
    }

    #[test]
    fn c4_what_ends_at_midnight_holds_until_the_day_before() {
        let zone = TimeZone::get("Asia/Kolkata").unwrap();
        let end = "2022-06-01T00:00:00+05:30".parse().unwrap();
        assert_eq!(last_day(Words::english(), end, &zone), "31 May 2022");
        assert_eq!(day(Words::english(), end, &zone), "1 June 2022");
        assert_eq!(
            until(Words::english(), end, &zone),
            "31 May 2022, 23:59 IST"
        );
    }

    #[test]
    fn c31_a_friend_is_told_when_the_credit_comes() {
        let (_, mut rules) = crate::program_file::parse(crate::preset::CLIENTJOY.toml).unwrap();
        assert_eq!(
            friend_condition(Words::english(), &rules),
            "when you sign up"
        );
        rules.friend_release = FriendRelease::AfterFirstPayment;
        assert_eq!(
            friend_condition(Words::english(), &rules),
            "with your first payment"
        );
    }

    #[test]
    fn every_reason_has_a_sentence_in_every_language() {
        for locale in crate::locale::Locale::ALL {
            let words = Words::of(locale);
            for reason in Reason::ALL {
                let key = format!("reason-{}", reason.code());
                assert!(words.has(&key), "{locale}: {key}");
            }
        }
    }

    #[test]
    fn k25_a_known_address_and_a_former_one_read_alike() {
        for locale in crate::locale::Locale::ALL {
            let words = Words::of(locale);
            let known = super::reason(words, Reason::ExistingAccount);
            assert_eq!(known, super::reason(words, Reason::FormerAccount));
        }
    }
}
