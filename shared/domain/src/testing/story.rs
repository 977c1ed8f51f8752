//! A referral from its evidence to the bill, step by step; every step is taken twice, and the
//! second must find nothing left to do.

use jiff::Timestamp;

use crate::account::{Account, AddressUse, Household};
use crate::allowance::{Limits, Tally};
use crate::application::{self, Allotment, BalanceMove};
use crate::attribution::{self, Found, Signup, choose};
use crate::change::ChangeSet;
use crate::leaving;
use crate::paying::Paying;
use crate::payment::{Dispute, Payment};
use crate::posting::{self, Step};
use crate::preset::Preset;
use crate::program::Program;
use crate::qualification;
use crate::redemption;
use crate::registration::{self, Member, Members, Update};
use crate::release;
use crate::reward::{Reward, Side};
use crate::taking_back;
use crate::terms::Rules;
use crate::testing::world::World;
use crate::testing::{self, FRIEND, REFERRER, account, account_id, at, member};
use crate::time::clamp_to_now;

/// Ana of Acme refers Bo of Bolt in one program.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) program: Program,
    pub(crate) world: World,
    pub(crate) found: Vec<Found>,
    pub(crate) payments: Vec<Payment>,
    /// The friend's account and member as the host tells of them.
    pub(crate) bolt: Update,
    pub(crate) bo: Member,
}

impl Story {
    /// Nobody has done anything yet; Acme is an open account with Ana in it.
    pub(crate) fn of(preset: Preset) -> Self {
        let mut world = World::default();
        let ana = member("ana", REFERRER);
        world
            .accounts
            .insert(account_id(REFERRER), account(REFERRER));
        world
            .participants
            .insert((account_id(REFERRER), ana.id.clone()), ana);
        let (bolt, bo) = testing::friend();
        Self {
            program: testing::program(preset),
            world,
            found: Vec::new(),
            payments: Vec::new(),
            bolt,
            bo,
        }
    }

    pub(crate) fn with_rules(mut self, change: impl Fn(&mut Rules)) -> Self {
        for terms in &mut self.program.terms {
            change(&mut terms.rules);
        }
        self
    }

    /// What the program may spend.
    pub(crate) fn with_budget(mut self, budget: &str) -> Self {
        self.program.settings.budget = testing::amounts(&[budget]);
        self
    }

    pub(crate) fn with_referrer(mut self, change: impl Fn(&mut Account)) -> Self {
        change(self.world.accounts.get_mut(&account_id(REFERRER)).unwrap());
        self
    }

    pub(crate) fn with_friend(mut self, change: impl Fn(&mut Update, &mut Member)) -> Self {
        change(&mut self.bolt, &mut self.bo);
        self
    }

    pub(crate) fn clicked(mut self, instant: &str) -> Self {
        self.found
            .push(testing::clicked(&self.program, REFERRER, instant));
        self
    }

    pub(crate) fn accepted(mut self, instant: &str) -> Self {
        self.found
            .push(testing::accepted(&self.program, REFERRER, instant));
        self
    }

    /// What is known of Acme's payments from now on; nothing is decided by it yet.
    pub(crate) fn referrer_pays(mut self, spells: &[(&str, Option<&str>)]) -> Self {
        let known = testing::paying(REFERRER, spells);
        self.world.paying.insert(account_id(REFERRER), known);
        self
    }

    /// When this account left, as far as is known; nothing is decided by it yet.
    pub(crate) fn leaves(mut self, account: &str, instants: &[&str]) -> Self {
        let id = account_id(account);
        let known = self.world.paying.entry(id.clone());
        let known = known.or_insert_with(|| Paying {
            version: 1,
            ..Paying::never(id)
        });
        known.left = instants.iter().map(|instant| at(instant)).collect();
        self
    }

    pub(crate) fn signs_up(self, instant: &str) -> Self {
        self.signup_is_told(instant, instant)
    }

    /// The host calls at `now` and says that Bolt signed up at `signed_up_at`.
    #[track_caller]
    pub(crate) fn signup_is_told(mut self, signed_up_at: &str, now: &str) -> Self {
        let (signed_up_at, now) = (at(signed_up_at), at(now));
        let changes = self.decide_signup(signed_up_at, now);
        self.world.apply(changes);
        let again = self.decide_signup(signed_up_at, now);
        assert_eq!(again, ChangeSet::default(), "a second signup call");
        self
    }

    pub(crate) fn decide_signup(&self, signed_up_at: Timestamp, now: Timestamp) -> ChangeSet {
        let household = self.friend_household();
        let update = Update {
            signed_up_at,
            members: Members::Among(vec![self.bo.clone()]),
            ..self.bolt.clone()
        };
        let signup = Signup {
            update,
            member: self.bo.clone(),
            signed_up_at: clamp_to_now(signed_up_at, now),
            now,
        };
        let programs = [self.program.clone()];
        let referrer = choose(&programs, &self.found, (&household, &signup))
            .map(|(found, _)| self.world.household(&found.account_id))
            .unwrap_or_default();
        let uses = self.world.addresses.iter();
        let uses: Vec<AddressUse> = uses
            .filter(|known| known.address_hash == self.bo.address_hash)
            .cloned()
            .collect();
        let own = uses
            .iter()
            .filter(|known| known.account_id == account_id(FRIEND));
        let customer = self.bolt.stripe_customer_id.as_ref();
        let friend = registration::State {
            household,
            customer_of: customer
                .and_then(|id| self.world.customers.get(id))
                .cloned(),
            addresses: own.cloned().collect(),
        };
        let state = attribution::State {
            friend: &friend,
            address_uses: &uses,
            programs: &programs,
            found: &self.found,
            referrer: &referrer,
            tally: &self.tally(),
        };
        attribution::decide(&state, &signup)
    }

    /// The host tells at `now` that Bo's address was verified at `verified_at`.
    #[track_caller]
    pub(crate) fn verifies(mut self, verified_at: &str, now: &str) -> Self {
        self.twice(|story| {
            let friend = story.friend_household();
            let referrer = story.world.household(&account_id(REFERRER));
            let instants = (at(verified_at), at(now));
            let tally = story.tally();
            attribution::email_verified(&friend, &referrer, story.limits(&tally), instants)
        });
        self
    }

    /// Bolt pays, or a payment becomes known; nothing is decided by it yet.
    pub(crate) fn pays(mut self, invoice: &str, paid: &str, paid_at: &str) -> Self {
        self.payments.push(testing::payment(invoice, paid, paid_at));
        self
    }

    /// What became known of a payment; nothing is decided by it yet.
    #[track_caller]
    pub(crate) fn with_payment(mut self, invoice: &str, change: impl Fn(&mut Payment)) -> Self {
        let paid = self
            .payments
            .iter_mut()
            .find(|p| p.invoice_id.as_str() == invoice);
        change(paid.unwrap());
        self
    }

    /// What remains paid of an invoice after a refund.
    pub(crate) fn refunded(self, invoice: &str, net_paid: &str) -> Self {
        self.with_payment(invoice, |paid| paid.net_paid = testing::money(net_paid))
    }

    /// The payer's bank questions a payment, or has decided.
    pub(crate) fn disputed(self, invoice: &str, dispute: Dispute) -> Self {
        self.with_payment(invoice, |paid| {
            paid.dispute = dispute;
            paid.net_paid = match dispute {
                Dispute::Lost => paid.paid.less_minor(paid.paid.amount_minor()),
                Dispute::None | Dispute::Open => paid.paid,
            };
        })
    }

    /// A payment was announced: all of them are looked at.
    #[track_caller]
    pub(crate) fn settles(mut self, now: &str) -> Self {
        let payments = self.payments.clone();
        self.settle(&payments, at(now));
        self
    }

    #[track_caller]
    pub(crate) fn settle(&mut self, payments: &[Payment], now: Timestamp) {
        self.twice(|story| {
            let rules = story.rules();
            let tally = story.tally();
            let state = qualification::State {
                friend: &story.friend_household(),
                referrer: &story.world.household(&account_id(REFERRER)),
                rules: &rules,
                limits: story.limits(&tally),
            };
            qualification::decide(&state, payments, now)
        });
    }

    /// The schedule comes round.
    #[track_caller]
    pub(crate) fn time_passes(mut self, now: &str) -> Self {
        self.pass_time(at(now));
        self
    }

    #[track_caller]
    pub(crate) fn pass_time(&mut self, now: Timestamp) {
        self.twice(|story| {
            let referral = story.friend_household().referral;
            referral
                .map(|r| release::window_closed(&r, now))
                .unwrap_or_default()
        });
        for side in [Side::Referrer, Side::Friend] {
            self.twice(|story| release::reward_due(&story.friend_household(), side, now));
        }
    }

    /// What is known of Acme's payments decides again.
    #[track_caller]
    pub(crate) fn learns_of_referrer(mut self, now: &str) -> Self {
        self.learn_of_referrer(at(now));
        self
    }

    #[track_caller]
    pub(crate) fn learn_of_referrer(&mut self, now: Timestamp) {
        self.twice(|story| {
            let paying = story.world.household(&account_id(REFERRER)).paying;
            let referral = story.friend_household().referral;
            let (Some(paying), Some(referral)) = (paying, referral) else {
                return ChangeSet::default();
            };
            let rules = story.rules();
            let tally = story.tally();
            let granting = (&rules, story.limits(&tally));
            let reward = story.find(Side::Referrer);
            reward
                .map(|r| release::referrer_paid(&referral, &r, granting, (&paying, now)))
                .unwrap_or_default()
        });
        self.twice(|story| {
            let friend = story.friend_household();
            let paying = story.world.household(&account_id(REFERRER)).paying;
            match (paying, &friend.referral, friend.reward(Side::Referrer)) {
                (Some(paying), Some(referral), Some(reward)) => {
                    leaving::referrer_left(referral, reward, &story.rules(), (&paying, now))
                }
                _ => ChangeSet::default(),
            }
        });
    }

    /// All credit of an account is redeemed.
    #[track_caller]
    pub(crate) fn redeems(mut self, account: &str, now: &str) -> Self {
        self.twice(|story| {
            let own = |reward: &&Reward| reward.account_id.as_str() == account;
            let own: Vec<Reward> = story.world.rewards.values().filter(own).cloned().collect();
            redemption::decide(&own, None, at(now)).unwrap()
        });
        self
    }

    /// Reserves, calls and settles, as far as this side's reward may go.
    #[track_caller]
    pub(crate) fn posts(mut self, side: Side, now: &str) -> Self {
        let reward = self.reward(side);
        let owner = self.world.household(&reward.account_id);
        if let Step::Reserve(changes) = posting::next_step(&reward, &owner, at(now)) {
            self.world.apply(changes);
        }
        let step = posting::next_step(&self.reward(side), &owner, at(now));
        if step == Step::Call {
            self.twice(|story| {
                posting::settled(&story.reward(side), "cbtxn_1".to_owned(), at(now))
            });
        }
        self
    }

    /// Takes this side's credit off the Stripe balance again, as far as `moves` leave it there.
    #[track_caller]
    pub(crate) fn takes_back(mut self, side: Side, moves: &[BalanceMove], now: &str) -> Self {
        let allotment = Allotment::of(moves);
        if taking_back::next_step(&self.reward(side), at(now)) == taking_back::Step::Assess {
            self.twice(|story| {
                let reward = story.reward(side);
                let lines = story.world.lines(&reward.account_id);
                taking_back::reserve(&reward, &allotment, &lines, at(now))
            });
        }
        let step = taking_back::next_step(&self.reward(side), at(now));
        if let taking_back::Step::Call(_) = step {
            self.twice(|story| taking_back::taken(&story.reward(side), ("cbtxn_taken", at(now))));
        }
        self
    }

    /// What invoices did with this side's credit is written down.
    #[track_caller]
    pub(crate) fn applies(mut self, side: Side, moves: &[BalanceMove], now: &str) -> Self {
        let allotment = Allotment::of(moves);
        self.twice(|story| {
            let reward = story.reward(side);
            let lines = story.world.lines(&reward.account_id);
            application::record(&reward, &allotment, &lines, at(now))
        });
        self
    }

    /// Decides and stores, and then decides upon what is stored: nothing is left to do.
    #[track_caller]
    pub(crate) fn twice(&mut self, decide: impl Fn(&Self) -> ChangeSet) {
        let changes = decide(self);
        self.world.apply(changes);
        assert_eq!(
            decide(self),
            ChangeSet::default(),
            "a replay changed something"
        );
    }

    /// What was counted for the program and for Acme.
    pub(crate) fn tally(&self) -> Tally {
        self.world.counters.tally(&account_id(REFERRER))
    }

    pub(crate) fn limits<'a>(&'a self, tally: &'a Tally) -> Limits<'a> {
        Limits {
            program: &self.program,
            tally,
        }
    }

    pub(crate) fn rules(&self) -> Rules {
        self.program.terms[0].rules.clone()
    }

    pub(crate) fn friend_household(&self) -> Household {
        self.world.household(&account_id(FRIEND))
    }

    fn find(&self, side: Side) -> Option<Reward> {
        self.friend_household().reward(side).cloned()
    }
}
