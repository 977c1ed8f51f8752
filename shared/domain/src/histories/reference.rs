//! Where every credit must end, by the facts alone: plain sums, no rule of the code under test.
//!
//! It is told what happened and when, never what was heard of it. What is on a balance at Stripe,
//! and which invoice used it, it asks Stripe.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::histories::driver::{ACME, Kind, START, friend_account};
use crate::histories::payments::{Invoice, Payments};
use crate::histories::stripe::Stripe;
use crate::histories::{FRIENDS, Step};

pub(super) const DAY: i64 = 86_400;

/// Days from following a link to signing up.
const ATTRIBUTION_DAYS: i64 = 90;

/// Days from signing up to paying.
pub(super) const QUALIFICATION_DAYS: i64 = 365;

/// Days within which what comes back ends a reward.
pub(super) const REVERSAL_DAYS: i64 = 120;

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
                    let invoices = self.payments.of(u8::try_from(number).unwrap());
                    self.adds(&mut books, (friend, invoices), (side, used));
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

    fn adds(
        &self,
        books: &mut Books,
        (friend, invoices): (&Friend, &[Invoice]),
        (side, used): (usize, i64),
    ) {
        match self.kind {
            Kind::FirstPayment {
                hold_days,
                wait_days,
            } => {
                let (0, Some(paid_at)) = (side, friend.stands(invoices, hold_days)) else {
                    return;
                };
                let open = 1_000 - used;
                let waits_until = paid_at + i64::from(wait_days.unwrap_or(0)) * DAY;
                if !self.referrer_paid(paid_at, waits_until) {
                    if self.now < waits_until {
                        books.pending += open;
                    }
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

impl Friend {
    /// When the payment was made that earned, if it was and still counts.
    fn stands(&self, invoices: &[Invoice], hold_days: u32) -> Option<i64> {
        let signed_up = self.signed_up?;
        let counts = |one: &&Invoice| 0 < one.paid && signed_up - 300 <= one.at;
        let mut counting: Vec<&Invoice> = invoices.iter().filter(counts).collect();
        counting.sort_by_key(|one| one.at);
        let first = counting.first()?;
        if signed_up + QUALIFICATION_DAYS * DAY <= first.at {
            return None;
        }
        let window = REVERSAL_DAYS.max(i64::from(hold_days)) * DAY;
        let gone = first.net() <= 0;
        let in_time = first
            .came_back_at()
            .is_none_or(|at| at <= first.at + window);
        (!(gone && in_time)).then_some(first.at)
    }
}
