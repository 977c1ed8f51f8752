//! Checkout: what a bought subscription or a one-off payment leaves behind.

use super::shop::{Shop, id, text};

#[test]
fn a_bought_subscription_links_the_reference_to_a_customer() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let price = shop.price(2900, "month");
    let session = format!(
        "mode=subscription&line_items[0][price]={price}&client_reference_id=acct_7\
         &metadata[plan]=pro&success_url=https://example.com"
    );
    let session = shop.post("checkout/sessions", &session);
    assert_eq!(
        (&session["status"], &session["payment_status"]),
        (&"open".into(), &"unpaid".into())
    );
    shop.told();

    shop.books
        .complete_checkout(&id(&session), Some("bo@example.com".to_owned()), false)
        .unwrap();

    let told = shop.told();
    assert_eq!(told.first().unwrap(), "customer.created");
    assert_eq!(told.last().unwrap(), "checkout.session.completed");
    let session = shop.get(&format!("checkout/sessions/{}", id(&session)));
    assert_eq!(session["client_reference_id"], "acct_7");
    assert_eq!(session["payment_status"], "paid");
    let customer = text(&session, "customer");
    assert_eq!(
        shop.get(&format!("customers/{customer}"))["email"],
        "bo@example.com"
    );
    let invoice = shop.get(&format!("invoices/{}", text(&session, "invoice")));
    assert_eq!(invoice["billing_reason"], "subscription_create");
    assert_eq!(invoice["amount_paid"], 2900);
}

#[test]
fn the_balance_meets_a_bought_subscription_under_its_own_type() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let (ana, price) = (shop.customer(), shop.price(2900, "month"));
    shop.adjust(&ana, -1000);
    let session =
        format!("mode=subscription&customer={ana}&line_items[0][price]={price}&success_url=x");
    let session = id(&shop.post("checkout/sessions", &session));
    shop.books.complete_checkout(&session, None, false).unwrap();
    let applied = ("checkout_session_subscription_payment".to_owned(), 1000);
    assert_eq!(shop.ledger(&ana).pop(), Some(applied));
}

/// A session for a one-off payment of $50.
fn one_off(shop: &mut Shop, more: &str) -> String {
    let product = id(&shop.post("products", "name=Book"));
    let price = id(&shop.post(
        "prices",
        &format!("product={product}&currency=usd&unit_amount=5000"),
    ));
    let session = format!("mode=payment&line_items[0][price]={price}&success_url=x{more}");
    id(&shop.post("checkout/sessions", &session))
}

#[test]
fn the_receipt_of_a_one_off_payment_leaves_the_balance_alone() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let ana = shop.customer();
    shop.adjust(&ana, -1000);
    let session = one_off(
        &mut shop,
        &format!("&customer={ana}&invoice_creation[enabled]=true"),
    );

    shop.books.complete_checkout(&session, None, false).unwrap();

    let invoice = shop.last_invoice(&ana);
    assert_eq!(
        (&invoice["status"], &invoice["amount_paid"]),
        (&"paid".into(), &5000.into())
    );
    assert_eq!(shop.balance(&ana), -1000);
    let session = shop.get(&format!("checkout/sessions/{session}"));
    assert_eq!(
        session["payment_intent"],
        shop.intent_of(&id(&invoice)).as_str()
    );
}

#[test]
fn a_payment_without_invoice_needs_no_customer() {
    let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
    let session = one_off(&mut shop, "");
    shop.books.complete_checkout(&session, None, false).unwrap();
    let session = shop.get(&format!("checkout/sessions/{session}"));
    assert_eq!(session["payment_status"], "paid");
    assert!(session["customer"].is_null() && session["invoice"].is_null());
}

#[test]
fn a_delayed_payment_arrives_or_fails_later() {
    for (succeeded, end, status) in [(true, "succeeded", "paid"), (false, "failed", "unpaid")] {
        let mut shop = Shop::open_at("2022-05-25T09:00:00Z");
        let session = one_off(&mut shop, "");
        shop.books.complete_checkout(&session, None, true).unwrap();
        let path = format!("checkout/sessions/{session}");
        assert_eq!(shop.get(&path)["payment_status"], "unpaid");

        shop.books.settle_checkout(&session, succeeded).unwrap();

        assert_eq!(shop.get(&path)["payment_status"], status);
        let event = format!("checkout.session.async_payment_{end}");
        assert_eq!(shop.told().last(), Some(&event));
        assert!(shop.books.settle_checkout(&session, true).is_err());
    }
}
