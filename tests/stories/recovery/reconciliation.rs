//! The books are held against Stripe every night, and when staff ask.

use reqwest::Method;
use serde_json::{Value, json};

use crate::contactually::{joins_and_pays, with_paying_ana};
use crate::harness::answer::send;
use crate::harness::stack::Stack;

/// Staff ask for a run, and wait for its report.
#[track_caller]
fn reconciled(stack: &Stack) -> Value {
    let path = "/v1/admin/reconciliations";
    let asked = stack
        .host()
        .sends(Method::POST, path, &Value::Null)
        .expect(202);
    let id = asked["id"].as_str().unwrap().to_owned();
    stack.clock().advance("PT6M");
    let run = read(stack, &format!("{path}/{id}"));
    assert_eq!(run["status"], "done", "{run}");
    run
}

#[track_caller]
fn read(stack: &Stack, path: &str) -> Value {
    stack.settle();
    let answer = send(stack.host().request(Method::GET, path)).expect(200);
    answer.json().clone()
}

#[track_caller]
fn findings(stack: &Stack, run: &Value) -> Vec<Value> {
    let id = run["id"].as_str().unwrap();
    let path = format!("/v1/admin/reconciliations/{id}/findings");
    let listed = read(stack, &path);
    listed["data"].as_array().unwrap().clone()
}

/// Bo's credit is on Ana's balance, and old enough to be looked at.
fn with_a_credit() -> Stack {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack.clock().advance("PT30M");
    stack
}

/// Somebody changes Ana's balance at Stripe.
#[track_caller]
fn changes_balance(stack: &Stack, amount: i64, metadata: &[(&str, &str)]) {
    let customer = stack.stripe().customer("ana");
    let amount = amount.to_string();
    let mut form = vec![("amount", amount.as_str()), ("currency", "usd")];
    form.extend_from_slice(metadata);
    let path = format!("/v1/customers/{customer}/balance_transactions");
    stack.stripe().post(&path, &form);
}

#[test]
fn books_that_agree_give_a_report_without_findings() {
    let stack = with_a_credit();
    let run = reconciled(&stack);
    assert_eq!(run["agrees"], true, "{:?}", findings(&stack, &run));
    let counts = &run["counts"];
    assert_eq!(counts["journal_entries"], 2);
    assert_eq!(counts["statement_lines"], 2);
    assert_eq!(counts["stripe_customers"], 1);
    let usd = &run["currencies"][0];
    assert_eq!(usd["journal"], usd["statements"]);
    assert_eq!(usd["journal"]["at_stripe_minor"], 1_000);
}

#[test]
fn a_credit_that_stripe_has_twice_is_taken_off_again_once() {
    let stack = with_a_credit();
    let twice = [
        ("metadata[reward_id]", "rwd_bo-co.referrer"),
        ("metadata[posting]", "1"),
    ];
    changes_balance(&stack, -1_000, &twice);
    assert_eq!(stack.stripe().balance("ana"), -2_000);

    let run = reconciled(&stack);

    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(run["counts"]["compensated"], 1);
    let found = findings(&stack, &run);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "posted_twice");
    assert_eq!(found[0]["reward_id"], "rwd_bo-co.referrer");
    assert_eq!(found[0]["done"]["amount_minor"], 1_000);

    let again = reconciled(&stack);
    assert_eq!(again["agrees"], true, "{:?}", findings(&stack, &again));
    assert_eq!(stack.stripe().balance("ana"), -1_000);
}

#[test]
fn e43_an_edit_in_the_dashboard_is_told_once_and_never_undone() {
    let stack = with_a_credit();
    changes_balance(&stack, -300, &[]);

    let run = reconciled(&stack);

    let found = findings(&stack, &run);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&found[0]["kind"], &found[0]["account_id"]),
        (&json!("edited_by_hand"), &json!("ana-co"))
    );
    assert_eq!(found[0]["done"], json!({ "did": "nothing" }));
    assert_eq!(stack.stripe().balance("ana"), -1_300);
    assert_eq!(reconciled(&stack)["agrees"], true);
}

#[test]
fn every_night_brings_a_report_of_its_own() {
    let stack = with_a_credit();
    stack.clock().to("2022-05-26T03:30:00Z");
    let listed = read(&stack, "/v1/admin/reconciliations");
    let latest = &listed["data"][0];
    assert_eq!(
        (&latest["asked_by"], &latest["status"]),
        (&json!("night"), &json!("done"))
    );
    assert_eq!(latest["agrees"], true, "{latest}");
}
