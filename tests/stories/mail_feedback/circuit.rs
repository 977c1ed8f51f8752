//! The circuit: too much mail that comes back or is called spam stops what would follow (F40).

use reqwest::Method;
use serde_json::{Value, json};

use super::{mails_to, pays, seen_by_ana, with_ana};
use crate::harness::answer::send;
use crate::harness::stack::Stack;

const EVE: &str = "eve@eve-co.example";

/// One circuit as staff see it.
#[track_caller]
fn circuit(stack: &Stack, stream: &str) -> Value {
    stack.settle();
    let answer = send(stack.host().request(Method::GET, "/v1/admin/mail")).expect(200);
    let circuits = answer["data"].as_array().unwrap();
    let found = circuits.iter().find(|it| it["stream"] == stream);
    found.unwrap().clone()
}

/// A hundred invites of three people, of which three bounced.
fn with_three_bounces_in_a_hundred() -> Stack {
    let stack = with_ana();
    stack.host().keeps("dan").told();
    for (name, number) in [("ana", 33), ("ben", 33), ("dan", 34)] {
        let addresses: Vec<String> = (0..number)
            .map(|nth| format!("friend{nth}@{name}s-friends.example"))
            .collect();
        let listed: Vec<&str> = addresses.iter().map(String::as_str).collect();
        stack.participant(name).invites(&listed).sent();
    }
    let mails = stack.mailbox().all();
    assert_eq!(mails.len(), 100);
    for mail in &mails[..2] {
        stack.mailbox().bounces(mail);
    }
    assert_eq!(circuit(&stack, "invites")["state"], "closed");
    stack.mailbox().bounces(&mails[2]);
    stack
}

#[test]
fn f40_three_percent_of_bounces_stop_invites_until_the_bad_days_are_past() {
    let stack = with_three_bounces_in_a_hundred();
    let open = circuit(&stack, "invites");
    assert_eq!(
        (&open["state"], &open["cause"]),
        (&json!("open"), &json!("bounces"))
    );
    assert_eq!((&open["sent"], &open["bounced"]), (&json!(100), &json!(3)));
    assert!(stack.has_logged("the mail circuit opened"));

    stack.participant("ana").invites(&[EVE]).sent();
    assert_eq!(seen_by_ana(&stack), "queued");
    assert_eq!(mails_to(&stack, EVE), 0);

    stack.clock().advance("P8D");
    assert_eq!(circuit(&stack, "invites")["state"], "closed");
    assert_eq!(seen_by_ana(&stack), "sent");
    assert_eq!(mails_to(&stack, EVE), 1);
}

#[test]
fn f40_staff_let_mail_go_on_and_news_of_ones_own_referrals_never_stopped() {
    let stack = with_three_bounces_in_a_hundred();
    stack.participant("ana").invites(&[EVE]).sent();
    assert_eq!(seen_by_ana(&stack), "queued");
    assert_eq!(circuit(&stack, "participants")["state"], "closed");
    let mails = stack.mailbox().all();
    let from_ana = mails.iter().find(|mail| mail.subject.contains("Ana"));
    let token = stack.friend().accept_of(&from_ana.unwrap().accept_url());
    let customer = stack.stripe().customer("gil");
    let signup = stack.host().signs_up("gil").with_accept(&token);
    signup.paying_as(&customer).told();
    pays(&stack, "gil");
    assert_eq!(
        stack.mailbox().of_person("ana").len(),
        1,
        "why there is no credit"
    );

    let resume = "/v1/admin/mail/invites/resume";
    let closed = send(stack.host().request(Method::POST, resume)).expect(200);
    assert_eq!(
        (&closed["state"], &closed["sent"]),
        (&json!("closed"), &json!(0))
    );
    stack.clock().advance("PT65M");
    assert_eq!(mails_to(&stack, EVE), 1);
}

#[test]
fn f40_a_paused_account_opens_the_circuit_and_is_tried_again() {
    let stack = with_ana();
    let text = "Email sending is disabled for your account.";
    stack
        .faults()
        .ses_answers(400, "SendingPausedException", text);
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let open = circuit(&stack, "invites");
    let paused = (&json!("open"), &json!("sending_paused"));
    assert_eq!((&open["state"], &open["cause"]), paused);

    stack.participant("ana").invites(&[EVE]).sent();
    assert_eq!(seen_by_ana(&stack), "queued");
    stack.clock().advance("PT65M");
    assert_eq!(circuit(&stack, "invites")["state"], "closed");
    assert_eq!(
        (mails_to(&stack, "bo@bo-co.example"), mails_to(&stack, EVE)),
        (1, 1)
    );
}

#[test]
fn only_staff_look_at_the_circuit_and_close_it() {
    let stack = with_ana();
    for (method, path) in [
        (Method::GET, "/v1/admin/mail"),
        (Method::POST, "/v1/admin/mail/invites/resume"),
    ] {
        let by_ana = stack.participant("ana").request(method.clone(), path);
        assert_eq!(send(by_ana).status, 403);
        assert_eq!(send(stack.request(method, path)).status, 401);
    }
    let unknown = "/v1/admin/mail/everything/resume";
    let answer = send(stack.host().request(Method::POST, unknown));
    assert!((400..=404).contains(&answer.status), "{answer:?}");
}
