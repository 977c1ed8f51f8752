//! A credit, from its grant to the bill, and back.

use super::{ana_is_told, bo_is_told, clientjoy, contactually, stands};
use crate::explanation::code::Outlook;
use crate::explanation::told::Told;
use crate::paying::{BillingInterval, NextInvoice, Paying};
use crate::payment::Dispute;
use crate::posting;
use crate::reason::Reason;
use crate::reward::Side;
use crate::terms::FriendRelease;
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, at, invoiced, posted};

/// Bo paid for the first time on 8 June 2022, and Ana pays through Stripe.
fn earned() -> Story {
    earned_by(contactually())
}

fn earned_by(story: Story) -> Story {
    story
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09")
}

fn on_balance() -> Story {
    earned().posts(Side::Referrer, "2022-06-09")
}

/// Ana's next invoice is expected then.
fn billed(mut story: Story, interval: BillingInterval, next: &str) -> Story {
    let next_invoice = Some(NextInvoice {
        at: at(next),
        interval,
    });
    let known = story.world.paying.remove(&account_id(REFERRER)).unwrap();
    story.world.paying.insert(
        account_id(REFERRER),
        Paying {
            next_invoice,
            ..known
        },
    );
    story
}

#[track_caller]
fn then_yours(told: &Told) {
    assert_eq!(told.outlook, Outlook::Credited, "{told:?}");
}

#[test]
fn c17_c21_c24_credit_of_a_signup_may_be_redeemed_for_bills_and_is_no_cash() {
    let told = ana_is_told(&clientjoy().signs_up("2022-05-25"), "2022-05-26");
    stands(&told, Reason::AwaitingRedemption, "2022-05-25", None);
    then_yours(&told);
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022, and your $50 is yours to use."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "Redeem it at https://app.example.com/settings/refer-and-earn or ask our support staff \
             to do it, and it comes off your next invoice, or off an upgrade or add-on that is \
             billed at once. It pays our bills only; it is not paid out."
        )
    );
}

#[test]
fn credit_that_expires_says_until_when_it_may_be_used() {
    let story = clientjoy()
        .with_rules(|rules| rules.expiry_days = Some(365))
        .signs_up("2022-05-25");
    let told = ana_is_told(&story, "2022-05-26");
    stands(
        &told,
        Reason::AwaitingRedemption,
        "2022-05-25",
        Some("2023-05-25"),
    );
    let change = told.what_would_change_it.unwrap();
    assert!(
        change.ends_with("Use it by 25 May 2023: it expires after that."),
        "{change}"
    );
    let gone = ana_is_told(&story.time_passes("2023-05-26"), "2023-05-27");
    stands(&gone, Reason::Expired, "2023-05-26", None);
    assert_eq!(
        gone.text,
        "Your $50 was not used in time and expired on 26 May 2023."
    );
}

#[test]
fn c32_credit_on_hold_says_until_when() {
    let story = clientjoy()
        .with_rules(|rules| rules.hold_days = 14)
        .signs_up("2022-05-25");
    let told = ana_is_told(&story, "2022-05-26");
    stands(&told, Reason::InHoldUntil, "2022-05-25", Some("2022-06-08"));
    assert_eq!(
        told.text,
        "Bo K. signed up on 25 May 2022, and your $50 is on hold until 8 June 2022, in case the \
         payment comes back."
    );
}

#[test]
fn c31_a_friends_own_credit_waits_for_their_own_payment() {
    let story = clientjoy()
        .with_rules(|rules| rules.friend_release = FriendRelease::AfterFirstPayment)
        .signs_up("2022-05-25");
    let told = bo_is_told(&story, "2022-05-26");
    stands(&told, Reason::AwaitingFirstPayment, "2022-05-25", None);
    assert_eq!(
        told.text,
        "You signed up on 25 May 2022 and have not paid yet. Your $50 comes with your first \
         payment; a trial does not count."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("Choose a paid plan, and it is yours: https://app.example.com/plans")
    );
}

#[test]
fn e34_credit_without_a_bill_waits_for_one() {
    let story = contactually()
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let told = ana_is_told(&story, "2022-06-10");
    stands(&told, Reason::WaitingForStripeCustomer, "2022-06-09", None);
}

#[test]
fn credit_on_its_way_to_stripe_says_so() {
    let told = ana_is_told(&earned(), "2022-06-09");
    stands(&told, Reason::BeingPosted, "2022-06-09", None);
    then_yours(&told);
}

#[test]
fn credit_that_stripe_does_not_take_says_why() {
    for reason in [Reason::CurrencyMismatch, Reason::PostingRefused] {
        let mut story = earned();
        let blocked = posting::blocked(&story.reward(Side::Referrer), reason);
        story.world.apply(blocked);
        let told = ana_is_told(&story, "2022-06-10");
        stands(&told, reason, "2022-06-09", None);
        assert!(told.text.starts_with("Your $10 is yours"), "{}", told.text);
        let change = told.what_would_change_it.unwrap();
        assert!(change.starts_with("Our staff look into it"), "{change}");
    }
}

#[test]
fn k6_a_monthly_payer_is_told_of_the_next_invoice() {
    let story = billed(on_balance(), BillingInterval::Month, "2022-07-01");
    let told = ana_is_told(&story, "2022-06-10");
    stands(
        &told,
        Reason::PostedWaitingNextInvoice,
        "2022-06-09",
        Some("2022-07-01"),
    );
    assert_eq!(
        told.text,
        "Bo K. made a first payment on 8 June 2022. Your $10 has been on your account’s balance \
         since 9 June 2022 and comes off your next invoice, about 1 July 2022."
    );
}

#[test]
fn k7_k14_k17_an_annual_payer_is_told_of_the_annual_invoice_and_of_what_comes_sooner() {
    let story = billed(on_balance(), BillingInterval::Year, "2023-03-01");
    let told = ana_is_told(&story, "2022-06-10");
    assert!(
        told.text
            .ends_with("comes off your next annual invoice, about 1 March 2023."),
        "{}",
        told.text
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "You need not do anything. An invoice that comes earlier, such as for an upgrade, uses \
             it sooner. On a team, it comes off the team’s bill."
        )
    );
}

#[test]
fn an_invoice_whose_day_has_passed_is_no_next_date() {
    let story = billed(on_balance(), BillingInterval::Month, "2022-07-01");
    let told = ana_is_told(&story, "2022-07-02");
    assert_eq!(told.next_date, None);
    assert!(
        told.text.ends_with("comes off your next invoice."),
        "{}",
        told.text
    );
}

#[test]
fn k8_credit_that_an_invoice_used_names_the_invoice() {
    let moves = [posted(Side::Referrer, 1_000), invoiced("in_ana", -1_000)];
    let story = on_balance().applies(Side::Referrer, &moves, "2022-07-01");
    let told = ana_is_told(&story, "2022-07-02");
    stands(&told, Reason::AppliedOnInvoice, "2022-07-01", None);
    assert_eq!(told.text, "$10 came off invoice in_ana on 1 July 2022.");
    assert!(
        told.evidence
            .iter()
            .any(|id| id.starts_with("apply#in_ana#"))
    );
}

#[test]
fn k21_credit_that_was_used_in_part_says_what_is_left() {
    let moves = [posted(Side::Referrer, 1_000), invoiced("in_ana", -400)];
    let story = on_balance().applies(Side::Referrer, &moves, "2022-07-01");
    let story = billed(story, BillingInterval::Month, "2022-08-01");
    let told = ana_is_told(&story, "2022-07-02");
    stands(
        &told,
        Reason::PartlyApplied,
        "2022-07-01",
        Some("2022-08-01"),
    );
    assert_eq!(
        told.text,
        "$4 came off invoice in_ana on 1 July 2022. The other $6 comes off your next invoice, \
         about 1 August 2022."
    );
}

#[test]
fn e48_credit_that_was_canceled_by_a_refund_says_so() {
    let story = earned_by(contactually().with_rules(|rules| rules.hold_days = 14))
        .refunded("in_1", "0 USD")
        .settles("2022-06-12");
    let told = ana_is_told(&story, "2022-06-13");
    stands(&told, Reason::Refunded, "2022-06-12", None);
    assert_eq!(
        told.text,
        "Your $10 ended on 12 June 2022: the payment behind it was refunded."
    );
}

#[test]
fn e48_posted_credit_that_was_taken_back_says_why_and_what_stays_used() {
    let moves = [posted(Side::Referrer, 1_000), invoiced("in_ana", -400)];
    let story = on_balance()
        .applies(Side::Referrer, &moves, "2022-07-01")
        .refunded("in_1", "0 USD")
        .settles("2022-07-02");
    let going = ana_is_told(&story, "2022-07-02");
    assert_eq!(
        (going.code, going.cause),
        (Reason::Reversed, Some(Reason::Refunded))
    );
    let story = story.takes_back(Side::Referrer, &moves, "2022-07-03");
    let told = ana_is_told(&story, "2022-07-04");
    stands(&told, Reason::Reversed, "2022-07-03", None);
    assert_eq!(told.cause, Some(Reason::Refunded));
    assert_eq!(
        told.text,
        "Your $10 was taken back on 3 July 2022: the payment behind it was refunded. The $4 that \
         an invoice had used by then stays used for now; our staff look into it."
    );
}

#[test]
fn a_dispute_freezes_and_a_lost_one_ends() {
    let story = earned_by(contactually().with_rules(|rules| rules.hold_days = 14));
    let open = story
        .clone()
        .disputed("in_1", Dispute::Open)
        .settles("2022-06-12");
    let told = ana_is_told(&open, "2022-06-13");
    assert_eq!(told.code, Reason::Disputed);
    assert_eq!(told.outlook, Outlook::Waiting);
    assert!(told.text.contains("Nothing is lost"), "{}", told.text);
    let lost = open.disputed("in_1", Dispute::Lost).settles("2022-06-20");
    stands(
        &ana_is_told(&lost, "2022-06-21"),
        Reason::DisputeLost,
        "2022-06-20",
        None,
    );
}
