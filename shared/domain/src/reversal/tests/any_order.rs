//! Whatever comes back or is undone, in whatever order it is looked at, posted, used and taken
//! back: the books end where the facts do, and agree with the balance at Stripe.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and an overflow fails the test"
)]

use proptest::prelude::*;

use super::*;
use crate::application::{Allotment, BalanceMove};
use crate::referral::ReferralStatus;
use crate::reward::RewardState;
use crate::taking_back;

#[derive(Debug, Clone)]
enum Happens {
    /// What remains of the payment, in dollars.
    Refunded(u8),
    Disputed(Dispute),
    /// The payment is looked at.
    Look,
    /// Stripe is called and answers.
    Post,
    TakeBack,
    /// An invoice uses up to this much of the balance, in cents.
    Invoice(u16),
    /// What invoices used is written down.
    Record,
}

fn happens() -> impl Strategy<Value = Happens> {
    let dispute = prop_oneof![
        Just(Dispute::None),
        Just(Dispute::Open),
        Just(Dispute::Lost)
    ];
    prop_oneof![
        prop_oneof![Just(0_u8), Just(15), Just(30)].prop_map(Happens::Refunded),
        dispute.prop_map(Happens::Disputed),
        Just(Happens::Look),
        Just(Happens::Look),
        Just(Happens::Post),
        Just(Happens::TakeBack),
        (1_u16..1_500).prop_map(Happens::Invoice),
        Just(Happens::Record),
    ]
}

/// A story, and the customer balance that Stripe would have.
struct Told {
    story: Story,
    moves: Vec<BalanceMove>,
    invoices: u32,
}

const NOW: &str = "2022-07-01";

impl Told {
    fn happens(&mut self, what: &Happens) {
        let story = self.story.clone();
        match what {
            Happens::Refunded(dollars) => {
                self.story = story.refunded("in_1", &format!("{dollars} USD"));
            }
            Happens::Disputed(dispute) => self.story = story.disputed("in_1", *dispute),
            Happens::Look => self.story = story.settles(NOW),
            Happens::Post => self.post(),
            Happens::TakeBack => self.take_back(),
            Happens::Invoice(most) => self.bill(i64::from(*most)),
            Happens::Record => {
                let reward = story.reward(Side::Referrer);
                if matches!(reward.state, RewardState::Posted { .. }) {
                    self.story = story.applies(Side::Referrer, &self.moves, NOW);
                }
            }
        }
    }

    fn bill(&mut self, most_minor: i64) {
        let used = self.at_stripe_minor().min(most_minor);
        if used > 0 {
            self.invoices += 1;
            let invoice = format!("in_bill{}", self.invoices);
            self.moves.push(invoiced(&invoice, -used));
        }
    }

    fn post(&mut self) {
        let before = self.story.reward(Side::Referrer);
        self.story = self.story.clone().posts(Side::Referrer, NOW);
        let after = self.story.reward(Side::Referrer);
        if before.may_be_posted() && !after.may_be_posted() {
            self.moves.push(posted(Side::Referrer, before.open_minor()));
        }
    }

    /// Reading the balance and calling are one step here.
    fn take_back(&mut self) {
        let story = self.story.clone();
        let reward = story.reward(Side::Referrer);
        if taking_back::next_step(&reward, at(NOW)) == taking_back::Step::Nothing {
            return;
        }
        let left = Allotment::of(&self.moves).left_minor(&reward.id);
        self.story = story.takes_back(Side::Referrer, &self.moves, NOW);
        if left > 0 {
            self.moves.push(posted(Side::Referrer, -left));
        }
    }

    fn at_stripe_minor(&self) -> i64 {
        self.moves.iter().map(|one| one.credit_minor).sum()
    }

    /// Everything that is due is done.
    fn comes_to_rest(&mut self) {
        let all = [
            Happens::Look,
            Happens::Post,
            Happens::TakeBack,
            Happens::Record,
        ];
        for what in all.iter().cycle().take(12) {
            self.happens(what);
        }
    }
}

proptest! {
    #[test]
    fn f25_e53_e54_any_history_of_one_payment_ends_where_its_facts_do(
        history in prop::collection::vec(happens(), 0..24),
    ) {
        let mut told = Told { story: earned(), moves: Vec::new(), invoices: 0 };
        for what in &history {
            told.happens(what);
        }
        told.comes_to_rest();

        let reward = told.story.reward(Side::Referrer);
        let balance = told.story.world.balance(&reward.account_id);
        prop_assert_eq!(balance.at_stripe_minor, told.at_stripe_minor(), "the books against Stripe");
        let came_back = told.story.payments[0].net_paid.is_zero();
        let expected = if came_back { 0 } else { 1_000 - reward.used_minor };
        prop_assert_eq!(balance.available_minor + balance.at_stripe_minor, expected);
        prop_assert_eq!(balance.pending_minor, 0);
        let status = told.story.referral().status;
        prop_assert_eq!(matches!(status, ReferralStatus::Disqualified { .. }), came_back);
    }
}
