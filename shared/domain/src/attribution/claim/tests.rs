use super::*;
use crate::account::AccountStatus;
use crate::paying::Paying;
use crate::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use crate::program::ProgramStatus;
use crate::reward::Side;
use crate::testing::outcome::AVAILABLE;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at, hash_of, member, paying};

const NOW: &str = "2022-06-01";

/// Bo signed up on 25 May without a link: nobody was credited.
fn unattributed(preset: Preset) -> Story {
    Story::of(preset).signs_up("2022-05-25")
}

fn decided(story: &Story, referred_at: &str, now: &str) -> Result<ChangeSet, Rejection> {
    let (friend, referrer) = (
        story.friend_household(),
        story.world.household(&account_id(REFERRER)),
    );
    let uses = &story.world.addresses;
    let of_bo = |it: &&AddressUse| it.address_hash == story.bo.address_hash;
    let address_uses: Vec<AddressUse> = uses.iter().filter(of_bo).cloned().collect();
    let member = friend.participants.first().unwrap();
    decide(&Claim {
        program: &story.program,
        friend: &friend,
        account: friend.account.as_ref().unwrap(),
        member: (member, hash_of(&member.email)),
        referrer: &referrer,
        referrer_participant_id: &"ana".parse().unwrap(),
        referred_at: at(referred_at),
        address_uses: &address_uses,
        tally: &Tally::default(),
        now: at(now),
    })
}

fn claimed(mut story: Story, referred_at: &str, now: &str) -> Story {
    let changes = decided(&story, referred_at, now).unwrap();
    story.world.apply(changes);
    story
}

#[track_caller]
fn refused(story: &Story, with: Reason) {
    let result = decided(story, "2022-05-20", NOW);
    assert_eq!(result, Err(Rejection::NotAttributed(with)));
}

#[test]
fn c25_e6_a_signup_that_lost_its_link_is_credited_by_a_claim() {
    let story = claimed(unattributed(CLIENTJOY), "2022-05-20", NOW)
        .then_qualified_by_signup("2022-05-25")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE);
    let referral = story.friend_household().referral.unwrap();
    assert_eq!(
        referral.evidence,
        Evidence::Claim {
            at: at("2022-05-20")
        }
    );
}

/// Guard: the amount is that of the signup's instant, and not of the claim's.
#[test]
fn c30_a_claim_earns_what_the_signup_would_have() {
    claimed(unattributed(CLIENTJOY), "2022-05-20", "2022-06-20").then_earned(
        Side::Referrer,
        "50 USD",
        AVAILABLE,
    );
}

#[test]
fn k18_a_claim_waits_for_the_first_payment_as_any_referral_does() {
    claimed(unattributed(CONTACTUALLY), "2022-05-20", NOW)
        .then_nothing_earned(Side::Referrer)
        .referrer_pays(&[("2021-01-01", None)])
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn what_the_signup_came_to_at_first_stays_told() {
    let story = unattributed(CLIENTJOY);
    let before = story.friend_household().outcome;
    assert!(before.is_some());
    let after = claimed(story, "2022-05-20", NOW).friend_household().outcome;
    assert_eq!(after, before);
}

#[test]
fn an_account_is_referred_at_most_once_by_claims_too() {
    let story = claimed(unattributed(CLIENTJOY), "2022-05-20", NOW);
    refused(&story, Reason::AlreadyReferred);
    let by_link = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    refused(&by_link, Reason::AlreadyReferred);
}

#[test]
fn e9_a_claim_comes_before_the_first_payment_or_within_thirty_days() {
    let has_paid = |mut story: Story| {
        let known: Paying = paying(FRIEND, &[("2022-06-02", None)]);
        story.world.paying.insert(account_id(FRIEND), known);
        story
    };
    let late = "2022-06-24T00:00:00Z";
    let last = "2022-06-23T23:59:59Z";
    let unpaid = unattributed(CLIENTJOY);
    assert!(decided(&unpaid, "2022-05-20", "2023-01-01").is_ok());
    let paid = has_paid(unpaid);
    assert!(decided(&paid, "2022-05-20", last).is_ok());
    assert_eq!(decided(&paid, "2022-05-20", late), Err(Rejection::TooLate));
}

#[test]
fn e7_a_claim_for_one_who_was_a_customer_before_is_refused() {
    let story = unattributed(CLIENTJOY);
    let referred_after_signup = decided(&story, "2022-05-26", NOW);
    let existing = Err(Rejection::NotAttributed(Reason::ExistingAccount));
    assert_eq!(referred_after_signup, existing);
    let too_long_ago = decided(&story, "2021-05-25", NOW);
    let window = Err(Rejection::NotAttributed(Reason::AttributionWindowPassed));
    assert_eq!(too_long_ago, window);
}

#[test]
fn c34_a_former_account_is_not_claimed() {
    let mut story = unattributed(CLIENTJOY);
    let bolt = story.world.accounts.get_mut(&account_id(FRIEND)).unwrap();
    bolt.status = AccountStatus::Closed {
        closed_at: at("2022-05-30"),
    };
    refused(&story, Reason::FormerAccount);
}

#[test]
fn e13_one_claims_no_referral_of_oneself() {
    let own = Story::of(CLIENTJOY)
        .with_friend(|_, bo| {
            bo.email = member("ana", REFERRER).email;
            bo.address_hash = hash_of(&bo.email);
        })
        .signs_up("2022-05-25");
    refused(&own, Reason::SelfReferral);
    let shared = Story::of(CLIENTJOY)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_1".parse().unwrap()))
        .signs_up("2022-05-25");
    let mut shared = shared;
    let bolt = shared.world.accounts.get_mut(&account_id(FRIEND)).unwrap();
    bolt.stripe_customer_id = Some("cus_1".parse().unwrap());
    refused(&shared, Reason::SelfReferral);
}

#[test]
fn e3_e4_a_claim_needs_a_program_that_runs_and_a_referrer_who_is_there() {
    let mut paused = unattributed(CLIENTJOY);
    paused.program.settings.status = ProgramStatus::Paused;
    refused(&paused, Reason::ProgramInactive);
    let mut gone = unattributed(CLIENTJOY);
    let ana = (account_id(REFERRER), "ana".parse().unwrap());
    gone.world.participants.get_mut(&ana).unwrap().left_at = Some(at("2022-05-01"));
    assert_eq!(
        decided(&gone, "2022-05-20", NOW),
        Err(Rejection::UnknownReferrer(ana.1))
    );
}
