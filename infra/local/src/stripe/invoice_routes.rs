//! The calls on invoices.

use super::billing::NewInvoice;
use super::books::Books;
use super::calendar::Period;
use super::call::{Call, Verb};
use super::form::Form;
use super::invoice_lines;
use super::invoice_payments::{Payment, PaymentStatus};
use super::invoices::{Funding, Invoice, Labels, Reason, Status};
use super::list;
use super::refusal::{Answer, Refusal};
use super::subscriptions::Subscription;

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create(books, &call.form),
        (Verb::Get, []) => index(books, call),
        (Verb::Get, [id]) => books.show::<Invoice>(id),
        (Verb::Get, [id, "lines"]) => lines(books, call, id),
        (Verb::Post, [id]) => update(books, id, &call.form),
        (Verb::Post, [id, "finalize"]) => finalize(books, id, &call.form),
        (Verb::Post, [id, "pay"]) => pay(books, id, &call.form),
        (Verb::Post, [id, "void"]) => void(books, id, &call.form),
        (Verb::Post, [id, "mark_uncollectible"]) => give_up(books, id, &call.form),
        _ => Err(call.unrecognized()),
    }
}

fn index(books: &Books, call: &Call) -> Answer {
    list::only(&call.form, &["customer", "status", "subscription"])?;
    let customer = call.form.filled("customer");
    let status = call.form.filled("status");
    let subscription = call.form.filled("subscription");
    books.list::<Invoice>(&call.path, &call.form, |invoice| {
        customer
            .as_ref()
            .is_none_or(|customer| invoice.customer == *customer)
            && status
                .as_ref()
                .is_none_or(|status| invoice.status.name() == status)
            && (subscription.is_none() || invoice.subscription == subscription)
    })
}

fn lines(books: &Books, call: &Call, id: &str) -> Answer {
    list::only(&call.form, &[])?;
    let lines = invoice_lines::all(books.get::<Invoice>(id)?, books);
    list::page(&call.path, &call.form, lines)
}

const NEW_FIELDS: [&str; 11] = [
    "customer",
    "currency",
    "subscription",
    "auto_advance",
    "collection_method",
    "days_until_due",
    "pending_invoice_items_behavior",
    "description",
    "footer",
    "custom_fields",
    "metadata",
];

fn create(books: &mut Books, form: &Form) -> Answer {
    form.only(&NEW_FIELDS)?;
    let customer = form.required("customer")?.to_owned();
    let currency = billing_currency(books, &customer, form)?;
    let subscription = form.filled("subscription");
    if subscription.is_some() {
        books.named::<Subscription>(form, "subscription")?;
    }
    let mut labels = Labels::default();
    write_labels(&mut labels, form)?;
    let auto_advance = form.flag("auto_advance")?.unwrap_or(false);
    let days_until_due = days_until_due(form)?;
    books.settle_currency(&customer, &currency)?;
    let id = books.draft_invoice(NewInvoice {
        customer,
        currency,
        reason: Reason::Manual,
        subscription,
        period: Period::at(books.now),
        lines: Vec::new(),
        discount: None,
        days_until_due,
        auto_advance,
        funding: Funding::Balance,
        labels,
        takes_waiting_items: form.text("pending_invoice_items_behavior") == Some("include"),
    });
    if auto_advance {
        books.finalize_later(&id);
    }
    books.show::<Invoice>(&id)
}

/// The currency the call gives, or the customer's, or US dollars.
fn billing_currency(books: &Books, customer: &str, form: &Form) -> Result<String, Refusal> {
    let customer = books
        .customer(customer)
        .map_err(|refusal| refusal.in_field("customer"))?;
    match &customer.currency {
        Some(settled) if !form.has("currency") => Ok(settled.clone()),
        None if !form.has("currency") => Ok("usd".to_owned()),
        Some(_) | None => form.currency("currency"),
    }
}

/// Absent unless the invoice is to be sent rather than charged.
pub(super) fn days_until_due(form: &Form) -> Result<Option<i64>, Refusal> {
    match form.text("collection_method") {
        None | Some("charge_automatically") => Ok(None),
        Some("send_invoice") => Ok(Some(form.integer("days_until_due")?.unwrap_or(30))),
        Some(_) => Err(Refusal::invalid(
            "collection_method",
            "Not a collection method",
        )),
    }
}

fn write_labels(labels: &mut Labels, form: &Form) -> Result<(), Refusal> {
    form.merge_metadata(&mut labels.metadata)?;
    if form.has("description") {
        labels.description = form.filled("description");
    }
    if form.has("footer") {
        labels.footer = form.filled("footer");
    }
    if form.has("custom_fields") {
        let fields = form.groups("custom_fields");
        if fields.len() > 4 {
            return Err(Refusal::invalid("custom_fields", "At most 4 custom fields"));
        }
        let pair = |field: &Form| -> Result<(String, String), Refusal> {
            let (name, value) = (field.required("name")?, field.required("value")?);
            if name.chars().count() > 40 || value.chars().count() > 140 {
                return Err(Refusal::invalid(
                    "custom_fields",
                    "Name or value is too long",
                ));
            }
            Ok((name.to_owned(), value.to_owned()))
        };
        labels.custom_fields = fields.iter().map(pair).collect::<Result<_, _>>()?;
    }
    Ok(())
}

fn update(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&[
        "description",
        "footer",
        "custom_fields",
        "metadata",
        "auto_advance",
    ])?;
    let invoice = books.get::<Invoice>(id)?;
    let printed = ["description", "footer", "custom_fields"];
    if !invoice.is_draft() && printed.iter().any(|field| form.has(field)) {
        return Err(Refusal::not_now(
            "Finalized invoices can't be updated in this way.",
        ));
    }
    let mut labels = invoice.labels.clone();
    write_labels(&mut labels, form)?;
    let auto_advance = form.flag("auto_advance")?.unwrap_or(invoice.auto_advance);
    let begins_to_advance = invoice.is_draft() && auto_advance && !invoice.auto_advance;
    books.change::<Invoice>(id, |invoice| {
        invoice.labels = labels;
        invoice.auto_advance = auto_advance;
        if let Status::Draft { finalizes_at } = &mut invoice.status
            && !auto_advance
        {
            *finalizes_at = None;
        }
    });
    if begins_to_advance {
        books.finalize_later(id);
    }
    books.show::<Invoice>(id)
}

fn finalize(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&["auto_advance"])?;
    if !books.get::<Invoice>(id)?.is_draft() {
        return Err(Refusal::not_now("This invoice is already finalized."));
    }
    if let Some(auto_advance) = form.flag("auto_advance")? {
        books.change::<Invoice>(id, |invoice| invoice.auto_advance = auto_advance);
    }
    books.finalize_and_collect(id);
    books.show::<Invoice>(id)
}

/// Pays an open invoice now; a draft is finalized first, as at Stripe.
fn pay(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&[
        "paid_out_of_band",
        "payment_method",
        "source",
        "off_session",
    ])?;
    let invoice = books.get::<Invoice>(id)?;
    if invoice.is_paid() {
        return Err(Refusal::not_now("Invoice is already paid"));
    }
    if !invoice.is_draft() && !invoice.is_payable() {
        return Err(Refusal::not_now("This invoice can no longer be paid"));
    }
    let out_of_band = form.flag("paid_out_of_band")?.unwrap_or(false);
    books.finalize(id);
    if books.get::<Invoice>(id)?.is_payable() {
        if out_of_band {
            pay_out_of_band(books, id);
        } else if !books.collect(id) {
            return Err(Refusal::declined());
        }
    }
    books.show::<Invoice>(id)
}

fn pay_out_of_band(books: &mut Books, id: &str) {
    let at = books.now;
    books.close_payment(id, PaymentStatus::Canceled { at });
    let record = books.next_id("pr");
    books.link_payment(id, Payment::OutOfBand(record), PaymentStatus::Paid { at });
    books.settle(id);
}

fn void(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&[])?;
    if !books.get::<Invoice>(id)?.is_payable() {
        return Err(Refusal::not_now(
            "You can only void an open or uncollectible invoice.",
        ));
    }
    books.void(id);
    books.show::<Invoice>(id)
}

fn give_up(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&[])?;
    if !matches!(books.get::<Invoice>(id)?.status, Status::Open { .. }) {
        return Err(Refusal::not_now(
            "You can only mark an open invoice as uncollectible.",
        ));
    }
    let at = books.now;
    books.change::<Invoice>(id, |invoice| invoice.status = Status::Uncollectible { at });
    books.tell::<Invoice>("invoice.marked_uncollectible", id);
    books.show::<Invoice>(id)
}
