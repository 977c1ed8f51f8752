//! A referral from its evidence to the bill, step by step; every step is taken twice, and the
//! second must find nothing left to do.

use jiff::Timestamp;

use crate::account::{Account, AddressUse, Household};
use crate::attribution::{self, Found, Signup, choose};
use crate::change::ChangeSet;
use crate::posting::{self, Step};
use crate::preset::Preset;
use crate::program::Program;
use crate::qualification::{self, Payment};
use crate::redemption;
use crate::registration::{self, Member, Members, Update};
use crate::release;
use crate::reward::{Reward, Side};
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
        let customer = self.bolt.stripe_customer_id.as_ref();
        let friend = registration::State {
            household,
            customer_of: customer
                .and_then(|id| self.world.customers.get(id))
                .cloned(),
            addresses: uses,
        };
        let state = attribution::State {
            friend: &friend,
            programs: &programs,
            found: &self.found,
            referrer: &referrer,
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
            attribution::email_verified(&friend, &referrer, &story.program, instants)
        });
        self
    }

    /// Bolt pays, or a payment becomes known; nothing is decided by it yet.
    pub(crate) fn pays(mut self, invoice: &str, net_paid: &str, paid_at: &str) -> Self {
        self.payments
            .push(testing::payment(invoice, net_paid, paid_at));
        self
    }

    /// What remains paid of an invoice after a refund.
    pub(crate) fn refunded(mut self, invoice: &str, net_paid: &str) -> Self {
        let paid = self
            .payments
            .iter_mut()
            .find(|p| p.invoice_id.as_str() == invoice);
        paid.unwrap().net_paid = testing::money(net_paid);
        self
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
            let state = qualification::State {
                friend: &story.friend_household(),
                referrer: &story.world.household(&account_id(REFERRER)),
                rules: &rules,
                program_currency: story.program.settings.currency,
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
            let reward = story.find(Side::Referrer);
            reward
                .map(|r| release::referrer_paid(&referral, &r, &rules, (&paying, now)))
                .unwrap_or_default()
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
