//! Payments that fail, and what becomes of their invoices and subscriptions.

use super::shop::{Shop, id, text};

use crate::stripe::customers::Customer;

impl Shop {
    fn card_declines(&mut self, customer: &str, declines: bool) {
        self.books
            .change::<Customer>(customer, |customer| customer.bank.declines = declines);
    }
}

/// A subscriber of $29 a month whose card stops working before the first renewal.
fn overdue() -> (Shop, String, String) {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let subscription = id(&shop.subscribe(&ana, &price, ""));
    shop.card_declines(&ana, true);
    shop.at("2022-06-25T09:30:00Z").told();
    shop.at("2022-06-25T10:00:00Z");
    (shop, ana, subscription)
}

#[test]
fn a_failed_renewal_is_past_due() {
    let (mut shop, ana, subscription) = overdue();

    let invoice = shop.last_invoice(&ana);
    assert_eq!(
        (&invoice["status"], &invoice["attempted"]),
        (&"open".into(), &true.into())
    );
    assert_eq!(
        shop.get(&format!("subscriptions/{subscription}"))["status"],
        "past_due"
    );
    assert_eq!(shop.get(&format!("customers/{ana}"))["delinquent"], true);
    assert_eq!(
        shop.told(),
        [
            "invoice.finalized",
            "payment_intent.payment_failed",
            "invoice.payment_failed",
            "customer.updated",
            "customer.subscription.updated",
        ]
    );
}

#[test]
fn a_later_attempt_can_succeed() {
    let (mut shop, ana, subscription) = overdue();
    shop.card_declines(&ana, false);

    shop.at("2022-06-28T10:00:00Z");

    assert_eq!(shop.last_invoice(&ana)["status"], "paid");
    assert_eq!(shop.last_invoice(&ana)["attempt_count"], 2);
    assert_eq!(
        shop.get(&format!("subscriptions/{subscription}"))["status"],
        "active"
    );
    assert_eq!(shop.get(&format!("customers/{ana}"))["delinquent"], false);
}

#[test]
fn paying_by_hand_is_declined_until_the_card_works() {
    let (mut shop, ana, _) = overdue();
    let pay = format!("invoices/{}/pay", id(&shop.last_invoice(&ana)));

    assert_eq!(shop.refused(&pay, "").0, 402);
    shop.card_declines(&ana, false);
    assert_eq!(shop.post(&pay, "")["status"], "paid");
    assert_eq!(shop.refused(&pay, "").0, 400);
}

#[test]
fn the_last_failure_ends_the_subscription() {
    let (mut shop, ana, subscription) = overdue();

    shop.at("2022-07-24T00:00:00Z");

    assert_eq!(shop.last_invoice(&ana)["attempt_count"], 4);
    assert_eq!(shop.last_invoice(&ana)["status"], "open");
    assert_eq!(
        shop.get(&format!("subscriptions/{subscription}"))["status"],
        "canceled"
    );
}

#[test]
fn a_first_invoice_nobody_pays_expires() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.adjust(&ana, -1000);
    shop.card_declines(&ana, true);
    let subscription = shop.subscribe(&ana, &price, "");
    assert_eq!(subscription["status"], "incomplete");
    assert_eq!(shop.balance(&ana), 0);

    shop.at("2022-05-26T08:00:00Z");

    let path = format!("subscriptions/{}", id(&subscription));
    assert_eq!(text(&shop.get(&path), "status"), "incomplete_expired");
    assert_eq!(shop.last_invoice(&ana)["status"], "void");
    assert_eq!(shop.balance(&ana), -1000);
    shop.at("2022-08-26T08:00:00Z");
    assert_eq!(shop.invoices(&ana).len(), 1);
}

#[test]
fn an_invoice_paid_out_of_band_names_no_intent() {
    let (mut shop, ana, _) = overdue();
    let invoice = id(&shop.last_invoice(&ana));

    let paid = shop.post(&format!("invoices/{invoice}/pay"), "paid_out_of_band=true");

    assert_eq!(
        (&paid["status"], &paid["amount_paid"]),
        (&"paid".into(), &2900.into())
    );
    let payments = shop.get(&format!("invoice_payments?invoice={invoice}&status=paid"));
    assert_eq!(payments["data"][0]["payment"]["type"], "payment_record");
    assert_eq!(payments["data"].as_array().unwrap().len(), 1);
}

#[test]
fn an_uncollectible_invoice_can_still_be_paid() {
    let (mut shop, ana, _) = overdue();
    let invoice = id(&shop.last_invoice(&ana));
    let given_up = shop.post(&format!("invoices/{invoice}/mark_uncollectible"), "");
    assert_eq!(given_up["status"], "uncollectible");
    assert_eq!(
        shop.events("invoice.marked_uncollectible", &invoice).len(),
        1
    );
    shop.card_declines(&ana, false);
    assert_eq!(
        shop.post(&format!("invoices/{invoice}/pay"), "")["status"],
        "paid"
    );
}

#[test]
fn a_sent_invoice_waits_to_be_paid() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let sent = "&collection_method=send_invoice&days_until_due=30";
    let subscription = shop.subscribe(&ana, &price, sent);
    assert_eq!(subscription["status"], "active");
    let invoice = shop.last_invoice(&ana);
    assert_eq!(
        (&invoice["status"], &invoice["attempted"]),
        (&"open".into(), &false.into())
    );
}
