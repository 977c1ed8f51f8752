//! Money given back or taken back: refunds, disputes, fraud warnings, credit notes.

use super::shop::{Shop, id, text};

use crate::stripe::customers::Customer;
use crate::stripe::disputes::{Opened, Status};

/// A customer who paid $29: the shop, the customer, the invoice, its intent and its charge.
fn paid() -> (Shop, String, String, String, String) {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.subscribe(&ana, &price, "");
    let invoice = id(&shop.last_invoice(&ana));
    let intent = shop.intent_of(&invoice);
    let charge = text(
        &shop.get(&format!("payment_intents/{intent}")),
        "latest_charge",
    );
    shop.told();
    (shop, ana, invoice, intent, charge)
}

fn dispute(shop: &mut Shop, charge: &str, inquiry: bool) -> String {
    let reason = "fraudulent".to_owned();
    let opened = Opened {
        charge: charge.to_owned(),
        amount: None,
        reason,
        inquiry,
    };
    shop.books.open_dispute(opened).unwrap()
}

#[test]
fn an_intent_leads_to_its_invoice() {
    let (mut shop, _, invoice, intent, _) = paid();
    let path =
        format!("invoice_payments?payment[type]=payment_intent&payment[payment_intent]={intent}");
    let payments = shop.get(&path);
    assert_eq!(payments["data"][0]["invoice"], invoice);
    assert_eq!(payments["data"][0]["amount_paid"], 2900);
}

#[test]
fn refunds_add_up_to_the_charge() {
    let (mut shop, _, _, intent, charge) = paid();

    let first = shop.post("refunds", &format!("payment_intent={intent}&amount=900"));
    assert_eq!(
        (&first["status"], &first["amount"]),
        (&"succeeded".into(), &900.into())
    );
    assert_eq!(shop.told(), ["refund.created", "charge.refunded"]);
    assert_eq!(
        shop.refused("refunds", &format!("charge={charge}&amount=2001"))
            .0,
        400
    );

    let second = shop.post("refunds", &format!("charge={charge}"));
    assert_eq!(second["amount"], 2000);
    let charged = shop.get(&format!("charges/{charge}"));
    assert_eq!(
        (&charged["amount_refunded"], &charged["refunded"]),
        (&2900.into(), &true.into())
    );
    assert_eq!(shop.refused("refunds", &format!("charge={charge}")).0, 400);
    let refunds = shop.get(&format!("refunds?payment_intent={intent}"));
    assert_eq!(refunds["data"].as_array().unwrap().len(), 2);
}

#[test]
fn a_failed_refund_is_not_given_back() {
    let (mut shop, _, _, _, charge) = paid();
    let refund = id(&shop.post("refunds", &format!("charge={charge}")));
    shop.told();

    shop.books.fail_refund(&refund).unwrap();

    assert_eq!(shop.told(), ["refund.updated", "refund.failed"]);
    assert_eq!(shop.get(&format!("refunds/{refund}"))["status"], "failed");
    assert_eq!(shop.get(&format!("charges/{charge}"))["amount_refunded"], 0);
}

#[test]
fn a_pending_refund_succeeds_later() {
    let (mut shop, ana, _, _, charge) = paid();
    shop.books
        .change::<Customer>(&ana, |customer| customer.bank.holds_refunds = true);
    let refund = shop.post("refunds", &format!("charge={charge}"));
    assert_eq!(refund["status"], "pending");
    shop.told();
    shop.books.settle_refund(&id(&refund)).unwrap();
    assert_eq!(shop.told(), ["refund.updated"]);
    assert!(shop.books.settle_refund(&id(&refund)).is_err());
}

#[test]
fn a_dispute_withdraws_the_money_when_it_opens() {
    let (mut shop, _, _, _, charge) = paid();
    let dispute = dispute(&mut shop, &charge, false);
    assert_eq!(
        shop.told(),
        ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    );
    assert_eq!(shop.refused("refunds", &format!("charge={charge}")).0, 400);

    shop.books.close_dispute(&dispute, Status::Won).unwrap();
    assert_eq!(
        shop.told(),
        ["charge.dispute.closed", "charge.dispute.funds_reinstated"]
    );
    assert_eq!(shop.get(&format!("disputes/{dispute}"))["status"], "won");
    shop.post("refunds", &format!("charge={charge}"));
}

#[test]
fn a_lost_dispute_is_only_closed() {
    let (mut shop, _, _, _, charge) = paid();
    let dispute = dispute(&mut shop, &charge, false);
    shop.told();
    shop.books.close_dispute(&dispute, Status::Lost).unwrap();
    assert_eq!(shop.told(), ["charge.dispute.closed"]);
    assert!(shop.books.close_dispute(&dispute, Status::Won).is_err());
    assert_eq!(shop.refused("refunds", &format!("charge={charge}")).0, 400);
}

#[test]
fn an_inquiry_moves_no_money_until_it_escalates() {
    let (mut shop, _, _, intent, charge) = paid();
    let dispute = dispute(&mut shop, &charge, true);
    assert_eq!(shop.told(), ["charge.dispute.created"]);
    let shown = shop.get(&format!("disputes?payment_intent={intent}"));
    assert_eq!(shown["data"][0]["status"], "warning_needs_response");

    assert!(shop.books.close_dispute(&dispute, Status::Lost).is_err());
    shop.books.escalate_dispute(&dispute).unwrap();
    assert_eq!(
        shop.told(),
        ["charge.dispute.updated", "charge.dispute.funds_withdrawn"]
    );
}

#[test]
fn a_fraud_warning_names_its_charge() {
    let (mut shop, _, _, _, charge) = paid();
    let warning = shop.books.warn_of_fraud(&charge).unwrap();
    assert_eq!(shop.told(), ["radar.early_fraud_warning.created"]);
    let shown = shop.get(&format!("radar/early_fraud_warnings/{warning}"));
    assert_eq!(
        (&shown["charge"], &shown["actionable"]),
        (&charge.into(), &true.into())
    );
}

#[test]
fn a_credit_note_after_payment_goes_to_refund_and_balance() {
    let (mut shop, ana, invoice, intent, _) = paid();
    let note = format!("invoice={invoice}&amount=2900&refund_amount=1900&credit_amount=1000");
    let note = shop.post("credit_notes", &note);
    assert_eq!(note["type"], "post_payment");
    assert_eq!(shop.balance(&ana), -1000);
    let refunds = shop.get(&format!("refunds?payment_intent={intent}"));
    assert_eq!(refunds["data"][0]["amount"], 1900);
    let credited = shop.get(&format!("invoices/{invoice}"));
    assert_eq!(credited["post_payment_credit_notes_amount"], 2900);
    assert_eq!(shop.events("credit_note.created", &id(&note)).len(), 1);
    let again = format!("invoice={invoice}&amount=1&out_of_band_amount=1");
    assert_eq!(shop.refused("credit_notes", &again).0, 400);
}

#[test]
fn a_credit_note_before_payment_lowers_what_is_due() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let ana = shop.customer();
    let invoice = id(&shop.post("invoices", &format!("customer={ana}")));
    let item = format!("customer={ana}&invoice={invoice}&amount=2900&currency=usd");
    shop.post("invoiceitems", &item);
    shop.post(&format!("invoices/{invoice}/finalize"), "");

    let note = shop.post("credit_notes", &format!("invoice={invoice}&amount=900"));

    assert_eq!(note["type"], "pre_payment");
    assert_eq!(
        shop.post(&format!("invoices/{invoice}/pay"), "")["amount_paid"],
        2000
    );
}
