//! The life of an invoice until it is collected: drafted, and finalized against the balance; or
//! void after all.

use jiff::SignedDuration;

use super::agenda::Due;
use super::balance::{Cause, Links, Movement};
use super::books::Books;
use super::calendar::{Period, later};
use super::customers::Customer;
use super::invoice_lines::Line;
use super::invoice_payments::{Payment, PaymentStatus};
use super::invoices::{Credited, Discounted, Finalized, Funding, Invoice, Labels, Reason, Status};
use super::metadata::Metadata;
use super::payments::{Asked, IntentStatus, PaymentIntent};

/// Stripe leaves a draft alone for an hour, so that it can still be changed.
pub(super) const DRAFT_TIME: SignedDuration = SignedDuration::from_hours(1);

/// An invoice that is about to be drafted.
pub(super) struct NewInvoice {
    pub(super) customer: String,
    pub(super) currency: String,
    pub(super) reason: Reason,
    pub(super) subscription: Option<String>,
    pub(super) period: Period,
    pub(super) lines: Vec<Line>,
    pub(super) discount: Option<Discounted>,
    pub(super) days_until_due: Option<i64>,
    pub(super) auto_advance: bool,
    pub(super) funding: Funding,
    pub(super) labels: Labels,
    /// Whether the items that wait for an invoice go on this one.
    pub(super) takes_waiting_items: bool,
}

impl Books {
    /// Drafts the invoice and leaves it to be finalized by whoever asked for it.
    pub(super) fn draft_invoice(&mut self, new: NewInvoice) -> String {
        let invoice = Invoice {
            id: self.next_id("in"),
            created: self.now,
            customer: new.customer,
            currency: new.currency,
            reason: new.reason,
            status: Status::Draft { finalizes_at: None },
            finalized: None,
            subscription: new.subscription,
            period: new.period,
            lines: new.lines,
            discount: new.discount,
            amount_paid: 0,
            attempt_count: 0,
            days_until_due: new.days_until_due,
            auto_advance: new.auto_advance,
            funding: new.funding,
            credited: Credited::default(),
            labels: new.labels,
        };
        let id = invoice.id.clone();
        self.put(invoice);
        if new.takes_waiting_items {
            self.pull_waiting_items(&id);
        }
        self.tell::<Invoice>("invoice.created", &id);
        id
    }

    /// Has the draft finalized by itself after Stripe's hour.
    pub(super) fn finalize_later(&mut self, id: &str) {
        let at = later(self.now, DRAFT_TIME);
        self.change::<Invoice>(id, |invoice| {
            invoice.status = Status::Draft {
                finalizes_at: Some(at),
            };
        });
        self.plan(
            at,
            Due::Finalize {
                invoice: id.to_owned(),
            },
        );
    }

    pub(super) fn finalize_and_collect(&mut self, id: &str) {
        self.finalize(id);
        let charges = self.invoices.get(id).is_some_and(|invoice| {
            matches!(invoice.status, Status::Open { .. })
                && invoice.auto_advance
                && invoice.days_until_due.is_none()
        });
        if charges {
            self.collect(id);
        }
    }

    /// Fixes the amounts, takes the customer's balance, and opens the payment of what is left.
    pub(super) fn finalize(&mut self, id: &str) {
        let Some(invoice) = self
            .invoices
            .get(id)
            .filter(|invoice| invoice.is_draft())
            .cloned()
        else {
            return;
        };
        let starting_balance = invoice.starting_balance(self);
        let amount_due = self.take_balance(&invoice, starting_balance);
        let ending_balance = invoice.starting_balance(self);
        let mut number = String::new();
        self.change::<Customer>(&invoice.customer, |customer| {
            number = customer.take_invoice_number();
        });
        let at = self.now;
        self.change::<Invoice>(id, |invoice| {
            invoice.status = Status::Open { retry_at: None };
            invoice.finalized = Some(Finalized {
                at,
                number,
                starting_balance,
                ending_balance,
                amount_due,
            });
        });
        self.tell::<Invoice>("invoice.finalized", id);
        if amount_due == 0 {
            self.settle(id);
        } else {
            let intent = self.open_intent(Asked {
                customer: Some(invoice.customer),
                amount: amount_due,
                currency: invoice.currency,
                metadata: Metadata::new(),
            });
            self.link_payment(id, Payment::Intent(intent), PaymentStatus::Open);
        }
    }

    /// Moves between the balance and the invoice, and returns what is left to pay.
    fn take_balance(&mut self, invoice: &Invoice, starting_balance: i64) -> i64 {
        let total = invoice.total();
        let due = total.saturating_add(starting_balance).max(0);
        let cause = match &invoice.funding {
            Funding::NoBalance => return due,
            Funding::Balance => Cause::AppliedToInvoice,
            Funding::Checkout(_) => Cause::CheckoutSessionSubscriptionPayment,
        };
        self.move_for_invoice(invoice, cause, total.saturating_sub(due));
        if due > 0 && due < least_charge(&invoice.currency) {
            self.move_for_invoice(invoice, Cause::InvoiceTooSmall, due);
            return 0;
        }
        due
    }

    fn move_for_invoice(&mut self, invoice: &Invoice, cause: Cause, amount: i64) {
        if amount == 0 {
            return;
        }
        let checkout_session = match &invoice.funding {
            Funding::Checkout(session) => Some(session.clone()),
            Funding::Balance | Funding::NoBalance => None,
        };
        let links = Links {
            invoice: Some(invoice.id.clone()),
            checkout_session,
            ..Links::default()
        };
        let movement = Movement {
            cause,
            amount,
            currency: invoice.currency.clone(),
            links,
            description: None,
            metadata: Metadata::new(),
        };
        self.move_balance(&invoice.customer, movement);
    }

    /// Voids what is still owed and gives the balance back that the invoice had taken.
    pub(super) fn void(&mut self, id: &str) {
        let Some(invoice) = self
            .invoices
            .get(id)
            .filter(|invoice| invoice.is_payable())
            .cloned()
        else {
            return;
        };
        let at = self.now;
        if let Some(intent) = self.open_intent_of(id) {
            self.change::<PaymentIntent>(&intent, |intent| intent.status = IntentStatus::Canceled);
        }
        self.close_payment(id, PaymentStatus::Canceled { at });
        let taken = self.taken_by_invoice(id);
        self.move_for_invoice(
            &invoice,
            Cause::UnappliedFromInvoice,
            taken.saturating_neg(),
        );
        self.change::<Invoice>(id, |invoice| {
            invoice.status = Status::Void { at };
            invoice.auto_advance = false;
        });
        self.tell::<Invoice>("invoice.voided", id);
    }
}

/// The least Stripe can charge; less than that goes to the balance as a debit.
fn least_charge(currency: &str) -> i64 {
    match currency {
        "gbp" => 30,
        "jpy" | "usd" | "eur" | "aud" | "cad" | "chf" | "nzd" => 50,
        "sek" | "nok" => 300,
        "dkk" => 250,
        _ => 1,
    }
}
