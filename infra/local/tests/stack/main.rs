//! A small program of four functions, run by the local stack and watched over HTTP.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod deliveries;
mod functions;
mod stack;
mod time;

use serde_json::json;

use stack::Stack;

/// What a process does that the stack starts; nothing when the tests run.
#[test]
fn one_function() {
    functions::run_if_asked();
}

#[tokio::test]
async fn a_note_travels_from_http_through_table_stream_bus_and_queue() {
    let stack = Stack::start().await;
    let answer = stack.post("/notes/7", &json!({ "text": "hello" })).await;
    assert_eq!(answer.status(), 201);
    stack.settle().await;

    let received = stack.table("RECEIVED#").await;
    assert_eq!(received[0]["pk"], "RECEIVED#7");
    assert_eq!(received[0]["detail_type"], "note.written");
    assert_eq!(received[0]["receive_count"], "1");
    let events = stack.control("/events").await;
    assert_eq!(events["events"][0]["rules"], json!(["local-NotesRule"]));
    assert_eq!(events["events"][0]["event"]["source"], "notes");
}

#[tokio::test]
async fn calls_are_counted_with_what_they_consume() {
    let stack = Stack::start().await;
    stack.post("/notes/7", &json!({ "text": "hello" })).await;
    stack.settle().await;
    let calls = stack.control("/calls").await;
    let of_writer = &calls["functions"]["write-note"];
    assert_eq!(of_writer["operations"], json!({ "TransactWriteItems": 1 }));
    assert_eq!(of_writer["table_round_trips"], 1);
    assert_eq!(of_writer["write_units"], json!(4.0));
    assert_eq!(
        calls["functions"]["publish-notes"]["operations"],
        json!({ "PutEvents": 1 })
    );
}

#[tokio::test]
async fn a_route_that_is_not_declared_does_not_exist() {
    let stack = Stack::start().await;
    let answer = stack.post("/elsewhere", &json!({})).await;
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.text().await.unwrap(), r#"{"message":"Not Found"}"#);
}

#[tokio::test]
async fn a_function_that_fails_or_dies_is_a_500_and_the_next_call_works() {
    let stack = Stack::start().await;
    for broken in ["error", "panic", "exit"] {
        let answer = stack.delete(&format!("/notes/{broken}")).await;
        assert_eq!(answer.status(), 500, "{broken}");
        assert_eq!(
            answer.text().await.unwrap(),
            r#"{"message":"Internal Server Error"}"#
        );
    }
    assert_eq!(
        stack
            .post("/notes/1", &json!({ "text": "x" }))
            .await
            .status(),
        201
    );
    let logs = stack.control("/logs?function=write-note").await.to_string();
    assert!(
        logs.contains("Runtime.ExitError") && logs.contains("the note breaks"),
        "{logs}"
    );
}

#[tokio::test]
async fn a_function_that_takes_too_long_is_killed() {
    let stack = Stack::start().await;
    assert_eq!(stack.delete("/notes/sleep").await.status(), 500);
    assert_eq!(
        stack
            .post("/notes/1", &json!({ "text": "x" }))
            .await
            .status(),
        201
    );
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let stack = Stack::start().await;
    let text = "x".repeat(10 * 1024 * 1024);
    assert_eq!(
        stack
            .post("/notes/1", &json!({ "text": text }))
            .await
            .status(),
        413
    );
}

#[tokio::test]
async fn a_function_reads_its_secrets_and_no_other_names() {
    let stack = Stack::start().await;
    stack
        .post("/notes/1", &json!({ "secret": "signing-key" }))
        .await;
    stack
        .post("/notes/2", &json!({ "secret": "nothing" }))
        .await;
    stack.settle().await;
    let written = stack.table("OUTBOX#").await;
    let secrets = stack.control("/secrets").await;
    assert_eq!(written[0]["text"], secrets["secrets"]["signing-key"]);
    assert!(
        written[1]["text"]
            .as_str()
            .unwrap()
            .contains("ParameterNotFound")
    );
}

#[tokio::test]
async fn mail_lies_in_the_mailbox_and_may_bounce() {
    let stack = Stack::start().await;
    stack
        .post("/notes/1", &json!({ "mail_to": "bo@example.com" }))
        .await;
    stack.settle().await;
    let mail = stack.control("/mail").await;
    let message = &mail["mail"][0];
    assert_eq!(message["to"], json!(["bo@example.com"]));
    assert_eq!(message["events"], json!(["Delivery"]));

    let id = message["id"].as_str().unwrap();
    stack
        .control_post(&format!("/mail/{id}/bounce"), &json!({}))
        .await;
    stack.settle().await;
    let received = stack.table("RECEIVED#").await;
    assert_eq!(received.len(), 1);
    assert_eq!(received[0]["detail_type"], "Email Bounced");
    assert_eq!(received[0]["pk"], format!("RECEIVED#{id}"));
}

#[tokio::test]
async fn the_table_outlives_a_stack_that_is_not_ephemeral() {
    let directory = tempfile::tempdir().unwrap();
    let options = [
        "--no-story",
        "--state-dir",
        directory.path().to_str().unwrap(),
    ];
    let stack = Stack::start_with(&options).await;
    stack.post("/notes/7", &json!({ "text": "kept" })).await;
    stack.advance("P2D").await;
    stack.stop().await;

    let stack = Stack::start_with(&options).await;
    assert_eq!(stack.table("RECEIVED#7").await.len(), 1);
    assert!(stack.now().await >= "2022-05-27T09:00:00Z".parse().unwrap());
}

#[tokio::test]
async fn the_function_s_processes_end_with_the_stack() {
    let stack = Stack::start().await;
    stack.post("/notes/7", &json!({ "text": "hello" })).await;
    let process_id = stack.table("OUTBOX#").await[0]["process_id"].to_string();
    assert!(functions::is_running(&process_id));
    stack.kill().await;
    functions::wait_until_gone(&process_id).await;
}
