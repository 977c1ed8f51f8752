//! What the routes of dead letters are, for the description of the API.

use domain::id::DeadLetterId;
use runtime::describe::Operation;
use runtime::paging::Page;
use serde_json::{Value, json};

use super::Paging;
use super::explain::{Explained, Listed};
use super::settle::{DiscardRequest, RedriveRequest, Redriven};
use crate::CANNOT_BE_REDRIVEN;
use crate::describe::{ACCESS, KEY_RULE, TAG};

const ID: &str = "dlt_bac37c5be033b6590c30a7542bd6e6d1";

/// Every route.
pub(crate) fn operations() -> Vec<Operation> {
    vec![list(), redrive_all(), show(), redrive(), discard()]
}

fn list() -> Operation {
    Operation::new(
        "GET /v1/admin/dead-letters",
        "listDeadLetters",
        TAG,
        ACCESS,
    )
    .says(
        "List dead letters",
        "What no retry could do, of every queue, rule, schedule and the stream: by queue, the one \
         that failed last first. Those that are open, unless `status` says otherwise.",
    )
    .query::<Paging>(&[("queue", "post-credits".into()), ("limit", 20.into())])
    .answers::<Page<Listed>>(200, "One page.")
    .example(
        ("none", "All is well"),
        None,
        (200, Some(json!({ "data": [], "has_more": false, "next_cursor": null }))),
    )
}

fn redrive_all() -> Operation {
    Operation::new(
        "POST /v1/admin/dead-letters/redrive",
        "redriveDeadLetters",
        TAG,
        ACCESS,
    )
    .says(
        "Send all open dead letters back",
        "Each goes to where it failed and to nobody else, up to a hundred a call. Safe at any age \
         and any number of times: an effect happens once.",
    )
    .takes::<RedriveRequest>("All, or those of one queue.")
    .answers::<Redriven>(200, "How many went back.")
    .example(
        ("ofOneQueue", "Stripe is back"),
        json!({ "queue": "post-credits" }),
        (
            200,
            Some(json!({ "redriven": 0, "left_alone": 0, "has_more": false })),
        ),
    )
}

fn show() -> Operation {
    one("GET /v1/admin/dead-letters/{id}", "explainDeadLetter")
        .says(
            "Explain a dead letter",
            "What it is about, why it was given up, and what to do.",
        )
        .answers::<Explained>(200, "The letter.")
        .may_not_find("")
        .example(
            ("aCredit", "A credit that Stripe did not take for a day"),
            None,
            (200, Some(letter("open"))),
        )
}

fn redrive() -> Operation {
    one(
        "POST /v1/admin/dead-letters/{id}/redrive",
        "redriveDeadLetter",
    )
    .says(
        "Send a dead letter back",
        "To where it failed, and to nobody else. Safe at any age and any number of times.",
    )
    .answers::<Explained>(200, "The letter, on its way.")
    .may_not_understand(KEY_RULE)
    .may_not_find("")
    .refuses(
        CANNOT_BE_REDRIVEN,
        "the message is not a JSON object, so no queue can take it back: discard it",
    )
    .example(
        ("again", "The cause is mended"),
        None,
        (200, Some(letter("redriven"))),
    )
}

fn discard() -> Operation {
    one(
        "POST /v1/admin/dead-letters/{id}/discard",
        "discardDeadLetter",
    )
    .says(
        "Discard a dead letter",
        "It is not needed. It is kept for 90 days, and may be sent back until then.",
    )
    .takes::<DiscardRequest>("Why, in one line of 1 to 500 characters.")
    .answers::<Explained>(200, "The letter, discarded.")
    .may_not_find("")
    .example(
        ("aTest", "A test account's"),
        json!({ "reason": "a test account" }),
        (200, Some(letter("discarded"))),
    )
}

fn one(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, ACCESS).path::<DeadLetterId>("id", "The letter's id.", ID)
}

/// One and the same letter, as it is shown in this status.
fn letter(status: &str) -> Value {
    let redriven = status == "redriven";
    let discarded = status == "discarded";
    let at = "2022-05-27T09:00:00Z";
    json!({
        "id": ID,
        "queue": "post-credits",
        "status": status,
        "reason": "it was received 300 times and failed each time: the log lines with its message_id say why",
        "event": "credit.available",
        "age_seconds": 172_800,
        "received": 300,
        "failures": 1,
        "buried_at": "2022-05-26T10:00:00Z",
        "redriven_at": redriven.then_some(at),
        "about": {
            "event_id": "evt_credit.available.rwd_bo.referrer",
            "request_id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "occurred_at": "2022-05-25T09:00:00Z",
            "data": { "reward_id": "rwd_bo.referrer", "account_id": "ana" },
        },
        "meaning": "A credit is not on the Stripe balance yet.",
        "what_to_do": "Mend what `reason` names, then send it back.",
        "sent_at": "2022-05-25T09:00:00Z",
        "first_buried_at": "2022-05-26T10:00:00Z",
        "redrives": u32::from(redriven),
        "discard_reason": discarded.then_some("a test account"),
        "discarded_at": discarded.then_some(at),
        "message_id": "5fea7756-0ea4-451a-a703-a558b933e274",
        "message": { "detail-type": "credit.available", "source": "goodword" },
    })
}
