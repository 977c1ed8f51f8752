//! The local Stripe: customers, bills, and what can be made to go wrong with it.

mod faults;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;

use super::frame::{Frame, Said, Tab};
pub(super) use faults::{change_faults, decline};

use crate::control::Stack;
use crate::html::{Page, day, dollars, page};

#[derive(Template)]
#[template(path = "dashboard/stripe.html")]
struct StripePage {
    frame: Frame,
    stripe_url: String,
    customers: Vec<Customer>,
    invoices: Vec<Invoice>,
    faults: Vec<String>,
    is_down: bool,
    held: usize,
}

struct Customer {
    id: String,
    name: String,
    email: String,
    balance: String,
    has_credit: bool,
    declines: bool,
    subscriptions: Vec<String>,
}

struct Invoice {
    number: String,
    customer: String,
    created: String,
    total: String,
    applied: String,
    has_applied: bool,
    paid: String,
    status: String,
}

/// What the control routes of the local Stripe show of themselves.
#[derive(Deserialize)]
struct Books {
    customers: Vec<CustomerEntry>,
    subscriptions: Vec<SubscriptionEntry>,
    invoices: Vec<InvoiceEntry>,
    deliveries: Deliveries,
    faults: Value,
}

#[derive(Deserialize)]
struct CustomerEntry {
    id: String,
    name: Option<String>,
    email: Option<String>,
    balance: i64,
    deleted: bool,
    declines: bool,
}

#[derive(Deserialize)]
struct SubscriptionEntry {
    customer: String,
    status: String,
    amount: i64,
    current_period_end: Timestamp,
}

#[derive(Deserialize)]
struct InvoiceEntry {
    number: Option<String>,
    customer: String,
    created: Timestamp,
    total: i64,
    applied_balance: i64,
    amount_paid: i64,
    status: String,
}

#[derive(Deserialize)]
struct Deliveries {
    held: Vec<String>,
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let books: Books = serde_json::from_value(call(&stack, Method::GET, "state", None).await?)?;
    let mut subscriptions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for each in &books.subscriptions {
        let words = each.in_words();
        subscriptions.entry(&each.customer).or_default().push(words);
    }
    let entries = books.customers.iter();
    let by_id: BTreeMap<&str, &CustomerEntry> = entries.map(|it| (it.id.as_str(), it)).collect();
    let name_of = |id: &str| by_id.get(id).map_or_else(|| id.to_owned(), |it| it.name());
    let invoice = |entry: &InvoiceEntry| entry.shown(name_of(&entry.customer));
    let mut customers = Vec::new();
    for entry in &books.customers {
        let of_customer = subscriptions.remove(entry.id.as_str());
        customers.push(entry.shown(of_customer.unwrap_or_default()));
    }
    page(&StripePage {
        frame: Frame::of(&stack, Tab::Stripe, Tab::Stripe.path(), said),
        stripe_url: stack.addresses.stripe_url.clone(),
        customers,
        invoices: books.invoices.iter().rev().map(invoice).collect(),
        is_down: books.faults["down"] == true,
        faults: faults::in_words(&books.faults),
        held: books.deliveries.held.len(),
    })
}

/// How many events Stripe knows of.
pub(super) async fn events_of(stack: &Stack) -> usize {
    let state = call(stack, Method::GET, "state", None).await;
    let state = state.unwrap_or_default();
    state["events"].as_array().map_or(0, Vec::len)
}

/// A call of the local Stripe's control routes.
async fn call(
    stack: &Stack,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> anyhow::Result<Value> {
    let url = format!("{}/_stripe/{path}", stack.addresses.stripe_url);
    let mut request = stack.client.request(method, url);
    if let Some(body) = body.filter(|body| !body.is_null()) {
        request = request.json(&body);
    }
    Ok(request.send().await?.error_for_status()?.json().await?)
}

impl CustomerEntry {
    fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.id.clone())
    }

    fn shown(&self, subscriptions: Vec<String>) -> Customer {
        let deleted = if self.deleted { " (deleted)" } else { "" };
        Customer {
            id: self.id.clone(),
            name: format!("{}{deleted}", self.name()),
            email: self.email.clone().unwrap_or_default(),
            balance: dollars(self.balance),
            has_credit: self.balance < 0,
            declines: self.declines,
            subscriptions,
        }
    }
}

impl SubscriptionEntry {
    fn in_words(&self) -> String {
        let amount = dollars(self.amount);
        let end = day(self.current_period_end);
        match self.status.as_str() {
            "canceled" => format!("{amount}, canceled"),
            "trialing" => format!("{amount}, on trial until {end}"),
            "active" => format!("{amount}, next bill on {end}"),
            other => format!("{amount}, {other}, until {end}"),
        }
    }
}

impl InvoiceEntry {
    fn shown(&self, customer: String) -> Invoice {
        Invoice {
            number: self.number.clone().unwrap_or_else(|| "draft".to_owned()),
            customer,
            created: day(self.created),
            total: dollars(self.total),
            applied: dollars(self.applied_balance.saturating_neg()),
            has_applied: self.applied_balance != 0,
            paid: dollars(self.amount_paid),
            status: self.status.clone(),
        }
    }
}
