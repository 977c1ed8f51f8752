//! The customer's balance: a ledger of credits and debits that meet the next invoice.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::customers::Customer;
use super::form::Form;
use super::list;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};

/// Why a balance moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cause {
    /// The merchant's own call.
    Adjustment,
    AppliedToInvoice,
    UnappliedFromInvoice,
    /// The rest of an invoice below the least amount that can be charged.
    InvoiceTooSmall,
    CreditNote,
    /// The first invoice of a subscription that was bought in Checkout.
    CheckoutSessionSubscriptionPayment,
}

/// One line of a customer's balance; negative is credit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct BalanceTransaction {
    pub(super) id: String,
    pub(super) customer: String,
    pub(super) created: Timestamp,
    pub(super) amount: i64,
    pub(super) ending_balance: i64,
    currency: String,
    cause: Cause,
    links: Links,
    description: Option<String>,
    metadata: Metadata,
}

/// What a movement of the balance belongs to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Links {
    pub(super) invoice: Option<String>,
    pub(super) credit_note: Option<String>,
    pub(super) checkout_session: Option<String>,
}

/// A movement of the balance that is about to be written.
pub(super) struct Movement {
    pub(super) cause: Cause,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) links: Links,
    pub(super) description: Option<String>,
    pub(super) metadata: Metadata,
}

impl Record for BalanceTransaction {
    const NAME: &'static str = "customer balance transaction";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        json!({
            "id": self.id,
            "object": "customer_balance_transaction",
            "amount": self.amount,
            "checkout_session": self.links.checkout_session,
            "created": self.created.as_second(),
            "credit_note": self.links.credit_note,
            "currency": self.currency,
            "customer": self.customer,
            "description": self.description,
            "ending_balance": self.ending_balance,
            "invoice": self.links.invoice,
            "livemode": books.livemode,
            "metadata": self.metadata,
            "type": self.cause,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.balance_transactions
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.balance_transactions
    }
}

impl Books {
    /// Writes the movement down and changes the customer's balance with it.
    pub(super) fn move_balance(&mut self, customer: &str, movement: Movement) -> String {
        let balance = self
            .customers
            .get(customer)
            .map_or(0, |customer| customer.balance);
        let line = BalanceTransaction {
            id: self.next_id("cbtxn"),
            customer: customer.to_owned(),
            created: self.now,
            amount: movement.amount,
            ending_balance: balance.saturating_add(movement.amount),
            currency: movement.currency,
            cause: movement.cause,
            links: movement.links,
            description: movement.description,
            metadata: movement.metadata,
        };
        let (id, ending_balance) = (line.id.clone(), line.ending_balance);
        self.put(line);
        self.change_and_tell::<Customer>("customer.updated", customer, |customer| {
            customer.balance = ending_balance;
        });
        id
    }

    /// The sum of what this invoice has taken from the balance: positive if it used credit.
    pub(super) fn taken_by_invoice(&self, invoice: &str) -> i64 {
        self.balance_transactions
            .values()
            .filter(|line| line.links.invoice.as_deref() == Some(invoice))
            .filter(|line| line.cause != Cause::CreditNote)
            .fold(0, |sum, line| sum.saturating_add(line.amount))
    }
}

pub(super) fn route(books: &mut Books, call: &Call, customer: &str, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create(books, customer, &call.form),
        (Verb::Get, []) => {
            list::only(&call.form, &["invoice"])?;
            books.customer(customer)?;
            let invoice = call.form.filled("invoice");
            books.list::<BalanceTransaction>(&call.path, &call.form, |line| {
                line.customer == customer && (invoice.is_none() || line.links.invoice == invoice)
            })
        }
        (Verb::Get, [id]) => {
            owned(books, customer, id)?;
            books.show::<BalanceTransaction>(id)
        }
        (Verb::Post, [id]) => update(books, customer, id, &call.form),
        _ => Err(call.unrecognized()),
    }
}

fn create(books: &mut Books, customer: &str, form: &Form) -> Answer {
    form.only(&["amount", "currency", "description", "metadata"])?;
    let amount = form.required_amount("amount")?;
    let currency = form.currency("currency")?;
    let metadata = form.metadata()?;
    books.settle_currency(customer, &currency)?;
    let movement = Movement {
        cause: Cause::Adjustment,
        amount,
        currency,
        links: Links::default(),
        description: form.filled("description"),
        metadata,
    };
    let id = books.move_balance(customer, movement);
    books.show::<BalanceTransaction>(&id)
}

fn update(books: &mut Books, customer: &str, id: &str, form: &Form) -> Answer {
    form.only(&["description", "metadata"])?;
    let mut metadata = owned(books, customer, id)?.metadata.clone();
    form.merge_metadata(&mut metadata)?;
    books.change::<BalanceTransaction>(id, |line| {
        line.metadata = metadata;
        if form.has("description") {
            line.description = form.filled("description");
        }
    });
    books.show::<BalanceTransaction>(id)
}

fn owned<'a>(
    books: &'a Books,
    customer: &str,
    id: &str,
) -> Result<&'a BalanceTransaction, Refusal> {
    books.customer(customer)?;
    let line = books.get::<BalanceTransaction>(id)?;
    if line.customer == customer {
        Ok(line)
    } else {
        Err(Refusal::no_such(BalanceTransaction::NAME, id))
    }
}
