//! However often and in whatever order payments are looked at, the end is the same.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and an overflow fails the test"
)]

use proptest::prelude::*;

use super::*;

use crate::payment::Dispute;
use crate::reward::RewardState;
use crate::time::{after, days_after};
use jiff::SignedDuration;

/// Payments around the window of 30 days after the signup: some nothing, some below the minimum.
fn payments() -> impl Strategy<Value = Vec<Payment>> {
    let amount = prop_oneof![Just(0), Just(300), Just(500), Just(501), Just(9_900)];
    let one = (amount, -2_i64..40, 0_u8..4);
    prop::collection::vec(one, 0..6).prop_map(|list| {
        let payment = |(nth, (minor, day, invoice)): (usize, (i64, i64, u8))| Payment {
            // Several may be paid at one instant; ids are never the same.
            invoice_id: format!("in_{invoice}_{nth}").parse().unwrap(),
            paid_at: after(at("2022-05-25"), SignedDuration::from_hours(24 * day)),
            paid: crate::money::Money::from_minor(minor, "USD".parse().unwrap()).unwrap(),
            out_of_band: crate::money::Money::from_minor(0, "USD".parse().unwrap()).unwrap(),
            bills_subscription: true,
            billed: std::collections::BTreeSet::new(),
            net_paid: crate::money::Money::from_minor(minor, "USD".parse().unwrap()).unwrap(),
            came_back_at: None,
            signals: std::collections::BTreeSet::new(),
            dispute: Dispute::None,
        };
        list.into_iter().enumerate().map(payment).collect()
    })
}

fn story(hold_days: u32) -> Story {
    accepted()
        .with_rules(|rules| {
            rules.minimum_payment = amounts(&["5 USD"]);
            rules.qualification_window_days = 30;
            rules.hold_days = hold_days;
        })
        .signs_up("2022-05-25")
}

/// Looks at `seen` of the payments, then lets the schedule come round.
fn look(story: &mut Story, seen: &[Payment], day: u32) {
    let now = days_after(at("2022-05-25"), day);
    story.settle(seen, now);
    story.pass_time(now);
}

/// What counts in the end, without the instants at which it was noticed.
#[derive(Debug, PartialEq)]
struct End {
    status: ReferralStatus,
    rewards: Vec<(Side, crate::money::Money, jiff::Timestamp, RewardState)>,
    balance: crate::statement::Balance,
}

fn end(mut story: Story, all: &[Payment]) -> End {
    look(&mut story, all, 100);
    let rewards = story.world.rewards.values();
    let facts = |r: &crate::reward::Reward| (r.side, r.amount, r.qualified_at, r.state.clone());
    End {
        status: story.referral().status,
        rewards: rewards.map(facts).collect(),
        balance: story.world.balance(&account_id(REFERRER)),
    }
}

proptest! {
    /// Stripe shows at each instant all that was paid until then; a look may be late, doubled,
    /// lost, or overtaken by a later one.
    #[test]
    fn e56_any_order_of_looks_ends_as_one_look_at_everything(
        all in payments(),
        until in prop::collection::vec(-3_i64..45, 0..8),
        delay in 0_u32..45,
        hold_days in prop_oneof![Just(0_u32), Just(14)],
    ) {
        let mut looked = story(hold_days);
        for (nth, until) in until.iter().enumerate() {
            let until = after(at("2022-05-25"), SignedDuration::from_hours(24 * until));
            let seen: Vec<Payment> =
                all.iter().filter(|payment| payment.paid_at <= until).cloned().collect();
            let day = delay + u32::try_from(nth).unwrap();
            look(&mut looked, &seen, day);
        }
        prop_assert_eq!(end(looked, &all), end(story(hold_days), &all));
    }

    /// Even if a look misses some payments and sees later ones, the same is earned once.
    #[test]
    fn e56_looks_at_any_part_of_the_payments_earn_the_same_once(
        all in payments(),
        parts in prop::collection::vec(prop::collection::vec(any::<bool>(), 6), 0..6),
    ) {
        let mut looked = story(0);
        for (day, part) in (0_u32..).zip(&parts) {
            let seen: Vec<Payment> = all
                .iter()
                .zip(part)
                .filter(|(_, seen)| **seen)
            .map(|(payment, _)| payment.clone())
                .collect();
            look(&mut looked, &seen, day * 9);
        }
        let looked = end(looked, &all);
        let at_once = end(story(0), &all);
        prop_assert_eq!(looked.balance, at_once.balance);
        prop_assert_eq!(looked.rewards.len(), at_once.rewards.len());
    }

    /// Whatever was seen before, a refund of all that was paid leaves nothing that is not posted.
    #[test]
    fn e48_when_everything_was_refunded_nothing_is_left(
        all in payments(),
        days in prop::collection::vec(0_u32..45, 1..5),
    ) {
        let mut story = story(14);
        for day in days {
            look(&mut story, &all, day);
        }
        let usd = "USD".parse().unwrap();
        let refunded: Vec<Payment> = all
            .iter()
            .map(|payment| Payment {
                net_paid: crate::money::Money::from_minor(0, usd).unwrap(),
                ..payment.clone()
            })
            .collect();
        prop_assert_eq!(end(story, &refunded).balance, crate::statement::Balance::default());
    }
}
