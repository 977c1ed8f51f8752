//! What the routes of the mail circuits are, for the description of the API.

use domain::circuit::MailStream;
use runtime::describe::Operation;
use serde_json::{Value, json};

use super::{Circuits, View};
use crate::describe::{ACCESS, KEY_RULE, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![read_mail(), resume_mail()]
}

fn read_mail() -> Operation {
    Operation::new("GET /v1/admin/mail", "readMail", TAG, ACCESS)
        .says(
            "See whether mail goes out",
            "Invites, and mail to participants, each have a circuit that opens when too many \
             messages bounce or are called spam. While it is open, invites wait.",
        )
        .answers::<Circuits>(200, "Both circuits with their figures.")
        .example(
            ("quiet", "While all is well"),
            None,
            (
                200,
                Some(json!({ "data": [circuit("invites", Some(300)), circuit("participants", None)] })),
            ),
        )
}

fn resume_mail() -> Operation {
    Operation::new(
        "POST /v1/admin/mail/{stream}/resume",
        "resumeMail",
        TAG,
        ACCESS,
    )
    .says(
        "Let mail go out again",
        "Closes the circuit: what was counted so far counts no more. What waits goes out within \
         the hour. Where it is closed already, only the counts are forgotten.",
    )
    .path::<MailStream>("stream", "Which mail.", "invites")
    .answers::<View>(200, "The circuit as it is now.")
    .may_not_understand(KEY_RULE)
    .may_not_find("")
    .example(
        ("resume", "By the operator"),
        None,
        (200, Some(circuit("invites", Some(300)))),
    )
}

/// A circuit before anything was sent.
fn circuit(stream: &str, bounces: Option<u32>) -> Value {
    json!({
        "stream": stream,
        "state": "closed",
        "since": null,
        "cause": null,
        "look_at": null,
        "window_days": 7,
        "sent": 0,
        "bounced": 0,
        "complained": 0,
        "bounced_per_10000": 0,
        "complained_per_10000": 0,
        "opens_at": {
            "sent_at_least": 100,
            "bounced_per_10000": bounces,
            "complained_per_10000": 5,
        },
    })
}
