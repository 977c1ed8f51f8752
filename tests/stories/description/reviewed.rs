//! What the examples of reviews rest on: two referrals that are held, and a remainder.

use reqwest::Method;
use serde_json::json;

use crate::harness::stack::Stack;

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
    remainder(stack);
}

/// Lee's payment came back after Kim's invoice had used the credit for it.
pub(crate) fn remainder(stack: &Stack) {
    let customer = stack.stripe().customer("kim");
    stack.host().keeps("kim").paying_as(&customer).told();
    stack.stripe().subscribes("kim").monthly("49 USD");
    stack.settle();
    let friend = "lee@lee-co.example";
    let body = json!({ "program_id": "contactually", "recipients": [{ "email": friend }] });
    let kim = stack.participant("kim");
    kim.sends(Method::POST, "/v1/invites", &body).expect(202);
    let mail = stack.mailbox().only_one_to(friend);
    let token = stack.friend().accept_of(&mail.accept_url());
    let lee = stack.stripe().customer("lee");
    let signup = stack.host().signs_up("lee").with_accept(&token);
    signup.paying_as(&lee).told();
    stack.stripe().subscribes("lee").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("lee");
    stack.clock().advance("P32D");
    stack.stripe().refunds(&invoice, None);
    stack.settle();
}
