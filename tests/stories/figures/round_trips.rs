//! P11: how often a request asks the table before it is answered.

use reqwest::Method;

use super::{FRIENDS, key, least, with_ana};
use crate::harness::answer::send;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Table round trips of `function` for one friend's `request`, once the programs are known to it.
#[track_caller]
fn round_trips(stack: &Stack, function: &str, request: impl Fn(&Stack, &str)) -> u64 {
    let cost = |friend: &&str| {
        let counted = stack.calls().during(|| request(stack, friend));
        counted.get(function).copied().unwrap_or_default()
    };
    least(FRIENDS.iter().map(cost)).round_trips
}

fn friends_name(stack: &Stack, friend: &str) -> String {
    stack.participant(friend).person.email()
}

#[test]
fn p11_a_link_is_one_round_trip_and_so_is_asking_for_it_again() {
    let stack = with_ana(&Program::clientjoy());
    let make = |stack: &Stack, friend: &str| drop(stack.participant(friend).makes_link());
    assert_eq!(round_trips(&stack, "create-link", make), 1);
    assert_eq!(round_trips(&stack, "create-link", make), 1);
}

#[test]
fn p11_a_redirect_is_one_round_trip_and_none_where_the_link_is_known() {
    let stack = with_ana(&Program::clientjoy());
    let links = FRIENDS.map(|friend| stack.participant(friend).link());
    let follow = |stack: &Stack, friend: &str| {
        let place = FRIENDS.iter().position(|name| *name == friend).unwrap();
        stack.friend().follows(&links[place]);
    };
    assert_eq!(round_trips(&stack, "follow-link", follow), 1);
    assert_eq!(round_trips(&stack, "follow-link", follow), 0);
}

/// The goal is 1. That the referrer is still there, and is somebody else, has to be read: as a
/// condition on the referrer's own items it would make two friends conflict (P14).
#[test]
fn p11_a_signup_with_a_touch_is_two_round_trips() {
    let stack = with_ana(&Program::clientjoy());
    let link = stack.participant("ana").link();
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let touch = stack.friend().touch_of(&link);
        let host = stack.host().with_key(&key);
        let told = host.signs_up(friend).with_touch(&touch).told();
        assert_eq!(told["referral"]["referrer_account_id"], "ana-co");
    };
    assert_eq!(round_trips(&stack, "attribute-signup", signup), 2);
}

#[test]
fn p11_a_signup_with_an_accept_is_two_round_trips() {
    let stack = with_ana(&Program::contactually());
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let address = friends_name(stack, friend);
        stack.participant("ana").invites(&[&address]).sent();
        let invite = stack.mailbox().only_one_to(friend).accept_url();
        let token = stack.friend().accept_of(&invite);
        let host = stack.host().with_key(&key);
        let told = host.signs_up(friend).with_accept(&token).told();
        assert_eq!(told["referral"]["referrer_account_id"], "ana-co");
    };
    assert_eq!(round_trips(&stack, "attribute-signup", signup), 2);
}

/// The goal is 2. A code carries nobody, so its link is read before its referrer is.
#[test]
fn p11_a_signup_with_a_code_that_was_typed_in_is_three_round_trips() {
    let stack = with_ana(&Program::clientjoy());
    let link = stack.participant("ana").makes_link();
    let code = link["code"].as_str().unwrap().to_owned();
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let host = stack.host().with_key(&key);
        let told = host.signs_up(friend).with_code(&code).told();
        assert_eq!(told["referral"]["referrer_account_id"], "ana-co");
    };
    assert_eq!(round_trips(&stack, "attribute-signup", signup), 3);
}

#[test]
fn p11_a_signup_that_nobody_referred_is_one_round_trip() {
    let stack = with_ana(&Program::clientjoy());
    let key = key(&stack);
    let signup = |stack: &Stack, friend: &str| {
        let host = stack.host().with_key(&key);
        host.signs_up(friend).told();
    };
    assert_eq!(round_trips(&stack, "attribute-signup", signup), 1);
}

/// Where the host tells of each account before its signup, it is not presumed to be new again and
/// again: all is read, and one transaction is made.
#[test]
fn p11_a_host_that_tells_of_the_account_first_pays_for_no_failed_transaction() {
    let stack = with_ana(&Program::clientjoy());
    let link = stack.participant("ana").link();
    let key = key(&stack);
    let host = || stack.host().with_key(&key);
    let signup = |stack: &Stack, friend: &str| {
        let touch = stack.friend().touch_of(&link);
        let now = stack.clock().now().to_string();
        host()
            .keeps(friend)
            .with("signed_up_at", now.clone())
            .told();
        let signup = host().signs_up(friend).at(&now).with_touch(&touch);
        let counted = stack.calls().during(|| {
            assert_eq!(signup.told()["referral"]["referrer_account_id"], "ana-co");
        });
        let cost = counted["attribute-signup"];
        cost.round_trips
    };
    let counted = FRIENDS.map(|friend| signup(&stack, friend));
    assert!(counted[0] > 4, "{counted:?}");
    // The account, its address, the referrer, and the transaction.
    assert_eq!(counted[1..].iter().min(), Some(&4), "{counted:?}");
}

#[test]
fn p11_a_webhook_is_one_round_trip() {
    let stack = with_ana(&Program::contactually());
    let event = |stack: &Stack, friend: &str| {
        stack.stripe().customer(friend);
    };
    assert_eq!(round_trips(&stack, "stripe-webhook", event), 1);
}

/// The goal is 1. The account and the link are asked for at the same instant; the names of friends
/// follow, since they are kept with the friends and nowhere else.
#[test]
fn p11_a_home_is_two_round_trips_and_one_more_with_friends_on_it() {
    let stack = with_ana(&Program::clientjoy());
    let home = |stack: &Stack, _: &str| {
        send(stack.participant("ana").request(Method::GET, "/v1/home")).expect(200);
    };
    assert_eq!(round_trips(&stack, "portal", home), 2);
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    stack.host().signs_up("bo").with_touch(&touch).told();
    assert_eq!(round_trips(&stack, "portal", home), 3);
}
