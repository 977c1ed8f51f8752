//! A year of the Contactually program: every reminder, release and expiry on its day, and once.
//!
//! The article knows neither a hold nor an expiry (K5, K6), so two of the people take part in a
//! second program: the same preset with both switched on, and with credit that is redeemed.

use std::collections::BTreeMap;

use serde_json::json;

use crate::harness::people::Person;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Nine in the morning in New York, where the program lives; half past seven in the evening in
/// Kolkata, where Yul does.
const BEGIN: &str = "2022-03-01T14:00:00Z";
const NEW_YORK: &str = "America/New_York";
const KOLKATA: &str = "Asia/Kolkata";

const WITH_EXPIRY: &str = "contactually-with-expiry";

fn contactually() -> Program {
    let mut program = Program::contactually();
    program.file = format!("default = true\n{}", program.file);
    program
}

/// A hold of 14 days, and credit that expires after 90 unless it is redeemed.
fn with_hold_and_expiry() -> Program {
    let program = Program::contactually()
        .with("hold_days", "14\nexpiry_days = 90")
        .with("application", "\"on_request\"");
    Program {
        id: WITH_EXPIRY.to_owned(),
        ..program
    }
}

struct Year {
    stack: Stack,
}

impl Year {
    fn begin() -> Self {
        let stack = Stack::at(BEGIN, &contactually());
        stack.host().puts(&with_hold_and_expiry());
        Self { stack }
    }

    /// Somebody is a customer of the host's, in this time zone.
    fn keeps(&self, name: &str, zone: &str) {
        let customer = self.stack.stripe().customer(name);
        let member = Person::named(name).member_in(zone);
        let account = self.stack.host().keeps(name).paying_as(&customer);
        account.with("members", json!([member])).told();
    }

    /// `referrer` invites `friend`, who accepts and signs up at once.
    fn refers(&self, referrer: &str, friend: &str, program: &str) {
        let stack = &self.stack;
        let address = stack.participant(friend).person.email();
        let by = stack.participant(referrer);
        by.invites(&[&address]).in_program(program).sent();
        let invite = stack.mailbox().only_one_to(friend);
        let token = stack.friend().accept_of(&invite.accept_url());
        let customer = stack.stripe().customer(friend);
        let signup = stack.host().signs_up(friend).with_accept(&token);
        let answer = signup.paying_as(&customer).told();
        assert!(answer["referral"].is_object(), "{answer:?}");
    }

    /// To `day`, and through the whole of it hour by hour, so that what is due on it happens at
    /// its hour. A long jump runs the schedules less often.
    fn lives(&self, day: &str) {
        self.stack.clock().to(&format!("{day}T00:00:00Z"));
        self.stack.clock().advance("P1D");
    }

    /// Up to an instant.
    fn until(&self, instant: &str) {
        self.stack.clock().to(instant);
    }

    /// What somebody got since the invites, each with its day there.
    #[track_caller]
    fn then_got(&self, name: &str, zone: &str, expected: &[(&str, &str)]) {
        let mail = self.stack.mailbox().of_person(name);
        let found: Vec<(String, String)> = mail
            .iter()
            .map(|mail| (mail.day_in(zone), mail.subject.clone()))
            .collect();
        let same = found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|((day, subject), (on, begins))| day == on && subject.starts_with(begins));
        assert!(same, "{name} got {found:#?}\nand not {expected:#?}");
    }

    /// Where the only credit of somebody stands.
    #[track_caller]
    fn credit_of(&self, name: &str) -> String {
        let home = self.stack.participant(name).home();
        let credits = home.credits();
        assert_eq!(credits.len(), 1, "{credits:?}");
        credits[0]["state"].as_str().unwrap().to_owned()
    }
}

/// Everybody of the story, on 1 March.
fn first_of_march() -> Year {
    let year = Year::begin();
    for (name, zone) in [
        ("ana", NEW_YORK),
        ("tia", NEW_YORK),
        ("tom", NEW_YORK),
        ("oto", NEW_YORK),
        ("zoe", NEW_YORK),
        ("yul", KOLKATA),
    ] {
        year.keeps(name, zone);
    }
    let stripe = year.stack.stripe();
    stripe.subscribes("ana").monthly("49 USD");
    stripe.subscribes("zoe").monthly("49 USD");
    stripe.subscribes("yul").yearly("490 USD");
    stripe.subscribes("tia").on_trial(30).monthly("49 USD");
    stripe.subscribes("oto").on_trial(60).monthly("49 USD");
    year.stack.settle();
    year
}

#[test]
fn a_year_of_contactually_happens_on_its_days_and_once() {
    let year = first_of_march();
    let stripe = year.stack.stripe();
    let toms_plan = stripe.subscribes("tom").on_trial(30).monthly("49 USD");
    for (referrer, friend) in [
        ("ana", "bo"),
        ("ana", "hal"),
        ("tia", "uma"),
        ("tom", "ugo"),
        ("oto", "wes"),
        ("yul", "vic"),
    ] {
        year.refers(referrer, friend, "contactually");
    }
    year.refers("zoe", "kim", WITH_EXPIRY);
    for friend in ["uma", "ugo", "wes"] {
        stripe.subscribes(friend).on_trial(14).monthly("29 USD");
    }
    year.until("2022-03-01T15:00:00Z");

    // R2, at once: three referrers do not pay. Oto wants no more of it.
    let first = year.stack.mailbox().only_one_to("oto");
    let stop = first.unsubscribe_url();
    let answer = year.stack.friend().unsubscribes_by_one_click(&stop);
    assert!(answer.status < 300, "{answer:?}");

    year.until("2022-03-03T15:00:00Z");
    toms_plan.ends_its_trial();
    year.until("2022-03-06T15:00:00Z");
    stripe.subscribes("kim").monthly("29 USD");
    year.until("2022-03-11T15:00:00Z");
    stripe.subscribes("bo").monthly("29 USD");
    year.stack.settle();
    assert_eq!(stripe.credits("ana").len(), 1, "K5: after the payment");

    // R2, three days before the trials of their friends end; R5; and the trials end.
    year.lives("2022-03-12");
    year.lives("2022-03-15");

    year.until("2022-03-20T14:59:00Z");
    assert_eq!(year.credit_of("zoe"), "pending", "the hold lasts 14 days");
    year.until("2022-03-20T16:00:00Z");
    assert_eq!(year.credit_of("zoe"), "available");

    // R6: the digests of March.
    year.lives("2022-04-01");
    let invoice = stripe.last_invoice("ana");
    assert_eq!(
        invoice.starting_balance, -1_000,
        "K6, K8: $10 off next month's invoice"
    );

    year.until("2022-04-10T14:00:00Z");
    stripe.subscribes("vic").monthly("29 USD");
    year.lives("2022-05-01");

    // R3: 30 and 7 days before the credit of the second program expires.
    year.lives("2022-05-19");
    year.lives("2022-06-01");
    year.lives("2022-06-11");
    year.until("2022-06-18T14:59:00Z");
    assert_eq!(year.credit_of("zoe"), "available");
    year.until("2022-06-18T16:00:00Z");
    assert_eq!(year.credit_of("zoe"), "expired");
    year.lives("2022-07-01");

    // Nothing happens in autumn and winter, until Hal's year is over.
    year.until("2023-03-01T13:59:00Z");
    assert_eq!(status_of(&year.stack, "hal"), "signed_up");
    year.until("2023-03-01T15:00:00Z");
    assert_eq!(status_of(&year.stack, "hal"), "expired");
    let annual = stripe.last_invoice("yul");
    assert_eq!(
        (annual.total, annual.amount_due),
        (49_000, 48_000),
        "K7: $10 off next year's invoice"
    );

    then_everybody_got_what_was_due(&year);
    then_nothing_was_posted_twice(&year.stack);
}

/// Each mail on its day there, and none beside them.
#[track_caller]
fn then_everybody_got_what_was_due(year: &Year) {
    year.then_got(
        "ana",
        NEW_YORK,
        &[
            ("2022-03-11", "You earned $10 credit"),
            ("2022-03-15", "Your $10 credit comes when"),
            ("2022-04-01", "Your referrals in March 2022"),
            ("2022-04-01", "$10 credit came off your invoice"),
            ("2022-05-01", "Your referrals in April 2022"),
        ],
    );
    year.then_got(
        "tia",
        NEW_YORK,
        &[
            ("2022-03-01", "Upgrade before"),
            ("2022-03-12", "Upgrade before"),
            ("2022-03-15", "No credit for referring"),
            ("2022-04-01", "Your referrals in March 2022"),
        ],
    );
    year.then_got(
        "tom",
        NEW_YORK,
        &[
            ("2022-03-01", "Upgrade before"),
            // Two weeks after the signup, an hour before the first payment.
            ("2022-03-15", "Your $10 credit comes when"),
            ("2022-03-15", "You earned $10 credit"),
            ("2022-04-01", "Your referrals in March 2022"),
            ("2022-04-03", "$10 credit came off your invoice"),
            ("2022-05-01", "Your referrals in April 2022"),
        ],
    );
    // Stopped are the reminders, and nothing else.
    year.then_got(
        "oto",
        NEW_YORK,
        &[
            ("2022-03-01", "Upgrade before"),
            ("2022-03-15", "No credit for referring"),
        ],
    );
    year.then_got(
        "yul",
        KOLKATA,
        &[
            ("2022-03-15", "Your $10 credit comes when"),
            ("2022-04-01", "Your referrals in March 2022"),
            ("2022-04-10", "You earned $10 credit"),
            ("2022-05-01", "Your referrals in April 2022"),
            ("2023-03-01", "$10 credit came off your invoice"),
        ],
    );
    year.then_got(
        "zoe",
        NEW_YORK,
        &[
            ("2022-03-06", "You earned $10 credit"),
            ("2022-04-01", "Your referrals in March 2022"),
            ("2022-05-19", "Your $10 credit expires on"),
            ("2022-06-11", "Your $10 credit expires on"),
            ("2022-06-18", "Your $10 credit has expired"),
            ("2022-07-01", "Your referrals in June 2022"),
        ],
    );
}

/// Each credit is on Stripe's balance once at most; an expired one never.
#[track_caller]
fn then_nothing_was_posted_twice(stack: &Stack) {
    let counts = ["ana", "tom", "yul", "tia", "oto", "zoe"]
        .map(|name| (name, stack.stripe().credits(name).len()));
    let counts = BTreeMap::from(counts);
    let once = ["ana", "tom", "yul"].map(|name| (name, 1));
    let never = ["tia", "oto", "zoe"].map(|name| (name, 0));
    let expected: BTreeMap<_, _> = once.into_iter().chain(never).collect();
    assert_eq!(counts, expected);
}

/// Where Ana's referral of somebody stands.
#[track_caller]
fn status_of(stack: &Stack, friend: &str) -> String {
    let home = stack.participant("ana").home();
    let id = format!("ref_{}", Person::named(friend).account_id);
    let referrals = home.referrals();
    let found = referrals.iter().find(|it| it["referral_id"] == id);
    found.expect("Ana's referral")["status"]
        .as_str()
        .unwrap()
        .to_owned()
}
