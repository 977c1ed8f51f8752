//! Who is credited with a signup.

mod chains;
mod evidence;
mod refusals;
mod verification;

use crate::account::{AccountStatus, Household};
use crate::attribution::{Signup, State, came_second};
use crate::change::ChangeSet;
use crate::event::Event;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::program::ProgramStatus;
use crate::reason::Reason;
use crate::registration;
use crate::reward::Side;
use crate::terms::{AttributionModel, Method, SignupRequires};
use crate::testing::outcome::AVAILABLE;
use crate::testing::story::Story;
use crate::testing::{self, FRIEND, REFERRER, account_id, address_use, at, member};

fn clientjoy() -> Story {
    Story::of(CLIENTJOY)
}

fn contactually() -> Story {
    Story::of(CONTACTUALLY)
}

/// The Contactually program, where a click counts as well.
fn any_method() -> Story {
    contactually().with_rules(|rules| {
        rules.methods = [Method::Link, Method::Accept].into();
    })
}

#[test]
fn c25_a_signup_through_the_link_is_credited_to_its_owner() {
    clientjoy()
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .then_referred()
        .then_qualified_by_signup("2022-05-25");
}

#[test]
fn k9_a_signup_through_the_accept_link_is_credited_and_waits_for_the_first_payment() {
    contactually()
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .then_referred()
        .then_waits_until("2023-05-25")
        .then_reason(Some(Reason::AwaitingFirstPayment))
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn e8_a_second_signup_call_changes_nothing_even_with_other_evidence() {
    let first = clientjoy()
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .then_referred();
    let before = first.world.clone();
    let again = first
        .clicked("2022-05-01")
        .with_friend(|bolt, _| bolt.currency = Some("EUR".parse().unwrap()));
    let changes = again.decide_signup(at("2022-05-26"), at("2022-05-26"));
    assert_eq!(changes, ChangeSet::default());
    assert_eq!(before.referrals, again.world.referrals);
}

#[test]
fn e8_a_signup_that_was_not_credited_stays_so_when_it_is_told_again_with_a_link() {
    let story = clientjoy()
        .signs_up("2022-05-25")
        .then_not_referred(Reason::NotViaLinkOrAccept)
        .clicked("2022-05-20");
    let changes = story.decide_signup(at("2022-05-25"), at("2022-05-26"));
    assert_eq!(changes, ChangeSet::default());
}

#[test]
fn e10_a_second_member_of_a_referred_account_makes_no_second_referral() {
    let story = clientjoy()
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .with_friend(|_, bo| bo.id = "bea".parse().unwrap());
    let changes = story.decide_signup(at("2022-05-26"), at("2022-05-26"));
    assert_eq!(changes, ChangeSet::default());
}

/// What a call of the host's says beside the referral.
fn told_again(story: &Story) -> Option<Reason> {
    let (update, member) = (story.bolt.clone(), story.bo.clone());
    let friend = registration::State {
        household: story.friend_household(),
        ..registration::State::default()
    };
    let state = State {
        friend: &friend,
        address_uses: &[],
        programs: &[],
        found: &story.found,
        referrer: &Household::default(),
        tally: &crate::allowance::Tally::default(),
    };
    let signup = Signup {
        update,
        member,
        signed_up_at: at("2022-05-26"),
        now: at("2022-05-26"),
    };
    came_second(&state, &signup)
}

#[test]
fn e10_who_comes_second_is_told_that_the_account_was_referred_already() {
    let mut story = clientjoy().clicked("2022-05-20");
    assert_eq!(told_again(&story), None, "the first call");
    story = story.signs_up("2022-05-25");
    assert_eq!(told_again(&story), None, "the same again");
    let second = story
        .clone()
        .with_friend(|_, bo| bo.id = "bea".parse().unwrap());
    assert_eq!(told_again(&second), Some(Reason::AlreadyReferred));
    story.found = vec![testing::clicked(&story.program, "corp", "2022-05-21")];
    assert_eq!(
        told_again(&story),
        None,
        "e8: the same person by another link"
    );
}

#[test]
fn e10_an_account_that_nobody_referred_is_not_told_that_somebody_did() {
    let story = clientjoy()
        .signs_up("2022-05-25")
        .with_friend(|_, bo| bo.id = "bea".parse().unwrap());
    assert_eq!(told_again(&story), None);
}

#[test]
fn an_account_that_the_host_told_of_before_the_signup_call_is_still_new() {
    let mut story = clientjoy().clicked("2022-05-20");
    let mut known = testing::account(FRIEND);
    known.signed_up_at = at("2022-05-25");
    story.world.accounts.insert(account_id(FRIEND), known);
    story
        .signup_is_told("2022-05-25", "2022-05-25T00:01")
        .then_referred();
}

#[test]
fn e28_a_signup_in_the_future_or_long_ago_is_brought_near_the_time_of_the_call() {
    let told = |signed_up_at| {
        contactually()
            .accepted("2022-05-10")
            .signup_is_told(signed_up_at, "2022-05-25T12:00")
            .referral()
            .signed_up_at
    };
    assert_eq!(told("2022-05-25T11:00"), at("2022-05-25T11:00"));
    assert_eq!(told("2022-05-11T00:00"), at("2022-05-18T12:00"));
    assert_eq!(told("2022-05-27T00:00"), at("2022-05-25T12:05"));
}

#[test]
fn e27_the_date_of_the_signup_decides_the_amount_in_the_programs_zone() {
    // 31 May ends at 18:30 UTC in Kolkata.
    for (signed_up_at, amount) in [
        ("2022-05-31T18:29:59Z", "50 USD"),
        ("2022-05-31T18:30:00Z", "25 USD"),
    ] {
        clientjoy()
            .clicked("2022-05-20")
            .signup_is_told(signed_up_at, "2022-06-02")
            .then_earned(Side::Referrer, amount, AVAILABLE)
            .then_earned(Side::Friend, amount, AVAILABLE);
    }
}

#[test]
fn c6_e26_e29_the_referral_keeps_the_version_of_terms_it_was_made_under() {
    let mut story = clientjoy().clicked("2022-05-20");
    let mut rules = story.rules();
    rules.hold_days = 7;
    story.program =
        story
            .program
            .clone()
            .edited(story.program.settings.clone(), rules, at("2022-05-25"));
    let before = story.clone().signs_up("2022-05-24T23:59");
    let after = story.signs_up("2022-05-25");
    assert_eq!(before.referral().terms_version, 1);
    assert_eq!(after.referral().terms_version, 2);
}

#[test]
fn e34_a_signup_that_names_its_stripe_customer_is_linked_to_it() {
    let story = contactually()
        .accepted("2022-05-20")
        .with_friend(|bolt, _| bolt.stripe_customer_id = Some("cus_bolt".parse().unwrap()))
        .signs_up("2022-05-25");
    let customer = "cus_bolt".parse().unwrap();
    assert_eq!(story.world.customers[&customer], account_id(FRIEND));
    assert!(looks_at_payments(&story));
}

fn looks_at_payments(story: &Story) -> bool {
    let linked = |event: &Event| matches!(event, Event::CustomerLinked { account_id, .. } if account_id.as_str() == FRIEND);
    story
        .world
        .events
        .iter()
        .filter(|event| linked(event))
        .count()
        == 1
}

#[test]
fn e9_payments_made_before_a_late_signup_call_are_looked_at_again() {
    let mut story = contactually().accepted("2022-05-20");
    let mut known = testing::account(FRIEND);
    known.signed_up_at = at("2022-05-24");
    known.stripe_customer_id = Some("cus_bolt".parse().unwrap());
    story.world.accounts.insert(account_id(FRIEND), known);
    let story = story
        .signup_is_told("2022-05-24", "2022-05-28")
        .then_referred();
    assert!(
        looks_at_payments(&story),
        "what was paid meanwhile counts now"
    );
}
