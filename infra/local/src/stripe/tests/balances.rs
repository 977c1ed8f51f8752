//! The customer's balance, and how invoices take it.

use super::shop::{Shop, id};

#[test]
fn credit_meets_the_next_invoices_and_the_rest_carries_forward() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.subscribe(&ana, &price, "&trial_period_days=14");
    shop.adjust(&ana, -5000);

    shop.at("2022-06-08T10:00:00Z");
    let covered = shop.last_invoice(&ana);
    assert_eq!(covered["status"], "paid");
    assert_eq!(
        (&covered["total"], &covered["amount_due"]),
        (&2900.into(), &0.into())
    );
    assert_eq!(covered["amount_paid"], 0);
    assert_eq!(covered["starting_balance"], -5000);
    assert_eq!(covered["ending_balance"], -2100);

    shop.at("2022-07-08T10:00:00Z");
    let partly = shop.last_invoice(&ana);
    assert_eq!(
        (&partly["amount_due"], &partly["amount_paid"]),
        (&800.into(), &800.into())
    );
    assert_eq!(shop.balance(&ana), 0);
    assert_eq!(
        shop.ledger(&ana),
        [
            ("adjustment".to_owned(), -5000),
            ("applied_to_invoice".to_owned(), 2900),
            ("applied_to_invoice".to_owned(), 2100),
        ]
    );
}

#[test]
fn the_invoice_filter_finds_what_an_invoice_took() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.adjust(&ana, -1000);
    shop.subscribe(&ana, &price, "");
    let invoice = id(&shop.last_invoice(&ana));

    let path = format!("customers/{ana}/balance_transactions?invoice={invoice}");
    let taken = shop.get(&path);

    assert_eq!(taken["data"].as_array().unwrap().len(), 1);
    assert_eq!(taken["data"][0]["amount"], 1000);
    assert_eq!(taken["data"][0]["type"], "applied_to_invoice");
    assert_eq!(taken["data"][0]["ending_balance"], 0);
}

#[test]
fn a_credit_posted_before_the_draft_is_finalized_still_counts() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.subscribe(&ana, &price, "");

    shop.at("2022-06-25T09:59:59Z");
    shop.adjust(&ana, -1000);
    assert_eq!(shop.last_invoice(&ana)["amount_due"], 1900);
    shop.at("2022-06-25T10:00:00Z");
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 1900);
}

#[test]
fn a_credit_posted_after_the_invoice_is_finalized_waits_for_the_next() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.subscribe(&ana, &price, "");

    shop.at("2022-06-25T10:00:00Z");
    shop.adjust(&ana, -1000);

    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 2900);
    shop.at("2022-07-25T10:00:00Z");
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 1900);
}

#[test]
fn a_void_invoice_gives_the_balance_back() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let ana = shop.customer();
    shop.adjust(&ana, -1000);
    shop.post(
        "invoiceitems",
        &format!("customer={ana}&amount=2900&currency=usd"),
    );
    let draft = format!("customer={ana}&pending_invoice_items_behavior=include");
    let invoice = id(&shop.post("invoices", &draft));
    shop.post(&format!("invoices/{invoice}/finalize"), "");
    assert_eq!(shop.balance(&ana), 0);

    let void = shop.post(&format!("invoices/{invoice}/void"), "");

    assert_eq!(void["status"], "void");
    assert_eq!(shop.balance(&ana), -1000);
    assert_eq!(
        shop.ledger(&ana).pop(),
        Some(("unapplied_from_invoice".to_owned(), -1000))
    );
    assert_eq!(shop.events("invoice.voided", &invoice).len(), 1);
    assert_eq!(shop.refused(&format!("invoices/{invoice}/void"), "").0, 400);
}

#[test]
fn a_paid_invoice_cannot_be_void() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.subscribe(&ana, &price, "");
    let invoice = id(&shop.last_invoice(&ana));
    assert_eq!(shop.refused(&format!("invoices/{invoice}/void"), "").0, 400);
}

#[test]
fn less_than_the_least_charge_becomes_a_debit() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.adjust(&ana, -2880);
    shop.subscribe(&ana, &price, "");

    let invoice = shop.last_invoice(&ana);
    assert_eq!(
        (&invoice["status"], &invoice["amount_due"]),
        (&"paid".into(), &0.into())
    );
    assert_eq!(invoice["ending_balance"], 20);
    assert_eq!(
        shop.ledger(&ana).pop(),
        Some(("invoice_too_small".to_owned(), 20))
    );

    shop.at("2022-06-25T10:00:00Z");
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 2920);
}

#[test]
fn the_first_balance_transaction_settles_the_currency() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let ana = shop.customer();
    assert_eq!(
        shop.get(&format!("customers/{ana}"))["currency"],
        serde_json::Value::Null
    );

    shop.adjust(&ana, -1000);

    assert_eq!(shop.get(&format!("customers/{ana}"))["currency"], "usd");
    let path = format!("customers/{ana}/balance_transactions");
    let (status, message) = shop.refused(&path, "amount=-1000&currency=eur");
    assert_eq!(status, 400);
    assert!(message.contains("usd"), "{message}");
    assert_eq!(shop.balance(&ana), -1000);
}

#[test]
fn each_change_of_the_balance_updates_the_customer() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let ana = shop.customer();
    shop.adjust(&ana, -1000);
    shop.adjust(&ana, 300);

    let updates = shop.events("customer.updated", &ana);
    assert_eq!(
        updates[0]["data"]["previous_attributes"]["currency"],
        serde_json::Value::Null
    );
    assert_eq!(updates[2]["data"]["previous_attributes"]["balance"], -1000);
    assert_eq!(updates[2]["data"]["object"]["balance"], -700);
}

#[test]
fn a_deleted_customer_takes_no_credit() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let subscription = id(&shop.subscribe(&ana, &price, ""));

    let deleted = shop.delete(&format!("customers/{ana}"));

    assert_eq!(deleted["deleted"], true);
    assert_eq!(shop.get(&format!("customers/{ana}")), deleted);
    let path = format!("customers/{ana}/balance_transactions");
    assert_eq!(shop.refused(&path, "amount=-1000&currency=usd").0, 404);
    assert_eq!(
        shop.get(&format!("subscriptions/{subscription}"))["status"],
        "canceled"
    );
    assert_eq!(shop.events("customer.deleted", &ana).len(), 1);
}

#[test]
fn another_customers_balance_transaction_does_not_exist() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, bo) = (shop.customer(), shop.customer());
    let line = id(&shop.adjust(&ana, -1000));
    assert_eq!(
        shop.get(&format!("customers/{ana}/balance_transactions/{line}"))["amount"],
        -1000
    );
    let path = format!("customers/{bo}/balance_transactions/{line}");
    assert_eq!(shop.refused(&path, "description=mine").0, 404);
}
