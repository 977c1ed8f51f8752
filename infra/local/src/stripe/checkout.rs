//! Checkout sessions: the page where somebody buys, and what comes of it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::calendar::later;
use super::call::{Call, Verb};
use super::catalog::Price;
use super::checkout_completion::Outcome;
use super::form::Form;
use super::list;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};
use super::subscription_routes::{priced_items, trial_end};

const OPEN_TIME: SignedDuration = SignedDuration::from_hours(24);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) created: Timestamp,
    pub(super) mode: Mode,
    pub(super) items: Vec<(String, i64)>,
    pub(super) currency: String,
    pub(super) amount: i64,
    pub(super) customer: Option<String>,
    pub(super) customer_email: Option<String>,
    /// Absent while the page is open.
    pub(super) outcome: Option<Outcome>,
    client_reference_id: Option<String>,
    success_url: Option<String>,
    cancel_url: Option<String>,
    metadata: Metadata,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Mode {
    Subscription {
        trial_end: Option<Timestamp>,
        metadata: Metadata,
    },
    /// A one-off payment.
    Payment {
        /// Whether an invoice is made of it.
        invoices: bool,
        /// Whether a customer is made even if nothing needs one.
        creates_customer: bool,
        metadata: Metadata,
    },
}

impl Mode {
    fn name(&self) -> &'static str {
        match self {
            Self::Subscription { .. } => "subscription",
            Self::Payment { .. } => "payment",
        }
    }
}

impl Record for Session {
    const NAME: &'static str = "checkout.session";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let outcome = self.outcome.as_ref();
        let open = outcome.is_none();
        let email = self.customer_email.as_ref().or_else(|| {
            let customer = books.customers.get(self.customer.as_ref()?)?;
            customer.email.as_ref()
        });
        json!({
            "id": self.id,
            "object": "checkout.session",
            "amount_subtotal": self.amount,
            "amount_total": self.amount,
            "cancel_url": self.cancel_url,
            "client_reference_id": self.client_reference_id,
            "created": self.created.as_second(),
            "currency": self.currency,
            "customer": self.customer,
            "customer_details": email.map(|email| json!({ "email": email, "name": null })),
            "customer_email": self.customer_email,
            "expires_at": later(self.created, OPEN_TIME).as_second(),
            "invoice": outcome.and_then(|outcome| outcome.invoice.as_ref()),
            "livemode": books.livemode,
            "metadata": self.metadata,
            "mode": self.mode.name(),
            "payment_intent": outcome.and_then(|outcome| outcome.payment_intent.as_ref()),
            "payment_method_types": ["card"],
            "payment_status": outcome.map_or("unpaid", |outcome| outcome.payment.name()),
            "status": if open { "open" } else { "complete" },
            "subscription": outcome.and_then(|outcome| outcome.subscription.as_ref()),
            "success_url": self.success_url,
            "url": open.then(|| format!("https://checkout.stripe.com/c/pay/{}", self.id)),
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.sessions
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.sessions
    }
}

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, ["sessions"]) => create(books, &call.form),
        (Verb::Get, ["sessions"]) => {
            list::only(&call.form, &["customer", "payment_intent", "subscription"])?;
            let customer = call.form.filled("customer");
            let intent = call.form.filled("payment_intent");
            let subscription = call.form.filled("subscription");
            books.list::<Session>(&call.path, &call.form, |session| {
                let outcome = session.outcome.clone().unwrap_or_default();
                (customer.is_none() || session.customer == customer)
                    && (intent.is_none() || outcome.payment_intent == intent)
                    && (subscription.is_none() || outcome.subscription == subscription)
            })
        }
        (Verb::Get, ["sessions", id]) => books.show::<Session>(id),
        _ => Err(call.unrecognized()),
    }
}

const FIELDS: [&str; 14] = [
    "mode",
    "line_items",
    "customer",
    "customer_email",
    "customer_creation",
    "client_reference_id",
    "metadata",
    "success_url",
    "cancel_url",
    "subscription_data",
    "payment_intent_data",
    "invoice_creation",
    "payment_method_types",
    "ui_mode",
];

fn create(books: &mut Books, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let customer = form.filled("customer");
    if let Some(customer) = &customer {
        books
            .customer(customer)
            .map_err(|refusal| refusal.in_field("customer"))?;
    }
    let mode = mode(books, form)?;
    let items = match &mode {
        Mode::Subscription { .. } => priced_items(books, form, "line_items")?,
        Mode::Payment { .. } => one_off_items(books, form)?,
    };
    let (amount, currency) = sum(books, &items);
    let session = Session {
        metadata: form.metadata()?,
        id: books.next_id("cs_test"),
        created: books.now,
        mode,
        items,
        currency,
        amount,
        customer,
        customer_email: form.filled("customer_email"),
        outcome: None,
        client_reference_id: form.filled("client_reference_id"),
        success_url: form.filled("success_url"),
        cancel_url: form.filled("cancel_url"),
    };
    let id = session.id.clone();
    books.put(session);
    books.show::<Session>(&id)
}

fn mode(books: &Books, form: &Form) -> Result<Mode, Refusal> {
    match form.required("mode")? {
        "subscription" => {
            let data = form.group("subscription_data");
            data.only(&["trial_period_days", "trial_end", "metadata"])?;
            Ok(Mode::Subscription {
                trial_end: trial_end(&data, books.now)?,
                metadata: data.metadata()?,
            })
        }
        "payment" => {
            let data = form.group("payment_intent_data");
            data.only(&["metadata"])?;
            Ok(Mode::Payment {
                invoices: form
                    .group("invoice_creation")
                    .flag("enabled")?
                    .unwrap_or(false),
                creates_customer: form.text("customer_creation") == Some("always"),
                metadata: data.metadata()?,
            })
        }
        _ => Err(Refusal::invalid("mode", "Not a mode of this Stripe")),
    }
}

fn one_off_items(books: &Books, form: &Form) -> Result<Vec<(String, i64)>, Refusal> {
    let mut items = Vec::new();
    for item in form.groups("line_items") {
        item.only(&["price", "quantity"])?;
        let price = item.required("price")?;
        let found = books
            .get::<Price>(price)
            .map_err(|refusal| refusal.in_field("line_items"))?;
        if found.interval.is_some() {
            return Err(Refusal::invalid(
                "line_items",
                "A recurring price needs a subscription",
            ));
        }
        items.push((price.to_owned(), item.integer("quantity")?.unwrap_or(1)));
    }
    if items.is_empty() {
        Err(Refusal::missing("line_items"))
    } else {
        Ok(items)
    }
}

fn sum(books: &Books, items: &[(String, i64)]) -> (i64, String) {
    let mut amount: i64 = 0;
    let mut currency = String::new();
    for (price, quantity) in items {
        if let Some(price) = books.prices.get(price) {
            amount = amount.saturating_add(price.unit_amount.saturating_mul(*quantity));
            currency.clone_from(&price.currency);
        }
    }
    (amount, currency)
}
