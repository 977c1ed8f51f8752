//! What the route of erasures is, for the description of the API.

use runtime::describe::Operation;
use serde_json::json;

use super::{Erasure, Request};
use crate::describe::{ACCESS, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![erase()]
}

fn erase() -> Operation {
    Operation::new("POST /v1/admin/erasures", "erasePerson", TAG, ACCESS)
        .says(
            "Forget a person",
            "A participant, or a friend who was only ever invited. Names and addresses go from \
             every record, open invites can be accepted no more, and no mail goes to the address \
             again. Credit that the person earned as a referrer and that is not on the Stripe \
             balance is canceled; the ledger, posted credit and a friend's own credit stay, under \
             ids alone. A keyed hash of the address stays, so that it is never written to again. \
             It can be repeated: what is done is left as it is.",
        )
        .takes::<Request>("Who, and why.")
        .answers::<Erasure>(200, "What was done.")
        .may_not_find("")
        .example(
            ("friend", "A friend who was invited"),
            json!({ "email": "gone@friend.example", "reason": "asked to be forgotten, ticket 4711" }),
            (
                200,
                Some(json!({
                    "participants_erased": 0,
                    "invites_ended": 0,
                    "credits_canceled": 0,
                })),
            ),
        )
}
