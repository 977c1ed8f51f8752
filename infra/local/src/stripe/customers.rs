//! Customers: who is billed, in which currency, with which balance.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::balance;
use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::form::Form;
use super::list;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};
use super::subscriptions::Subscription;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Customer {
    pub(super) id: String,
    pub(super) created: Timestamp,
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    phone: Option<String>,
    description: Option<String>,
    metadata: Metadata,
    /// Negative is credit: it lowers the next invoice.
    pub(super) balance: i64,
    /// Set by the first thing that is billed, and never changed after.
    pub(super) currency: Option<String>,
    next_invoice_sequence: u32,
    /// A payment that was tried has failed and none has succeeded since.
    pub(super) delinquent: bool,
    pub(super) deleted: bool,
    pub(super) bank: Bank,
    /// What tells the customer's card from others; one's own until a control route says otherwise.
    #[serde(default)]
    pub(super) card: Option<String>,
}

/// How the customer's bank behaves; set by the control routes.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Bank {
    pub(super) declines: bool,
    /// Refunds stay `pending` until a control route settles them.
    pub(super) holds_refunds: bool,
}

impl Customer {
    fn invoice_prefix(&self) -> String {
        self.id.trim_start_matches("cus_").to_owned()
    }

    /// The number of the customer's next invoice.
    pub(super) fn take_invoice_number(&mut self) -> String {
        let number = format!(
            "{}-{:04}",
            self.invoice_prefix(),
            self.next_invoice_sequence
        );
        self.next_invoice_sequence = self.next_invoice_sequence.saturating_add(1);
        number
    }
}

impl Record for Customer {
    const NAME: &'static str = "customer";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        if self.deleted {
            return json!({ "id": self.id, "object": "customer", "deleted": true });
        }
        json!({
            "id": self.id,
            "object": "customer",
            "address": null,
            "balance": self.balance,
            "created": self.created.as_second(),
            "currency": self.currency,
            "default_source": null,
            "delinquent": self.delinquent,
            "description": self.description,
            "discount": null,
            "email": self.email,
            "invoice_prefix": self.invoice_prefix(),
            "invoice_settings": {
                "custom_fields": null,
                "default_payment_method": null,
                "footer": null,
                "rendering_options": null,
            },
            "livemode": books.livemode,
            "metadata": self.metadata,
            "name": self.name,
            "next_invoice_sequence": self.next_invoice_sequence,
            "phone": self.phone,
            "preferred_locales": [],
            "shipping": null,
            "tax_exempt": "none",
            "test_clock": null,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.customers
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.customers
    }
}

impl Books {
    /// The customer, unless it was deleted: nothing can be done with it then.
    pub(super) fn customer(&self, id: &str) -> Result<&Customer, Refusal> {
        let customer = self.get::<Customer>(id)?;
        if customer.deleted {
            Err(Refusal::no_such(Customer::NAME, id))
        } else {
            Ok(customer)
        }
    }

    /// Fixes the customer's currency at the first thing billed; refuses another one after.
    pub(super) fn settle_currency(&mut self, id: &str, currency: &str) -> Result<(), Refusal> {
        match &self.customer(id)?.currency {
            Some(settled) if settled == currency => Ok(()),
            Some(settled) => Err(Refusal::not_now(format!(
                "You cannot combine currencies on a single customer. This customer is billed in \
                 {settled}."
            ))),
            None => {
                self.change_and_tell::<Customer>("customer.updated", id, |customer| {
                    customer.currency = Some(currency.to_owned());
                });
                Ok(())
            }
        }
    }

    /// Makes a customer from the fields of a call, or from what a checkout page asked for.
    pub(super) fn open_customer(&mut self, form: &Form) -> Result<String, Refusal> {
        let customer = Customer {
            metadata: form.metadata()?,
            id: self.next_id("cus"),
            created: self.now,
            email: form.filled("email"),
            name: form.filled("name"),
            phone: form.filled("phone"),
            description: form.filled("description"),
            balance: 0,
            currency: None,
            next_invoice_sequence: 1,
            delinquent: false,
            deleted: false,
            card: None,
            bank: Bank::default(),
        };
        let id = customer.id.clone();
        self.put(customer);
        self.tell::<Customer>("customer.created", &id);
        Ok(id)
    }
}

/// The fields that set something here, and those that only name a payment method: every
/// customer of this Stripe has one that works until told otherwise.
const FIELDS: [&str; 8] = [
    "email",
    "name",
    "phone",
    "description",
    "metadata",
    "payment_method",
    "source",
    "invoice_settings",
];

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => {
            call.form.only(&FIELDS)?;
            let id = books.open_customer(&call.form)?;
            books.show::<Customer>(&id)
        }
        (Verb::Get, []) => {
            list::only(&call.form, &["email"])?;
            let email = call.form.filled("email");
            books.list::<Customer>(&call.path, &call.form, |customer| {
                !customer.deleted && (email.is_none() || customer.email == email)
            })
        }
        (Verb::Get, [id, "payment_methods"]) => cards(books, id, call),
        (Verb::Get, [id]) => books.show::<Customer>(id),
        (Verb::Post, [id]) => update(books, id, &call.form),
        (Verb::Delete, [id]) => delete(books, id),
        (_, [id, "balance_transactions", rest @ ..]) => balance::route(books, call, id, rest),
        _ => Err(call.unrecognized()),
    }
}

/// The one card that every customer has here.
fn cards(books: &Books, id: &str, call: &Call) -> Answer {
    list::only(&call.form, &["type"])?;
    let customer = books.customer(id)?;
    let own = customer.invoice_prefix();
    let fingerprint = customer.card.clone().unwrap_or_else(|| own.clone());
    let card = json!({
        "id": format!("pm_{own}"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": { "address": null, "email": null, "name": null, "phone": null },
        "card": { "brand": "visa", "fingerprint": fingerprint, "last4": "4242" },
        "created": customer.created.as_second(),
        "customer": id,
        "livemode": books.livemode,
        "metadata": {},
        "type": "card",
    });
    let is_asked = call.form.filled("type").is_none_or(|kind| kind == "card");
    let cards = if is_asked { vec![card] } else { Vec::new() };
    list::page(&call.path, &call.form, cards)
}

fn update(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let mut metadata = books.customer(id)?.metadata.clone();
    form.merge_metadata(&mut metadata)?;
    books.change_and_tell::<Customer>("customer.updated", id, |customer| {
        customer.metadata = metadata;
        let Customer {
            email,
            name,
            phone,
            description,
            ..
        } = customer;
        let texts = [
            ("email", email),
            ("name", name),
            ("phone", phone),
            ("description", description),
        ];
        for (field, stored) in texts {
            if form.has(field) {
                *stored = form.filled(field);
            }
        }
    });
    books.show::<Customer>(id)
}

/// Deletes the customer and ends its subscriptions at once. Its invoices and balance stay
/// readable by their own ids.
fn delete(books: &mut Books, id: &str) -> Answer {
    books.customer(id)?;
    let running = |subscription: &&Subscription| subscription.customer == id;
    let subscriptions: Vec<String> = books
        .subscriptions
        .values()
        .filter(running)
        .map(|each| each.id.clone())
        .collect();
    for subscription in subscriptions {
        books.end_subscription(&subscription);
    }
    books.tell::<Customer>("customer.deleted", id);
    books.change::<Customer>(id, |customer| customer.deleted = true);
    books.show::<Customer>(id)
}
