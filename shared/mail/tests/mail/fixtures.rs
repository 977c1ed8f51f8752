//! One of each message, as it may be sent on a good day.

use std::cell::Cell;

use domain::email_address::EmailAddress;
use domain::locale::Locale;
use domain::person_name::PersonName;
use domain::reason::Reason;
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail::content::Content;
use mail::credit_applied::CreditApplied;
use mail::credit_canceled::CreditCanceled;
use mail::credit_earned::{Cause, CreditEarned};
use mail::credit_expired::CreditExpired;
use mail::credit_expiring::CreditExpiring;
use mail::credit_given::CreditGiven;
use mail::credit_posted::CreditPosted;
use mail::credit_reinstated::CreditReinstated;
use mail::credit_reversed::CreditReversed;
use mail::eligibility_at_risk::{EligibilityAtRisk, IfTooLate};
use mail::frame::{Application, Bill, Frame, Reference};
use mail::friend_credit::{FriendCredit, Release};
use mail::friend_not_qualified::{FriendNotQualified, Missing};
use mail::header::HeaderSafe;
use mail::invite::{Invite, Offer};
use mail::message::Message;
use mail::monthly_digest::MonthlyDigest;
use mail::no_credit::NoCredit;
use mail::sender::SenderName;
use mail::terms_change::TermsChange;
use mail::unused_link::UnusedLink;
use mail::web_address::WebAddress;

thread_local! {
    /// What the messages of this thread are written in.
    static LOCALE: Cell<Locale> = const { Cell::new(Locale::English) };
}

/// One of each message, in this language.
pub(crate) fn all_in(locale: Locale) -> Vec<(&'static str, Content)> {
    LOCALE.set(locale);
    let all = all();
    LOCALE.set(Locale::English);
    all
}

fn words() -> &'static Words {
    Words::of(LOCALE.get())
}

fn amount(text: &str) -> String {
    wording::money(words(), text.parse().unwrap())
}

fn credit(text: &str) -> String {
    words().part("credit-amount", &[("amount", &amount(text))])
}

fn offer(text: &str) -> String {
    let amount = amount(text);
    words().part("offer-both", &[("referrer", &amount), ("friend", &amount)])
}

fn at(date: &str) -> Timestamp {
    format!("{date}T12:00:00Z").parse().unwrap()
}

fn day(date: &str) -> String {
    wording::day(words(), at(date), &TimeZone::UTC)
}

fn until() -> String {
    let end = "2022-05-31T18:30:00Z".parse().unwrap();
    wording::until(words(), end, &TimeZone::get("Asia/Kolkata").unwrap())
}

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

pub(crate) fn url(text: &str) -> WebAddress {
    WebAddress::parse(text).unwrap()
}

pub(crate) fn frame(recipient: &str) -> Frame {
    Frame {
        locale: LOCALE.get(),
        product: "Acme".to_owned(),
        recipient: Some(name(recipient)),
        postal_address: "Acme Inc., 1 Example Street, Example City".to_owned(),
        unsubscribe_url: url("https://api.acme.example/u/k3vQ8pWz1mXc7T.9dJ2"),
        terms_url: Some(url("https://www.acme.example/referral-terms")),
        reference: Reference::parse("8f3b2a76-1c0d-4e5f-9a87-6b5c4d3e2f10"),
    }
}

pub(crate) fn invite() -> Invite {
    Invite {
        frame: frame("Bo Kim"),
        subject: "{referrer} gives you {reward} for {product}".to_owned(),
        referrer: name("Alice Doe"),
        message: "Hi Bo,\n\nI use Acme for my invoices and thought of you – it saves me \
                  half a day a month.\n\nSee you on Friday!\nAlice"
            .to_owned(),
        offer: Some(Offer {
            reward: credit("50 USD"),
            condition: words().part("friend-gets-signup", &[]),
            until: Some(until()),
        }),
        referrer_reward: Some(credit("50 USD")),
        accept_url: url("https://api.acme.example/i/inv_7Hq2mZ.Zk9xWvT3bQ1n"),
    }
}

/// Of a program that gives friends nothing, to a friend without a name.
pub(crate) fn invite_without_offer() -> Invite {
    let frame = Frame {
        recipient: None,
        terms_url: None,
        ..frame("Bo")
    };
    Invite {
        frame,
        offer: None,
        referrer_reward: Some(credit("10 USD")),
        ..invite()
    }
}

pub(crate) fn credit_earned() -> CreditEarned {
    CreditEarned {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some(name("Bo Kim").with_initial()),
        cause: Cause::PaidFirst,
        bill: Bill::Own,
        held_until: None,
        application: Application::NextInvoice {
            about: Some(day("2027-03-03")),
        },
        balance: Some(amount("30 USD")),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_earned_annually_by_a_team() -> CreditEarned {
    CreditEarned {
        bill: Bill::Team,
        friend: None,
        application: Application::AnnualInvoice {
            about: Some(day("2028-01-01")),
        },
        ..credit_earned()
    }
}

pub(crate) fn credit_earned_on_request() -> CreditEarned {
    CreditEarned {
        amount: amount("50 USD"),
        cause: Cause::SignedUp,
        balance: Some(amount("100 USD")),
        application: Application::OnRequest {
            redeem_url: Some(url("https://app.acme.example/refer-and-earn/redeem")),
        },
        ..credit_earned()
    }
}

pub(crate) fn credit_earned_on_hold() -> CreditEarned {
    CreditEarned {
        held_until: Some(day("2022-06-14")),
        application: Application::NextInvoice { about: None },
        balance: None,
        ..credit_earned()
    }
}

pub(crate) fn no_credit() -> NoCredit {
    NoCredit {
        frame: frame("Alice Doe"),
        friend: Some("Bo K.".to_owned()),
        cause: Cause::PaidFirst,
        reason: Reason::ReferrerNotPayingAtInstant,
        amount: amount("10 USD"),
        kept_until: None,
        upgrade_url: Some(url("https://app.acme.example/plans")),
    }
}

pub(crate) fn no_credit_yet() -> NoCredit {
    NoCredit {
        cause: Cause::SignedUp,
        reason: Reason::WaitingForReferrerToPay,
        kept_until: Some(day("2027-09-03")),
        ..no_credit()
    }
}

pub(crate) fn friend_credit() -> FriendCredit {
    FriendCredit {
        frame: frame("Bo Kim"),
        amount: amount("50 USD"),
        referrer: Some(name("Alice Doe")),
        release: Release::AfterFirstPayment,
        bill: Bill::Own,
        application: Application::NextInvoice { about: None },
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_posted() -> CreditPosted {
    CreditPosted {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some("Bo K.".to_owned()),
        bill: Bill::Team,
        next_invoice_about: Some(day("2027-03-03")),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_canceled() -> CreditCanceled {
    CreditCanceled {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some("Bo K.".to_owned()),
        reason: Reason::Refunded,
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_reversed() -> CreditReversed {
    CreditReversed {
        frame: frame("Alice Doe"),
        amount: amount("6 USD"),
        friend: Some("Bo K.".to_owned()),
        bill: Bill::Team,
        was_used: false,
        reason: Reason::DisputeLost,
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_reinstated() -> CreditReinstated {
    CreditReinstated {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some("Bo K.".to_owned()),
        bill: Bill::Own,
        application: Application::NextInvoice {
            about: Some(day("2027-03-03")),
        },
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_given() -> CreditGiven {
    CreditGiven {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some("Bo K.".to_owned()),
        bill: Bill::Own,
        application: Application::NextInvoice {
            about: Some(day("2027-03-03")),
        },
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_applied() -> CreditApplied {
    CreditApplied {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some("Bo K.".to_owned()),
        bill: Bill::Own,
        invoice: "in_1Pgc75B7WZ01zgkW".to_owned(),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_expired() -> CreditExpired {
    CreditExpired {
        frame: frame("Alice Doe"),
        amount: amount("10 USD"),
        friend: Some("Bo K.".to_owned()),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn unused_link() -> UnusedLink {
    UnusedLink {
        frame: frame("Alice Doe"),
        offer: wording::capitalized(&offer("50 USD")),
        link: url("https://api.acme.example/r/k7xq2mnpqr"),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn eligibility_at_risk() -> EligibilityAtRisk {
    EligibilityAtRisk {
        frame: frame("Alice Doe"),
        friend: Some("Bo K.".to_owned()),
        amount: amount("10 USD"),
        trial_ends: Some(day("2022-06-08")),
        if_too_late: IfTooLate::Lost,
        upgrade_url: Some(url("https://app.acme.example/plans")),
    }
}

/// Of a friend without a name, in a program that waits for the referrer.
pub(crate) fn eligibility_at_risk_later() -> EligibilityAtRisk {
    EligibilityAtRisk {
        friend: None,
        trial_ends: None,
        if_too_late: IfTooLate::Waits { days: 90 },
        ..eligibility_at_risk()
    }
}

pub(crate) fn credit_expiring() -> CreditExpiring {
    CreditExpiring {
        frame: frame("Alice Doe"),
        amount: amount("50 USD"),
        friend: Some("Bo K.".to_owned()),
        expires_on: day("2022-06-24"),
        bill: Bill::Own,
        application: Application::OnRequest {
            redeem_url: Some(url("https://app.acme.example/refer-and-earn/redeem")),
        },
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn credit_expiring_without_a_bill() -> CreditExpiring {
    CreditExpiring {
        application: Application::NextInvoice { about: None },
        ..credit_expiring()
    }
}

pub(crate) fn terms_change() -> TermsChange {
    TermsChange {
        frame: frame("Alice Doe"),
        until: until(),
        now: offer("50 USD"),
        then: Some(offer("25 USD")),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn friend_not_qualified() -> FriendNotQualified {
    FriendNotQualified {
        frame: frame("Alice Doe"),
        friend: Some("Bo K.".to_owned()),
        amount: amount("10 USD"),
        missing: Missing::FirstPayment,
        until: day("2023-05-25"),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

pub(crate) fn monthly_digest() -> MonthlyDigest {
    MonthlyDigest {
        frame: frame("Alice Doe"),
        month: wording::month(words(), at("2022-05-15"), &TimeZone::UTC),
        friends: 2,
        earned: Some(amount("20 USD")),
        on_the_bill: Some(amount("10 USD")),
        expired: None,
        canceled: None,
        available: Some(amount("10 USD")),
        home_url: Some(url("https://app.acme.example/refer-and-earn")),
    }
}

/// Every message under the name of its snapshot.
pub(crate) fn all() -> Vec<(&'static str, Content)> {
    vec![
        ("invite", invite().render()),
        ("invite_without_offer", invite_without_offer().render()),
        ("credit_earned", credit_earned().render()),
        (
            "credit_earned_annually_by_a_team",
            credit_earned_annually_by_a_team().render(),
        ),
        (
            "credit_earned_on_request",
            credit_earned_on_request().render(),
        ),
        ("credit_earned_on_hold", credit_earned_on_hold().render()),
        ("no_credit", no_credit().render()),
        ("no_credit_yet", no_credit_yet().render()),
        ("friend_credit", friend_credit().render()),
        ("credit_posted", credit_posted().render()),
        ("credit_canceled", credit_canceled().render()),
        ("credit_expired", credit_expired().render()),
        ("unused_link", unused_link().render()),
        ("eligibility_at_risk", eligibility_at_risk().render()),
        (
            "eligibility_at_risk_later",
            eligibility_at_risk_later().render(),
        ),
        ("credit_expiring", credit_expiring().render()),
        (
            "credit_expiring_without_a_bill",
            credit_expiring_without_a_bill().render(),
        ),
        ("terms_change", terms_change().render()),
        ("friend_not_qualified", friend_not_qualified().render()),
        ("monthly_digest", monthly_digest().render()),
        ("credit_reversed", credit_reversed().render()),
        ("credit_reinstated", credit_reinstated().render()),
        ("credit_given", credit_given().render()),
        ("credit_applied", credit_applied().render()),
    ]
}

pub(crate) fn message() -> Message {
    Message {
        id: HeaderSafe::parse("inv_7Hq2mZ").unwrap(),
        program_id: "clientjoy".to_owned(),
        to: EmailAddress::parse("Bo.Kim@bücher.example").unwrap(),
        from: SenderName::via(&name("Alice Doe"), "Acme"),
        reply_to: None,
        content: invite().render(),
    }
}
