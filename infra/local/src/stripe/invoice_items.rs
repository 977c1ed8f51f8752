//! Invoice items: amounts that wait for the customer's next invoice, or belong to a draft.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::calendar::Period;
use super::call::{Call, Verb};
use super::catalog::Price;
use super::form::Form;
use super::invoice_lines::{Line, Source};
use super::invoices::Invoice;
use super::list;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct InvoiceItem {
    pub(super) id: String,
    pub(super) customer: String,
    pub(super) currency: String,
    pub(super) amount: i64,
    pub(super) description: Option<String>,
    /// Absent while it waits.
    pub(super) invoice: Option<String>,
    /// Waits for an invoice of this subscription only.
    pub(super) subscription: Option<String>,
    pub(super) proration: bool,
    pub(super) period: Period,
    pub(super) price: Option<String>,
    pub(super) quantity: i64,
    pub(super) created: Timestamp,
    pub(super) metadata: Metadata,
}

impl InvoiceItem {
    fn line(&self, id: String) -> Line {
        Line {
            id,
            amount: self.amount,
            description: self.description.clone(),
            period: self.period,
            quantity: self.quantity,
            price: self.price.clone(),
            subscription: self.subscription.clone(),
            proration: self.proration,
            source: Source::InvoiceItem(self.id.clone()),
        }
    }
}

impl Record for InvoiceItem {
    const NAME: &'static str = "invoiceitem";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let parent = self.subscription.as_ref().map(|subscription| {
            json!({
                "type": "subscription_details",
                "subscription_details": { "subscription": subscription },
            })
        });
        let pricing = self
            .price
            .as_ref()
            .and_then(|id| books.prices.get(id))
            .map(|price| {
                json!({
                    "type": "price_details",
                    "price_details": { "price": price.id, "product": price.product },
                    "unit_amount_decimal": price.unit_amount.to_string(),
                })
            });
        json!({
            "id": self.id,
            "object": "invoiceitem",
            "amount": self.amount,
            "currency": self.currency,
            "customer": self.customer,
            "date": self.created.as_second(),
            "description": self.description,
            "discountable": !self.proration,
            "discounts": [],
            "invoice": self.invoice,
            "livemode": books.livemode,
            "metadata": self.metadata,
            "net_amount": self.amount,
            "parent": parent,
            "period": {
                "start": self.period.start.as_second(),
                "end": self.period.end.as_second(),
            },
            "pricing": pricing,
            "proration": self.proration,
            "quantity": self.quantity,
            "tax_rates": [],
            "test_clock": null,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.invoice_items
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.invoice_items
    }
}

impl Books {
    /// Moves the items that wait into `invoice`, as lines of it: those of the customer in the
    /// invoice's currency that name no other subscription.
    pub(super) fn pull_waiting_items(&mut self, invoice: &str) {
        let Some(target) = self.invoices.get(invoice) else {
            return;
        };
        let fits = |item: &&InvoiceItem| {
            item.invoice.is_none()
                && item.customer == target.customer
                && item.currency == target.currency
                && (item.subscription.is_none() || item.subscription == target.subscription)
        };
        let waiting: Vec<String> = self
            .invoice_items
            .values()
            .filter(fits)
            .map(|item| item.id.clone())
            .collect();
        for item in waiting {
            self.attach_item(&item, invoice);
        }
    }

    fn attach_item(&mut self, item: &str, invoice: &str) {
        let line_id = self.next_id("il");
        let Some(item) = self.invoice_items.get_mut(item) else {
            return;
        };
        item.invoice = Some(invoice.to_owned());
        let line = item.line(line_id);
        self.change::<Invoice>(invoice, |invoice| invoice.lines.push(line));
    }
}

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create(books, &call.form),
        (Verb::Get, []) => {
            list::only(&call.form, &["customer", "invoice"])?;
            let customer = call.form.filled("customer");
            let invoice = call.form.filled("invoice");
            books.list::<InvoiceItem>(&call.path, &call.form, |item| {
                customer
                    .as_ref()
                    .is_none_or(|customer| item.customer == *customer)
                    && (invoice.is_none() || item.invoice == invoice)
            })
        }
        (Verb::Get, [id]) => books.show::<InvoiceItem>(id),
        _ => Err(call.unrecognized()),
    }
}

const FIELDS: [&str; 9] = [
    "customer",
    "amount",
    "currency",
    "pricing",
    "quantity",
    "description",
    "invoice",
    "subscription",
    "metadata",
];

fn create(books: &mut Books, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let customer = form.required("customer")?.to_owned();
    let invoice = form.filled("invoice");
    if invoice.is_some() && !books.named::<Invoice>(form, "invoice")?.is_draft() {
        return Err(Refusal::not_now(
            "The invoice is finalized and cannot be changed.",
        ));
    }
    let metadata = form.metadata()?;
    let quantity = form.integer("quantity")?.unwrap_or(1);
    let (amount, currency, price) = worth(books, form, quantity)?;
    books
        .settle_currency(&customer, &currency)
        .map_err(|refusal| refusal.in_field("customer"))?;
    let item = InvoiceItem {
        id: books.next_id("ii"),
        customer,
        currency,
        amount,
        description: form.filled("description"),
        invoice: None,
        subscription: form.filled("subscription"),
        proration: false,
        period: Period::at(books.now),
        price,
        quantity,
        created: books.now,
        metadata,
    };
    let id = item.id.clone();
    books.put(item);
    if let Some(invoice) = &invoice {
        books.attach_item(&id, invoice);
    }
    books.show::<InvoiceItem>(&id)
}

/// The amount and currency the call gives, or those of its `pricing[price]`.
fn worth(
    books: &Books,
    form: &Form,
    quantity: i64,
) -> Result<(i64, String, Option<String>), Refusal> {
    if let Some(price) = form.group("pricing").filled("price") {
        let price = books
            .get::<Price>(&price)
            .map_err(|refusal| refusal.in_field("pricing"))?;
        let amount = price.unit_amount.saturating_mul(quantity);
        return Ok((amount, price.currency.clone(), Some(price.id.clone())));
    }
    let amount = form.required_amount("amount")?;
    Ok((amount, form.currency("currency")?, None))
}
