//! Messages that fail, die, come twice or in reverse; processes killed at a call.

use serde_json::{Value, json};

use crate::stack::Stack;

async fn write(stack: &Stack, ids: &[&str]) {
    for id in ids {
        let answer = stack
            .post(&format!("/notes/{id}"), &json!({ "text": "hello" }))
            .await;
        assert_eq!(answer.status(), 201);
    }
}

async fn order(stack: &Stack) -> Value {
    stack.table("ORDER").await[0]["ids"].clone()
}

#[tokio::test]
async fn a_message_that_fails_waits_for_the_clock_and_dies_in_the_end() {
    let stack = Stack::start().await;
    stack.post("/notes/7", &json!({ "text": "poison" })).await;
    let settled = stack.settle().await;
    assert_eq!(settled["waiting_messages"][0]["receives"], 5);
    assert_eq!(stack.control("/dead-letters").await["messages"], json!([]));

    stack.advance("PT1H").await;
    let dead = stack.control("/dead-letters").await;
    assert_eq!(dead["messages"][0]["receives"], 7);
    assert_eq!(dead["messages"][0]["body"]["detail"]["id"], "7");
    assert_eq!(stack.settle().await["waiting_messages"], json!([]));
}

#[tokio::test]
async fn dead_letters_can_be_sent_again() {
    let stack = Stack::start().await;
    stack.post("/notes/7", &json!({ "text": "poison" })).await;
    stack.advance("PT1H").await;
    let redriven = stack
        .control_post("/dead-letters/redrive", &json!({}))
        .await;
    assert_eq!(redriven, json!({ "redriven": 1 }));
    assert_eq!(stack.settle().await["waiting_messages"][0]["receives"], 5);
}

#[tokio::test]
async fn a_process_killed_at_any_call_loses_nothing() {
    for when in ["before", "after"] {
        for (function, calls) in [("publish-notes", 1), ("receive-notes", 2)] {
            for at_call in 1..=calls {
                let stack = Stack::start().await;
                let fault = json!({
                    "kind": "kill", "function": function, "at_call": at_call, "when": when,
                });
                stack.control_post("/faults", &fault).await;
                write(&stack, &["7"]).await;
                stack.settle().await;
                let received = stack.table("RECEIVED#").await;
                assert_eq!(received.len(), 1, "{function} {when} {at_call}");
                let faults = stack.control("/faults").await;
                assert_eq!(
                    faults["faults"][0]["fired"], 1,
                    "{function} {when} {at_call}"
                );
            }
        }
    }
}

#[tokio::test]
async fn an_effect_stands_although_the_caller_died_after_it() {
    let stack = Stack::start().await;
    let fault = json!({
        "kind": "kill", "function": "write-note", "at_call": 1, "when": "after",
        "operation": "TransactWriteItems",
    });
    stack.control_post("/faults", &fault).await;
    assert_eq!(
        stack
            .post("/notes/7", &json!({ "text": "x" }))
            .await
            .status(),
        500
    );
    stack.settle().await;
    assert_eq!(stack.table("RECEIVED#").await.len(), 1);
}

#[tokio::test]
async fn a_call_fails_as_a_fault_wants() {
    for kind in ["error", "disconnect"] {
        let stack = Stack::start().await;
        let fault = json!({ "kind": kind, "function": "write-note", "at_call": 1 });
        stack.control_post("/faults", &fault).await;
        assert_eq!(
            stack
                .post("/notes/7", &json!({ "text": "x" }))
                .await
                .status(),
            500,
            "{kind}"
        );
        assert_eq!(
            stack
                .post("/notes/7", &json!({ "text": "x" }))
                .await
                .status(),
            201,
            "{kind}"
        );
    }
}

#[tokio::test]
async fn events_and_messages_may_be_delivered_twice() {
    let stack = Stack::start().await;
    stack
        .control_post("/faults", &json!({ "kind": "deliver_twice" }))
        .await;
    write(&stack, &["7"]).await;
    stack.settle().await;
    assert_eq!(order(&stack).await, json!(["7", "7", "7", "7"]));

    stack.delete("/_local/faults").await;
    write(&stack, &["8"]).await;
    stack.settle().await;
    assert_eq!(order(&stack).await, json!(["7", "7", "7", "7", "8"]));
}

#[tokio::test]
async fn messages_may_be_delivered_newest_first() {
    let stack = Stack::start().await;
    stack
        .control_post("/faults", &json!({ "kind": "reverse" }))
        .await;
    write(&stack, &["1", "2", "3"]).await;
    stack.settle().await;
    assert_eq!(order(&stack).await, json!(["3", "2", "1"]));
}

#[tokio::test]
async fn a_fault_for_an_unknown_function_is_refused() {
    let stack = Stack::start().await;
    let fault = json!({ "kind": "kill", "function": "writenote", "at_call": 1 });
    assert_eq!(stack.post("/_local/faults", &fault).await.status(), 400);
}
