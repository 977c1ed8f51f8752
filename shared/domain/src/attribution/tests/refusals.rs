//! Every reason for which a signup is credited to nobody.

use super::*;

#[test]
fn k18_a_signup_without_any_link_is_credited_to_nobody() {
    contactually()
        .signs_up("2022-05-25")
        .then_not_referred(Reason::NotViaLinkOrAccept);
}

#[test]
fn k9_k18_a_click_does_not_count_where_only_the_accept_link_does() {
    contactually()
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .then_not_referred(Reason::NotViaLinkOrAccept);
}

#[test]
fn e4_nothing_is_credited_while_the_program_is_paused_ended_or_a_draft() {
    for status in [
        ProgramStatus::Paused,
        ProgramStatus::Ended,
        ProgramStatus::Draft,
    ] {
        let mut story = clientjoy().clicked("2022-05-20");
        story.program.settings.status = status;
        story
            .signs_up("2022-05-25")
            .then_not_referred(Reason::ProgramInactive);
    }
}

#[test]
fn c25_e7_nobody_can_be_referred_after_signing_up() {
    clientjoy()
        .clicked("2022-05-25T10:06")
        .signs_up("2022-05-25T10:00")
        .then_not_referred(Reason::ExistingAccount);
}

#[test]
fn clocks_that_differ_by_minutes_do_not_make_an_account_an_existing_one() {
    clientjoy()
        .clicked("2022-05-25T10:05")
        .signs_up("2022-05-25T10:00")
        .then_referred();
}

#[test]
fn c34_e16_an_account_that_was_known_before_the_click_is_an_existing_one() {
    let mut story = clientjoy().clicked("2022-05-20");
    let known = testing::account(FRIEND);
    story.world.accounts.insert(known.id.clone(), known);
    story
        .signs_up("2022-05-25")
        .then_not_referred(Reason::ExistingAccount);
}

#[test]
fn e28_an_account_of_long_ago_stays_an_existing_one_although_its_signup_is_brought_near() {
    clientjoy()
        .clicked("2022-05-10")
        .signup_is_told("2020-01-01", "2022-05-25")
        .then_not_referred(Reason::ExistingAccount);
}

#[test]
fn c34_an_account_that_was_closed_before_is_a_former_one() {
    let mut story = clientjoy().clicked("2022-05-20");
    let mut known = testing::account(FRIEND);
    known.status = AccountStatus::Closed {
        closed_at: at("2022-01-01"),
    };
    story.world.accounts.insert(known.id.clone(), known);
    story
        .signs_up("2022-05-25")
        .then_not_referred(Reason::FormerAccount);
}

#[test]
fn c34_e15_the_address_of_a_closed_account_makes_the_new_one_a_former_account() {
    let mut story = clientjoy().clicked("2022-05-20");
    let tombstone = address_use(&story.bo, "gone", Some("2022-01-01"));
    story.world.addresses.push(tombstone);
    story
        .signs_up("2022-05-25")
        .then_not_referred(Reason::FormerAccount);
}

#[test]
fn f56_e11_a_friend_who_joins_the_referrers_own_account_is_no_referral() {
    let mut story = clientjoy().clicked("2022-05-20");
    story.found[0].account_id = account_id(FRIEND);
    story
        .signs_up("2022-05-25")
        .then_not_referred(Reason::SameAccount);
}

#[test]
fn f56_e13_nobody_refers_themselves_by_another_spelling_of_their_address() {
    for (ana, bo) in [
        ("ana@acme.com", "ana@acme.com"),
        ("ana@acme.com", "ANA+trial2@Acme.com"),
        ("ana.lima@gmail.com", "a.n.a.lima+x@googlemail.com"),
    ] {
        let mut story = clientjoy()
            .clicked("2022-05-20")
            .with_friend(|_, member| member.email = bo.parse().unwrap());
        for member in story.world.participants.values_mut() {
            member.email = ana.parse().unwrap();
        }
        story
            .signs_up("2022-05-25")
            .then_not_referred(Reason::SelfReferral);
    }
}

#[test]
fn e13_providers_other_than_gmail_tell_dots_apart() {
    clientjoy()
        .clicked("2022-05-20")
        .with_friend(|_, bo| bo.email = "a.na@acme.com".parse().unwrap())
        .signs_up("2022-05-25")
        .then_referred();
}

#[test]
fn e13_a_colleague_of_the_referrer_is_the_referrers_own_account() {
    let mut story = clientjoy()
        .clicked("2022-05-20")
        .with_friend(|_, bo| bo.email = "cleo+new@acme.com".parse().unwrap());
    let cleo = member("cleo", REFERRER);
    story
        .world
        .participants
        .insert((account_id(REFERRER), cleo.id.clone()), cleo);
    story
        .signs_up("2022-05-25")
        .then_not_referred(Reason::SelfReferral);
}

#[test]
fn e14_the_same_stripe_customer_on_both_sides_is_a_self_referral_and_stays_with_its_account() {
    let mut story = clientjoy()
        .clicked("2022-05-20")
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_1".parse().unwrap()))
        .with_friend(|bolt, _| bolt.stripe_customer_id = Some("cus_1".parse().unwrap()));
    let customer = "cus_1".parse().unwrap();
    story.world.customers.insert(customer, account_id(REFERRER));
    let story = story
        .signs_up("2022-05-25")
        .then_not_referred(Reason::SelfReferral);
    let bolt = &story.world.accounts[&account_id(FRIEND)];
    assert_eq!(bolt.stripe_customer_id, None);
}

#[test]
fn a_stripe_customer_of_a_third_account_is_left_out_and_the_signup_still_counts() {
    let mut story = clientjoy()
        .clicked("2022-05-20")
        .with_friend(|bolt, _| bolt.stripe_customer_id = Some("cus_3".parse().unwrap()));
    let customer = "cus_3".parse().unwrap();
    story.world.customers.insert(customer, account_id("corp"));
    let story = story.signs_up("2022-05-25").then_referred();
    let bolt = &story.world.accounts[&account_id(FRIEND)];
    assert_eq!(bolt.stripe_customer_id, None);
}

#[test]
fn e3_the_link_of_an_account_that_left_earns_nothing() {
    let closed = AccountStatus::Closed {
        closed_at: at("2022-05-22"),
    };
    clientjoy()
        .clicked("2022-05-20")
        .with_referrer(|acme| acme.status = closed)
        .signs_up("2022-05-25")
        .then_not_referred(Reason::ProgramInactive);
}

#[test]
fn a_refused_signup_earns_nothing_and_tells_the_referrer_nothing() {
    let story = clientjoy()
        .clicked("2022-01-01")
        .signs_up("2022-05-25")
        .then_not_referred(Reason::AttributionWindowPassed);
    assert!(story.world.rewards.is_empty() && story.told(REFERRER).is_empty());
    assert!(story.world.summaries.is_empty());
}

#[test]
fn e9_an_account_that_paid_before_it_signed_up_is_an_existing_customer() {
    let mut story = contactually().accepted("2022-05-01");
    let known = testing::paying(FRIEND, &[("2022-05-10", None)]);
    story.world.paying.insert(account_id(FRIEND), known);
    story
        .clone()
        .signup_is_told("2022-05-12", "2022-05-14")
        .then_not_referred(Reason::ExistingAccount);
    // A late call with the true time of the signup: the payment came after it.
    story
        .signup_is_told("2022-05-09", "2022-05-14")
        .then_referred();
}
