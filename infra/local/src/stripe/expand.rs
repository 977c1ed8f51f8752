//! `expand[]`: an id inside an object becomes the object it names.

use serde_json::Value;

use super::balance::BalanceTransaction;
use super::books::{Books, Record};
use super::call::Call;
use super::catalog::{Price, Product};
use super::customers::Customer;
use super::form::Form;
use super::invoice_payments::InvoicePayment;
use super::invoices::Invoice;
use super::payments::{Charge, PaymentIntent};
use super::refunds::Refund;
use super::refusal::{Answer, Refusal};
use super::subscriptions::Subscription;

/// `answer` with every path expanded that the call names.
pub(super) fn expand(books: &Books, call: &Call, mut answer: Value) -> Answer {
    for path in call.form.texts("expand") {
        let keys: Vec<&str> = path.split('.').collect();
        if !expand_path(books, &mut answer, &keys) {
            let message = format!("This property cannot be expanded ({path}).");
            return Err(Refusal::invalid("expand", message));
        }
    }
    Ok(answer)
}

fn expand_path(books: &Books, value: &mut Value, keys: &[&str]) -> bool {
    let Some((key, rest)) = keys.split_first() else {
        return true;
    };
    if let Value::Array(rows) = value {
        return rows.iter_mut().all(|row| expand_path(books, row, keys));
    }
    if *key == "payments" && value["object"] == "invoice" {
        let payments = payments_of(books, value["id"].as_str().unwrap_or_default());
        let Ok(payments) = payments else { return false };
        value["payments"] = payments;
    }
    let Some(inner) = value.get_mut(*key) else {
        return false;
    };
    if let Some(found) = inner.as_str().and_then(|id| find(books, id)) {
        *inner = found;
    }
    match inner {
        Value::Null => true,
        Value::Object(_) | Value::Array(_) => expand_path(books, inner, rest),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The payments of an invoice, which the API shows only when asked to.
fn payments_of(books: &Books, invoice: &str) -> Answer {
    let path = "/v1/invoice_payments";
    books.list::<InvoicePayment>(path, &Form::default(), |link| link.invoice == invoice)
}

fn find(books: &Books, id: &str) -> Option<Value> {
    let (prefix, _) = id.split_once('_')?;
    match prefix {
        "cus" => books.show::<Customer>(id),
        "cbtxn" => books.show::<BalanceTransaction>(id),
        "prod" => books.show::<Product>(id),
        "price" => books.show::<Price>(id),
        "sub" => books.show::<Subscription>(id),
        "in" => books.show::<Invoice>(id),
        "pi" => books.show::<PaymentIntent>(id),
        "ch" => books.show::<Charge>(id),
        "re" => books.show::<Refund>(id),
        _ => Err(Refusal::no_such(Invoice::NAME, id)),
    }
    .ok()
}
