//! What ended with a subscription (E33, E55).

use super::{ana_is_told, bo_is_told, contactually, fact, staff_see, stands};
use crate::explanation::code::Rule;
use crate::reason::Reason;
use crate::reward::Side;
use crate::terms::Rules;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, invoiced, posted};

/// Bo paid for the first time on 8 June 2022.
fn earned(change: impl Fn(&mut Rules)) -> Story {
    contactually()
        .with_rules(change)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09")
}

fn has_to_stay() -> Story {
    earned(|rules| {
        rules.hold_days = 14;
        rules.require_retention_days = Some(10);
        rules.schedule = both_earn();
    })
}

fn both_earn() -> crate::schedule::Schedule {
    let file = crate::preset::CONTACTUALLY.toml;
    let file = file.replace(
        "referrer = [\"10 USD\"]",
        "referrer = [\"10 USD\"]\nfriend = [\"10 USD\"]",
    );
    crate::program_file::parse(&file).unwrap().1.schedule
}

#[test]
fn e55_until_when_the_friend_has_to_stay_is_told_while_the_credit_is_held() {
    let told = ana_is_told(&has_to_stay(), "2022-06-10");
    stands(&told, Reason::InHoldUntil, "2022-06-08", Some("2022-06-22"));
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("Your friend has to stay a customer until 18 June 2022. You need not do anything.")
    );
    assert_eq!(
        bo_is_told(&has_to_stay(), "2022-06-10")
            .what_would_change_it
            .as_deref(),
        Some("Stay a customer until 18 June 2022, and nothing else is needed.")
    );
    let stayed = ana_is_told(&has_to_stay(), "2022-06-18");
    assert_eq!(
        stayed.what_would_change_it.as_deref(),
        Some("You need not do anything: this passes by itself.")
    );
}

#[test]
fn e55_a_friend_who_left_too_soon_is_told_of_as_little_as_of_a_refund() {
    let story = has_to_stay()
        .leaves(FRIEND, &["2022-06-11"])
        .settles("2022-06-12");
    let told = ana_is_told(&story, "2022-06-13");
    stands(&told, Reason::FriendCanceled, "2022-06-12", None);
    assert_eq!(
        told.text,
        "Your $10 ended on 12 June 2022: the subscription behind it did not last 10 days from the \
         first payment on."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("The next friend you refer can earn you credit.")
    );
    assert!(!format!("{told:?}").contains("2022-06-11"), "{told:?}");
    let bo = bo_is_told(&story, "2022-06-13");
    assert_eq!(bo.code, Reason::FriendCanceled);
    assert_eq!(bo.what_would_change_it, None);
    let seen = staff_see(&story, Side::Referrer, "2022-06-13");
    for (name, value) in [
        ("friend_must_stay_days", "10"),
        ("friend_must_stay_until", "2022-06-18T00:00:00Z"),
        ("friend_left_at", "2022-06-11T00:00:00Z"),
    ] {
        assert_eq!(fact(&seen, Rule::Payment, name), Some(value), "{name}");
    }
}

#[test]
fn e33_a_referrer_who_left_is_told_what_ended_and_what_stays() {
    let voids = || earned(|rules| rules.void_on_cancel = true);
    let left = |story: Story| {
        let story = story.leaves(REFERRER, &["2022-07-01"]);
        story.learns_of_referrer("2022-07-02")
    };
    let told = ana_is_told(&left(voids()), "2022-07-03");
    stands(&told, Reason::ReferrerCanceled, "2022-07-02", None);
    assert_eq!(
        told.text,
        "Your $10 ended on 2 July 2022: your subscription did, and credit that no invoice has \
         used ends with it."
    );
    let change = told.what_would_change_it.unwrap();
    assert!(change.starts_with("Upgrade to a paid plan"), "{change}");

    let moves = [posted(Side::Referrer, 1_000), invoiced("in_ana", -400)];
    let used = voids().posts(Side::Referrer, "2022-06-09");
    let used = used.applies(Side::Referrer, &moves, "2022-06-30");
    let taken = left(used).takes_back(Side::Referrer, &moves, "2022-07-02");
    let told = ana_is_told(&taken, "2022-07-03");
    stands(&told, Reason::Reversed, "2022-07-02", None);
    assert_eq!(told.cause, Some(Reason::ReferrerCanceled));
    assert_eq!(
        told.text,
        "Your $10 was taken back on 2 July 2022: your subscription ended, and credit that no \
         invoice has used ends with it. The $4 that invoices had used by then stays used."
    );
    let seen = staff_see(&taken, Side::Referrer, "2022-07-03");
    let at = fact(&seen, Rule::Payment, "referrer_left_at");
    assert_eq!(at, Some("2022-07-01T00:00:00Z"));
}
