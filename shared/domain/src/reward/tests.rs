//! The whole life of both sides' rewards, whatever happens in whatever order.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and an overflow fails the test"
)]

use std::collections::BTreeMap;

use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::payment::{Dispute, Payment};
use crate::posting::{self, Step};
use crate::preset::CLIENTJOY;
use crate::terms::{
    Eligibility, EligibilityInstant, FriendRelease, OnIneligible, Rules, SignupRequires, Trigger,
};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at};
use crate::time::after;

/// What may happen next.
#[derive(Debug, Clone)]
enum Happens {
    Hours(i64),
    Pays(i64),
    Refund(prop::sample::Index),
    /// A look at the payments up to one of them.
    Settle(prop::sample::Index),
    Verifies,
    ReferrerPays {
        days_ago: i64,
    },
    ReferrerLeaves,
    Redeems(Side),
    Posts(Side, Answer),
}

/// How a call to Stripe ends.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Arrives,
    NeverArrives,
    ArrivesAndIsLost,
    Refused,
}

/// Stripe's side: balance transactions by reward, and its memory of idempotency keys.
#[derive(Debug, Default)]
struct Stripe {
    on_balance: BTreeMap<RewardId, u32>,
    keys: BTreeMap<String, Timestamp>,
}

impl Stripe {
    /// Whether the key is new, or was forgotten after 24 hours.
    fn is_new(&self, key: &str, now: Timestamp) -> bool {
        let first = self.keys.get(key);
        first.is_none_or(|first| after(*first, SignedDuration::from_hours(24)) <= now)
    }

    fn create(&mut self, reward: &Reward, now: Timestamp) {
        let key = posting::idempotency_key(reward);
        if self.is_new(&key, now) {
            *self.on_balance.entry(reward.id.clone()).or_default() += 1;
            self.keys.insert(key, now);
        }
    }
}

struct Life {
    story: Story,
    stripe: Stripe,
    now: Timestamp,
}

impl Life {
    fn of(rules: &Rules) -> Self {
        let story = Story::of(CLIENTJOY)
            .with_rules(|it| {
                it.clone_from(rules);
            })
            .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
            .with_friend(|bolt, _| bolt.stripe_customer_id = Some("cus_bolt".parse().unwrap()))
            .clicked("2022-05-20")
            .signs_up("2022-05-25");
        Self {
            story,
            stripe: Stripe::default(),
            now: at("2022-05-25"),
        }
    }

    fn happens(&mut self, what: &Happens) {
        let now = self.now;
        let told = now.to_string();
        match what {
            Happens::Hours(hours) => {
                self.now = after(now, SignedDuration::from_hours(*hours));
                self.story.pass_time(self.now);
            }
            Happens::Pays(minor) => {
                let nth = self.story.payments.len();
                let usd = "USD".parse().unwrap();
                self.story.payments.push(Payment {
                    invoice_id: format!("in_{nth}").parse().unwrap(),
                    paid_at: now,
                    paid: Money::from_minor(*minor, usd).unwrap(),
                    out_of_band: Money::from_minor(0, usd).unwrap(),
                    bills_subscription: true,
                    billed: std::collections::BTreeSet::new(),
                    net_paid: Money::from_minor(*minor, usd).unwrap(),
                    came_back_at: None,
                    signals: std::collections::BTreeSet::new(),
                    dispute: Dispute::None,
                });
            }
            Happens::Refund(which) => {
                let count = self.story.payments.len();
                if count > 0 {
                    let invoice = self.story.payments[which.index(count)]
                        .invoice_id
                        .to_string();
                    self.story = self.story.clone().refunded(&invoice, "0 USD");
                }
            }
            Happens::Settle(until) => {
                let count = until.index(self.story.payments.len() + 1);
                let seen = self.story.payments[..count].to_vec();
                self.story.settle(&seen, now);
            }
            Happens::Verifies => self.story = self.story.clone().verifies(&told, &told),
            Happens::ReferrerPays { days_ago } => {
                let from = after(now, SignedDuration::from_hours(-24 * days_ago)).to_string();
                self.learn(&[(&from, None)]);
            }
            Happens::ReferrerLeaves => self.learn(&[("2022-01-01", Some(&told))]),
            Happens::Redeems(side) => {
                self.story = self.story.clone().redeems(account_of(*side), &told);
            }
            Happens::Posts(side, answer) => self.post(*side, *answer),
        }
    }

    fn learn(&mut self, spells: &[(&str, Option<&str>)]) {
        self.story = self.story.clone().referrer_pays(spells);
        self.story.learn_of_referrer(self.now);
    }

    fn post(&mut self, side: Side, answer: Answer) {
        let owner = self.story.world.household(&account_id(account_of(side)));
        let Some(reward) = self.story.friend_household().reward(side).cloned() else {
            return;
        };
        let now = self.now;
        match posting::next_step(&reward, &owner, now) {
            Step::Nothing | Step::Wait(_) => {}
            Step::Reserve(changes) => self.story.world.apply(changes),
            Step::Call => match answer {
                Answer::NeverArrives => {}
                // What was answered once is answered again, also to a refusal.
                Answer::Refused if self.stripe.is_new(&posting::idempotency_key(&reward), now) => {
                    self.story
                        .world
                        .apply(posting::refused(&reward, Reason::PostingRefused, now));
                }
                Answer::Refused | Answer::Arrives => {
                    self.stripe.create(&reward, now);
                    self.settled(&reward);
                }
                Answer::ArrivesAndIsLost => self.stripe.create(&reward, now),
            },
            Step::Look { .. } if self.stripe.on_balance.contains_key(&reward.id) => {
                self.settled(&reward);
            }
            Step::Look { .. } => self.story.world.apply(posting::not_found(&reward, now)),
        }
    }

    fn settled(&mut self, reward: &Reward) {
        let changes = posting::settled(reward, "cbtxn_1".to_owned(), self.now);
        self.story.world.apply(changes);
    }

    /// All that is left to do is done.
    fn ends(&mut self) {
        self.happens(&Happens::Hours(24 * 400));
        for side in [Side::Referrer, Side::Friend] {
            self.happens(&Happens::Redeems(side));
            for _ in 0..4 {
                self.post(side, Answer::Arrives);
            }
        }
    }

    fn at_stripe(&self, side: Side) -> i64 {
        let account = account_id(account_of(side));
        self.story.world.balance(&account).at_stripe_minor
    }
}

fn account_of(side: Side) -> &'static str {
    match side {
        Side::Referrer => REFERRER,
        Side::Friend => FRIEND,
    }
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Referrer), Just(Side::Friend)]
}

fn happens() -> impl Strategy<Value = Happens> {
    let answer = prop_oneof![
        Just(Answer::Arrives),
        Just(Answer::NeverArrives),
        Just(Answer::ArrivesAndIsLost),
        Just(Answer::Refused),
    ];
    prop_oneof![
        3 => prop_oneof![20_i64..30, 1_i64..700].prop_map(Happens::Hours),
        2 => prop_oneof![Just(0_i64), Just(3_000)].prop_map(Happens::Pays),
        1 => any::<prop::sample::Index>().prop_map(Happens::Refund),
        3 => any::<prop::sample::Index>().prop_map(Happens::Settle),
        1 => Just(Happens::Verifies),
        1 => (0_i64..60).prop_map(|days_ago| Happens::ReferrerPays { days_ago }),
        1 => Just(Happens::ReferrerLeaves),
        2 => side().prop_map(Happens::Redeems),
        5 => (side(), answer).prop_map(|(side, answer)| Happens::Posts(side, answer)),
    ]
}

prop_compose! {
    fn rules()(
        trigger in prop_oneof![Just(Trigger::Signup), Just(Trigger::FirstPayment)],
        verified in any::<bool>(),
        hold_days in prop_oneof![Just(0_u32), Just(14)],
        at_signup in any::<bool>(),
        paying in any::<bool>(),
        instant in prop_oneof![
            Just(EligibilityInstant::Signup),
            Just(EligibilityInstant::Qualification),
            Just(EligibilityInstant::Both),
        ],
        waits in any::<bool>(),
        automatic in any::<bool>(),
        expires in any::<bool>(),
    ) -> Rules {
        let choose = |first, one, other| if first { one } else { other };
        Rules {
            trigger,
            signup_requires: if verified { SignupRequires::EmailVerified } else { SignupRequires::None },
            hold_days,
            expiry_days: expires.then_some(30),
            friend_release: if at_signup { FriendRelease::AtSignup } else { FriendRelease::AfterFirstPayment },
            eligibility: choose(paying, Eligibility::Paying, Eligibility::Any),
            eligibility_instant: instant,
            on_ineligible: if waits { OnIneligible::Wait { days: 30 } } else { OnIneligible::Forfeit },
            application: if automatic { Application::Automatic } else { Application::OnRequest },
            ..Story::of(CLIENTJOY).rules()
        }
    }
}

proptest! {
    // The world that stores it fails when a position goes below zero, when an entry is written
    // twice, and when the ledger does not say what the rewards say.
    #[test]
    fn whatever_happens_each_side_is_credited_once_at_most_and_the_books_agree(
        rules in rules(),
        all in prop::collection::vec(happens(), 0..40),
    ) {
        let mut life = Life::of(&rules);
        for what in &all {
            life.happens(what);
        }
        life.ends();
        for side in [Side::Referrer, Side::Friend] {
            let reward = life.story.friend_household().reward(side).cloned();
            let on_balance = reward.as_ref().and_then(|r| life.stripe.on_balance.get(&r.id));
            let times = on_balance.copied().unwrap_or_default();
            prop_assert!(times <= 1, "{side} is on Stripe's balance {times} times");
            let amount = reward.map_or(0, |reward| reward.amount.amount_minor());
            prop_assert_eq!(life.at_stripe(side), amount * i64::from(times));
        }
    }
}
