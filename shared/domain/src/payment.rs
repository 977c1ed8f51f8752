//! A payment of a friend's, as Stripe has it now, and whether it counts.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::id::{InvoiceId, PlanId};
use crate::money::Money;
use crate::review::Signal;
use crate::terms::Rules;
use crate::time::{CLOCK_TOLERANCE, after};

/// An invoice that Stripe calls paid, read again from Stripe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub invoice_id: InvoiceId,
    /// Stripe's `status_transitions.paid_at`.
    pub paid_at: Timestamp,
    /// What was paid in money: 0 for a trial's invoice and for one that credit or a coupon covered
    /// (E17, E18).
    pub paid: Money,
    /// The part of `paid` that did not come through Stripe: a cheque, say (E20).
    pub out_of_band: Money,
    /// Whether it bills a subscription, and not a purchase or a setup fee alone (E24).
    pub bills_subscription: bool,
    /// The prices and products on its lines above zero.
    pub billed: BTreeSet<PlanId>,
    /// What remains of that after refunds, credit notes and lost disputes, each counted by its own
    /// id (E47, E49, E54).
    pub net_paid: Money,
    /// When the last of it came back, by Stripe's clock; a lost dispute by when it was opened.
    pub came_back_at: Option<Timestamp>,
    pub dispute: Dispute,
    /// What speaks for a look at it by a person.
    pub signals: BTreeSet<Signal>,
}

/// What the payer's bank says of a payment. An inquiry is none: it moves no money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispute {
    /// There is none, or it was won.
    None,
    /// The bank has taken the money for as long as it is undecided: the credit is frozen.
    Open,
    /// Its amount counts as come back.
    Lost,
}

impl Payment {
    /// Whether what was paid counts as the friend's payment (E19, E20, E24, `plan_not_included`).
    pub fn counted(&self, rules: &Rules) -> bool {
        rules.counts_as_payment(self.countable(rules, self.paid))
    }

    /// Whether what is left of it counts as a payment now.
    pub fn counts(&self, rules: &Rules) -> bool {
        rules.counts_as_payment(self.countable(rules, self.net_paid))
    }

    /// Whether it, having counted, still does: at the minimum, too (E47).
    pub fn still_counts(&self, rules: &Rules) -> bool {
        rules.still_counts(self.countable(rules, self.net_paid))
    }

    /// The part of `of_it` that the program looks at.
    fn countable(&self, rules: &Rules, of_it: Money) -> Money {
        let is_of_plan = self.bills_subscription || rules.one_off_counts;
        if !is_of_plan || !rules.includes(&self.billed) {
            of_it.less_minor(of_it.amount_minor())
        } else if rules.allow_out_of_band {
            of_it
        } else {
            of_it.less_minor(self.out_of_band.amount_minor())
        }
    }
}

/// The first payment that counts, of all that were made: the earliest above the minimum, once
/// the friend had signed up as far as clocks agree (E17 to E19, E22, E28).
///
/// What came back later is not asked: it is the first payment all the same, and what came back
/// ends the referral (E48), whether it is heard of before the payment or after (E51).
pub fn first_payment<'a>(
    payments: &'a [Payment],
    rules: &Rules,
    signed_up_at: Timestamp,
) -> Option<&'a Payment> {
    payments
        .iter()
        .filter(|payment| payment.counted(rules))
        .filter(|payment| is_since(payment, signed_up_at))
        .min_by_key(|payment| (payment.paid_at, payment.invoice_id.clone()))
}

/// Whether it was made once the friend had signed up, as far as clocks agree.
pub(crate) fn is_since(payment: &Payment, signed_up_at: Timestamp) -> bool {
    signed_up_at <= after(payment.paid_at, CLOCK_TOLERANCE)
}
