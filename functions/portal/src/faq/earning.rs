//! What is earned, when, and by whom.

use domain::terms::{
    Eligibility, EligibilityInstant, FriendRelease, Method, OnIneligible, SignupRequires, Trigger,
};
use domain::wording;

use super::sentences;
use crate::shown::Shown;
use crate::words;

/// C1 to C6, C34, K1, K22.
pub(super) fn amount(shown: &Shown<'_>) -> String {
    let terms = shown.program.settings.terms_url.as_ref();
    let credit = [("product", shown.product)];
    sentences(&[
        Some(words::offer(shown)),
        Some(shown.words.fill("faq-amount-text", &credit)),
        terms.map(|url| shown.words.fill("faq-amount-terms", &[("url", url)])),
    ])
}

/// C24.
pub(super) fn cash(shown: &Shown<'_>) -> String {
    let product = [("product", shown.product)];
    shown.words.fill("faq-cash-text", &product)
}

/// C17 to C19, C26, K4, K5, K13.
pub(super) fn instant(shown: &Shown<'_>) -> String {
    let (rules, words) = (shown.rules, shown.words);
    let cause = match (rules.trigger, rules.signup_requires) {
        (Trigger::Signup, SignupRequires::None) => "faq-instant-signup",
        (Trigger::Signup, SignupRequires::EmailVerified) => "faq-instant-verified",
        (Trigger::FirstPayment, _) => "faq-instant-paid",
    };
    let cause = days(shown, cause, rules.qualification_window_days);
    let minimum = wording::amounts(words, &rules.minimum_payment, shown.currency)
        .filter(|_| rules.trigger == Trigger::FirstPayment)
        .map(|minimum| words.fill("faq-minimum", &[("amount", &minimum)]));
    let is_chosen = rules.trigger == Trigger::FirstPayment && !rules.prices.is_empty();
    let plans = is_chosen.then(|| words.say("faq-plans"));
    let hold = (rules.hold_days > 0).then(|| days(shown, "faq-hold", rules.hold_days));
    let stays = rules.require_retention_days;
    let stays = stays.map(|count| days(shown, "faq-retention", count));
    let friends = friend(shown);
    let told = Some(words.say("faq-told"));
    sentences(&[Some(cause), minimum, plans, friends, hold, stays, told])
}

/// C31.
fn friend(shown: &Shown<'_>) -> Option<String> {
    let rules = shown.rules;
    if rules.offer_at(shown.now).friend.is_nothing() {
        return None;
    }
    let waits = rules.trigger == Trigger::Signup
        && rules.friend_release == FriendRelease::AfterFirstPayment;
    Some(shown.words.say(if waits {
        "faq-friend-paid"
    } else {
        "faq-friend-same"
    }))
}

/// K3, K15, K16, K24.
pub(super) fn eligibility(shown: &Shown<'_>) -> String {
    let (rules, words) = (shown.rules, shown.words);
    let product = [("product", shown.product)];
    match rules.eligibility {
        Eligibility::Any => words.fill("faq-who-any", &product),
        Eligibility::Active => words.fill("faq-who-active", &product),
        Eligibility::Paying => {
            let kept = match rules.on_ineligible {
                OnIneligible::Forfeit => String::new(),
                OnIneligible::Wait { days } => days.to_string(),
            };
            let upgrade = shown.program.settings.upgrade_url.as_ref();
            let values = [("when", instants(shown)), ("count", &kept)];
            sentences(&[
                Some(words.fill("faq-who-paying", &values)),
                upgrade.map(|url| words.fill("faq-upgrade", &[("url", url)])),
            ])
        }
    }
}

/// Which of the words in `faq-who-paying` name the instants that count.
fn instants(shown: &Shown<'_>) -> &'static str {
    let rules = shown.rules;
    match (
        rules.trigger,
        rules.signup_requires,
        rules.eligibility_instant,
    ) {
        (_, _, EligibilityInstant::Signup) | (Trigger::Signup, SignupRequires::None, _) => "signup",
        (Trigger::Signup, SignupRequires::EmailVerified, EligibilityInstant::Qualification) => {
            "verified"
        }
        (Trigger::Signup, SignupRequires::EmailVerified, EligibilityInstant::Both) => {
            "signup-and-verified"
        }
        (Trigger::FirstPayment, _, EligibilityInstant::Qualification) => "paid",
        (Trigger::FirstPayment, _, EligibilityInstant::Both) => "signup-and-paid",
    }
}

/// C25, K9, K18.
pub(super) fn evidence(shown: &Shown<'_>) -> String {
    let methods = &shown.rules.methods;
    let takes = |method| methods.contains(&method);
    let key = match (takes(Method::Link), takes(Method::Accept)) {
        (true, false) => "faq-after-link",
        (false, true) => "faq-after-accept",
        (true, true) | (false, false) => "faq-after-both",
    };
    days(shown, key, shown.rules.attribution_window_days)
}

/// A sentence with a number of days in it.
fn days(shown: &Shown<'_>, key: &str, count: u32) -> String {
    shown.words.fill(key, &[("count", &count.to_string())])
}
