//! Amounts, days and reasons in the words that people read: the same on every page and in every
//! mail.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::money::Currency;
use crate::reason::Reason;
use crate::schedule::Amounts;

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

/// `25 May 2022`: the day in `zone`.
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%-d %B %Y").to_string()
}

/// The last day of what no longer holds from `end` on: `31 May 2022` of 1 June at midnight (C4).
pub fn last_day(end: Timestamp, zone: &TimeZone) -> String {
    let last = end.checked_sub(jiff::SignedDuration::from_nanos(1));
    day(last.unwrap_or(end), zone)
}

/// Why something did not come, or not yet, told to the referrer: one sentence.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotViaLinkOrAccept => {
            "Your friend signed up without your link or the Accept button of your invite, so the \
             signup cannot be tied to you."
        }
        Reason::AttributionWindowPassed => {
            "Your friend signed up too long after following your link."
        }
        Reason::AlreadyReferred => "Somebody else referred this account before.",
        Reason::ExistingAccount => "Your friend had an account already.",
        Reason::FormerAccount => "Your friend had an account before.",
        Reason::SelfReferral | Reason::SameAccount => "You cannot refer your own account.",
        Reason::ProgramInactive => "The program was not running when your friend signed up.",
        Reason::AwaitingEmailVerification => {
            "Your friend signed up, and has yet to confirm their address."
        }
        Reason::AwaitingFirstPayment => {
            "Your friend signed up, and has yet to make a first payment. A trial does not count."
        }
        Reason::QualificationWindowPassed => "Your friend's first payment did not come in time.",
        Reason::ReferrerNotPayingAtInstant => {
            "You were not a paying customer at the time that counts. Only paying customers earn \
             credit."
        }
        Reason::WaitingForReferrerToPay => "Your credit waits for you to become a paying customer.",
        Reason::InHoldUntil => "The credit is held until its release date.",
        Reason::Refunded => "Your friend's payment was refunded.",
        Reason::WaitingForStripeCustomer => "Your account has no billing set up yet.",
        Reason::CurrencyMismatch => "The program has no amount in the currency of your bills.",
        Reason::PostingRefused => {
            "The credit could not be put on your bill yet. We are looking into it."
        }
        Reason::PostedWaitingNextInvoice => "The credit comes off your next invoice.",
        Reason::CapReached => "You have reached the program's limit.",
        Reason::InviteOptedOut => "Your friend does not want to receive invites.",
        Reason::InviteBounced => "Your friend's address does not take mail.",
        Reason::InviteExpired => "The invite has expired.",
        Reason::InviteNotSent => "The invite was not sent.",
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
    }
}
