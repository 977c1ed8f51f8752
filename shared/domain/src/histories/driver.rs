//! Takes the real decisions as the functions do, in a world of two friends and one referrer.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::account::Household;
use crate::allowance::{Limits, Tally};
use crate::application::{self, Allotment, BalanceMove, MoveKind};
use crate::attribution::{self, Found, Signup};
use crate::change::{ChangeSet, Write};
use crate::histories::payments::{Invoice, Payments};
use crate::histories::stripe::{Change, Stripe, What};
use crate::histories::{FRIENDS, Step};
use crate::money::Money;
use crate::paying::{Paying, Spell};
use crate::posting;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::program::Program;
use crate::qualification::{self, Dispute, Payment};
use crate::redemption;
use crate::registration::{self, Members, Update};
use crate::release;
use crate::reward::{Reward, Side};
use crate::taking_back;
use crate::terms::OnIneligible;
use crate::testing::world::World;
use crate::testing::{self, account_id, at, member};

/// The referrer's account.
pub(super) const ACME: &str = testing::REFERRER;

/// When everybody followed the referrer's link, or accepted the invite.
pub(super) const START: &str = "2022-05-19T23:30:00Z";

/// The program, as far as it differs between histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The referrer earns $10 when a friend first pays: one who pays then, or does so within the
    /// wait, if there is one.
    FirstPayment {
        hold_days: u32,
        wait_days: Option<u32>,
    },
    /// Both earn $50, later $25, when a friend signs up, and redeem it.
    Signup { expiry_days: Option<u32> },
}

pub(super) struct Driver {
    program: Program,
    pub(super) world: World,
    pub(super) stripe: Stripe,
    payments: Payments,
    pub(super) now: Timestamp,
}

pub(super) fn friend_account(number: u8) -> String {
    format!("friend{number}")
}

impl Driver {
    pub(super) fn new(kind: Kind) -> Self {
        let preset = match kind {
            Kind::FirstPayment { .. } => CONTACTUALLY,
            Kind::Signup { .. } => CLIENTJOY,
        };
        let mut program = testing::program(preset);
        for terms in &mut program.terms {
            match kind {
                Kind::FirstPayment {
                    hold_days,
                    wait_days,
                } => {
                    terms.rules.hold_days = hold_days;
                    if let Some(days) = wait_days {
                        terms.rules.on_ineligible = OnIneligible::Wait { days };
                    }
                }
                Kind::Signup { expiry_days } => terms.rules.expiry_days = expiry_days,
            }
        }
        let mut world = World::default();
        let mut acme = testing::account(ACME);
        acme.stripe_customer_id = Some("cus_acme".parse().unwrap());
        world.accounts.insert(account_id(ACME), acme);
        let ana = member("ana", ACME);
        world
            .participants
            .insert((account_id(ACME), ana.id.clone()), ana);
        let mut driver = Self {
            program,
            world,
            stripe: Stripe::default(),
            payments: Payments::none(),
            now: at("2022-05-20"),
        };
        driver.hears_of_referrer();
        driver
    }

    pub(super) fn accounts() -> Vec<String> {
        let friends = (0..FRIENDS).map(friend_account);
        friends.chain([ACME.to_owned()]).collect()
    }

    pub(super) fn happens(&mut self, step: &Step) {
        if let Step::Time(hours) = step {
            self.now += SignedDuration::from_hours(i64::from(*hours));
            self.comes_round();
        }
        self.payments.take(step, self.now.as_second());
        self.hears(step);
        match step {
            Step::Bill(cents) => self.stripe.bill(ACME, i64::from(*cents)),
            Step::VoidsBill => self.stripe.void(ACME),
            Step::ByHand(cents) => {
                self.stripe.add(ACME, i64::from(*cents), What::ByHand);
            }
            Step::Time(_)
            | Step::SignsUp(_)
            | Step::Pays(..)
            | Step::Refund(..)
            | Step::RefundFails(..)
            | Step::Dispute(..)
            | Step::Closes(..)
            | Step::Hears(_)
            | Step::Posts(_)
            | Step::Redeems(_)
            | Step::ReferrerPays(_)
            | Step::HearsOfReferrer
            | Step::HearsOfBills => {}
        }
    }

    /// A message of it comes a second time; nothing happens again.
    pub(super) fn hears_again(&mut self, step: &Step) {
        self.hears(step);
    }

    fn hears(&mut self, step: &Step) {
        match step {
            Step::SignsUp(friend) => self.signs_up(*friend),
            Step::Hears(friend) => self.settles(*friend),
            Step::Posts(dies_after) => self.posts(*dies_after),
            Step::Redeems(whose) => self.redeems(*whose),
            Step::HearsOfBills => self.hears_of_bills(),
            // That it stopped is known before the next friend pays: what was granted by what was
            // known then is not taken back.
            Step::HearsOfReferrer | Step::ReferrerPays(false) => self.hears_of_referrer(),
            Step::ReferrerPays(true)
            | Step::Time(_)
            | Step::Pays(..)
            | Step::Refund(..)
            | Step::RefundFails(..)
            | Step::Dispute(..)
            | Step::Closes(..)
            | Step::Bill(_)
            | Step::VoidsBill
            | Step::ByHand(_) => {}
        }
    }

    /// Whatever is still on its way arrives.
    pub(super) fn comes_to_rest(&mut self) {
        self.payments.come_to_rest();
        self.hears_of_referrer();
        for _ in 0..6 {
            for friend in 0..FRIENDS {
                self.settles(friend);
            }
            self.comes_round();
            self.posts(None);
            self.hears_of_bills();
        }
    }

    fn comes_round(&mut self) {
        for number in 0..FRIENDS {
            let friend = self.friend(number);
            if let Some(referral) = &friend.referral {
                let changes = release::window_closed(referral, self.now);
                self.world.apply(changes);
            }
            for side in [Side::Referrer, Side::Friend] {
                let changes = release::reward_due(&self.friend(number), side, self.now);
                self.world.apply(changes);
            }
        }
    }

    fn friend(&self, number: u8) -> Household {
        self.world.household(&account_id(&friend_account(number)))
    }

    fn signs_up(&mut self, number: u8) {
        let account = friend_account(number);
        let customer = format!("cus_{account}");
        let (told, bo) = testing::friend();
        let update = Update {
            account_id: account_id(&account),
            signed_up_at: self.now,
            stripe_customer_id: Some(customer.parse().unwrap()),
            members: Members::Among(vec![bo.clone()]),
            ..told
        };
        let signup = Signup {
            update,
            member: bo,
            signed_up_at: self.now,
            now: self.now,
        };
        let found = self.found();
        let customer = signup.update.stripe_customer_id.as_ref();
        let friend = registration::State {
            household: self.friend(number),
            customer_of: customer
                .and_then(|id| self.world.customers.get(id))
                .cloned(),
            addresses: Vec::new(),
        };
        let state = attribution::State {
            friend: &friend,
            address_uses: &[],
            programs: std::slice::from_ref(&self.program),
            found: &found,
            referrer: &self.world.household(&account_id(ACME)),
            tally: &self.tally(),
        };
        let changes = attribution::decide(&state, &signup);
        self.world.apply(changes);
    }

    fn tally(&self) -> Tally {
        self.world.counters.tally(&account_id(ACME))
    }

    fn found(&self) -> Vec<Found> {
        vec![match self.program.id.as_str() {
            "clientjoy" => testing::clicked(&self.program, ACME, START),
            _ => testing::accepted(&self.program, ACME, START),
        }]
    }

    fn settles(&mut self, number: u8) {
        let payments: Vec<Payment> = self
            .payments
            .of(number)
            .iter()
            .enumerate()
            .map(|(index, invoice)| payment(number, index, invoice))
            .collect();
        let rules = self.program.terms[0].rules.clone();
        let state = qualification::State {
            friend: &self.friend(number),
            referrer: &self.world.household(&account_id(ACME)),
            rules: &rules,
            limits: Limits {
                program: &self.program,
                tally: &self.tally(),
            },
        };
        let changes = qualification::decide(&state, &payments, self.now);
        self.world.apply(changes);
        self.decides_again(number);
    }

    /// The referrer's payments as Stripe has them now decide again what hung on them.
    fn hears_of_referrer(&mut self) {
        let version = self.world.paying.get(&account_id(ACME));
        let version = version.map_or(1, |known| known.version + 1);
        let spells = self.payments.referrer.iter().map(|(from, until)| Spell {
            from: instant(*from),
            until: until.map(instant),
            in_doubt_since: None,
        });
        let paying = Paying {
            spells: spells.collect(),
            version,
            ..Paying::never(account_id(ACME))
        };
        let mut changes = ChangeSet::default();
        changes.write(Write::Paying(paying));
        self.world.apply(changes);
        for number in 0..FRIENDS {
            self.decides_again(number);
        }
    }

    fn decides_again(&mut self, number: u8) {
        let friend = self.friend(number);
        let paying = self.world.paying.get(&account_id(ACME)).cloned();
        let (Some(referral), Some(reward), Some(paying)) =
            (&friend.referral, friend.reward(Side::Referrer), paying)
        else {
            return;
        };
        let tally = self.tally();
        let limits = Limits {
            program: &self.program,
            tally: &tally,
        };
        let rules = (&self.program.terms[0].rules, limits);
        let changes = release::referrer_paid(referral, reward, rules, (&paying, self.now));
        self.world.apply(changes);
    }

    fn redeems(&mut self, whose: Option<u8>) {
        let account = whose.map_or_else(|| ACME.to_owned(), friend_account);
        let own = |reward: &&Reward| reward.account_id.as_str() == account;
        let own: Vec<Reward> = self.world.rewards.values().filter(own).cloned().collect();
        let changes = redemption::decide(&own, None, self.now).unwrap();
        self.world.apply(changes);
    }

    /// All that may be posted or taken back, until the function dies: just before a call where the
    /// number is even, else just after it.
    fn posts(&mut self, dies_after: Option<u8>) {
        let mut calls = 0;
        let ids: Vec<_> = self.world.rewards.keys().cloned().collect();
        for id in ids {
            for _ in 0..6 {
                let reward = self.world.rewards[&id].clone();
                let Some((key, change, settled)) = self.call(&reward) else {
                    break;
                };
                if let Some(key) = key {
                    let dies = dies_after.is_some_and(|most| most / 2 <= calls);
                    if dies && dies_after.is_some_and(|most| most % 2 == 0) {
                        return;
                    }
                    let account = reward.account_id.to_string();
                    self.stripe.add_once(&key, &account, change);
                    calls += 1;
                    if dies {
                        return;
                    }
                }
                self.world.apply(settled);
            }
        }
    }

    /// What to ask Stripe for the reward, if anything, and what is written down then.
    fn call(&self, reward: &Reward) -> Option<(Option<String>, (i64, What), ChangeSet)> {
        let (now, name) = (self.now, reward.id.to_string());
        let number = posting::number(reward);
        let account = reward.account_id.to_string();
        let moves = self.moves(&account);
        let none = (0, What::ByHand);
        let found = |wanted: &What| {
            let list = self.stripe.list(&account);
            list.iter()
                .find(|one| one.what == *wanted)
                .map(|one| one.id.clone())
        };
        let owner = self.world.household(&reward.account_id);
        let what = What::Posting(name.clone(), number.clone());
        match posting::next_step(reward, &owner, now) {
            posting::Step::Reserve(changes) => return Some((None, none, changes)),
            posting::Step::Call => {
                let settled = posting::settled(reward, "cbtxn".to_owned(), now);
                let key = posting::idempotency_key(reward);
                return Some((Some(key), (reward.open_minor(), what), settled));
            }
            posting::Step::Look { .. } => {
                let changes = match found(&what) {
                    Some(id) => posting::settled(reward, id, now),
                    None => posting::not_found(reward, now),
                };
                return Some((None, none, changes));
            }
            posting::Step::Nothing | posting::Step::Wait(_) => {}
        }
        let what = What::TakingBack(name, reward.taking());
        let lines = self.world.lines(&reward.account_id);
        match taking_back::next_step(reward, now) {
            taking_back::Step::Nothing => None,
            taking_back::Step::Assess => {
                let allotment = Allotment::of(&moves);
                let changes = taking_back::reserve(reward, &allotment, &lines, now);
                Some((None, none, changes))
            }
            taking_back::Step::Call(taking) => {
                let settled = taking_back::taken(reward, now);
                let key = taking_back::idempotency_key(reward);
                Some((Some(key), (-taking.amount_minor, what), settled))
            }
            taking_back::Step::Look(_) => {
                let changes = match found(&what) {
                    Some(_) => taking_back::taken(reward, now),
                    None => taking_back::not_found(reward),
                };
                Some((None, none, changes))
            }
        }
    }

    fn hears_of_bills(&mut self) {
        for account in Self::accounts() {
            let moves = self.moves(&account);
            let own = |reward: &&Reward| reward.account_id.as_str() == account;
            let own: Vec<Reward> = self.world.rewards.values().filter(own).cloned().collect();
            for reward in own {
                let lines = self.world.lines(&reward.account_id);
                let allotment = Allotment::of(&moves);
                let changes = application::record(&reward, &allotment, &lines, self.now);
                self.world.apply(changes);
            }
        }
    }

    fn moves(&self, account: &str) -> Vec<BalanceMove> {
        self.stripe.list(account).iter().map(movement).collect()
    }
}

fn movement(change: &Change) -> BalanceMove {
    BalanceMove {
        id: change.id.clone(),
        kind: match &change.what {
            What::Posting(reward, _) | What::TakingBack(reward, _) => {
                MoveKind::Ours(reward.parse().unwrap())
            }
            What::Bill(invoice) => MoveKind::Invoice(invoice.parse().unwrap()),
            What::ByHand => MoveKind::Other,
        },
        credit_minor: change.cents,
    }
}

fn instant(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// The payment as Stripe shows it now.
fn payment(number: u8, index: usize, invoice: &Invoice) -> Payment {
    let cents = |minor: i64| Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
    Payment {
        invoice_id: format!("in_{number}_{index}").parse().unwrap(),
        paid_at: instant(invoice.at),
        paid: cents(invoice.paid),
        out_of_band: cents(0),
        bills_subscription: true,
        net_paid: cents(invoice.net().max(0)),
        came_back_at: invoice.came_back_at().map(instant),
        dispute: if invoice.is_disputed() {
            Dispute::Open
        } else if invoice.lost_at().is_some() {
            Dispute::Lost
        } else {
            Dispute::None
        },
        signals: BTreeSet::new(),
    }
}
