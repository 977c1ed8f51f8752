//! Which module answers which call.

use super::books::Books;
use super::call::Call;
use super::refusal::Answer;
use super::{
    catalog, checkout, coupons, credit_notes, customers, disputes, events, expand, fraud,
    invoice_items, invoice_payments, invoice_routes, payments, refunds, subscription_routes,
};

/// Does what the call asks and returns the object it is answered with.
pub(super) fn answer(books: &mut Books, call: &Call) -> Answer {
    let answered = dispatch(books, call)?;
    expand::expand(books, call, answered)
}

fn dispatch(books: &mut Books, call: &Call) -> Answer {
    let path = call.path.strip_prefix("/v1/").unwrap_or_default();
    let segments: Vec<&str> = path.split('/').collect();
    match segments.as_slice() {
        ["customers", rest @ ..] => customers::route(books, call, rest),
        ["products", rest @ ..] => catalog::route_products(books, call, rest),
        ["prices", rest @ ..] => catalog::route_prices(books, call, rest),
        ["coupons", rest @ ..] => coupons::route(books, call, rest),
        ["subscriptions", rest @ ..] => subscription_routes::route(books, call, rest),
        ["invoices", rest @ ..] => invoice_routes::route(books, call, rest),
        ["invoiceitems", rest @ ..] => invoice_items::route(books, call, rest),
        ["invoice_payments", rest @ ..] => invoice_payments::route(books, call, rest),
        ["payment_intents", rest @ ..] => payments::route_intents(books, call, rest),
        ["charges", rest @ ..] => payments::route_charges(books, call, rest),
        ["refunds", rest @ ..] => refunds::route(books, call, rest),
        ["disputes", rest @ ..] => disputes::route(books, call, rest),
        ["radar", rest @ ..] => fraud::route(books, call, rest),
        ["credit_notes", rest @ ..] => credit_notes::route(books, call, rest),
        ["checkout", rest @ ..] => checkout::route(books, call, rest),
        ["events", rest @ ..] => events::route(books, call, rest),
        _ => Err(call.unrecognized()),
    }
}
