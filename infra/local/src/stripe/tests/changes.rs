//! Changed subscriptions, and what the rest of the period costs.

use super::shop::{Shop, id, second, text};

/// A subscriber of $30 a month since the first of June, on the sixteenth.
fn halfway() -> (Shop, String, String, String) {
    let mut shop = Shop::open_at("2022-06-01T00:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(3000, "month"));
    let subscription = shop.subscribe(&ana, &price, "");
    let item = id(&subscription["items"]["data"][0]);
    shop.at("2022-06-16T00:00:00Z");
    (shop, ana, id(&subscription), item)
}

#[test]
fn an_upgrade_invoiced_at_once_meets_the_balance() {
    let (mut shop, ana, subscription, item) = halfway();
    shop.adjust(&ana, -1000);
    let price = shop.price(9000, "month");

    let change =
        format!("items[0][id]={item}&items[0][price]={price}&proration_behavior=always_invoice");
    shop.post(&format!("subscriptions/{subscription}"), &change);

    let invoice = shop.last_invoice(&ana);
    assert_eq!(invoice["billing_reason"], "subscription_update");
    let lines = invoice["lines"]["data"].as_array().unwrap();
    let amounts: Vec<_> = lines
        .iter()
        .map(|line| line["amount"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [-1500, 4500]);
    assert_eq!(
        (&invoice["total"], &invoice["amount_paid"]),
        (&3000.into(), &2000.into())
    );
    assert_eq!(invoice["status"], "paid");

    shop.at("2022-07-01T01:00:00Z");
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 9000);
}

#[test]
fn a_change_not_invoiced_at_once_waits_for_the_renewal() {
    let (mut shop, ana, subscription, item) = halfway();
    shop.post(
        &format!("subscriptions/{subscription}"),
        &format!("items[0][id]={item}&items[0][quantity]=2"),
    );
    assert_eq!(shop.invoices(&ana).len(), 1);

    shop.at("2022-07-01T01:00:00Z");
    // Two seats, and the second half of June for the second.
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 7500);
}

#[test]
fn a_downgrade_invoiced_at_once_becomes_credit() {
    let (mut shop, ana, subscription, item) = halfway();
    let price = shop.price(1000, "month");
    let change =
        format!("items[0][id]={item}&items[0][price]={price}&proration_behavior=always_invoice");
    shop.post(&format!("subscriptions/{subscription}"), &change);

    let invoice = shop.last_invoice(&ana);
    assert_eq!(
        (&invoice["total"], &invoice["amount_due"]),
        (&(-1000).into(), &0.into())
    );
    assert_eq!(shop.balance(&ana), -1000);
    assert_eq!(
        shop.ledger(&ana),
        [("applied_to_invoice".to_owned(), -1000)]
    );
}

#[test]
fn another_interval_begins_a_new_period_now() {
    let (mut shop, ana, subscription, item) = halfway();
    let price = shop.price(30_000, "year");
    let change = format!("items[0][id]={item}&items[0][price]={price}");
    let changed = shop.post(&format!("subscriptions/{subscription}"), &change);

    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 28_500);
    let item = &changed["items"]["data"][0];
    assert_eq!(item["current_period_start"], second("2022-06-16T00:00:00Z"));
    assert_eq!(item["current_period_end"], second("2023-06-16T00:00:00Z"));
    shop.at("2023-06-15T00:00:00Z");
    assert_eq!(shop.invoices(&ana).len(), 2);
}

#[test]
fn the_way_from_free_to_paid_is_billed_at_once() {
    let mut shop = Shop::open_at("2022-06-01T00:00:00Z");
    let (ana, free) = (shop.customer(), shop.price(0, "month"));
    let subscription = shop.subscribe(&ana, &free, "");
    assert_eq!(subscription["status"], "active");
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 0);
    let item = id(&subscription["items"]["data"][0]);
    let price = shop.price(3000, "month");

    shop.at("2022-06-16T00:00:00Z");
    let change = format!("items[0][id]={item}&items[0][price]={price}");
    shop.post(&format!("subscriptions/{}", id(&subscription)), &change);

    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 3000);
    shop.at("2022-07-16T01:00:00Z");
    assert_eq!(shop.invoices(&ana).len(), 3);
}

#[test]
fn a_trial_ended_now_is_billed_now() {
    let mut shop = Shop::open_at("2022-06-01T00:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(3000, "month"));
    let subscription = id(&shop.subscribe(&ana, &price, "&trial_period_days=14"));

    shop.at("2022-06-03T00:00:00Z");
    let changed = shop.post(&format!("subscriptions/{subscription}"), "trial_end=now");

    assert_eq!(changed["status"], "active");
    assert_eq!(changed["trial_end"], second("2022-06-03T00:00:00Z"));
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 3000);
    shop.at("2022-06-20T00:00:00Z");
    assert_eq!(shop.invoices(&ana).len(), 2);
}

#[test]
fn a_price_without_the_items_id_is_added() {
    let (mut shop, _, subscription, _) = halfway();
    let price = shop.price(500, "month");
    let path = format!("subscriptions/{subscription}");
    let changed = shop.post(&path, &format!("items[0][price]={price}"));
    assert_eq!(changed["items"]["data"].as_array().unwrap().len(), 2);
    let added = id(&changed["items"]["data"][1]);
    let changed = shop.post(
        &path,
        &format!("items[0][id]={added}&items[0][deleted]=true"),
    );
    assert_eq!(changed["items"]["data"].as_array().unwrap().len(), 1);
}

#[test]
fn an_ended_subscription_is_not_changed() {
    let (mut shop, _, subscription, item) = halfway();
    let ended = shop.delete(&format!("subscriptions/{subscription}"));
    assert_eq!(text(&ended, "status"), "canceled");
    let change = format!("items[0][id]={item}&items[0][quantity]=2");
    assert_eq!(
        shop.refused(&format!("subscriptions/{subscription}"), &change)
            .0,
        400
    );
}
