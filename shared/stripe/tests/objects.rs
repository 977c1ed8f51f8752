//! Stripe's own example objects are read: the shapes are Stripe's, the values filler.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::de::DeserializeOwned;
use stripe::customer::{BalanceTransaction, BalanceTransactionType, Customer};
use stripe::invoice::{CreditNote, Invoice, InvoicePayment, InvoicePaymentStatus, InvoiceStatus};
use stripe::payment::{
    Charge, CheckoutMode, CheckoutPaymentStatus, CheckoutSession, Dispute, DisputeStatus,
    EarlyFraudWarning, Refund, RefundStatus,
};
use stripe::subscription::{Interval, Subscription, SubscriptionStatus};

#[track_caller]
fn example<T: DeserializeOwned>(name: &str) -> T {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The example with one field replaced, since the examples leave many null.
#[track_caller]
fn example_with<T: DeserializeOwned>(name: &str, field: &str, value: serde_json::Value) -> T {
    let mut object: serde_json::Value = example(name);
    object[field] = value;
    serde_json::from_value(object).unwrap()
}

#[test]
fn an_invoice_tells_what_was_paid_and_for_what() {
    let invoice: Invoice = example("invoice");
    assert_eq!(invoice.status, Some(InvoiceStatus::Draft));
    assert_eq!(
        (invoice.total, invoice.amount_due, invoice.amount_paid),
        (1000, 1000, 0)
    );
    assert_eq!(
        (invoice.starting_balance, invoice.ending_balance),
        (0, None)
    );
    assert_eq!(invoice.status_transitions.paid_at, None);
    assert_eq!(invoice.subscription(), Some("subscription"));
    assert_eq!(invoice.lines.data[0].billed_ids().count(), 0);
}

#[test]
fn what_an_invoice_bills_is_on_its_lines() {
    let line = |amount: i64| {
        serde_json::json!({
            "id": "il_1", "amount": amount,
            "pricing": {
                "type": "price_details",
                "price_details": { "price": "price_1", "product": "prod_1" },
            },
        })
    };
    let billed = |amount| {
        let lines = serde_json::json!({ "has_more": false, "data": [line(amount)] });
        let invoice: Invoice = example_with("invoice", "lines", lines);
        let ids: Vec<String> = invoice.lines.data[0]
            .billed_ids()
            .map(str::to_owned)
            .collect();
        ids
    };
    assert_eq!(billed(2_000), ["price_1", "prod_1"]);
    assert!(
        billed(0).is_empty() && billed(-2_000).is_empty(),
        "nothing is billed"
    );
}

#[test]
fn a_paid_invoice_tells_when() {
    let transitions = serde_json::json!({"finalized_at": 1_653_472_700, "paid_at": 1_653_472_800});
    let invoice: Invoice = example_with("invoice", "status_transitions", transitions);
    let paid_at = invoice.status_transitions.paid_at.unwrap();
    assert_eq!(paid_at.to_string(), "2022-05-25T10:00:00Z");
    assert_eq!(invoice.status_transitions.voided_at, None);
}

#[test]
fn a_status_that_stripe_adds_later_is_no_error() {
    let invoice: Invoice = example_with("invoice", "status", "half_paid".into());
    assert_eq!(invoice.status, Some(InvoiceStatus::Unknown));
}

#[test]
fn an_invoice_without_what_is_needed_is_an_error() {
    let mut invoice: serde_json::Value = example("invoice");
    invoice.as_object_mut().unwrap().remove("amount_paid");
    let error = serde_json::from_value::<Invoice>(invoice).unwrap_err();
    assert!(error.to_string().contains("amount_paid"), "{error}");
}

#[test]
fn a_subscription_tells_its_price_and_period() {
    let subscription: Subscription = example("subscription");
    assert_eq!(subscription.status, SubscriptionStatus::Active);
    let item = &subscription.items.data[0];
    assert_eq!(
        (item.price.unit_amount, item.quantity),
        (Some(2000), Some(1))
    );
    assert_eq!(item.price.recurring.unwrap().interval, Interval::Month);
    assert!(item.current_period_end.is_some());
}

#[test]
fn a_deleted_customer_is_still_a_customer() {
    let customer: Customer = example("customer");
    assert_eq!((customer.deleted, customer.balance), (false, 0));
    assert_eq!(customer.currency.as_deref(), Some("usd"));
    let deleted: Customer = example("deleted_customer");
    assert_eq!(
        (deleted.deleted, deleted.currency, deleted.balance),
        (true, None, 0)
    );
}

#[test]
fn credit_on_a_balance_is_negative() {
    let credit: BalanceTransaction = example("customer_balance_transaction");
    assert_eq!(credit.r#type, BalanceTransactionType::Adjustment);
    assert_eq!((credit.amount, credit.ending_balance), (-500, -500));
    assert!(credit.metadata.is_empty());
}

#[test]
fn refunds_disputes_and_payments_name_what_they_are_of() {
    let refund: Refund = example("refund");
    assert_eq!(
        (refund.status, refund.amount),
        (Some(RefundStatus::Succeeded), 100)
    );
    let dispute: Dispute = example("dispute");
    assert!(dispute.status.is_inquiry() && !DisputeStatus::NeedsResponse.is_inquiry());
    let charge: Charge = example("charge");
    assert_eq!((charge.amount, charge.amount_refunded), (100, 0));
    let warning: EarlyFraudWarning = example("radar_early_fraud_warning");
    assert!(!warning.charge.is_empty());
    let note: CreditNote = example("credit_note");
    assert!(!note.invoice.is_empty());
}

#[test]
fn an_invoice_payment_names_its_invoice() {
    let payment: InvoicePayment = example_with("invoice_payment", "status", "paid".into());
    assert_eq!(payment.status, InvoicePaymentStatus::Paid);
    assert_eq!(payment.invoice, "invoice");
    let by_intent = serde_json::json!({"type": "payment_intent", "payment_intent": "pi_1"});
    let payment: InvoicePayment = example_with("invoice_payment", "payment", by_intent);
    assert_eq!(payment.payment.payment_intent.as_deref(), Some("pi_1"));
}

#[test]
fn a_checkout_tells_whose_it_was() {
    let session: CheckoutSession =
        example_with("checkout_session", "client_reference_id", "acme".into());
    assert_eq!(session.client_reference_id.as_deref(), Some("acme"));
    assert_eq!(session.mode, CheckoutMode::Payment);
    assert_eq!(session.payment_status, CheckoutPaymentStatus::Unpaid);
}
