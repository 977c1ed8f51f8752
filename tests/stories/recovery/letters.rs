//! Dead letters: seen in one place, explained, sent back or discarded.

use reqwest::Method;
use serde_json::json;

use super::ana_has_her_credit_once;
use crate::contactually::{joins_and_pays, joins_by_anas_invite, with_paying_ana};
use crate::harness::answer::send;

/// Guard: `runtime::batch` settles each message of a batch by itself.
#[test]
fn f19_nine_of_ten_messages_are_done_and_the_tenth_is_a_dead_letter_with_its_reason() {
    let stack = with_paying_ana();
    stack.faults().throttle_one("deliver-mail");
    let friends: Vec<String> = (0..9)
        .map(|each| format!("f{each}@f{each}.example"))
        .collect();
    let friends: Vec<&str> = friends.iter().map(String::as_str).collect();
    stack.participant("ana").invites(&friends).sent();
    stack.queue("DeliverMailQueue").send("not of this world");
    stack.settle();
    assert_eq!(stack.queue("DeliverMailQueue").waiting().len(), 10);

    stack.faults().end();
    stack.clock().advance("PT6M");

    for friend in friends {
        stack.mailbox().only_one_to(friend);
    }
    assert!(stack.queue("DeliverMailQueue").waiting().is_empty());
    let letter = stack.letters().only_one();
    assert_eq!(letter["queue"], "deliver-mail");
    assert_eq!(letter["reason"], "not JSON");
    assert_eq!(letter["message"], "not of this world");
    assert_eq!(letter["meaning"], "A mail was not sent.");
    let refused = stack.letters().redrives(&letter);
    assert_eq!(refused.problem(409), "cannot_be_redriven");
    let discarded = stack
        .letters()
        .discards(&letter, "sent by hand, for a test");
    assert_eq!(discarded.expect(200)["status"], "discarded");
    assert!(stack.letters().open().is_empty());
    assert_eq!(stack.letters().listed("status=discarded").len(), 1);
}

/// Guard: each rule has a dead-letter queue, and `collect-dead-letters` reads it.
#[test]
fn f18_what_a_target_missed_for_a_day_is_sent_back_to_it_and_done_once() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.settle();
    stack.faults().cut_off_targets();
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    assert!(stack.stripe().credits("ana").is_empty());
    let letters = stack.letters().open();
    assert!(!letters.is_empty());
    for letter in &letters {
        assert_eq!(letter["queue"], "settle-payments", "{letter}");
        assert_eq!(letter["event"], "stripe_event.accepted");
        assert_eq!(
            letter["reason"],
            "the bus could not deliver it: SDK_CLIENT_ERROR"
        );
    }

    stack.faults().end();
    let answer = stack.letters().redrives_all().expect(200);
    assert_eq!(answer["redriven"], letters.len());

    ana_has_her_credit_once(&stack);
    assert!(stack.letters().open().is_empty());
    for letter in &letters {
        let sent = stack.letters().redrives(letter).expect(200);
        assert_eq!(
            (&sent["status"], &sent["redrives"]),
            (&json!("redriven"), &json!(2))
        );
    }
    ana_has_her_credit_once(&stack);
}

/// Guards: a message is received 300 times and then moved; `domain::posting` posts once.
#[test]
fn f21_a_credit_that_failed_for_a_day_is_redriven_twice_months_later_and_posted_once() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.faults().down_for("stripe", "post-credits");
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.clock().advance("P2D");
    let letter = stack.letters().only_one();
    assert_eq!(letter["queue"], "post-credits");
    assert_eq!(letter["event"], "credit.available");
    assert!(letter["received"].as_u64().unwrap() >= 300, "{letter}");
    let reason = letter["reason"].as_str().unwrap();
    assert!(reason.contains("times and failed each time"), "{reason}");
    assert_eq!(
        letter["meaning"],
        "A credit is not on the Stripe balance yet."
    );
    assert!(stack.stripe().credits("ana").is_empty());

    stack.faults().end();
    stack.clock().advance("P20D");
    for _ in 0..2 {
        stack.letters().redrives(&letter).expect(200);
    }

    ana_has_her_credit_once(&stack);
    assert!(stack.letters().open().is_empty());
}

/// A message that fails again is the letter that it was.
#[test]
fn a_letter_that_fails_again_is_the_same_one_and_says_when_it_was_sent_back() {
    let stack = with_paying_ana();
    let unknown = r#"{"id":"e-1","source":"goodword","detail-type":"credit.eaten",
        "time":"2022-05-25T09:00:00Z","detail":{"metadata":{"id":"evt_eaten","type":"credit.eaten",
        "version":1,"occurred_at":"2022-05-25T09:00:00Z","livemode":false},"data":{}}}"#;
    stack.queue("PostCreditsQueue").send(unknown);
    stack.settle();
    let before = stack.letters().only_one();
    assert_eq!(
        (&before["failures"], &before["redriven_at"]),
        (&json!(1), &json!(null))
    );

    stack.letters().redrives(&before).expect(200);

    let after = stack.letters().only_one();
    assert_eq!(after["id"], before["id"]);
    assert_eq!(
        (&after["failures"], &after["redrives"]),
        (&json!(2), &json!(1))
    );
    assert!(after["redriven_at"].is_string(), "{after}");
    stack
        .letters()
        .discards(&after, "of a version that never was")
        .expect(200);
}

#[test]
fn letters_are_for_staff_alone() {
    let stack = with_paying_ana();
    for path in ["/v1/admin/dead-letters", "/v1/admin/dead-letters/dlt_0"] {
        let answer = send(stack.participant("ana").request(Method::GET, path));
        assert_eq!(answer.status, 403, "{answer:?}");
        let answer = send(stack.request(Method::GET, path));
        assert_eq!(answer.status, 401, "{answer:?}");
    }
    let absent = stack
        .host()
        .request(Method::GET, "/v1/admin/dead-letters/dlt_0");
    assert_eq!(send(absent).status, 404);
}

/// A report about mail carries addresses, and comes from another bus: it goes back all the same.
#[test]
fn a_bounce_that_was_not_recorded_is_sent_back() {
    let stack = with_paying_ana();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("bo");
    stack.faults().cut_off_targets();
    stack.mailbox().bounces(&mail);
    stack.settle();
    stack.faults().end();
    let letters = stack.letters().listed("queue=mail-feedback");
    assert!(!letters.is_empty());

    stack.letters().redrives_all().expect(200);

    assert_eq!(
        stack.participant("ana").sent_invites()[0]["status"],
        "bounced"
    );
    joins_and_pays(&stack, "cy");
    ana_has_her_credit_once(&stack);
}

/// Guard: `publish_events::sweep` buries what cannot be read, and goes on with the rest.
#[test]
fn an_announcement_that_cannot_be_read_is_a_dead_letter_and_holds_up_none_beside_it() {
    let stack = with_paying_ana();
    stack.faults().down("bus");
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    for shard in 0..8 {
        let broken = [
            ("pk", &*format!("OUTBOX#{shard}")),
            ("sk", "2022-05-25T08:00:00.000000000Z#evt_broken"),
        ];
        stack.puts_item(&broken);
    }
    stack.settle();
    stack.faults().end();
    // The stream brings nothing of what it has given up: the sweep alone publishes.
    stack.clock().advance("PT3M");

    stack.mailbox().only_one_to("bo");
    let letters = stack.letters().listed("queue=outbox");
    assert_eq!(letters.len(), 8, "{letters:#?}");
    for letter in &letters {
        let reason = letter["reason"].as_str().unwrap();
        assert!(
            reason.starts_with("the announcement cannot be read"),
            "{reason}"
        );
        stack
            .letters()
            .discards(letter, "put by a test")
            .expect(200);
    }
    assert!(stack.table_items("OUTBOX%23").is_empty());
    stack.letters().discards_missed_runs();
}
