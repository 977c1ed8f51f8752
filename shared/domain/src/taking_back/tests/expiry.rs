//! Credit on the Stripe balance that no invoice used in time (E42).

use crate::notification::Telling;
use crate::payment::Dispute;
use crate::preset::CONTACTUALLY;
use crate::reason::Reason;
use crate::reward::{RewardState, Side};
use crate::testing::story::Story;
use crate::testing::{REFERRER, at, invoiced, money, posted};

/// Ana's $10 are on her balance since 25 June, and expire thirty days later.
fn on_the_balance() -> Story {
    Story::of(CONTACTUALLY)
        .with_rules(|rules| rules.expiry_days = Some(30))
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .posts(Side::Referrer, "2022-06-25")
        .then_balance(REFERRER, [0, 0, 1000])
}

fn used(minor: i64) -> Vec<crate::application::BalanceMove> {
    let mut moves = vec![posted(Side::Referrer, 1_000)];
    if minor > 0 {
        moves.push(invoiced("in_ana", minor.saturating_neg()));
    }
    moves
}

#[test]
fn e42_what_no_invoice_used_expires_on_its_day_and_not_before() {
    let story = on_the_balance()
        .time_passes("2022-07-24T23:59:59Z")
        .takes_back(Side::Referrer, &used(400), "2022-07-24T23:59:59Z")
        .then_balance(REFERRER, [0, 0, 1000]);
    let look = story.reward(Side::Referrer).look().unwrap();
    assert!(look.at <= at("2022-07-25"), "{look:?}");
    let story = story
        .time_passes("2022-07-25")
        .takes_back(Side::Referrer, &used(400), "2022-07-25")
        .then_balance(REFERRER, [0, 0, 0]);
    let state = story.reward(Side::Referrer).state;
    assert!(matches!(state, RewardState::Expired { .. }), "{state:?}");
    let told = story.told(REFERRER);
    let expired = told.iter().find_map(|told| {
        let Telling::CreditExpired { amount, .. } = told else {
            return None;
        };
        Some(*amount)
    });
    assert_eq!(expired, Some(money("6 USD")), "only the rest: {told:?}");
}

#[test]
fn e42_credit_that_invoices_used_up_does_not_expire() {
    let story = on_the_balance()
        .time_passes("2022-07-25")
        .takes_back(Side::Referrer, &used(1_000), "2022-07-25")
        .then_balance(REFERRER, [0, 0, 0]);
    let reward = story.reward(Side::Referrer);
    assert!(
        matches!(reward.state, RewardState::Posted { .. }),
        "{reward:?}"
    );
    assert_eq!(reward.look(), None, "nobody looks again");
}

#[test]
fn e42_what_a_voided_bill_gives_back_after_the_day_expires_as_the_rest_would_have() {
    let mut moves = used(1_000);
    let story =
        on_the_balance()
            .time_passes("2022-07-25")
            .takes_back(Side::Referrer, &moves, "2022-07-25");
    moves.push(invoiced("in_ana", 1_000));
    let story = story
        .applies(Side::Referrer, &moves, "2022-08-01")
        .then_balance(REFERRER, [0, 0, 1000]);
    let look = story.reward(Side::Referrer).look();
    assert!(look.is_some_and(|it| it.at <= at("2022-08-01")), "{look:?}");
    story
        .time_passes("2022-08-01")
        .takes_back(Side::Referrer, &moves, "2022-08-01")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn a_look_at_the_payment_does_not_stop_what_expires() {
    let story = on_the_balance()
        .time_passes("2022-07-25")
        .settles("2022-07-25");
    let state = story.reward(Side::Referrer).state;
    assert!(
        matches!(
            state,
            RewardState::Reversing {
                reason: Reason::Expired,
                ..
            }
        ),
        "{state:?}"
    );
    story
        .takes_back(Side::Referrer, &used(0), "2022-07-25")
        .settles("2022-07-26")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn a_refund_while_it_expires_is_a_refund() {
    on_the_balance()
        .time_passes("2022-07-25")
        .refunded("in_1", "0 USD")
        .settles("2022-07-25")
        .takes_back(Side::Referrer, &used(400), "2022-07-25")
        .then_reversed(Side::Referrer, Reason::Refunded, true)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn credit_that_a_dispute_froze_does_not_expire_before_that_is_decided() {
    on_the_balance()
        .disputed("in_1", Dispute::Open)
        .settles("2022-07-20")
        .time_passes("2022-07-25")
        .then_balance(REFERRER, [0, 0, 1000])
        .disputed("in_1", Dispute::None)
        .settles("2022-07-26")
        .time_passes("2022-07-26")
        .takes_back(Side::Referrer, &used(0), "2022-07-26")
        .then_balance(REFERRER, [0, 0, 0]);
}
