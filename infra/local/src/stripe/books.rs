//! Everything Stripe remembers of one merchant, and how its records are kept, listed and changed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::agenda::Due;
use super::balance::BalanceTransaction;
use super::catalog::{Price, Product};
use super::checkout::Session;
use super::coupons::Coupon;
use super::credit_notes::CreditNote;
use super::customers::Customer;
use super::disputes::Dispute;
use super::events::{Origin, StripeEvent};
use super::form::Form;
use super::fraud::FraudWarning;
use super::invoice_items::InvoiceItem;
use super::invoice_payments::InvoicePayment;
use super::invoices::Invoice;
use super::list;
use super::payments::{Charge, PaymentIntent};
use super::refunds::Refund;
use super::refusal::{Answer, Refusal};
use super::subscriptions::Subscription;

/// Records by id. Ids count up, so they are in order of creation.
pub(super) type Shelf<R> = BTreeMap<String, R>;

/// One kind of object of the API.
pub(super) trait Record: Clone {
    /// What an error calls it: "No such customer".
    const NAME: &'static str;

    fn id(&self) -> &str;

    /// The object as the API shows it.
    fn json(&self, books: &Books) -> Value;

    fn shelf(books: &Books) -> &Shelf<Self>;

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self>;
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Books {
    /// The instant of what is happening; never goes back.
    pub(super) now: Timestamp,
    pub(super) livemode: bool,
    /// The call that causes what is happening.
    pub(super) origin: Origin,
    pub(super) agenda: BTreeSet<(Timestamp, Due)>,
    /// Events that nobody has begun to deliver, oldest first.
    pub(super) undelivered: Vec<String>,
    pub(super) customers: Shelf<Customer>,
    pub(super) balance_transactions: Shelf<BalanceTransaction>,
    pub(super) products: Shelf<Product>,
    pub(super) prices: Shelf<Price>,
    pub(super) coupons: Shelf<Coupon>,
    pub(super) subscriptions: Shelf<Subscription>,
    pub(super) invoices: Shelf<Invoice>,
    pub(super) invoice_items: Shelf<InvoiceItem>,
    pub(super) invoice_payments: Shelf<InvoicePayment>,
    pub(super) payment_intents: Shelf<PaymentIntent>,
    pub(super) charges: Shelf<Charge>,
    pub(super) refunds: Shelf<Refund>,
    pub(super) disputes: Shelf<Dispute>,
    pub(super) fraud_warnings: Shelf<FraudWarning>,
    pub(super) credit_notes: Shelf<CreditNote>,
    pub(super) sessions: Shelf<Session>,
    pub(super) events: Shelf<StripeEvent>,
    counters: BTreeMap<String, u64>,
}

impl Books {
    /// Ids count up per prefix, so that a story reads the same each time it is told.
    pub(super) fn next_id(&mut self, prefix: &str) -> String {
        let counter = self.counters.entry(prefix.to_owned()).or_default();
        *counter = counter.saturating_add(1);
        format!("{prefix}_{counter:08}")
    }

    pub(super) fn get<R: Record>(&self, id: &str) -> Result<&R, Refusal> {
        R::shelf(self)
            .get(id)
            .ok_or_else(|| Refusal::no_such(R::NAME, id))
    }

    /// The record that a field of the call names.
    pub(super) fn named<R: Record>(&self, form: &Form, field: &str) -> Result<&R, Refusal> {
        self.get(form.required(field)?)
            .map_err(|refusal| refusal.in_field(field))
    }

    pub(super) fn show<R: Record>(&self, id: &str) -> Answer {
        self.get::<R>(id).map(|record| record.json(self))
    }

    pub(super) fn put<R: Record>(&mut self, record: R) {
        R::shelf_mut(self).insert(record.id().to_owned(), record);
    }

    /// Changes a record and says nothing; an absent one stays absent.
    pub(super) fn change<R: Record>(&mut self, id: &str, change: impl FnOnce(&mut R)) {
        if let Some(record) = R::shelf_mut(self).get_mut(id) {
            change(record);
        }
    }

    /// Changes a record and sends `kind` with what it was before; silent if nothing changed.
    pub(super) fn change_and_tell<R: Record>(
        &mut self,
        kind: &str,
        id: &str,
        change: impl FnOnce(&mut R),
    ) {
        let Some(mut record) = R::shelf(self).get(id).cloned() else {
            return;
        };
        let before = record.json(self);
        change(&mut record);
        let after = record.json(self);
        self.put(record);
        self.emit_change(kind, &before, &after);
    }

    /// Sends `kind` with the record as it is now.
    pub(super) fn tell<R: Record>(&mut self, kind: &str, id: &str) {
        if let Some(record) = R::shelf(self).get(id) {
            let object = record.json(self);
            self.emit(kind, object);
        }
    }

    /// The records that `keep` keeps, newest first, as one page of a list.
    pub(super) fn list<R: Record>(
        &self,
        url: &str,
        form: &Form,
        keep: impl Fn(&R) -> bool,
    ) -> Answer {
        let kept = R::shelf(self).values().rev().filter(|record| keep(record));
        list::page(url, form, kept.map(|record| record.json(self)).collect())
    }
}
