//! The account's statement reads like a bank's, and equals what Stripe shows.

use reqwest::Method;
use serde_json::Value;

use super::{joins_and_pays, with_ana_under, with_paying_ana};
use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn statement(stack: &Stack, query: &str) -> Answer {
    stack.settle();
    let ana = stack.participant("ana");
    send(ana.request(Method::GET, &format!("/v1/statement{query}"))).expect(200)
}

fn by_staff(stack: &Stack, account: &str, query: &str) -> Answer {
    stack.settle();
    let path = format!("/v1/admin/accounts/{account}/statement{query}");
    send(stack.host().request(Method::GET, &path))
}

fn lines(statement: &Value) -> Vec<Value> {
    statement["sheets"][0]["lines"].as_array().unwrap().clone()
}

/// What each line did to the Stripe balance, as Stripe writes it: credit is below zero.
fn at_stripe(statement: &Value) -> Vec<i64> {
    let effect = |line: &Value| {
        let amount = line["amount"]["amount_minor"].as_i64().unwrap();
        match (line["from"].as_str(), line["to"].as_str()) {
            (_, Some("at_stripe")) => amount.saturating_neg(),
            (Some("at_stripe"), _) => amount,
            _ => 0,
        }
    };
    let effects = lines(statement).iter().map(effect).collect::<Vec<_>>();
    effects.into_iter().filter(|minor| *minor != 0).collect()
}

/// Every change of Ana's balance at Stripe, oldest first.
fn shown_by_stripe(stack: &Stack) -> Vec<i64> {
    let customer = stack.stripe().customer("ana");
    let path = format!("/v1/customers/{customer}/balance_transactions?limit=100");
    let listed = stack.stripe().get(&path);
    let amount = |one: &Value| one["amount"].as_i64().unwrap();
    listed["data"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(amount)
        .collect()
}

fn closing(statement: &Value) -> i64 {
    let sum = &statement["sheets"][0]["closing"]["at_stripe"];
    sum["amount_minor"].as_i64().unwrap()
}

/// Bo's credit was used by June's invoice; Cy's was taken back after Cy's refund; Di's is there.
fn with_a_history() -> Stack {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack.clock().to("2022-06-26T00:00:00Z");
    joins_and_pays(&stack, "cy");
    stack.clock().to("2022-06-28T00:00:00Z");
    let paid = stack.stripe().last_invoice("cy");
    stack.stripe().refunds(&paid, None);
    stack.settle();
    stack.clock().to("2022-06-30T00:00:00Z");
    joins_and_pays(&stack, "di");
    stack
}

#[test]
fn e40_the_statement_equals_what_stripe_shows_line_by_line() {
    let stack = with_a_history();
    let statement = statement(&stack, "");
    assert_eq!(
        at_stripe(statement.json()),
        [-1_000, 1_000, -1_000, 1_000, -1_000]
    );
    assert_eq!(at_stripe(statement.json()), shown_by_stripe(&stack));
    assert_eq!(closing(statement.json()), 1_000);
    assert_eq!(stack.stripe().balance("ana"), -1_000);
}

/// A part of Bo's credit was taken by hand in the Dashboard, and the rest used; Cy's came back by a
/// lost dispute, Di's by a refund; Ed's expired on the balance; Flo's is there.
#[test]
fn e40_e43_after_edits_disputes_refunds_and_expiry_it_still_equals_what_stripe_shows() {
    let program = Program::contactually().with("hold_days", "0\nexpiry_days = 45");
    let stack = with_ana_under(&program);
    let plan = stack.stripe().subscribes("ana").monthly("49 USD");
    joins_and_pays(&stack, "bo");
    stack.books().changes_balance("ana", 400, &[]);
    stack.clock().to("2022-06-26T00:00:00Z");
    assert_eq!(stack.stripe().balance("ana"), 0);
    for name in ["cy", "di", "ed"] {
        joins_and_pays(&stack, name);
    }
    let disputed = stack.stripe().last_invoice("cy");
    let dispute = stack.stripe().disputes(&disputed, false);
    stack.settle();
    stack.stripe().closes(&dispute, "lost");
    let refunded = stack.stripe().last_invoice("di");
    stack.stripe().refunds(&refunded, None);
    stack.clock().advance("P1D");
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    // Ana leaves before her next bill, so that nothing uses Ed's.
    plan.is_canceled();
    stack.clock().to("2022-08-15T00:00:00Z");
    assert_eq!(stack.stripe().balance("ana"), 0);

    let statement = statement(&stack, "");
    assert_eq!(at_stripe(statement.json()), shown_by_stripe(&stack));
    assert_eq!(closing(statement.json()), 0);
    let told = lines(statement.json());
    let told: Vec<&str> = told.iter().map(|it| it["text"].as_str().unwrap()).collect();
    for cause in [
        "Used by another change of the Stripe balance (",
        "Used by invoice in_",
        "Taken back from the Stripe balance. ",
        "Expired: it was not used in time.",
    ] {
        assert!(told.iter().any(|it| it.starts_with(cause)), "{told:#?}");
    }
}

/// The same lines as a table, for a spreadsheet.
#[test]
fn staff_take_a_statement_into_a_spreadsheet() {
    let stack = with_a_history();
    let json = by_staff(&stack, "ana-co", "?from=2022-06-01");
    let csv = by_staff(&stack, "ana-co", "?from=2022-06-01&format=csv").expect(200);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let rows: Vec<&str> = csv.text.lines().collect();
    let lines = lines(json.json());
    // The names of the columns, the opening, and the closing.
    assert_eq!(rows.len(), lines.len() + 3, "{rows:#?}");
    assert!(
        rows[0].contains("currency,date,movement,text,"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].starts_with("USD,2022-06-01,opening,"),
        "{}",
        rows[1]
    );
    for (row, line) in rows[2..].iter().zip(&lines) {
        let text = line["text"].as_str().unwrap().trim_end_matches('.');
        assert!(row.contains(text), "{row} {text}");
    }
    let last = rows.last().unwrap();
    assert!(last.starts_with("USD,,closing,"), "{last}");
    assert!(last.ends_with(",0,0,1000,1000,"), "{last}");
    by_staff(&stack, "ana-co", "?format=pdf").expect(400);
}

#[test]
fn k8_every_line_says_in_words_what_happened() {
    let stack = with_a_history();
    let invoice = stack.stripe().last_invoice("ana").id;
    let statement = statement(&stack, "");
    let told = lines(statement.json());
    let told: Vec<&str> = told
        .iter()
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    let (earned, posted) = (
        "Credit for referring a friend.",
        "Put on the Stripe balance, for the next invoices.",
    );
    let used = format!("Used by invoice {invoice}.");
    let taken = "Taken back from the Stripe balance. The payment that it came with was refunded.";
    assert_eq!(
        told,
        [earned, posted, &used, earned, posted, taken, earned, posted]
    );
}

#[test]
fn a_month_opens_with_what_the_month_before_closed_with() {
    let stack = with_a_history();
    let june = statement(&stack, "?from=2022-06-01&to=2022-06-27");
    let sheet = &june["sheets"][0];
    assert_eq!(sheet["opening"]["at_stripe"]["amount_minor"], 1_000);
    assert_eq!(sheet["closing"]["at_stripe"]["amount_minor"], 1_000);
    let after = statement(&stack, "?from=2022-06-28");
    assert_eq!(after["sheets"][0]["opening"], sheet["closing"]);
}

#[test]
fn staff_read_the_same_statement_and_nobody_elses_account_is_there() {
    let stack = with_a_history();
    let own = statement(&stack, "");
    assert_eq!(
        by_staff(&stack, "ana-co", "").expect(200).json(),
        own.json()
    );
    by_staff(&stack, "nobody-co", "").expect(404);
    let bos = send(
        stack
            .participant("bo")
            .request(Method::GET, "/v1/statement"),
    )
    .expect(200);
    assert_eq!(bos["sheets"], serde_json::json!([]));
    let path = "/v1/admin/accounts/ana-co/statement";
    send(stack.participant("bo").request(Method::GET, path)).expect(403);
}

#[test]
fn a_period_that_cannot_be_is_refused_with_the_field() {
    let stack = with_paying_ana();
    for (query, pointer) in [
        ("?from=2022-06-02&to=2022-06-01", "/from"),
        ("?from=yesterday", "/from"),
        ("?to=2022-02-30", "/to"),
        ("?until=2022-06-01", "/until"),
    ] {
        let refused = by_staff(&stack, "ana-co", query).expect(400);
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused:?}");
    }
}
