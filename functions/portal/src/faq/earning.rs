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
    sentences(&[
        Some(words::offer(shown)),
        Some(format!(
            "It is credit for {} bills. Each new customer counts once, and several add up.",
            shown.product
        )),
        terms.map(|url| format!("The terms are at {url}")),
    ])
}

/// C24.
pub(super) fn cash(shown: &Shown<'_>) -> String {
    let product = shown.product;
    format!("No. The credit pays {product} bills only; it is not paid out.")
}

/// C17 to C19, C26, K4, K5, K13.
pub(super) fn instant(shown: &Shown<'_>) -> String {
    let rules = shown.rules;
    let cause = match (rules.trigger, rules.signup_requires) {
        (Trigger::Signup, SignupRequires::None) => {
            "As soon as your friend signs up. You earn nothing more when they pay or upgrade."
                .to_owned()
        }
        (Trigger::Signup, SignupRequires::EmailVerified) => {
            "As soon as your friend has signed up and confirmed their mail address. You earn \
             nothing more when they pay or upgrade."
                .to_owned()
        }
        (Trigger::FirstPayment, _) => format!(
            "With your friend’s first payment, if it comes within {} of the sign-up. A trial \
             does not count.",
            days(rules.qualification_window_days)
        ),
    };
    let minimum = wording::amounts(&rules.minimum_payment, shown.currency)
        .filter(|_| rules.trigger == Trigger::FirstPayment)
        .map(|minimum| format!("The payment has to be above {minimum}."));
    let hold = (rules.hold_days > 0).then(|| {
        let days = days(rules.hold_days);
        format!("It is then on hold for {days}.")
    });
    let told = "You are told by mail and on this page at once.".to_owned();
    sentences(&[Some(cause), minimum, friend(shown), hold, Some(told)])
}

/// C31.
fn friend(shown: &Shown<'_>) -> Option<String> {
    let rules = shown.rules;
    if rules.offer_at(shown.now).friend.is_nothing() {
        return None;
    }
    let waits = rules.trigger == Trigger::Signup
        && rules.friend_release == FriendRelease::AfterFirstPayment;
    let when = if waits {
        "with their first payment"
    } else {
        "at the same time"
    };
    Some(format!("Your friend’s own credit comes {when}."))
}

/// K3, K15, K16, K24.
pub(super) fn eligibility(shown: &Shown<'_>) -> String {
    let (rules, product) = (shown.rules, shown.product);
    match rules.eligibility {
        Eligibility::Any => {
            format!("Everybody with an account at {product}, whether they pay or not.")
        }
        Eligibility::Active => format!("Everybody whose account at {product} is open."),
        Eligibility::Paying => {
            let otherwise = match rules.on_ineligible {
                OnIneligible::Forfeit => "otherwise the referral earns you nothing".to_owned(),
                OnIneligible::Wait { days: kept } => format!(
                    "otherwise we keep the credit for {}, and it is yours once you pay",
                    days(kept)
                ),
            };
            let upgrade = shown.program.settings.upgrade_url.as_ref();
            sentences(&[
                Some(format!(
                    "Only paying customers, and a trial is not paying. You have to be on a paid \
                     plan {}; {otherwise}.",
                    instants(shown)
                )),
                upgrade.map(|url| format!("You can upgrade at {url}")),
            ])
        }
    }
}

fn instants(shown: &Shown<'_>) -> String {
    let rules = shown.rules;
    let signup = "when your friend signs up";
    let qualification = match (rules.trigger, rules.signup_requires) {
        (Trigger::Signup, SignupRequires::None) => return signup.to_owned(),
        (Trigger::Signup, SignupRequires::EmailVerified) => {
            "when your friend confirms their mail address"
        }
        (Trigger::FirstPayment, _) => "when your friend makes a first payment",
    };
    match rules.eligibility_instant {
        EligibilityInstant::Signup => signup.to_owned(),
        EligibilityInstant::Qualification => qualification.to_owned(),
        EligibilityInstant::Both => format!("{signup} and {qualification}"),
    }
}

/// C25, K9, K18.
pub(super) fn evidence(shown: &Shown<'_>) -> String {
    let methods = &shown.rules.methods;
    let window = days(shown.rules.attribution_window_days);
    let link = methods.contains(&Method::Link).then(|| {
        format!("through your link, within {window} of following it, or type in its code")
    });
    let accept = methods.contains(&Method::Accept).then(|| {
        format!("through the Accept button of an invite from you, within {window} of pressing it")
    });
    let ways: Vec<String> = link.into_iter().chain(accept).collect();
    format!(
        "No. Your friend has to sign up {}. There is no way to tell that any other sign-up is \
         yours.",
        ways.join(", or sign up ")
    )
}

/// `1 day`, `90 days`.
fn days(count: u32) -> String {
    if count == 1 {
        "1 day".to_owned()
    } else {
        format!("{count} days")
    }
}
