//! The local Stripe: who pays what, and what a bill shows.

mod bills;

use reqwest::Method;
use serde_json::{Value, json};

use super::answer::{Answer, send};
use super::money;
use super::people::Person;
use super::stack::Stack;
use super::subscription::Subscribing;

pub(crate) struct Stripe<'a> {
    pub(super) stack: &'a Stack,
}

/// One bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invoice {
    pub(crate) id: String,
    pub(crate) status: String,
    pub(crate) created: i64,
    /// What the bill is about, in the minor unit: before any credit.
    pub(crate) total: i64,
    pub(crate) starting_balance: i64,
    pub(crate) ending_balance: i64,
    pub(crate) amount_due: i64,
    pub(crate) amount_paid: i64,
}

/// One change of a customer's balance that is not an invoice's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// In the minor unit, below zero: a credit.
    pub(crate) amount: i64,
    pub(crate) description: String,
    /// The reward it stands for.
    pub(crate) reward_id: String,
}

impl<'a> Stripe<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// Stripe's customer for the account of somebody; made when first asked for.
    #[track_caller]
    pub(crate) fn customer(&self, name: &str) -> String {
        let person = Person::named(name);
        let known = self
            .stack
            .customers
            .lock()
            .unwrap()
            .get(&person.account_id)
            .cloned();
        known.unwrap_or_else(|| {
            let made = self.post(
                "/v1/customers",
                &[("name", &person.name()), ("email", &person.email())],
            );
            let id = made["id"].as_str().unwrap().to_owned();
            self.stack
                .customers
                .lock()
                .unwrap()
                .insert(person.account_id, id.clone());
            id
        })
    }

    /// Begins a subscription for the account of somebody.
    #[track_caller]
    pub(crate) fn subscribes(&self, name: &str) -> Subscribing<'a> {
        Subscribing::of(self.stack, self.customer(name))
    }

    /// A recurring price, or one for a single payment.
    #[track_caller]
    pub(crate) fn price(&self, amount: &str, interval: Option<&str>) -> String {
        let product = self.post("/v1/products", &[("name", "Plan")]);
        self.price_of(product["id"].as_str().unwrap(), amount, interval)
    }

    /// The same of a product that is there.
    #[track_caller]
    pub(super) fn price_of(&self, product: &str, amount: &str, interval: Option<&str>) -> String {
        let (minor, currency) = money::stripe(amount);
        let minor = minor.to_string();
        let mut form = vec![
            ("product", product),
            ("currency", &currency),
            ("unit_amount", &minor),
        ];
        form.extend(interval.map(|interval| ("recurring[interval]", interval)));
        self.post("/v1/prices", &form)["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The bills of the account of somebody, oldest first.
    #[track_caller]
    pub(crate) fn invoices(&self, name: &str) -> Vec<Invoice> {
        self.stack.settle();
        let listed = self.list("/v1/invoices", name);
        listed.iter().map(Invoice::read).collect()
    }

    #[track_caller]
    pub(crate) fn last_invoice(&self, name: &str) -> Invoice {
        self.invoices(name).pop().unwrap()
    }

    /// What the customer's balance stands at: below zero is credit.
    #[track_caller]
    pub(crate) fn balance(&self, name: &str) -> i64 {
        self.stack.settle();
        self.get(&format!("/v1/customers/{}", self.customer(name)))["balance"]
            .as_i64()
            .unwrap()
    }

    /// What was put on the customer's balance, oldest first.
    #[track_caller]
    pub(crate) fn credits(&self, name: &str) -> Vec<Credit> {
        self.stack.settle();
        let path = format!("/v1/customers/{}/balance_transactions", self.customer(name));
        let listed = self.list(&path, "");
        let ours = listed.iter().filter(|line| line["type"] == "adjustment");
        ours.map(Credit::read).collect()
    }

    /// The customer is deleted, and its subscriptions end.
    #[track_caller]
    pub(crate) fn deletes(&self, name: &str) {
        let path = format!("/v1/customers/{}", self.customer(name));
        send(self.stack.stripe_request(Method::DELETE, &path)).expect(200);
        self.stack.settle();
    }

    /// Gives back all of an invoice, or a part in the minor unit: answers the refund.
    #[track_caller]
    pub(crate) fn refunds(&self, invoice: &Invoice, amount: Option<i64>) -> String {
        let paid = self.get(&format!("/v1/invoice_payments?invoice={}", invoice.id));
        let intent = paid["data"][0]["payment"]["payment_intent"]
            .as_str()
            .unwrap()
            .to_owned();
        let amount = amount.map(|amount| amount.to_string());
        let mut form = vec![("payment_intent", intent.as_str())];
        form.extend(amount.as_deref().map(|amount| ("amount", amount)));
        self.post("/v1/refunds", &form)["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// A refund that had succeeded comes back: the bank does not take it.
    #[track_caller]
    pub(crate) fn fails_refund(&self, refund: &str) {
        self.control(&format!("/refunds/{refund}/fail"), &json!({}));
    }

    /// The bank questions the payment of an invoice, or only inquires: answers the dispute.
    #[track_caller]
    pub(crate) fn disputes(&self, invoice: &Invoice, inquiry: bool) -> String {
        let body = json!({ "invoice": invoice.id, "inquiry": inquiry });
        let path = "/_stripe/disputes";
        let request = self.stack.stripe_request(Method::POST, path).json(&body);
        send(request).expect(200)["id"].as_str().unwrap().to_owned()
    }

    /// The bank decides: `won`, `lost`, or `warning_closed`.
    #[track_caller]
    pub(crate) fn closes(&self, dispute: &str, status: &str) {
        let path = format!("/disputes/{dispute}/close");
        self.control(&path, &json!({ "status": status }));
    }

    /// What is printed on an invoice beside its lines: `name: value`.
    #[track_caller]
    pub(crate) fn printed_on(&self, invoice: &Invoice) -> Vec<String> {
        let read = self.get(&format!("/v1/invoices/{}", invoice.id));
        let fields = read["custom_fields"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let text = |field: &Value, name: &str| field[name].as_str().unwrap().to_owned();
        let line = |it: &Value| format!("{}: {}", text(it, "name"), text(it, "value"));
        fields.iter().map(line).collect()
    }

    /// The card's network suspects the payment of an invoice.
    #[track_caller]
    pub(crate) fn warns_of_fraud(&self, invoice: &Invoice) {
        self.control("/fraud_warnings", &json!({ "invoice": invoice.id }));
        self.stack.settle();
    }

    /// Somebody pays by the card that this names.
    #[track_caller]
    pub(crate) fn pays_by_card(&self, name: &str, fingerprint: &str) {
        let body = json!({ "customer": self.customer(name), "fingerprint": fingerprint });
        self.control("/cards", &body);
    }

    /// Gives back a part of an invoice by a credit note that refunds it.
    #[track_caller]
    pub(crate) fn notes_credit(&self, invoice: &Invoice, amount: i64) {
        let amount = amount.to_string();
        let form = [
            ("invoice", invoice.id.as_str()),
            ("amount", &amount),
            ("refund_amount", &amount),
        ];
        self.post("/v1/credit_notes", &form);
    }

    /// Stripe's events of one type, oldest first.
    #[track_caller]
    pub(crate) fn events(&self, kind: &str) -> Vec<Value> {
        let listed = self.get(&format!("/v1/events?type={kind}&limit=100"));
        listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .cloned()
            .collect()
    }

    /// Sends every event so far once more.
    pub(crate) fn resends_all(&self) {
        self.control("/resend", &json!({ "all": true }));
    }

    /// Sends every event from now on more than once, at the same instant.
    pub(crate) fn duplicates(&self, copies: u32) {
        self.control("/faults", &json!({ "duplicate": copies }));
    }

    /// Holds events back, until they are released newest first.
    pub(crate) fn reorders(&self) {
        self.control("/faults", &json!({ "reorder": true }));
    }

    pub(crate) fn releases(&self) {
        self.control("/release", &json!({}));
    }

    /// The next calls that match fail in a way, such as `500_after`, so many times.
    pub(crate) fn fails(&self, pattern: &str, kind: &str, times: u32) {
        let fault = json!({ "match": pattern, "kind": kind, "times": times });
        self.control("/faults", &json!({ "next_responses": [fault] }));
    }

    /// Nothing fails any more.
    pub(crate) fn recovers(&self) {
        send(self.stack.stripe_request(Method::DELETE, "/_stripe/faults")).expect(200);
    }

    /// A day has passed for the keys of calls.
    pub(crate) fn forgets_keys(&self) {
        self.control("/forget_idempotency_keys", &json!({}));
    }

    #[track_caller]
    pub(crate) fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        send(self.stack.stripe_request(Method::POST, path).form(form)).expect(200)
    }

    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Answer {
        send(self.stack.stripe_request(Method::GET, path)).expect(200)
    }

    #[track_caller]
    fn list(&self, path: &str, name: &str) -> Vec<Value> {
        let customer = match name {
            "" => String::new(),
            name => format!("&customer={}", self.customer(name)),
        };
        let listed = self.get(&format!("{path}?limit=100{customer}"));
        listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .cloned()
            .collect()
    }

    #[track_caller]
    pub(super) fn control(&self, path: &str, body: &Value) {
        let path = format!("/_stripe{path}");
        send(self.stack.stripe_request(Method::POST, &path).json(body)).expect(200);
    }
}

impl Invoice {
    fn read(invoice: &Value) -> Self {
        let number = |field: &str| invoice[field].as_i64().unwrap_or_default();
        let text = |field: &str| invoice[field].as_str().unwrap().to_owned();
        Self {
            id: text("id"),
            status: text("status"),
            created: number("created"),
            total: number("total"),
            starting_balance: number("starting_balance"),
            ending_balance: number("ending_balance"),
            amount_due: number("amount_due"),
            amount_paid: number("amount_paid"),
        }
    }
}

impl Credit {
    fn read(line: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            amount: line["amount"].as_i64().unwrap(),
            description: text(&line["description"]),
            reward_id: text(&line["metadata"]["reward_id"]),
        }
    }
}
