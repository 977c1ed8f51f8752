//! Ways to pay, and not to: cards that decline, cheques, debits, Checkout pages.

use serde_json::json;

use super::money;
use super::people::Person;
use super::stripe::{Invoice, Stripe};

impl Stripe<'_> {
    /// The card of somebody takes no payment any more, or takes them again.
    #[track_caller]
    pub(crate) fn card_declines(&self, name: &str, declines: bool) {
        let body = json!({ "customer": self.customer(name), "on": declines });
        self.control("/decline", &body);
    }

    /// An open bill is paid by card.
    #[track_caller]
    pub(crate) fn pays(&self, invoice: &Invoice) {
        self.post(&format!("/v1/invoices/{}/pay", invoice.id), &[]);
    }

    /// An open bill is paid by cheque, and the host says so to Stripe.
    #[track_caller]
    pub(crate) fn pays_out_of_band(&self, invoice: &Invoice) {
        let path = format!("/v1/invoices/{}/pay", invoice.id);
        self.post(&path, &[("paid_out_of_band", "true")]);
    }

    /// Somebody is billed for something that is no subscription, and pays at once.
    #[track_caller]
    pub(crate) fn bills_once(&self, name: &str, amount: &str) {
        let customer = self.customer(name);
        let (minor, currency) = money::stripe(amount);
        let minor = minor.to_string();
        let item = [
            ("customer", customer.as_str()),
            ("amount", &minor),
            ("currency", &currency),
        ];
        self.post("/v1/invoiceitems", &item);
        let form = [
            ("customer", customer.as_str()),
            ("pending_invoice_items_behavior", "include"),
        ];
        let invoice = self.post("/v1/invoices", &form);
        let id = invoice["id"].as_str().unwrap();
        self.post(&format!("/v1/invoices/{id}/pay"), &[]);
    }

    /// Somebody buys once on a Checkout page by a debit that takes days: answers the session.
    #[track_caller]
    pub(crate) fn buys_by_debit(&self, name: &str, amount: &str) -> String {
        let person = Person::named(name);
        let price = self.price(amount, None);
        let form = [
            ("mode", "payment"),
            ("invoice_creation[enabled]", "true"),
            ("line_items[0][price]", price.as_str()),
            ("customer_creation", "always"),
            ("client_reference_id", person.account_id.as_str()),
            ("success_url", "https://app.example.com/welcome"),
        ];
        let session = self.post("/v1/checkout/sessions", &form);
        let id = session["id"].as_str().unwrap().to_owned();
        let body = json!({ "email": person.email(), "delayed": true });
        self.control(&format!("/checkout_sessions/{id}/complete"), &body);
        id
    }

    /// The debit arrives, or fails.
    #[track_caller]
    pub(crate) fn debit_ends(&self, session: &str, succeeded: bool) {
        let path = format!("/checkout_sessions/{session}/settle");
        self.control(&path, &json!({ "succeeded": succeeded }));
    }

    /// Somebody opens a Checkout page, buys, and so becomes a customer: answers the customer.
    ///
    /// The host names the account in the session alone (`client_reference_id`).
    #[track_caller]
    pub(crate) fn buys_by_checkout(&self, name: &str, amount: &str) -> String {
        self.completes_checkout(name, amount, &[])
    }

    /// The same, where nothing is due for so many days.
    #[track_caller]
    pub(crate) fn starts_a_trial_by_checkout(&self, name: &str, amount: &str, days: u32) -> String {
        let days = days.to_string();
        self.completes_checkout(
            name,
            amount,
            &[("subscription_data[trial_period_days]", &days)],
        )
    }

    #[track_caller]
    fn completes_checkout(&self, name: &str, amount: &str, more: &[(&str, &str)]) -> String {
        let person = Person::named(name);
        let price = self.price(amount, Some("month"));
        let form = [
            ("mode", "subscription"),
            ("line_items[0][price]", price.as_str()),
            ("client_reference_id", person.account_id.as_str()),
            ("success_url", "https://app.example.com/welcome"),
        ];
        let session = self.post("/v1/checkout/sessions", &[&form, more].concat());
        let id = session["id"].as_str().unwrap();
        let path = format!("/checkout_sessions/{id}/complete");
        self.control(&path, &json!({ "email": person.email() }));
        let done = self.get(&format!("/v1/checkout/sessions/{id}"));
        let customer = done["customer"].as_str().unwrap().to_owned();
        self.stack
            .customers
            .lock()
            .unwrap()
            .insert(person.account_id, customer.clone());
        customer
    }
}
