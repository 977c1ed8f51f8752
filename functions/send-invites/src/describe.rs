//! What the routes are, for the description of the API.

use domain::api_key::Scope;
use runtime::describe::{Access, Operation};
use runtime::paging::Page;
use runtime::program::PROGRAM_INACTIVE;
use serde_json::json;

use crate::Recorded;
use crate::list::{Listed, Paging};
use crate::policy::{
    EDITING_NOT_ALLOWED, INVITES_DISABLED, LINK_NEEDED, PARTICIPANT_UNKNOWN, SENDER_UNNAMED,
};
use crate::request::Request;

const TAG: &str = "Invites";

/// Both routes.
pub fn operations() -> Vec<Operation> {
    vec![send(), list()]
}

fn send() -> Operation {
    Operation::new(
        "POST /v1/invites",
        "sendInvites",
        TAG,
        Access::HostOrParticipant(Scope::Invites),
    )
    .says(
        "Invite friends by mail",
        "Records a message to each friend; it is sent within moments, each to one friend alone. \
         The answer is the same whether or not an address is known here, has opted out or was \
         invited before: nobody can learn that by inviting. Asking again for the same address \
         within 30 days names the same invite.",
    )
    .takes::<Request>(
        "Whom to invite. How many at once is the program's setting, 45 at most. `message` is \
         plain text without links, and may hold `{friend_name}`, `{product}` and `{reward}`.",
    )
    .answers::<Recorded>(
        202,
        "One entry for each address, in the order of the request.",
    )
    .may_not_find("/program_id names no program here")
    .refuses(PROGRAM_INACTIVE, "the program is not active")
    .refuses(INVITES_DISABLED, "its invites are off")
    .refuses(
        PARTICIPANT_UNKNOWN,
        "invites name their sender: tell of the account and its members first by \
         PUT /v1/accounts/{account_id}",
    )
    .refuses(
        SENDER_UNNAMED,
        "an invite tells its reader who sends it: give the member a name by \
         PUT /v1/accounts/{account_id}",
    )
    .refuses(
        LINK_NEEDED,
        "this program's invites carry the sender's personal link: make it first by POST /v1/links",
    )
    .refuses(EDITING_NOT_ALLOWED, "the program's own text is sent")
    .example_of_participant(
        ("inOwnWords", "Ana invites Cy in her own words"),
        json!({
            "recipients": [{ "email": "cy@cy-co.example", "name": "Cy" }],
            "message": "Hi {friend_name}, this is what we use. You get {reward}.",
        }),
        (
            202,
            Some(json!({ "data": [{
                "id": "inv_4m1v0c2q9k7t3b8e5r6n0p1sdf",
                "email": "cy@cy-co.example",
                "status": "accepted",
            }] })),
        ),
    )
}

fn list() -> Operation {
    Operation::new(
        "GET /v1/invites",
        "listInvites",
        TAG,
        Access::HostOrParticipant(Scope::Invites),
    )
    .says(
        "List a participant's invites",
        "Newest first. `sent` also stands for what was deliberately not sent, so that nobody \
         learns who is a customer.",
    )
    .query::<Paging>(&[
        ("account_id", "ana-co".into()),
        ("participant_id", "ana".into()),
        ("limit", 20.into()),
    ])
    .answers::<Page<Listed>>(
        200,
        "A page; where `has_more`, `next_cursor` begins the one that follows.",
    )
    .may_not_find("")
    .example(
        ("firstPage", "By the host’s server"),
        None,
        (
            200,
            Some(json!({
                "data": [{
                    "id": "inv_4m1v0c2q9k7t3b8e5r6n0p1sdf",
                    "email": "cy@cy-co.example",
                    "status": "sent",
                    "created_at": "2022-05-25T09:00:00Z",
                    "accepted_at": null,
                    "expires_at": "2022-06-24T09:00:00Z",
                }],
                "has_more": false,
                "next_cursor": null,
            })),
        ),
    )
}
