//! Trials and renewals: what is billed when.

use super::shop::{Shop, id, second, text};

#[test]
fn a_trial_begins_with_an_invoice_of_nothing() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.told();

    let subscription = shop.subscribe(&ana, &price, "&trial_period_days=14");

    assert_eq!(subscription["status"], "trialing");
    assert_eq!(subscription["trial_end"], second("2022-06-08T09:00:00Z"));
    let invoice = shop.last_invoice(&ana);
    assert_eq!(invoice["billing_reason"], "subscription_create");
    assert_eq!(invoice["status"], "paid");
    assert_eq!(
        (&invoice["total"], &invoice["amount_paid"]),
        (&0.into(), &0.into())
    );
    assert_eq!(
        shop.told(),
        [
            "customer.updated",
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_succeeded",
        ]
    );
}

#[test]
fn the_first_real_invoice_after_a_trial_is_a_cycle() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let subscription = id(&shop.subscribe(&ana, &price, "&trial_period_days=14"));

    shop.at("2022-06-08T09:30:00Z");
    assert_eq!(shop.last_invoice(&ana)["status"], "draft");
    assert_eq!(
        shop.get(&format!("subscriptions/{subscription}"))["status"],
        "active"
    );

    shop.at("2022-06-08T10:00:00Z");
    let invoice = shop.last_invoice(&ana);
    assert_eq!(invoice["billing_reason"], "subscription_cycle");
    assert_eq!(invoice["status"], "paid");
    assert_eq!(invoice["amount_paid"], 2900);
    assert_eq!(invoice["created"], second("2022-06-08T09:00:00Z"));
    assert_eq!(
        invoice["status_transitions"]["paid_at"],
        second("2022-06-08T10:00:00Z")
    );
    assert_eq!(
        invoice["parent"]["subscription_details"]["subscription"],
        subscription
    );
    let paid = shop.events("invoice.paid", &id(&invoice));
    assert_eq!(paid[0]["created"], second("2022-06-08T10:00:00Z"));
}

#[test]
fn a_subscription_without_a_trial_is_paid_at_once() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.told();

    let subscription = shop.subscribe(&ana, &price, "");

    assert_eq!(subscription["status"], "active");
    let item = &subscription["items"]["data"][0];
    assert_eq!(item["current_period_end"], second("2022-06-25T09:00:00Z"));
    assert_eq!(
        shop.told(),
        [
            "customer.updated",
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "payment_intent.succeeded",
            "invoice.paid",
            "invoice.payment_succeeded",
            "customer.subscription.updated",
        ]
    );
}

#[test]
fn months_renew_on_the_calendar() {
    let mut shop = Shop::open_at("2022-01-31T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.subscribe(&ana, &price, "");

    shop.at("2022-05-01T00:00:00Z");

    let created: Vec<i64> = shop
        .invoices(&ana)
        .iter()
        .map(|invoice| invoice["created"].as_i64().unwrap())
        .collect();
    assert_eq!(
        created,
        [
            "2022-01-31T09:00:00Z",
            "2022-02-28T09:00:00Z",
            "2022-03-31T09:00:00Z",
            "2022-04-30T09:00:00Z"
        ]
        .map(second)
    );
}

#[test]
fn a_year_renews_after_a_year() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(29_000, "year"));
    shop.subscribe(&ana, &price, "");

    shop.at("2023-05-25T08:59:59Z");
    assert_eq!(shop.invoices(&ana).len(), 1);

    shop.at("2023-05-25T10:00:00Z");
    let invoice = shop.last_invoice(&ana);
    assert_eq!(invoice["status"], "paid");
    assert_eq!(invoice["period_start"], second("2022-05-25T09:00:00Z"));
    assert_eq!(invoice["period_end"], second("2023-05-25T09:00:00Z"));
    let line = &invoice["lines"]["data"][0];
    assert_eq!(line["period"]["end"], second("2024-05-25T09:00:00Z"));
}

#[test]
fn a_jump_over_months_happens_in_order() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let price = shop.price(2900, "month");
    for trial_days in [14, 7] {
        let customer = shop.customer();
        shop.subscribe(
            &customer,
            &price,
            &format!("&trial_period_days={trial_days}"),
        );
    }

    shop.at("2023-01-01T00:00:00Z");

    let seconds: Vec<_> = shop
        .books
        .events
        .values()
        .map(|event| event.created)
        .collect();
    assert!(seconds.is_sorted());
    assert_eq!(
        shop.get("invoices?limit=100")["data"]
            .as_array()
            .unwrap()
            .len(),
        16
    );
}

#[test]
fn a_subscription_told_to_end_is_not_renewed() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let subscription = id(&shop.subscribe(&ana, &price, ""));
    let path = format!("subscriptions/{subscription}");
    shop.post(&path, "cancel_at_period_end=true");

    shop.at("2022-07-25T09:00:00Z");

    assert_eq!(shop.invoices(&ana).len(), 1);
    let ended = shop.get(&path);
    assert_eq!(text(&ended, "status"), "canceled");
    assert_eq!(ended["ended_at"], second("2022-06-25T09:00:00Z"));
    assert_eq!(
        shop.events("customer.subscription.deleted", &subscription)
            .len(),
        1
    );
    assert_eq!(
        shop.get(&format!("subscriptions?customer={ana}"))["data"],
        serde_json::json!([])
    );
    let all = shop.get(&format!("subscriptions?customer={ana}&status=all"));
    assert_eq!(all["data"].as_array().unwrap().len(), 1);
}

#[test]
fn a_coupon_of_everything_makes_an_invoice_of_nothing() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    let coupon = id(&shop.post("coupons", "percent_off=100&duration=once"));
    shop.subscribe(&ana, &price, &format!("&discounts[0][coupon]={coupon}"));

    let first = shop.last_invoice(&ana);
    assert_eq!(
        (&first["subtotal"], &first["total"]),
        (&2900.into(), &0.into())
    );
    assert_eq!(
        (&first["status"], &first["amount_paid"]),
        (&"paid".into(), &0.into())
    );

    shop.at("2022-06-25T10:00:00Z");
    assert_eq!(shop.last_invoice(&ana)["amount_paid"], 2900);
}
