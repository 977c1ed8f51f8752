//! What support finds by whatever the customer sent along.

use super::{is_code, words};
use crate::clientjoy::{signs_up_by_anas_link, with_ana};
use crate::contactually::{joins_and_pays, with_paying_ana};
use crate::harness::stack::Stack;

fn with_two_friends() -> Stack {
    let stack = with_ana();
    for name in ["bo", "cy"] {
        signs_up_by_anas_link(&stack, name);
        stack.clock().advance("PT1H");
    }
    stack.settle();
    stack
}

#[test]
fn both_sides_of_a_referral_are_explained() {
    let stack = with_two_friends();
    let sides = stack.host().asks_all("referral_id=ref_bo-co");
    let side = |index: usize| sides[index]["about"]["side"].clone();
    assert_eq!((side(0), side(1)), ("referrer".into(), "friend".into()));
    let only = stack.host().asks_why("reward_id=rwd_bo-co.friend");
    assert_eq!(only, sides[1]);
}

#[test]
fn an_account_is_found_by_its_id_its_link_and_its_customer() {
    let stack = with_two_friends();
    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();
    stack.settle();
    let link = stack.participant("ana").makes_link();
    let code = link["code"].as_str().unwrap();
    let by_id = stack.host().asks_all("account_id=ana-co");
    let friends: Vec<&str> = by_id
        .iter()
        .map(|seen| seen["about"]["referral_id"].as_str().unwrap())
        .collect();
    assert_eq!(friends, ["ref_cy-co", "ref_bo-co"], "the newest first");
    assert_eq!(stack.host().asks_all(&format!("code={code}")), by_id);
    let by_customer = format!("stripe_customer_id={customer}");
    assert_eq!(stack.host().asks_all(&by_customer), by_id);
}

#[test]
fn a_friend_is_found_by_their_address() {
    let stack = with_two_friends();
    let seen = stack.host().asks_why("email=bo@bo-co.example");
    assert_eq!(seen["about"]["side"], "friend");
    is_code(&seen, "awaiting_redemption");
    let none = stack.host().tries_why("email=who@nowhere.example");
    assert_eq!(none.problem(404), "not_found");
}

#[test]
fn pages_of_an_account_meet_every_referral_once() {
    let stack = with_two_friends();
    let ask = |query: &str| stack.host().tries_why(query).expect(200);
    let first = ask("account_id=ana-co&limit=1");
    assert_eq!(first["data"][0]["about"]["referral_id"], "ref_cy-co");
    assert_eq!(first["has_more"], true);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = ask(&format!(
        "account_id=ana-co&limit=1&starting_after={cursor}"
    ));
    assert_eq!(second["data"][0]["about"]["referral_id"], "ref_bo-co");
    assert_eq!(second["has_more"], false);
    let own = stack.participant("ana").tries_why("limit=1").expect(200);
    assert_eq!(own["next_cursor"], first["next_cursor"]);
}

#[test]
fn the_reply_can_be_sent_as_it_is() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let seen = stack.host().asks_why("reward_id=rwd_bo-co.referrer");
    assert_eq!(
        words(&seen, "reply"),
        "Hello Ana,\n\nBo R. made a first payment on 25 May 2022. Your $10 has been on your \
         account’s balance since 25 May 2022 and comes off your next invoice, about 25 June \
         2022.\n\nYou need not do anything. An invoice that comes earlier, such as for an upgrade, \
         uses it sooner. On a team, it comes off the team’s bill.\n\nIt is for their first payment, \
         and comes once."
    );
    let invoice = stack.stripe().last_invoice("bo").id;
    assert!(seen["evidence"].to_string().contains(&invoice), "{seen:#}");
    assert!(
        !seen["customer_sees"].to_string().contains(&invoice),
        "{seen:#}"
    );
}

#[test]
fn what_is_asked_for_must_be_one_thing() {
    let stack = with_ana();
    for query in [
        "",
        "account_id=ana-co&code=k7xq2mnpqr",
        "email=nobody",
        "id=ana-co",
    ] {
        assert_eq!(stack.host().tries_why(query).status, 400, "{query}");
    }
    assert_eq!(stack.host().tries_why("account_id=no-co").status, 404);
}
