use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn event(id: &str) -> String {
    format!(r#"{{"id":"e-{id}","detail":{{"metadata":{{"id":"evt_{id}"}},"data":{{}}}}}}"#)
}

fn burial(queue: &str, message_id: &str, body: &str) -> Burial {
    Burial {
        queue: queue.to_owned(),
        message_id: message_id.to_owned(),
        reason: "no such reward".to_owned(),
        body: body.to_owned(),
        subject: subject_of(body),
        received: 1,
        sent_at: at("2022-05-25T09:00:00Z"),
        buried_at: at("2022-05-25T10:00:00Z"),
    }
}

/// The letter that a change writes.
fn letter(changes: &ChangeSet) -> DeadLetter {
    written(changes).cloned().unwrap()
}

fn open(queue: &str, body: &str) -> DeadLetter {
    letter(&buried(None, &burial(queue, "m-1", body)))
}

fn redelivery(changes: &ChangeSet) -> Redelivery {
    let sent = changes.writes.iter().find_map(|write| {
        if let Write::Redeliver(redelivery) = write {
            return Some(redelivery.clone());
        }
        None
    });
    sent.unwrap()
}

#[test]
fn the_same_delivery_twice_is_one_failure() {
    let burial = burial("post-credits", "m-1", &event("a"));
    let before = letter(&buried(None, &burial));
    assert_eq!((before.failures, before.status), (1, LetterStatus::Open));
    assert!(buried(Some(&before), &burial).is_empty());
}

#[test]
fn f21_a_letter_that_fails_again_is_the_same_one_counted_on() {
    let before = open("post-credits", &event("a"));
    let sent = at("2023-05-25T10:00:00Z");
    let back = letter(&redriven(&before, sent).unwrap());
    assert_eq!(
        (back.status, back.redriven_at),
        (LetterStatus::Redriven, Some(sent))
    );
    // The bus gives the same event another id, and the queue another.
    let again = burial("post-credits", "m-2", &event("a").replace("e-a", "e-b"));
    assert_eq!(again.letter_id(), before.id);
    let after = letter(&buried(Some(&back), &again));
    assert_eq!((after.failures, after.redrives), (2, 1));
    assert_eq!(
        (after.status, after.redriven_at),
        (LetterStatus::Open, Some(sent))
    );
    assert_eq!(after.first_buried_at, before.first_buried_at);
}

#[test]
fn f21_a_letter_may_be_sent_back_any_number_of_times() {
    let before = open("post-credits", &event("a"));
    let once = redriven(&before, at("2022-06-01T00:00:00Z")).unwrap();
    let twice = redriven(&letter(&once), at("2023-06-01T00:00:00Z")).unwrap();
    assert_ne!(redelivery(&once).name, redelivery(&twice).name);
    assert_eq!(redelivery(&once).detail, redelivery(&twice).detail);
    assert_eq!(letter(&twice).redrives, 2);
}

#[test]
fn a_letter_goes_back_to_the_queue_that_gave_it_up_as_it_was() {
    let body = event("a");
    let sent = redelivery(&redriven(&open("post-credits", &body), Timestamp::UNIX_EPOCH).unwrap());
    assert_eq!(sent.detail_type, REDRIVEN);
    let detail: Value = serde_json::from_str(&sent.detail).unwrap();
    assert_eq!(detail["queue"], "post-credits");
    assert_eq!(
        detail["message"],
        serde_json::from_str::<Value>(&body).unwrap()
    );
}

#[test]
fn an_announcement_goes_back_to_the_bus() {
    let detail = r#"{"metadata":{"id":"evt_a"}}"#;
    let body = json!({ "detail_type": "credit.available", "detail": detail }).to_string();
    let sent = redelivery(&redriven(&open(OUTBOX, &body), Timestamp::UNIX_EPOCH).unwrap());
    assert_eq!(
        (&*sent.detail_type, &*sent.detail),
        ("credit.available", detail)
    );
    assert_eq!(subject_of(&body), "evt_a");
}

#[test]
fn what_cannot_be_sent_back_says_so() {
    let refused = |queue, body| open(queue, body).may_be_redriven().unwrap_err();
    assert_eq!(refused("post-credits", "ana"), Rejection::Unreadable);
    assert_eq!(refused("post-credits", "[]"), Rejection::Unreadable);
    assert_eq!(refused(OUTBOX, "{}"), Rejection::Unreadable);
    assert_eq!(refused(UNDELIVERED, "{}"), Rejection::NothingToRepeat);
    assert_eq!(refused(STREAM_FAILURES, "{}"), Rejection::NothingToRepeat);
}

#[test]
fn runs_of_one_function_that_fail_all_night_are_one_letter() {
    let run = |time: &str| {
        let arn = "arn:aws:lambda:eu-central-1:123456789012:function:run-due";
        let body = json!({ "requestContext": { "functionArn": arn }, "requestPayload": time });
        burial(UNDELIVERED, time, &body.to_string()).letter_id()
    };
    assert_eq!(run("09:00"), run("09:05"));
}

#[test]
fn a_discarded_letter_says_why_and_may_still_be_sent_back() {
    let before = open("post-credits", &event("a"));
    let now = at("2022-06-01T00:00:00Z");
    let gone = letter(&discarded(&before, "the account was a test", now));
    assert_eq!(
        gone.discard_reason.as_deref(),
        Some("the account was a test")
    );
    assert!(discarded(&gone, "again", now).is_empty());
    let back = letter(&redriven(&gone, now).unwrap());
    assert_eq!(
        (back.status, back.discard_reason),
        (LetterStatus::Redriven, None)
    );
}

#[test]
fn an_open_letter_is_kept_for_ever_unless_it_carries_addresses() {
    assert_eq!(open("post-credits", &event("a")).forgotten_at(), None);
    let report = open(MAIL_FEEDBACK, &event("a"));
    assert_eq!(report.forgotten_at(), Some(at("2022-06-24T10:00:00Z")));
    let back = letter(&redriven(&open("post-credits", "{}"), at("2022-06-01T00:00:00Z")).unwrap());
    assert_eq!(back.forgotten_at(), Some(at("2022-08-30T00:00:00Z")));
}

#[test]
fn a_letter_is_as_old_as_its_message() {
    let letter = open("post-credits", &event("a"));
    assert_eq!(
        letter.age_at(at("2022-05-25T11:00:00Z")),
        SignedDuration::from_hours(2)
    );
    assert_eq!(
        letter.age_at(at("2022-05-25T08:00:00Z")),
        SignedDuration::ZERO
    );
}
