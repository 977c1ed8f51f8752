//! What every explanation must say, by the facts alone: the code, its date, and the next one.

use std::collections::BTreeMap;

use crate::histories::driver::Kind;
use crate::histories::payments::Invoice;
use crate::histories::reference::{DAY, QUALIFICATION_DAYS, Reference};

/// Where one side of a referral stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reasoned {
    /// The code; of credit that was taken back, why it was.
    pub(super) code: String,
    /// Since when, where a fact says it; none where it is when we did something.
    pub(super) since: Option<i64>,
    pub(super) next: Option<i64>,
}

impl Reasoned {
    fn of(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            since: None,
            next: None,
        }
    }

    fn since(self, at: i64) -> Self {
        Self {
            since: Some(at),
            ..self
        }
    }

    fn next(self, at: i64) -> Self {
        Self {
            next: Some(at),
            ..self
        }
    }
}

impl Reference {
    /// What must be said of the referrer's side, or of the friend's; `usage` is what used the
    /// credit of the earning account.
    pub(super) fn reasoned(
        &self,
        number: u8,
        side: usize,
        usage: &BTreeMap<(String, String), i64>,
    ) -> Option<Reasoned> {
        let friend = &self.friends[usize::from(number)];
        let signed_up = friend.signed_up?;
        let name = ["referrer", "friend"][side];
        let reward = format!("rwd_friend{number}.{name}");
        let own = usage.iter().filter(|((it, _), _)| *it == reward);
        let used: i64 = own.map(|(_, cents)| *cents).sum();
        Some(match self.kind {
            Kind::FirstPayment {
                hold_days,
                wait_days,
                ..
            } => {
                let days = [hold_days, wait_days.unwrap_or(0)].map(i64::from);
                self.of_payment((number, side), signed_up, days, used)
            }
            Kind::Signup { expiry_days } => {
                let lapses = expiry_days.map(|days| signed_up + i64::from(days) * DAY);
                let amount = Self::promised(signed_up);
                let is_over = lapses.is_some_and(|at| at <= self.now);
                match friend.redeemed[side] {
                    Some(_) if used == amount => Reasoned::of("applied_on_invoice"),
                    _ if is_over => Reasoned::of("expired"),
                    Some(_) => on_the_balance(used),
                    None => Reasoned {
                        next: lapses,
                        ..Reasoned::of("awaiting_redemption").since(signed_up)
                    },
                }
            }
        })
    }

    fn of_payment(
        &self,
        (number, side): (u8, usize),
        signed_up: i64,
        [hold_days, wait_days]: [i64; 2],
        used: i64,
    ) -> Reasoned {
        let invoices = self.payments.of(number);
        let since = |one: &&Invoice| signed_up - 300 <= one.at;
        let deadline = signed_up + QUALIFICATION_DAYS * DAY;
        let Some(first) = self.first_payment(number, signed_up) else {
            if deadline <= self.now {
                return Reasoned::of("qualification_window_passed").since(deadline);
            }
            let last = invoices.iter().max_by_key(|one| one.at);
            let code = match last.filter(since) {
                Some(last) if last.paid == 0 => "zero_amount_invoice",
                Some(_) => "plan_not_included",
                None => "awaiting_first_payment",
            };
            return Reasoned::of(code).since(signed_up).next(deadline);
        };
        if let Some(reason) = self.ended(number, first) {
            return Reasoned::of(reason);
        }
        if side == 1 {
            return Reasoned::of("nothing_promised").since(first.at);
        }
        let (waits, held) = (first.at + wait_days * DAY, first.at + hold_days * DAY);
        if !self.referrer_paid(first.at, waits) {
            if self.now < waits {
                let waiting = Reasoned::of("waiting_for_referrer_to_pay");
                return waiting.since(first.at).next(waits);
            }
            return Reasoned::of("referrer_not_paying_at_instant");
        }
        if self.is_void(first.at) && used < 1_000 {
            return Reasoned::of("referrer_canceled");
        }
        if self.now < held {
            return Reasoned::of("in_hold_until").since(first.at).next(held);
        }
        if used == 1_000 {
            Reasoned::of("applied_on_invoice")
        } else {
            on_the_balance(used)
        }
    }
}

fn on_the_balance(used: i64) -> Reasoned {
    if used == 0 {
        Reasoned::of("posted_waiting_next_invoice")
    } else {
        Reasoned::of("partly_applied")
    }
}
