//! A referral that has not earned anything yet, or never will.

use std::collections::BTreeSet;

use super::{ana_is_told, bo_is_told, clientjoy, contactually, stands, waiting_for_ana};
use crate::explanation::code::Outlook;
use crate::paying::{LastInvoice, Paying};
use crate::preset::CONTACTUALLY;
use crate::reason::Reason;
use crate::terms::{EligibilityInstant, OnIneligible, SignupRequires};
use crate::testing::story::Story;
use crate::testing::{FRIEND, account_id, at, money};

/// What is known of Bolt's payments from now on.
fn with_bolt(mut story: Story, change: impl Fn(&mut Paying)) -> Story {
    let mut known = Paying::never(account_id(FRIEND));
    known.version = 1;
    change(&mut known);
    story.world.paying.insert(account_id(FRIEND), known);
    story
}

fn on_trial(story: Story, ends_at: &str) -> Story {
    with_bolt(story, |known| known.trial_ends_at = Some(at(ends_at)))
}

fn last_paid(story: Story, paid: &str) -> Story {
    with_bolt(story, |known| {
        known.last_invoice = Some(LastInvoice {
            invoice_id: "in_last".parse().unwrap(),
            paid_at: at("2022-06-08"),
            paid: money(paid),
            billed: BTreeSet::new(),
        });
    })
}

#[test]
fn k13_a_friend_who_has_not_paid_yet_earns_with_the_first_payment() {
    let told = ana_is_told(&contactually().signs_up("2022-05-25"), "2022-06-01");
    stands(
        &told,
        Reason::AwaitingFirstPayment,
        "2022-05-25",
        Some("2023-05-25"),
    );
    assert_eq!(told.outlook, Outlook::Waiting);
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022 and has not paid yet. Your $10 comes with their first \
         payment; a trial does not count."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("The payment has to come by 24 May 2023.")
    );
}

#[test]
fn k13_a_friend_on_a_trial_is_said_to_be_and_not_until_when() {
    let story = on_trial(contactually().signs_up("2022-05-25"), "2022-06-24");
    let told = ana_is_told(&story, "2022-06-01");
    stands(&told, Reason::OnTrial, "2022-05-25", Some("2023-05-25"));
    assert!(
        told.text.contains("a trial does not count"),
        "{}",
        told.text
    );
    assert!(!format!("{told:?}").contains("2022-06-24"), "{told:?}");
    let over = ana_is_told(&story, "2022-06-25");
    assert_eq!(over.code, Reason::AwaitingFirstPayment);
}

#[test]
fn e17_e18_an_invoice_of_nothing_is_no_payment() {
    let story = last_paid(contactually().signs_up("2022-05-25"), "0 USD");
    let told = ana_is_told(&story, "2022-06-10");
    assert_eq!(told.code, Reason::ZeroAmountInvoice);
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022 and has not paid yet: an invoice of nothing does not \
         count. Your $10 comes with their first payment."
    );
}

#[test]
fn e17_a_trial_that_began_with_an_invoice_of_nothing_is_a_trial() {
    let story = with_bolt(contactually().signs_up("2022-05-25"), |known| {
        known.trial_ends_at = Some(at("2022-06-24"));
        known.last_invoice = Some(LastInvoice {
            invoice_id: "in_trial".parse().unwrap(),
            paid_at: at("2022-05-25"),
            paid: money("0 USD"),
            billed: BTreeSet::new(),
        });
    });
    assert_eq!(ana_is_told(&story, "2022-06-01").code, Reason::OnTrial);
}

#[test]
fn e19_a_payment_below_the_minimum_does_not_count_and_the_minimum_is_told() {
    let story = contactually()
        .with_rules(|rules| rules.minimum_payment = crate::testing::amounts(&["20 USD"]))
        .signs_up("2022-05-25");
    let told = ana_is_told(&last_paid(story, "9 USD"), "2022-06-10");
    assert_eq!(told.code, Reason::BelowMinimum);
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022. Your $10 comes with their first payment above $20; none \
         has come yet."
    );
    assert!(!told.text.contains("$9"), "what a friend pays is theirs");
}

#[test]
fn a_payment_for_another_plan_does_not_count_and_that_is_told() {
    let story = contactually()
        .with_rules(|rules| rules.prices = ["price_team".parse().unwrap()].into())
        .signs_up("2022-05-25");
    let with_last = |billed: &str| {
        with_bolt(story.clone(), |known| {
            known.last_invoice = Some(LastInvoice {
                invoice_id: "in_last".parse().unwrap(),
                paid_at: at("2022-06-08"),
                paid: money("9 USD"),
                billed: [billed.parse().unwrap()].into(),
            });
        })
    };
    let told = ana_is_told(&with_last("price_solo"), "2022-06-10");
    stands(
        &told,
        Reason::PlanNotIncluded,
        "2022-05-25",
        Some("2023-05-25"),
    );
    assert_eq!(told.outlook, Outlook::Waiting);
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022. Your $10 comes with their first payment for a plan that \
         the program includes; none has come yet."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("The payment has to come by 24 May 2023.")
    );
    assert!(!format!("{told:?}").contains("price_"), "{told:?}");
    let told = ana_is_told(&with_last("price_team"), "2022-06-10");
    assert_eq!(told.code, Reason::AwaitingFirstPayment);
}

#[test]
fn an_invoice_from_before_the_signup_explains_nothing() {
    let story = last_paid(contactually().signs_up("2022-06-09"), "0 USD");
    let told = ana_is_told(&story, "2022-06-10");
    assert_eq!(told.code, Reason::AwaitingFirstPayment);
}

#[test]
fn k3_k15_a_referrer_on_no_paid_plan_is_told_to_upgrade_before_the_friend_pays() {
    let told = ana_is_told(&waiting_for_ana().signs_up("2022-05-25"), "2022-06-01");
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "The payment has to come by 24 May 2023. Only paying customers earn, and your account \
             is not on a paid plan: upgrade before they pay, or the credit is lost: \
             https://app.example.com/settings/plans"
        )
    );
}

#[test]
fn k15_where_the_signup_decides_it_is_told_that_it_has() {
    let story = waiting_for_ana()
        .with_rules(|rules| rules.eligibility_instant = EligibilityInstant::Signup)
        .signs_up("2022-05-25");
    let change = ana_is_told(&story, "2022-06-01")
        .what_would_change_it
        .unwrap();
    assert!(
        change.ends_with(
            "Your account was not on a paid plan when they signed up, so this referral earns you \
             no credit."
        ),
        "{change}"
    );
}

#[test]
fn k3_a_referrer_who_did_not_pay_is_told_when_it_counted_and_what_to_do() {
    let story = waiting_for_ana()
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let told = ana_is_told(&story, "2022-06-10");
    stands(
        &told,
        Reason::ReferrerNotPayingAtInstant,
        "2022-06-09",
        None,
    );
    assert_eq!(told.outlook, Outlook::NoCredit);
    assert_eq!(
        told.text,
        "Bo K. made a first payment on 8 June 2022. Only paying customers earn referral credit, \
         and your account was not on a paid plan when it counted."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "Upgrade to a paid plan, and the next friend you refer earns you credit: \
             https://app.example.com/settings/plans"
        )
    );
}

fn kept_for_ana() -> Story {
    waiting_for_ana()
        .with_rules(|rules| rules.on_ineligible = OnIneligible::Wait { days: 90 })
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09")
}

#[test]
fn k24_credit_that_waits_for_the_referrer_says_until_when() {
    let told = ana_is_told(&kept_for_ana(), "2022-06-10");
    stands(
        &told,
        Reason::WaitingForReferrerToPay,
        "2022-06-08",
        Some("2022-09-06"),
    );
    assert!(
        told.text.ends_with("We keep your $10 for you."),
        "{}",
        told.text
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "Upgrade to a paid plan by 5 September 2022, and it is yours: \
             https://app.example.com/settings/plans"
        )
    );
}

#[test]
fn e32_a_referrer_whose_payment_is_overdue_is_told_to_settle_it() {
    let mut story = waiting_for_ana();
    let mut known = crate::testing::paying(crate::testing::REFERRER, &[("2021-06-01", None)]);
    known.spells[0].in_doubt_since = Some(at("2022-06-01"));
    let acme = account_id(crate::testing::REFERRER);
    story.world.paying.insert(acme, known);
    let story = story
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let told = ana_is_told(&story, "2022-06-10");
    assert_eq!(told.code, Reason::WaitingForReferrerToPay);
    assert!(told.text.contains("your account has a payment overdue"));
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("Settle what is overdue by 7 July 2022, and it is yours.")
    );
}

#[test]
fn k24_a_wait_that_is_over_says_until_when_it_lasted() {
    let told = ana_is_told(&kept_for_ana().time_passes("2022-09-06"), "2022-09-10");
    stands(
        &told,
        Reason::ReferrerNotPayingAtInstant,
        "2022-09-06",
        None,
    );
    assert!(
        told.text
            .ends_with("We kept your $10 for you until 5 September 2022."),
        "{}",
        told.text
    );
}

#[test]
fn c32_an_address_that_is_not_confirmed_says_what_is_missing_and_until_when() {
    let story = clientjoy()
        .with_rules(|rules| rules.signup_requires = SignupRequires::EmailVerified)
        .signs_up("2022-05-25");
    let told = ana_is_told(&story, "2022-06-01");
    stands(
        &told,
        Reason::AwaitingEmailVerification,
        "2022-05-25",
        Some("2023-05-25"),
    );
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022, and their mail address is not confirmed yet. Your $50 \
         comes when they do."
    );
    let to_bo = bo_is_told(&story, "2022-06-01").text;
    assert!(
        to_bo.starts_with("You signed up on 25 May 2022, and your mail"),
        "{to_bo}"
    );
}

#[test]
fn a_window_that_has_passed_is_told_before_and_after_it_is_written_down() {
    let story = contactually().signs_up("2022-05-25");
    for story in [story.clone(), story.time_passes("2023-05-25")] {
        let told = ana_is_told(&story, "2023-05-26");
        stands(&told, Reason::QualificationWindowPassed, "2023-05-25", None);
        assert_eq!(
            told.text,
            "Bo K. signed up on 25 May 2022, and no payment that counts came by 24 May 2023, so it \
             earned no credit."
        );
    }
}

#[test]
fn k1_a_friend_is_promised_nothing_by_a_program_with_one_side() {
    let story = contactually()
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let told = bo_is_told(&story, "2022-06-10");
    stands(&told, Reason::NothingPromised, "2022-06-08", None);
    assert_eq!(told.amount, None);
}

#[test]
fn e51_a_payment_that_came_back_before_it_was_heard_of_earned_nothing() {
    let story = contactually()
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .refunded("in_1", "0 USD")
        .settles("2022-06-09");
    stands(
        &ana_is_told(&story, "2022-06-10"),
        Reason::Refunded,
        "2022-06-09",
        None,
    );
}

#[test]
fn no_referral_is_no_explanation_of_one() {
    let story = Story::of(CONTACTUALLY).signs_up("2022-05-25");
    let told = super::explained(
        &story,
        (crate::reward::Side::Referrer, "2022-06-01"),
        |known| super::told::of_referral(known, super::names()),
    );
    assert_eq!(told, None);
}
