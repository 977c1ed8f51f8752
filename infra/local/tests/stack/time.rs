//! The virtual clock: schedules, time to live, and what an invocation is told.

use serde_json::json;

use crate::stack::Stack;

#[tokio::test]
async fn a_request_is_told_the_virtual_time() {
    let stack = Stack::start().await;
    stack
        .control_post("/clock", &json!({ "to": "2022-06-01T00:00:00Z" }))
        .await;
    let event = stack.get("/event").await;
    let told = event["requestContext"]["timeEpoch"].as_i64().unwrap();
    let expected = 1_654_041_600_000_i64;
    assert!((expected..expected + 60_000).contains(&told), "{told}");
    assert_eq!(event["requestContext"]["stage"], "$default");
}

#[tokio::test]
async fn schedules_run_at_most_hourly_in_a_jump_and_once_at_its_end() {
    let stack = Stack::start().await;
    stack
        .control_post("/clock", &json!({ "to": "2022-05-25T12:52:00Z" }))
        .await;
    let swept = stack.table("SWEPT").await;
    let times: Vec<&str> = swept
        .iter()
        .map(|item| item["sk"].as_str().unwrap())
        .collect();
    assert_eq!(
        times,
        [
            "2022-05-25T09:05:00Z",
            "2022-05-25T10:05:00Z",
            "2022-05-25T11:05:00Z",
            "2022-05-25T12:05:00Z",
            "2022-05-25T12:50:00Z",
        ]
    );
    let deadline: i64 = swept[0]["deadline"].as_str().unwrap().parse().unwrap();
    let scheduled_plus_timeout = 1_653_469_500_000 + 2_000;
    assert!(
        (0..1_000).contains(&(deadline - scheduled_plus_timeout)),
        "{deadline}"
    );
}

#[tokio::test]
async fn items_disappear_when_their_time_to_live_is_over() {
    let stack = Stack::start().await;
    stack.post("/notes/7", &json!({ "text": "x" })).await;
    stack.advance("P7D").await;
    assert_eq!(stack.table("NOTE#").await.len(), 1);
    stack.advance("P30D").await;
    assert_eq!(stack.table("NOTE#").await.len(), 0);
    assert_eq!(stack.table("RECEIVED#").await.len(), 1);
}

#[tokio::test]
async fn the_clock_never_goes_back() {
    let stack = Stack::start().await;
    let back = json!({ "to": "2022-01-01T00:00:00Z" });
    assert_eq!(stack.post("/_local/clock", &back).await.status(), 400);
    let both = json!({ "to": "2023-01-01T00:00:00Z", "advance": "P1D" });
    assert_eq!(stack.post("/_local/clock", &both).await.status(), 400);
}
