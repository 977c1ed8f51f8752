//! P11: how often a request asks the table before it is answered.

use reqwest::Method;

use super::documented::rows;
use super::{FRIENDS, key, with_ana};
use crate::harness::answer::send;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// That `function` asks the table, once the programs are known to it, as often as the row
/// `request` says; `done` is done for one friend after another.
#[track_caller]
fn holds(request: &str, function: &str, stack: &Stack, done: impl Fn(&Stack, &str)) {
    let counted = FRIENDS.map(|friend| {
        let calls = stack.calls();
        calls.round_trips(function, || done(stack, friend))
    });
    let documented = rows("## Table round trips on the request path (P11)");
    let row = documented.iter().find(|row| row.name() == request);
    let now: u64 = row.expect(request).cell(2).parse().unwrap();
    assert_eq!(counted.iter().min(), Some(&now), "{request}: {counted:?}");
}

/// A friend signs up with what the host's server keeps of their visit.
fn signs_up(stack: &Stack, key: &str, friend: &str, brought: (&str, &str)) {
    let host = stack.host().with_key(key);
    let signup = host.signs_up(friend);
    let signup = match brought {
        ("touch", touch) => signup.with_touch(touch),
        ("accept", token) => signup.with_accept(token),
        (_, code) => signup.with_code(code),
    };
    assert_eq!(
        signup.told()["referral"]["referrer_account_id"],
        "ana-co",
        "{brought:?}"
    );
}

#[test]
fn p11_a_link_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let make = |stack: &Stack, friend: &str| {
        let colleague = format!("{friend}s@ana");
        drop(stack.participant(&colleague).makes_link());
    };
    holds("`POST /v1/links`", "create-link", &stack, make);
    holds("… again", "create-link", &stack, make);
}

#[test]
fn p11_a_redirect_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let links = FRIENDS.map(|friend| stack.participant(&format!("{friend}s@ana")).link());
    let follow = |stack: &Stack, friend: &str| {
        let place = FRIENDS.iter().position(|name| *name == friend).unwrap();
        stack.friend().follows(&links[place]);
    };
    holds("`GET /r/{code}`", "follow-link", &stack, follow);
    holds("… of a link that is kept", "follow-link", &stack, follow);
}

#[test]
fn p11_a_signup_with_a_touch_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let link = stack.participant("ana").link();
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let touch = stack.friend().touch_of(&link);
        signs_up(stack, &key, friend, ("touch", &touch));
    };
    let request = "`POST /v1/signups` with a touch";
    holds(request, "attribute-signup", &stack, signup);
}

#[test]
fn p11_a_signup_with_an_accept_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::contactually());
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let address = stack.participant(friend).person.email();
        stack.participant("ana").invites(&[&address]).sent();
        let invite = stack.mailbox().only_one_to(friend).accept_url();
        let token = stack.friend().accept_of(&invite);
        signs_up(stack, &key, friend, ("accept", &token));
    };
    holds("… with an accept token", "attribute-signup", &stack, signup);
}

#[test]
fn p11_a_signup_with_a_code_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let link = stack.participant("ana").makes_link();
    let code = link["code"].as_str().unwrap().to_owned();
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| signs_up(stack, &key, friend, ("code", &code));
    let request = "… with a code that was typed in";
    holds(request, "attribute-signup", &stack, signup);
}

#[test]
fn p11_a_signup_that_nobody_referred_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let host = stack.host().with_key(&key);
        host.signs_up(friend).told();
    };
    let request = "… that nobody referred";
    holds(request, "attribute-signup", &stack, signup);
}

#[test]
fn p11_a_webhook_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::contactually());
    let event = |stack: &Stack, friend: &str| {
        stack.stripe().customer(friend);
    };
    let request = "`POST /webhooks/stripe`";
    holds(request, "stripe-webhook", &stack, event);
}

#[test]
fn p11_a_home_asks_the_table_as_often_as_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let home = |stack: &Stack, _: &str| {
        send(stack.participant("ana").request(Method::GET, "/v1/home")).expect(200);
    };
    holds("`GET /v1/home`", "portal", &stack, home);
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    stack.host().signs_up("bo").with_touch(&touch).told();
    holds("… with friends on it", "portal", &stack, home);
}
