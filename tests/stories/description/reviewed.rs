//! What the examples of reviews rest on: two referrals that are held, and remainders.

use reqwest::Method;
use serde_json::json;

use crate::harness::stack::Stack;
use crate::harness::stripe::Invoice;

/// Wes and Hal came by Ana's link with throw-away addresses; Lee's payment came back after Kim's
/// invoice had used the credit for it.
pub(super) fn prepared(stack: &Stack) {
    let body = json!({ "program_id": "clientjoy" });
    let link = stack
        .participant("ana")
        .sends(Method::POST, "/v1/links", &body);
    let code = link["code"].as_str().unwrap();
    for name in ["wes", "hal"] {
        let signup = stack.host().signs_up(name).with_code(code);
        let email = format!("{name}@mailinator.com");
        signup.with_email(&email).told();
    }
    remainders(stack, &["lee", "may", "ned"]);
}

/// Lee's payment came back after Kim's invoice had used the credit for it.
pub(crate) fn remainder(stack: &Stack) {
    remainders(stack, &["lee"]);
}

/// The payments of these came back after Kim's invoice had used the credit for them.
fn remainders(stack: &Stack, friends: &[&str]) {
    let customer = stack.stripe().customer("kim");
    stack.host().keeps("kim").paying_as(&customer).told();
    stack.stripe().subscribes("kim").monthly("49 USD");
    stack.settle();
    let paid: Vec<Invoice> = friends
        .iter()
        .map(|name| joins_and_pays(stack, name))
        .collect();
    stack.clock().advance("P32D");
    for invoice in &paid {
        stack.stripe().refunds(invoice, None);
    }
    stack.settle();
}

/// A friend whom Kim invites pays for the first time.
fn joins_and_pays(stack: &Stack, name: &str) -> Invoice {
    let email = format!("{name}@{name}-co.example");
    let body = json!({ "program_id": "contactually", "recipients": [{ "email": email }] });
    let kim = stack.participant("kim");
    kim.sends(Method::POST, "/v1/invites", &body).expect(202);
    let mail = stack.mailbox().only_one_to(&email);
    let token = stack.friend().accept_of(&mail.accept_url());
    let customer = stack.stripe().customer(name);
    let signup = stack.host().signs_up(name).with_accept(&token);
    signup.paying_as(&customer).told();
    stack.stripe().subscribes(name).monthly("29 USD");
    stack.stripe().last_invoice(name)
}
