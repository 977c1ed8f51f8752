use std::cell::RefCell;

use super::*;

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Detail {
    number: u32,
}

impl super::Detail for Detail {}

/// A message as it lies in the queue: an id, and a body around this detail.
fn message(id: &str, detail: &str) -> serde_json::Value {
    let body = format!(
        r#"{{"version":"0","id":"e-{id}","detail-type":"credit.available","source":"goodword",
            "account":"123456789012","time":"2022-05-25T09:59:00Z","region":"eu-central-1",
            "resources":[],"detail":{detail}}}"#
    );
    raw(id, &body)
}

fn raw(id: &str, body: &str) -> serde_json::Value {
    let arn = "arn:aws:sqs:eu-central-1:123456789012:PostCreditsQueue";
    serde_json::json!({"messageId": id, "body": body, "eventSourceARN": arn})
}

fn now() -> Timestamp {
    "2022-05-25T10:00:00Z".parse().unwrap()
}

/// What became of the batch: the ids given back, and the dead letters.
async fn settled(
    records: &[serde_json::Value],
    handle: impl AsyncFn(Message<Detail>, Timestamp) -> Outcome,
    can_bury: bool,
) -> (Vec<String>, Vec<Burial>) {
    let event = serde_json::from_value(serde_json::json!({"Records": records})).unwrap();
    let event = LambdaEvent::new(event, lambda_runtime::Context::default());
    let buried = RefCell::new(Vec::new());
    let bury = async |letter| {
        if can_bury {
            buried.borrow_mut().push(letter);
            Ok(())
        } else {
            Err(std::io::Error::other("no table"))
        }
    };
    let response = batch(event, now(), &handle, &bury).await;
    let given_back = response
        .batch_item_failures
        .into_iter()
        .map(|f| f.item_identifier);
    (given_back.collect(), buried.into_inner())
}

#[tokio::test]
async fn a_message_is_handed_over_with_the_time_of_the_invocation() {
    let seen = RefCell::new(Vec::new());
    let handle = async |message: Message<Detail>, at| {
        seen.borrow_mut()
            .push((message.detail_type, message.detail, at));
        Outcome::Done
    };
    let (given_back, buried) = settled(&[message("1", r#"{"number":7}"#)], handle, true).await;
    assert!(given_back.is_empty() && buried.is_empty());
    assert_eq!(
        *seen.borrow(),
        [("credit.available".to_owned(), Detail { number: 7 }, now())]
    );
}

#[tokio::test]
async fn of_ten_messages_one_fails_one_is_poison_and_eight_are_done() {
    let records: Vec<_> = (0..10)
        .map(|n| message(&n.to_string(), &format!(r#"{{"number":{n}}}"#)))
        .collect();
    let handle = async |message: Message<Detail>, _| match message.detail.number {
        3 => Outcome::retry("no table"),
        7 => Outcome::Poison("no such reward".to_owned()),
        _ => Outcome::Done,
    };
    let (given_back, buried) = settled(&records, handle, true).await;
    assert_eq!(given_back, ["3"]);
    let letter = &buried[0];
    assert_eq!(buried.len(), 1);
    assert_eq!((&*letter.queue, &*letter.message_id), ("post-credits", "7"));
    assert_eq!(
        (&*letter.reason, letter.buried_at),
        ("no such reward", now())
    );
    assert_eq!(letter.body, records[7]["body"]);
}

#[tokio::test]
async fn f20_what_cannot_be_read_is_buried_with_a_reason_that_repeats_nothing_of_it() {
    let records = [
        raw("1", "ana@example.com"),
        raw("2", ""),
        message("3", r#"{"number":"ana@example.com"}"#),
        message("4", "{}"),
    ];
    let (given_back, buried) = settled(&records, async |_, _| Outcome::Done, true).await;
    assert!(given_back.is_empty());
    let reasons: Vec<_> = buried.iter().map(|letter| &*letter.reason).collect();
    assert_eq!(
        reasons,
        [
            "not JSON",
            "not JSON",
            "/detail/number must be a whole number from 0 to 4294967295",
            "/detail/number is required",
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_buried_is_given_back() {
    let (given_back, _) = settled(&[raw("1", "x")], async |_, _| Outcome::Done, false).await;
    assert_eq!(given_back, ["1"]);
}
