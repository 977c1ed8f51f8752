//! What histories are drawn from: programs, and what happens in them.

use proptest::prelude::*;

use crate::histories::driver::{Asks, Kind};
use crate::histories::{FRIENDS, Step};
use crate::remainder::Choice;

fn friend() -> impl Strategy<Value = u8> {
    0..FRIENDS
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1_u16..120).prop_map(Step::Time),
        1 => (600_u16..1_500).prop_map(Step::Time),
        1 => Just(Step::Time(121 * 24)),
        1 => Just(Step::Time(366 * 24)),
        4 => friend().prop_map(Step::SignsUp),
        4 => (friend(), prop_oneof![Just(0_u16), 1..9_000_u16]).prop_map(|(f, c)| Step::Pays(f, c)),
        3 => (friend(), 0_u8..2, 1_u16..9_999).prop_map(|(f, i, c)| Step::Refund(f, i, c)),
        1 => (friend(), 0_u8..2).prop_map(|(f, i)| Step::RefundFails(f, i)),
        2 => (friend(), 0_u8..2).prop_map(|(f, i)| Step::Dispute(f, i)),
        2 => (friend(), 0_u8..2, any::<bool>()).prop_map(|(f, i, won)| Step::Closes(f, i, won)),
        5 => friend().prop_map(Step::Hears),
        4 => proptest::option::weighted(0.3, 0_u8..6).prop_map(Step::Posts),
        2 => proptest::option::of(friend()).prop_map(Step::Redeems),
        3 => (1_u16..4_000).prop_map(Step::Bill),
        1 => Just(Step::VoidsBill),
        1 => (-900_i16..900).prop_map(Step::ByHand),
        3 => Just(Step::HearsOfBills),
        2 => friend().prop_map(Step::Leaves),
        2 => any::<bool>().prop_map(Step::ReferrerPays),
        1 => Just(Step::HearsOfReferrer),
        2 => choice().prop_map(Step::StaffDecide),
    ]
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![Just(Choice::Waive), Just(Choice::Net), Just(Choice::Debit)]
}

/// What often follows each other, so that histories come far within few steps.
pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let earns = |f| vec![Step::SignsUp(f), Step::Pays(f, 3_000), Step::Hears(f)];
    let used = |cents| vec![Step::Posts(None), Step::Bill(cents), Step::HearsOfBills];
    let comes_back = |f| vec![Step::Refund(f, 0, 9_999), Step::Hears(f)];
    let disputed = |(f, won)| vec![Step::Dispute(f, 0), Step::Hears(f), Step::Closes(f, 0, won)];
    prop_oneof![
        10 => step().prop_map(|step| vec![step]),
        2 => friend().prop_map(earns),
        2 => (1_u16..1_500).prop_map(used),
        2 => friend().prop_map(comes_back),
        1 => (friend(), any::<bool>()).prop_map(disputed),
    ]
}

fn asks() -> impl Strategy<Value = Asks> {
    let retention = proptest::option::of(2_u32..=14);
    (retention, any::<bool>(), any::<bool>()).prop_map(|(retention_days, voids, chosen)| Asks {
        retention_days,
        voids,
        chosen,
    })
}

pub(super) fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        (0_u32..2, proptest::option::of(10_u32..40), asks()).prop_map(
            |(holds, wait_days, asks)| {
                Kind::FirstPayment {
                    hold_days: holds * 14,
                    wait_days,
                    asks: Asks {
                        retention_days: asks.retention_days.filter(|_| holds > 0),
                        ..asks
                    },
                }
            }
        ),
        proptest::option::of(20_u32..60).prop_map(|expiry_days| Kind::Signup { expiry_days }),
    ]
}
