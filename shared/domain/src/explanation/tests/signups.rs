//! A signup that nobody was credited with.

use super::{clientjoy, contactually, explained, names, told};
use crate::account::AccountStatus;
use crate::explanation::told::{ForStaff, Told};
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::program::ProgramStatus;
use crate::reason::Reason;
use crate::reward::Side;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account, account_id, address_use, at, clicked};

const NOW: (Side, &str) = (Side::Friend, "2022-06-01");

/// What Bo is told, and what staff see.
#[track_caller]
fn explained_signup(story: &Story) -> (Told, ForStaff) {
    explained(story, NOW, |known| {
        let outcome = known.friend.outcome.as_ref().unwrap();
        let told = told::of_signup(known, outcome, names()).unwrap();
        let seen = told::of_signup_for_staff(known, outcome, names()).unwrap();
        (told, seen)
    })
}

#[track_caller]
fn not_credited(story: &Story, code: Reason) -> Told {
    let (told, seen) = explained_signup(story);
    assert_eq!((told.code, seen.code), (code, code), "{told:?}");
    assert!(told.since.is_some(), "{told:?}");
    assert!(!seen.summary.is_empty());
    told
}

#[test]
fn c25_a_signup_without_the_link_is_told_that_it_needs_one() {
    let told = not_credited(
        &Story::of(CLIENTJOY).signs_up("2022-05-25"),
        Reason::NotViaLinkOrAccept,
    );
    assert_eq!(
        told.text,
        "You signed up on 25 May 2022, and the sign-up did not come through a friend’s link, so \
         nobody is credited with it."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "If a friend did refer you, write to our support staff and send along the link or \
             invite that you used; they can look into it."
        )
    );
}

#[test]
fn k18_a_signup_without_the_accept_link_is_told_of_the_accept_button() {
    let story = Story::of(CONTACTUALLY).clicked("2022-05-20");
    let told = not_credited(&story.signs_up("2022-05-25"), Reason::NotViaLinkOrAccept);
    assert!(
        told.text
            .contains("did not come through the Accept button of a friend’s invite"),
        "{}",
        told.text
    );
}

#[test]
fn a_signup_long_after_the_click_is_told_how_long_a_click_counts() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-01-01")
        .signs_up("2022-05-25");
    let told = not_credited(&story, Reason::AttributionWindowPassed);
    assert!(
        told.text.contains("more than 90 days after"),
        "{}",
        told.text
    );
}

#[test]
fn c34_an_account_that_was_there_before_is_not_new() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-27")
        .signs_up("2022-05-25");
    not_credited(&story, Reason::ExistingAccount);
}

#[test]
fn k25_whether_an_address_had_an_account_is_for_staff_alone() {
    let mut story = clientjoy();
    let tombstone = address_use(&story.bo, "old-account", Some("2021-12-31"));
    story.world.addresses.push(tombstone);
    let (told, seen) = explained_signup(&story.signs_up("2022-05-25"));
    assert_eq!(seen.code, Reason::FormerAccount);
    assert_eq!(told.code, Reason::ExistingAccount);
    assert!(!format!("{told:?}").contains("ormer"), "{told:?}");
    assert!(!seen.reply.contains("ormer"), "{}", seen.reply);
}

#[test]
fn e13_a_referral_of_oneself_is_told_without_blame() {
    let story = clientjoy().with_friend(|_, bo| bo.email = "ana@acme.com".parse().unwrap());
    let told = not_credited(&story.signs_up("2022-05-25"), Reason::SelfReferral);
    assert!(
        told.text
            .ends_with("A referral of oneself earns no credit.")
    );
}

#[test]
fn e11_a_signup_by_a_link_of_the_same_account_is_told_so() {
    let mut story = Story::of(CLIENTJOY);
    story
        .world
        .accounts
        .insert(account_id(FRIEND), account(FRIEND));
    let mut known = story.world.accounts[&account_id(FRIEND)].clone();
    known.signed_up_at = at("2022-05-25");
    story.world.accounts.insert(account_id(FRIEND), known);
    story
        .found
        .push(clicked(&story.program, FRIEND, "2022-05-20"));
    not_credited(&story.signs_up("2022-05-25"), Reason::SameAccount);
}

#[test]
fn e3_e4_a_program_that_does_not_run_or_a_referrer_who_left_is_told_as_one() {
    let mut paused = contactually();
    paused.program.settings.status = ProgramStatus::Paused;
    let closed = contactually().with_referrer(|acme| {
        acme.status = AccountStatus::Closed {
            closed_at: at("2022-05-21"),
        };
    });
    for story in [paused, closed] {
        let told = not_credited(&story.signs_up("2022-05-25"), Reason::ProgramInactive);
        assert!(told.text.contains("was not running then, or whoever"));
        assert!(!told.text.contains(REFERRER));
    }
}

#[test]
fn a_signup_that_was_credited_is_explained_by_its_referral() {
    let told = explained(&clientjoy().signs_up("2022-05-25"), NOW, |known| {
        let outcome = known.friend.outcome.as_ref().unwrap();
        told::of_signup(known, outcome, names())
    });
    assert_eq!(told, None);
}
