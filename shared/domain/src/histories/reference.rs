//! Where every credit must end, by the facts alone: plain sums, no rule of the code under test.
//!
//! It is told what happened and when, never what was heard of it. What is on a balance at Stripe,
//! and which invoice used it, it asks Stripe.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::histories::driver::{ACME, Asks, Kind, START, friend_account};
use crate::histories::payments::{Invoice, Payments};
use crate::histories::stripe::Stripe;
use crate::histories::{FRIENDS, Step};

pub(super) const DAY: i64 = 86_400;

/// Days from following a link to signing up.
const ATTRIBUTION_DAYS: i64 = 90;

/// Days from signing up to paying.
pub(super) const QUALIFICATION_DAYS: i64 = 365;

/// Days within which what comes back ends a reward.
const REVERSAL_DAYS: i64 = 120;

/// 1 June 2022 in India: 50 dollars become 25.
const JUNE: &str = "2022-05-31T18:30:00Z";

/// Where an account's credit stands, and what used it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Books {
    pub(super) pending: i64,
    pub(super) available: i64,
    pub(super) at_stripe: i64,
    pub(super) used: BTreeMap<String, i64>,
}

/// What is true of one friend.
#[derive(Debug, Clone, Default)]
pub(super) struct Friend {
    pub(super) signed_up: Option<i64>,
    /// When its credits, the referrer's side and its own, were redeemed.
    pub(super) redeemed: [Option<i64>; 2],
}

pub(super) struct Reference {
    pub(super) kind: Kind,
    pub(super) friends: Vec<Friend>,
    pub(super) payments: Payments,
    pub(super) now: i64,
}

impl Reference {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            friends: vec![Friend::default(); usize::from(FRIENDS)],
            payments: Payments::none(),
            now: 0,
        }
    }

    /// A step that happened, and when.
    pub(super) fn learns(&mut self, step: &Step, now: Timestamp) {
        let now = now.as_second();
        self.payments.take(step, now);
        if let Step::SignsUp(friend) = step {
            let touched = START.parse::<Timestamp>().unwrap().as_second();
            if now < touched + ATTRIBUTION_DAYS * DAY {
                self.friend(*friend).signed_up.get_or_insert(now);
            }
        } else if let Step::Redeems(whose) = step {
            self.redeems(*whose, now);
        }
        self.now = now;
    }

    /// Everything was heard of, and every open dispute was won.
    pub(super) fn comes_to_rest(&mut self, now: Timestamp) {
        self.payments.come_to_rest();
        self.now = now.as_second();
    }

    fn friend(&mut self, number: u8) -> &mut Friend {
        &mut self.friends[usize::from(number)]
    }

    fn redeems(&mut self, whose: Option<u8>, now: i64) {
        let kind = self.kind;
        for (number, friend) in self.friends.iter_mut().enumerate() {
            let side = match whose {
                None => 0,
                Some(own) if usize::from(own) == number => 1,
                Some(_) => continue,
            };
            let is_there = friend.signed_up.is_some_and(|at| !lapsed(kind, at, now));
            if is_there && matches!(kind, Kind::Signup { .. }) {
                friend.redeemed[side].get_or_insert(now);
            }
        }
    }

    /// What an account must have.
    pub(super) fn books(&self, account: &str, stripe: &Stripe) -> Books {
        let mut books = Books::default();
        for ((_, user), cents) in stripe.uses(account) {
            *books.used.entry(user).or_default() += cents;
        }
        for (number, friend) in self.friends.iter().enumerate() {
            let own = friend_account(u8::try_from(number).unwrap());
            let sides = [("referrer", ACME.to_owned()), ("friend", own.clone())];
            for (side, (name, beneficiary)) in sides.into_iter().enumerate() {
                if beneficiary == account {
                    let reward = format!("rwd_{own}.{name}");
                    let used = stripe.uses(account);
                    let used = used.iter().filter(|((it, _), _)| *it == reward);
                    let used: i64 = used.map(|(_, cents)| *cents).sum();
                    let number = u8::try_from(number).unwrap();
                    self.adds(&mut books, (number, friend), (side, used));
                }
            }
        }
        books
    }

    /// At the first of these instants, or at any later one before the second.
    pub(super) fn referrer_paid(&self, at: i64, until: i64) -> bool {
        let spells = self.payments.referrer.iter();
        let mut of_them = spells.filter(|(_, end)| end.is_none_or(|end| at < end));
        of_them.any(|(from, _)| *from <= at || *from < until)
    }

    /// What each side is promised at a signup at this second.
    pub(super) fn promised(at: i64) -> i64 {
        let june = JUNE.parse::<Timestamp>().unwrap().as_second();
        if at < june { 5_000 } else { 2_500 }
    }

    /// The first payment that counts, of those that came in time.
    pub(super) fn first_payment(&self, number: u8, signed_up: i64) -> Option<&Invoice> {
        let counts = |one: &&Invoice| {
            let of_plan = one.is_teams || !self.asks().is_some_and(|asks| asks.chosen);
            of_plan && 0 < one.paid && signed_up - 300 <= one.at
        };
        let counting = self.payments.of(number).iter().filter(counts);
        let first = counting.min_by_key(|one| one.at)?;
        (first.at < signed_up + QUALIFICATION_DAYS * DAY).then_some(first)
    }

    /// Why what this payment of the friend's earned has ended, if it has.
    pub(super) fn ended(&self, number: u8, first: &Invoice) -> Option<&'static str> {
        let Kind::FirstPayment {
            hold_days, asks, ..
        } = self.kind
        else {
            return None;
        };
        let until = first.at + REVERSAL_DAYS.max(i64::from(hold_days)) * DAY;
        let in_time = first.came_back_at().is_none_or(|at| at <= until);
        if first.net() <= 0 && in_time {
            return Some(match first.lost_at() {
                Some(_) => "dispute_lost",
                None => "refunded",
            });
        }
        let stays_until = first.at + i64::from(asks.retention_days?) * DAY;
        let mut left = self.payments.left(number).iter();
        let left = left.any(|at| first.at <= *at && *at < stays_until);
        left.then_some("friend_canceled")
    }

    /// When the payment was made that earned, if it was and still counts.
    fn stands(&self, number: u8) -> Option<i64> {
        let signed_up = self.friends[usize::from(number)].signed_up?;
        let first = self.first_payment(number, signed_up)?;
        self.ended(number, first).is_none().then_some(first.at)
    }

    /// Whether the referrer left after they had earned by this payment.
    pub(super) fn is_void(&self, paid_at: i64) -> bool {
        let spells = &self.payments.referrer;
        let paid_then = spells
            .iter()
            .any(|(from, until)| *from <= paid_at && until.is_none_or(|until| paid_at < until));
        let later = spells.iter().map(|(from, _)| *from);
        let later = later.filter(|from| paid_at < *from).min();
        let earned_at = if paid_then { Some(paid_at) } else { later };
        self.asks().is_some_and(|asks| asks.voids)
            && earned_at.is_some_and(|at| self.payments.referrer_left(at).is_some())
    }

    fn asks(&self) -> Option<Asks> {
        match self.kind {
            Kind::FirstPayment { asks, .. } => Some(asks),
            Kind::Signup { .. } => None,
        }
    }

    fn adds(&self, books: &mut Books, (number, friend): (u8, &Friend), (side, used): (usize, i64)) {
        match self.kind {
            Kind::FirstPayment {
                hold_days,
                wait_days,
                ..
            } => {
                let Some(paid_at) = self.stands(number).filter(|_| side == 0) else {
                    return;
                };
                let open = 1_000 - used;
                let waits_until = paid_at + i64::from(wait_days.unwrap_or(0)) * DAY;
                if !self.referrer_paid(paid_at, waits_until) {
                    if self.now < waits_until {
                        books.pending += open;
                    }
                } else if self.is_void(paid_at) {
                    // What invoices used stays used; nothing else is there.
                } else if self.now < paid_at + i64::from(hold_days) * DAY {
                    books.pending += open;
                } else {
                    books.at_stripe += open;
                }
            }
            Kind::Signup { .. } => {
                let Some(at) = friend.signed_up else { return };
                let amount = Self::promised(at);
                // What no invoice used in time is gone, on the balance as elsewhere (E42).
                if lapsed(self.kind, at, self.now) {
                    return;
                }
                if friend.redeemed[side].is_some() {
                    books.at_stripe += amount - used;
                } else {
                    books.available += amount;
                }
            }
        }
    }
}

fn lapsed(kind: Kind, since: i64, now: i64) -> bool {
    match kind {
        Kind::Signup {
            expiry_days: Some(days),
        } => since + i64::from(days) * DAY <= now,
        Kind::Signup { expiry_days: None } | Kind::FirstPayment { .. } => false,
    }
}
