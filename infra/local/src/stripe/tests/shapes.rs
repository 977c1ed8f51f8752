//! Every object has the fields of Stripe's own example objects, with values of the same types.

use serde_json::Value;

use super::shop::{Shop, id};
use crate::stripe::disputes::Opened;

const EXAMPLES: [(&str, &str); 18] = [
    (
        "charge",
        include_str!("../../../../../shared/stripe/tests/fixtures/charge.json"),
    ),
    (
        "checkout.session",
        include_str!("../../../../../shared/stripe/tests/fixtures/checkout_session.json"),
    ),
    ("coupon", include_str!("fixtures/coupon.json")),
    (
        "credit_note",
        include_str!("../../../../../shared/stripe/tests/fixtures/credit_note.json"),
    ),
    (
        "customer",
        include_str!("../../../../../shared/stripe/tests/fixtures/customer.json"),
    ),
    (
        "customer_balance_transaction",
        include_str!(
            "../../../../../shared/stripe/tests/fixtures/customer_balance_transaction.json"
        ),
    ),
    (
        "deleted_customer",
        include_str!("../../../../../shared/stripe/tests/fixtures/deleted_customer.json"),
    ),
    (
        "dispute",
        include_str!("../../../../../shared/stripe/tests/fixtures/dispute.json"),
    ),
    (
        "event",
        include_str!("../../../../../shared/stripe/tests/fixtures/event.json"),
    ),
    (
        "invoice",
        include_str!("../../../../../shared/stripe/tests/fixtures/invoice.json"),
    ),
    (
        "invoice_payment",
        include_str!("../../../../../shared/stripe/tests/fixtures/invoice_payment.json"),
    ),
    ("invoiceitem", include_str!("fixtures/invoiceitem.json")),
    (
        "payment_intent",
        include_str!("fixtures/payment_intent.json"),
    ),
    ("price", include_str!("fixtures/price.json")),
    ("product", include_str!("fixtures/product.json")),
    (
        "radar.early_fraud_warning",
        include_str!("../../../../../shared/stripe/tests/fixtures/radar_early_fraud_warning.json"),
    ),
    (
        "refund",
        include_str!("../../../../../shared/stripe/tests/fixtures/refund.json"),
    ),
    (
        "subscription",
        include_str!("../../../../../shared/stripe/tests/fixtures/subscription.json"),
    ),
];

/// Documented fields that the example objects leave out, as they are optional.
const OPTIONAL: [&str; 3] = [
    "invoice.lines.data[].pricing.price_details",
    "invoice_payment.payment.payment_intent",
    "radar.early_fraud_warning.payment_intent",
];

#[test]
fn objects_have_the_shapes_of_stripes_examples() {
    let mut differences = Vec::new();
    for (name, object) in one_of_each() {
        let (_, example) = EXAMPLES
            .iter()
            .find(|(example, _)| *example == name)
            .unwrap();
        let example: Value = serde_json::from_str(example).unwrap();
        compare(&name, &object, &example, &mut differences);
    }
    differences.retain(|path| !OPTIONAL.contains(&path.as_str()));
    assert_eq!(differences, Vec::<String>::new());
}

#[test]
fn an_invoice_has_none_of_the_fields_that_basil_removed() {
    for (name, object) in one_of_each() {
        if name == "invoice" {
            for field in [
                "charge",
                "payment_intent",
                "paid",
                "paid_out_of_band",
                "subscription",
            ] {
                assert!(object.get(field).is_none(), "{field}");
            }
        }
    }
}

/// Collects the paths at which `object` has a field the example lacks, or another type.
fn compare(path: &str, object: &Value, example: &Value, differences: &mut Vec<String>) {
    match (object, example) {
        (Value::Object(fields), Value::Object(known)) => {
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                match known.get(name) {
                    Some(example) => compare(&path, value, example, differences),
                    None if is_free(&path) => {}
                    None => differences.push(path),
                }
            }
        }
        (Value::Array(rows), Value::Array(known)) => {
            if let (Some(row), Some(example)) = (rows.first(), known.first()) {
                compare(&format!("{path}[]"), row, example, differences);
            }
        }
        (Value::Null, _)
        | (_, Value::Null)
        | (Value::Bool(_), Value::Bool(_))
        | (Value::Number(_), Value::Number(_))
        | (Value::String(_), Value::String(_)) => {}
        _ => differences.push(path.to_owned()),
    }
}

/// Fields that may hold anything.
fn is_free(path: &str) -> bool {
    path.contains(".metadata.") || path.starts_with("event.data.")
}

/// One object of each kind, out of one busy month.
fn one_of_each() -> Vec<(String, Value)> {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let coupon = shop.post("coupons", "percent_off=10&duration=once");
    let credit = shop.adjust(&ana, -1000);
    let discount = format!("&discounts[0][coupon]={}&metadata[plan]=pro", id(&coupon));
    let subscription = shop.subscribe(&ana, &price, &discount);
    let invoice = shop.last_invoice(&ana);
    let payments = shop.get(&format!("invoice_payments?invoice={}", id(&invoice)));
    let intent = shop.intent_of(&id(&invoice));
    let intent = shop.get(&format!("payment_intents/{intent}"));
    let charge = intent["latest_charge"].as_str().unwrap().to_owned();
    let note = format!(
        "invoice={}&amount=300&refund_amount=100&credit_amount=200",
        id(&invoice)
    );
    let note = shop.post("credit_notes", &note);
    let refund = shop.post("refunds", &format!("charge={charge}&amount=100"));
    let reason = "fraudulent".to_owned();
    let opened = Opened {
        charge: charge.clone(),
        amount: None,
        reason,
        inquiry: false,
    };
    let dispute = shop.books.open_dispute(opened).unwrap();
    let warning = shop.books.warn_of_fraud(&charge).unwrap();
    let session =
        format!("mode=subscription&customer={ana}&line_items[0][price]={price}&success_url=x");
    let session = id(&shop.post("checkout/sessions", &session));
    shop.books.complete_checkout(&session, None, false).unwrap();
    let item = shop.post(
        "invoiceitems",
        &format!("customer={ana}&amount=500&currency=usd"),
    );
    let bo = shop.customer();
    let product = shop.get("products/prod_00000001");
    [
        ("coupon", coupon),
        ("customer_balance_transaction", credit),
        ("subscription", subscription),
        ("invoice", invoice),
        ("invoice_payment", payments["data"][0].clone()),
        ("payment_intent", intent),
        ("charge", shop.get(&format!("charges/{charge}"))),
        ("credit_note", note),
        ("refund", refund),
        ("dispute", shop.get(&format!("disputes/{dispute}"))),
        (
            "radar.early_fraud_warning",
            shop.get(&format!("radar/early_fraud_warnings/{warning}")),
        ),
        (
            "checkout.session",
            shop.get(&format!("checkout/sessions/{session}")),
        ),
        ("invoiceitem", item),
        ("product", product),
        ("price", shop.get(&format!("prices/{price}"))),
        ("customer", shop.get(&format!("customers/{ana}"))),
        ("event", shop.get("events?limit=1")["data"][0].clone()),
        ("deleted_customer", shop.delete(&format!("customers/{bo}"))),
    ]
    .map(|(name, object)| (name.to_owned(), object))
    .into()
}
