//! A merchant who calls the API directly, at instants of the test's choosing.

use jiff::Timestamp;
use serde_json::Value;

use crate::stripe::books::Books;
use crate::stripe::call::{Call, Verb};
use crate::stripe::form::Form;
use crate::stripe::refusal::Answer;
use crate::stripe::routes;

pub(super) struct Shop {
    pub(super) books: Books,
    told: usize,
}

impl Shop {
    pub(super) fn open_at(instant: &str) -> Self {
        let mut shop = Self {
            books: Books::default(),
            told: 0,
        };
        shop.at(instant);
        shop
    }

    /// Lets time pass.
    pub(super) fn at(&mut self, instant: &str) -> &mut Self {
        self.books.run_until(instant.parse().unwrap());
        self
    }

    pub(super) fn call(&mut self, verb: Verb, path: &str, encoded: &str) -> Answer {
        let form = Form::parse(encoded.as_bytes())?;
        routes::answer(
            &mut self.books,
            &Call {
                verb,
                path: format!("/v1/{path}"),
                form,
            },
        )
    }

    #[track_caller]
    pub(super) fn post(&mut self, path: &str, encoded: &str) -> Value {
        self.call(Verb::Post, path, encoded).unwrap()
    }

    #[track_caller]
    pub(super) fn get(&mut self, path: &str) -> Value {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        self.call(Verb::Get, path, query).unwrap()
    }

    #[track_caller]
    pub(super) fn delete(&mut self, path: &str) -> Value {
        self.call(Verb::Delete, path, "").unwrap()
    }

    /// The status and message of a POST that is refused.
    #[track_caller]
    pub(super) fn refused(&mut self, path: &str, encoded: &str) -> (u16, String) {
        let refusal = self.call(Verb::Post, path, encoded).unwrap_err();
        let message = refusal.json()["error"]["message"]
            .as_str()
            .unwrap()
            .to_owned();
        (refusal.status, message)
    }

    pub(super) fn customer(&mut self) -> String {
        id(&self.post("customers", "email=ana@example.com&name=Ana"))
    }

    /// A price of so much per interval, in US dollars.
    pub(super) fn price(&mut self, unit_amount: i64, interval: &str) -> String {
        let product = id(&self.post("products", "name=Pro"));
        let price = format!(
            "product={product}&currency=usd&unit_amount={unit_amount}&recurring[interval]={interval}"
        );
        id(&self.post("prices", &price))
    }

    pub(super) fn subscribe(&mut self, customer: &str, price: &str, more: &str) -> Value {
        let form = format!("customer={customer}&items[0][price]={price}{more}");
        self.post("subscriptions", &form)
    }

    /// Puts credit (negative) or debit on the balance, in US dollars.
    pub(super) fn adjust(&mut self, customer: &str, amount: i64) -> Value {
        let path = format!("customers/{customer}/balance_transactions");
        self.post(
            &path,
            &format!("amount={amount}&currency=usd&metadata[reward_id]=rwd_1"),
        )
    }

    /// The types and amounts of the balance's lines, oldest first.
    pub(super) fn ledger(&mut self, customer: &str) -> Vec<(String, i64)> {
        let lines = self.get(&format!(
            "customers/{customer}/balance_transactions?limit=100"
        ));
        let line = |line: &Value| (text(line, "type"), line["amount"].as_i64().unwrap());
        lines["data"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .map(line)
            .collect()
    }

    pub(super) fn balance(&mut self, customer: &str) -> i64 {
        self.get(&format!("customers/{customer}"))["balance"]
            .as_i64()
            .unwrap()
    }

    /// The customer's invoices, oldest first.
    pub(super) fn invoices(&mut self, customer: &str) -> Vec<Value> {
        let list = self.get(&format!("invoices?customer={customer}&limit=100"));
        list["data"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .cloned()
            .collect()
    }

    pub(super) fn last_invoice(&mut self, customer: &str) -> Value {
        self.invoices(customer).pop().unwrap()
    }

    /// The types of the events since the last time this was asked.
    pub(super) fn told(&mut self) -> Vec<String> {
        let kinds: Vec<String> = self
            .books
            .events
            .values()
            .skip(self.told)
            .map(|event| event.kind.clone())
            .collect();
        self.told = self.books.events.len();
        kinds
    }

    /// The events of one type that name `object`.
    pub(super) fn events(&mut self, kind: &str, object: &str) -> Vec<Value> {
        let list = self.get(&format!("events?type={kind}&limit=100"));
        let events = list["data"].as_array().unwrap().iter().rev();
        events
            .filter(|event| event["data"]["object"]["id"] == object)
            .cloned()
            .collect()
    }

    /// The intent that paid the invoice.
    pub(super) fn intent_of(&mut self, invoice: &str) -> String {
        let payments = self.get(&format!("invoice_payments?invoice={invoice}&status=paid"));
        text(&payments["data"][0]["payment"], "payment_intent")
    }
}

#[track_caller]
pub(super) fn id(object: &Value) -> String {
    text(object, "id")
}

#[track_caller]
pub(super) fn text(object: &Value, field: &str) -> String {
    object[field].as_str().unwrap().to_owned()
}

pub(super) fn second(instant: &str) -> i64 {
    instant.parse::<Timestamp>().unwrap().as_second()
}
