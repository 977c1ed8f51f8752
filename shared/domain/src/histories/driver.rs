//! Takes the real decisions as the functions do, in a world of two friends and one referrer.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::account::Household;
use crate::allowance::{Limits, Tally};
use crate::attribution::{self, Found, Signup};
use crate::change::{ChangeSet, Write};
use crate::explanation::{self, Known, Standing};
use crate::histories::payments::{Invoice, Payments};
use crate::histories::stripe::{Stripe, What};
use crate::histories::{FRIENDS, Step};
use crate::leaving::{self, Subscribed};
use crate::money::Money;
use crate::paying::{LastInvoice, Paying, Spell};
use crate::payment::{Dispute, Payment};
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::program::Program;
use crate::qualification;
use crate::redemption;
use crate::registration::{self, Members, Update};
use crate::release;
use crate::reward::{Reward, Side};
use crate::terms::OnIneligible;
use crate::testing::world::World;
use crate::testing::{self, account_id, at, member};

/// The referrer's account.
pub(super) const ACME: &str = testing::REFERRER;

/// The plan that a program includes which includes not all.
const TEAM: &str = "price_team";

/// When everybody followed the referrer's link, or accepted the invite.
pub(super) const START: &str = "2022-05-19T23:30:00Z";

/// What the program asks for beside a first payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asks {
    /// The friend has to stay for so many days.
    pub(super) retention_days: Option<u32>,
    /// Unused credit ends with the referrer's subscription.
    pub(super) voids: bool,
    /// The payment has to be for the team's plan.
    pub(super) chosen: bool,
}

/// The program, as far as it differs between histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The referrer earns $10 when a friend first pays: one who pays then, or does so within the
    /// wait, if there is one.
    FirstPayment {
        hold_days: u32,
        wait_days: Option<u32>,
        asks: Asks,
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
                    asks,
                } => {
                    terms.rules.hold_days = hold_days;
                    terms.rules.require_retention_days = asks.retention_days;
                    terms.rules.void_on_cancel = asks.voids;
                    if asks.chosen {
                        terms.rules.prices = [TEAM.parse().unwrap()].into();
                    }
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
            | Step::Leaves(_)
            | Step::ReferrerPays(_)
            | Step::HearsOfReferrer
            | Step::StaffDecide(_)
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
            Step::StaffDecide(choice) => self.staff_decide(*choice),
            // That it stopped is known before the next friend pays: what was granted by what was
            // known then is not taken back.
            Step::HearsOfReferrer | Step::ReferrerPays(false) => self.hears_of_referrer(),
            Step::ReferrerPays(true)
            | Step::Leaves(_)
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

    /// Where one side of a friend's referral stands, as it is explained.
    pub(super) fn standing(&self, number: u8, side: Side) -> Option<Standing> {
        let (friend, acme) = (self.friend(number), account_id(ACME));
        let earner = match side {
            Side::Referrer => acme.clone(),
            Side::Friend => account_id(&friend_account(number)),
        };
        explanation::referral::standing(&Known {
            program: &self.program,
            friend: &friend,
            referrer: &self.world.household(&acme),
            lines: &self.world.lines(&earner),
            side,
            now: self.now,
        })
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
        self.remembers(number, payments.last());
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

    /// When the friend left, and the friend's last invoice, which is for the words alone.
    fn remembers(&mut self, number: u8, last: Option<&Payment>) {
        let id = account_id(&friend_account(number));
        let before = self.world.paying.get(&id).map_or(0, |known| known.version);
        let mut changes = ChangeSet::default();
        changes.write(Write::Paying(Paying {
            last_invoice: last.map(|last| LastInvoice {
                invoice_id: last.invoice_id.clone(),
                paid_at: last.paid_at,
                paid: last.paid,
                billed: last.billed.clone(),
            }),
            left: self
                .payments
                .left(number)
                .iter()
                .map(|at| instant(*at))
                .collect(),
            version: before + 1,
            ..Paying::never(id)
        }));
        self.world.apply(changes);
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
        let spells: Vec<Spell> = spells.collect();
        let subscribed = spells.iter().map(|spell| Subscribed {
            from: spell.from,
            until: spell.until,
        });
        let paying = Paying {
            left: leaving::leaves(&subscribed.collect::<Vec<_>>()),
            spells,
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
        let friend = self.friend(number);
        if let (Some(referral), Some(reward)) = (&friend.referral, friend.reward(Side::Referrer)) {
            let rules = &self.program.terms[0].rules;
            let left = leaving::referrer_left(referral, reward, rules, (&paying, self.now));
            self.world.apply(left);
        }
    }

    fn redeems(&mut self, whose: Option<u8>) {
        let account = whose.map_or_else(|| ACME.to_owned(), friend_account);
        let own = |reward: &&Reward| reward.account_id.as_str() == account;
        let own: Vec<Reward> = self.world.rewards.values().filter(own).cloned().collect();
        let changes = redemption::decide(&own, None, self.now).unwrap();
        self.world.apply(changes);
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
        billed: [if invoice.is_teams { TEAM } else { "price_solo" }
            .parse()
            .unwrap()]
        .into(),
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
