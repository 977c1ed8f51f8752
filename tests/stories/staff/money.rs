//! Credit by hand: given and taken, reversed and restored, each with a reason.

use reqwest::Method;
use serde_json::{Value, json};

use super::office::Office;
use crate::contactually::{joins_and_pays, with_paying_ana};
use crate::harness::stack::Stack;

fn dollars(amount_minor: i64) -> Value {
    json!({ "amount_minor": amount_minor, "currency": "USD" })
}

fn adjustment(direction: &str, amount_minor: i64) -> Value {
    json!({
        "direction": direction,
        "amount": dollars(amount_minor),
        "reason": "ticket 4711: a link that was lost",
    })
}

fn why() -> Value {
    json!({ "reason": "ticket 4711: one company under two names" })
}

const ANAS: &str = "/accounts/ana-co/adjustments";
const BOS: &str = "/rewards/rwd_bo-co.referrer";

/// Ana pays, and her $10 for Bo are on her balance at Stripe.
fn with_ten_dollars() -> Stack {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    stack
}

#[test]
fn credit_that_staff_give_is_on_the_statement_and_on_the_bill() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");

    let given = jo.posts(ANAS, &adjustment("give", 2_000)).expect(201);

    let id = given["rewards"][0]["reward_id"].as_str().unwrap();
    assert!(id.starts_with("adj_ana-co."), "{id}");
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), -2_000);
    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.posted()), (0, 2_000));
    assert_eq!(home.notifications(), ["credit_given"]);
    assert!(home.everything().contains("You were given $20 credit."));
    let record = &jo.audit("target=account:ana-co")[0];
    assert_eq!(record["action"], "credit_adjusted");
    assert_eq!(record["reason"], "ticket 4711: a link that was lost");
    assert_eq!(record["after"]["rewards"][0]["reward_id"], id);
}

/// Guard: the credit's id is made of the call, and the answer is kept with it.
#[test]
fn f51_an_adjustment_that_is_repeated_gives_once() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    let first = jo
        .posts_as("once", ANAS, &adjustment("give", 2_000))
        .expect(201);
    let again = jo
        .posts_as("once", ANAS, &adjustment("give", 2_000))
        .expect(201);
    assert_eq!(first.text, again.text);
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), -2_000);
    assert_eq!(jo.audit("target=account:ana-co").len(), 1);
}

#[test]
fn credit_is_taken_only_as_far_as_it_is_there() {
    let stack = with_ten_dollars();
    let jo = Office::of(&stack, "jo");
    // All of it is on the Stripe balance: nothing is left to take by hand.
    let refused = jo.posts(ANAS, &adjustment("take", 500));
    assert_eq!(refused.problem(409), "credit_too_small");
    assert_eq!(refused["errors"][0]["pointer"], "/amount/amount_minor");
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert!(jo.audit("target=account:ana-co").is_empty());
}

#[test]
fn money_moves_only_with_a_reason_and_an_amount() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    let mut without = adjustment("give", 2_000);
    without.as_object_mut().unwrap().remove("reason");
    let mut with_address = adjustment("give", 2_000);
    with_address["reason"] = "asked for by ana@ana-co.example".into();
    for (body, pointer) in [
        (without, "/reason"),
        (with_address, "/reason"),
        (adjustment("give", 0), "/amount/amount_minor"),
        (adjustment("give", -1), "/amount/amount_minor"),
    ] {
        let refused = jo.posts(ANAS, &body);
        assert_eq!(refused.problem(400), "invalid_request", "{body}");
        assert!(pointer.starts_with(refused.pointers()[0]), "{refused:?}");
    }
    let nobody = jo.posts("/accounts/nobody/adjustments", &adjustment("give", 1));
    assert_eq!(nobody.problem(404), "not_found");
    assert!(jo.audit("staff=jo").is_empty());
}

/// Guard: `by_hand::reverse` ends the reward for a reason that no payment undoes.
#[test]
fn a_reward_that_staff_reverse_comes_off_the_bill_and_stays_off() {
    let stack = with_ten_dollars();
    let jo = Office::of(&stack, "jo");

    let reversed = jo.posts(&format!("{BOS}/reverse"), &why()).expect(200);

    assert_eq!(reversed["state"], "reversing");
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), 0);
    stack.stripe().resends_all();
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), 0);
    let again = jo.posts(&format!("{BOS}/reverse"), &why());
    assert_eq!(again.problem(409), "nothing_to_decide");
    let records = jo.audit("target=reward:rwd_bo-co.referrer");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["before"]["state"], "posted");
    assert_eq!(records[0]["after"]["state"], "reversing");
}

/// Guard: `reversal::follow` holds a reward that staff gave back to stand.
#[test]
fn a_reward_that_staff_restore_is_on_the_bill_again_although_the_payment_came_back() {
    let stack = with_ten_dollars();
    let jo = Office::of(&stack, "jo");
    let paid = stack.stripe().last_invoice("bo");
    stack.stripe().refunds(&paid, None);
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), 0);

    jo.posts(&format!("{BOS}/restore"), &why()).expect(200);

    stack.settle();
    stack.stripe().resends_all();
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    let again = jo.posts(&format!("{BOS}/restore"), &why());
    assert_eq!(again.problem(409), "nothing_to_decide");
}

#[test]
fn a_referral_that_staff_disqualify_loses_its_credit_for_good() {
    let stack = with_ten_dollars();
    let jo = Office::of(&stack, "jo");

    let ended = jo
        .posts("/referrals/ref_bo-co/disqualify", &why())
        .expect(200);

    assert_eq!(ended["status"], "disqualified");
    assert_eq!(ended["reason"], "admin_decision");
    stack.settle();
    stack.stripe().resends_all();
    stack.settle();
    assert_eq!(stack.stripe().balance("ana"), 0);
    let again = jo.posts("/referrals/ref_bo-co/disqualify", &why());
    assert_eq!(again.problem(409), "nothing_to_decide");
    let unknown = jo.posts("/referrals/ref_nobody/disqualify", &why());
    assert_eq!(unknown.problem(404), "not_found");
}

#[test]
fn s6_only_a_key_for_staff_moves_money_by_hand() {
    let stack = with_paying_ana();
    let key = stack.host().makes_key(&["redemptions", "accounts"]);
    let host = stack.host().with_key(&key);
    for (path, body) in [
        (ANAS.to_owned(), adjustment("give", 1)),
        (format!("{BOS}/reverse"), why()),
        (format!("{BOS}/restore"), why()),
        ("/referrals/ref_bo-co/disqualify".to_owned(), why()),
    ] {
        let path = format!("/v1/admin{path}");
        let refused = host.sends(Method::POST, &path, &body);
        assert_eq!(refused.problem(403), "forbidden", "{path}");
    }
}
