//! The books are held against themselves and Stripe every night, and when staff ask.

use serde_json::{Value, json};

use crate::contactually::{joins_and_pays, joins_by_anas_invite, with_paying_ana};
use crate::harness::stack::Stack;

/// Bo's credit is on Ana's balance, and old enough to be looked at.
fn with_a_credit() -> Stack {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack.clock().advance("PT30M");
    stack
}

/// What was found: the kind of each, in the order of the list.
fn kinds(found: &[Value]) -> Vec<&str> {
    found
        .iter()
        .map(|it| it["kind"].as_str().unwrap())
        .collect()
}

#[test]
fn books_that_agree_say_so_and_how_much_was_looked_at() {
    let stack = with_a_credit();
    let run = stack.books().reconciled();
    let found = stack.books().findings(&run);
    assert_eq!(run["agrees"], true, "{found:?}");
    let counts = &run["counts"];
    assert_eq!(counts["journal_entries"], 2);
    assert_eq!(counts["statement_lines"], 2);
    assert_eq!(counts["rewards"], 1);
    assert_eq!(counts["stripe_customers"], 1);
    let usd = &run["currencies"][0];
    assert_eq!(usd["journal"], usd["statements"]);
    assert_eq!(usd["journal"]["at_stripe_minor"], 1_000);
    let said = run["summary"].as_str().unwrap();
    assert!(said.starts_with("All agree: 2 journal entries"), "{said}");
}

#[test]
fn a_credit_that_stripe_has_twice_is_taken_off_again_once_and_told_of() {
    let stack = with_a_credit();
    stack.books().doubles("ana", "bo");
    assert_eq!(stack.stripe().balance("ana"), -2_000);

    let run = stack.books().reconciled();

    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(run["counts"]["compensated"], 1);
    let found = stack.books().findings(&run);
    assert_eq!(kinds(&found), ["posted_twice"]);
    assert_eq!(found[0]["account_id"], "ana-co");
    assert_eq!(found[0]["reward_id"], "rwd_bo-co.referrer");
    assert_eq!(
        (&found[0]["done"]["did"], &found[0]["done"]["amount_minor"]),
        (&json!("compensated"), &json!(1_000))
    );
    assert!(stack.has_logged("Stripe had a credit twice"));

    // Neither the next run, nor one of next week, when Stripe has forgotten the key.
    stack.stripe().forgets_keys();
    let again = stack.books().reconciled();
    let found = stack.books().findings(&again);
    assert_eq!(again["agrees"], true, "{found:?}");
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    // The next bill is ten dollars cheaper, and not twenty.
    stack.clock().to("2022-06-26T00:00:00Z");
    let bill = stack.stripe().last_invoice("ana");
    assert_eq!(bill.amount_paid, bill.total - 1_000);
}

#[test]
fn e43_an_edit_in_the_dashboard_is_told_once_and_never_undone() {
    let stack = with_a_credit();
    stack.books().changes_balance("ana", -300, &[]);
    stack.books().changes_balance("ana", 200, &[]);

    let run = stack.books().reconciled();

    let found = stack.books().findings(&run);
    assert_eq!(kinds(&found), ["edited_by_hand", "edited_by_hand"]);
    for one in &found {
        assert_eq!(one["account_id"], "ana-co");
        assert_eq!(one["done"], json!({ "did": "nothing" }));
        assert!(one["what_to_do"].is_string() && one["meaning"].is_string());
    }
    let mut edits: Vec<i64> = found
        .iter()
        .map(|it| it["found_minor"].as_i64().unwrap())
        .collect();
    edits.sort_unstable();
    assert_eq!(edits, [-200, 300]);
    assert_eq!(stack.stripe().balance("ana"), -1_100);
    let again = stack.books().reconciled();
    let found = stack.books().findings(&again);
    assert_eq!(again["agrees"], true, "{found:?}");
}

/// A restore that was stopped half-way, or whatever else took a line away.
#[test]
fn f52_a_statement_line_that_was_lost_is_reported_and_rebuild_brings_it_back() {
    let stack = with_a_credit();
    let before = stack.books().lines();
    assert_eq!(before.len(), 2);
    stack.books().loses(&before[1]);

    let run = stack.books().reconciled();

    let found = stack.books().findings(&run);
    let missing = found.iter().find(|it| it["kind"] == "line_missing");
    let missing = missing.unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(missing["account_id"], "ana-co");
    assert!(missing["what_to_do"].as_str().unwrap().contains("rebuild"));
    let usd = &run["currencies"][0];
    assert_ne!(usd["journal"], usd["statements"]);

    let told = stack.books().rebuilds(&[]);
    assert_eq!(told.status.code(), Some(3), "{told:?}");
    assert_eq!(stack.books().lines().len(), 1);
    let written = stack.books().rebuilds(&["--write"]);
    assert_eq!(written.status.code(), Some(0), "{written:?}");
    assert_eq!(stack.books().lines(), before);
    let again = stack.books().reconciled();
    let found = stack.books().findings(&again);
    assert_eq!(again["agrees"], true, "{found:?}");
}

/// One record that nobody can read keeps no other from being compared.
#[test]
fn a_statement_line_that_cannot_be_read_is_reported_and_rebuild_writes_it_anew() {
    let stack = with_a_credit();
    let before = stack.books().lines();
    let key = ["pk", "sk"].map(|name| (name, before[1][name].as_str().unwrap()));
    stack.puts_item(&[key[0], key[1], ("amount", "ten dollars")]);

    let run = stack.books().reconciled();

    let found = stack.books().findings(&run);
    let kinds = kinds(&found);
    assert!(kinds.contains(&"unreadable"), "{found:?}");
    assert!(kinds.contains(&"line_differs"), "{found:?}");
    let written = stack.books().rebuilds(&["--write"]);
    assert_eq!(written.status.code(), Some(0), "{written:?}");
    assert_eq!(stack.books().lines(), before);
    assert_eq!(stack.books().reconciled()["agrees"], true);
}

#[test]
fn a_posting_that_stripe_never_answers_is_named_as_stuck() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    let balance = "POST /v1/customers/*/balance_transactions";
    stack.stripe().fails(balance, "429", 10_000);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.clock().advance("PT3H");

    let run = stack.books().reconciled();

    let found = stack.books().findings(&run);
    assert_eq!(kinds(&found), ["stuck"]);
    assert_eq!(found[0]["account_id"], "ana-co");
    assert_eq!(found[0]["reward_id"], "rwd_bo-co.referrer");
    stack.stripe().recovers();
    stack.clock().advance("P1DT2H");
    super::ana_has_her_credit_once(&stack);
    assert_eq!(stack.books().reconciled()["agrees"], true);
}

#[test]
fn every_night_brings_a_report_of_its_own() {
    let stack = with_a_credit();
    stack.clock().to("2022-05-26T03:30:00Z");
    let latest = stack.books().latest();
    assert_eq!(
        (&latest["asked_by"], &latest["status"]),
        (&json!("night"), &json!("done"))
    );
    assert_eq!(latest["agrees"], true, "{latest}");
}
