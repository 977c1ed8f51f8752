//! Amounts, days and reasons in the words that people read: the same on every page and in every
//! mail.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::money::Currency;
use crate::reason::Reason;
use crate::schedule::{Amounts, Offer};
use crate::terms::{FriendRelease, Rules, SignupRequires, Trigger};

/// `$50`, or `$50 or €45` where accounts are paid in several currencies, `first` in front.
///
/// Nothing where nothing is earned.
pub fn amounts(amounts: &Amounts, first: Currency) -> Option<String> {
    let others = amounts
        .all()
        .filter(|money| money.currency() != first && !money.is_zero());
    let words: Vec<String> = amounts
        .in_currency(first)
        .into_iter()
        .chain(others)
        .map(|money| money.to_string())
        .collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

/// What both sides get, in a program of this currency: `you get $50 and your friend gets $50`.
pub fn offer(offer: &Offer, currency: Currency) -> String {
    let referrer = amounts(&offer.referrer, currency);
    let friend = amounts(&offer.friend, currency);
    match (referrer, friend) {
        (Some(referrer), Some(friend)) => {
            format!("you get {referrer} and your friend gets {friend}")
        }
        (Some(referrer), None) => format!("you get {referrer}"),
        (None, Some(friend)) => format!("your friend gets {friend}"),
        (None, None) => "there is no credit".to_owned(),
    }
}

/// With its first letter, a plain one in all our sentences, in upper case.
pub fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `25 May 2022`: the day in `zone`.
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%-d %B %Y").to_string()
}

/// The last day of what no longer holds from `end` on: `31 May 2022` of 1 June at midnight (C4).
pub fn last_day(end: Timestamp, zone: &TimeZone) -> String {
    let last = end.checked_sub(jiff::SignedDuration::from_nanos(1));
    day(last.unwrap_or(end), zone)
}

/// The last minute of what no longer holds from `end` on: `31 May 2022, 23:59 IST`.
pub fn until(end: Timestamp, zone: &TimeZone) -> String {
    let last = end.checked_sub(jiff::SignedDuration::from_secs(1));
    let last = last.unwrap_or(end).to_zoned(zone.clone());
    last.strftime("%-d %B %Y, %H:%M %Z").to_string()
}

/// When a friend gets the credit of their own: to follow "You get it".
pub fn friend_condition(rules: &Rules) -> &'static str {
    match (rules.trigger, rules.friend_release, rules.signup_requires) {
        (Trigger::FirstPayment, _, _) | (Trigger::Signup, FriendRelease::AfterFirstPayment, _) => {
            "with your first payment"
        }
        (Trigger::Signup, FriendRelease::AtSignup, SignupRequires::None) => "when you sign up",
        (Trigger::Signup, FriendRelease::AtSignup, SignupRequires::EmailVerified) => {
            "when you have signed up and confirmed your address"
        }
    }
}

/// Why a credit is not there, for the participant it concerns: whole sentences.
///
/// None tells a referrer what a friend did not tell them, such as that the friend had an account
/// before (K25).
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::AwaitingSignup => "Nobody has signed up by this invite yet.",
        Reason::NotViaLinkOrAccept => {
            "The sign-up did not come through your link or the Accept button of your invite, so \
             it could not be tied to you."
        }
        Reason::AttributionWindowPassed => {
            "Too much time passed between the visit through your link and the sign-up."
        }
        Reason::AlreadyReferred => "Somebody else’s referral came first.",
        // One sentence for both: which of them it was is the friend's own matter.
        Reason::ExistingAccount | Reason::FormerAccount => {
            "The offer is for new customers, and this sign-up did not count as one."
        }
        Reason::SelfReferral => "A referral of oneself earns no credit.",
        Reason::SameAccount => "Somebody who joins your own account earns no credit.",
        Reason::ProgramInactive => "The referral program was not running at that time.",
        Reason::AwaitingEmailVerification => {
            "Your friend has yet to confirm their mail address. The credit comes when they do."
        }
        Reason::OnTrial | Reason::AwaitingFirstPayment => {
            "The credit comes with your friend’s first payment; a trial does not count."
        }
        Reason::ZeroAmountInvoice => {
            "The credit comes with your friend’s first payment; an invoice of nothing is none."
        }
        Reason::BelowMinimum => {
            "The credit comes with the first payment of your friend’s that is above the program’s \
             minimum."
        }
        Reason::QualificationWindowPassed => "Your friend’s first payment came too late.",
        Reason::ReferrerNotPayingAtInstant => {
            "Only paying customers earn referral credit, and your account was not on a paid plan \
             when it counted."
        }
        Reason::WaitingForReferrerToPay => {
            "Only paying customers earn referral credit, and your account is not on a paid plan \
             yet, or has a payment overdue. We keep the credit for you."
        }
        Reason::InHoldUntil => "The credit is on hold for a while, in case of a refund.",
        Reason::UnderReview => {
            "We look at this referral before its credit is released. There is nothing you need to do."
        }
        Reason::Fraud => "We looked at this referral, and the program does not pay for it.",
        Reason::Refunded => "The payment that it came with was refunded.",
        Reason::Disputed => {
            "The payment that it came with is disputed at the bank. The credit waits until that is \
             decided."
        }
        Reason::DisputeLost => "The payment that it came with was disputed, and went back.",
        Reason::AwaitingRedemption => "The credit is yours to use: redeem it when you like.",
        Reason::WaitingForStripeCustomer => {
            "The credit is yours. It goes to your bill as soon as you have one."
        }
        Reason::CurrencyMismatch => {
            "Your account is billed in another currency than this credit. Our staff look into it."
        }
        Reason::PostingRefused => {
            "The credit could not be put on your bill. Our staff look into it."
        }
        Reason::PostedWaitingNextInvoice => {
            "The credit is on your account and comes off the next invoice."
        }
        Reason::BeingPosted => "The credit is on its way to your bill.",
        Reason::AppliedOnInvoice => "The credit came off your bill.",
        Reason::PartlyApplied => {
            "A part of the credit came off your bill; the rest comes off the next invoice."
        }
        Reason::Expired => "The credit was not used in time and has expired.",
        Reason::Reversed => "The credit was taken back.",
        Reason::NothingPromised => "The program gives no credit for this.",
        Reason::BudgetExhausted => {
            "The program had given all that it can give when your friend’s sign-up counted."
        }
        Reason::CapReached => "You have reached the most that the program gives.",
        Reason::AdminDecision => "Our staff decided so. Ask them, if you would like to know more.",
        Reason::InviteOptedOut | Reason::InviteNotSent => "The invite was not sent.",
        Reason::InviteBounced => "The invite could not be delivered.",
        Reason::InviteExpired => "The invite was not accepted in time.",
    }
}

/// What the participant can do about it at the program's upgrade page, if anything.
pub fn mend(reason: Reason) -> Option<&'static str> {
    if reason == Reason::WaitingForReferrerToPay {
        Some("Upgrade to a paid plan, or settle what is overdue, and the credit is yours.")
    } else if reason == Reason::ReferrerNotPayingAtInstant {
        Some("Upgrade to a paid plan, and the next friend you refer earns you credit.")
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
        let words = |texts: &[&str]| amounts(&list(texts), usd);
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
        assert_eq!(last_day(end, &zone), "31 May 2022");
        assert_eq!(day(end, &zone), "1 June 2022");
        assert_eq!(until(end, &zone), "31 May 2022, 23:59 IST");
    }

    #[test]
    fn c31_a_friend_is_told_when_the_credit_comes() {
        let (_, mut rules) = crate::program_file::parse(crate::preset::CLIENTJOY.toml).unwrap();
        assert_eq!(friend_condition(&rules), "when you sign up");
        rules.friend_release = FriendRelease::AfterFirstPayment;
        assert_eq!(friend_condition(&rules), "with your first payment");
    }
}
