//! What the route of merges is, for the description of the API.

use domain::id::AccountId;
use runtime::describe::Operation;
use serde_json::json;

use super::{Merge, Request};
use crate::describe::{ACCESS, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![merge()]
}

fn merge() -> Operation {
    Operation::new(
        "POST /v1/admin/accounts/{account_id}/merge",
        "mergeAccounts",
        TAG,
        ACCESS,
    )
    .says(
        "Move an account’s credit to the account it became a part of",
        "Credit that is available and on no Stripe balance ends here and is given there, each in \
         one step, with its day of expiry; both accounts’ statements show it. What is held, \
         waits, is looked at or is on its way to a bill stays, and is named in `left`: ask again \
         later. Referrals and what is on a Stripe balance stay where they are. Repeating it moves \
         nothing twice. Tell of members who moved with `PUT /v1/accounts/{account_id}`.",
    )
    .path::<AccountId>("account_id", "The account that is no more.", "dee-co")
    .takes::<Request>("Which account stays, and why.")
    .answers::<Merge>(200, "What moved, and what did not.")
    .may_not_find("")
    .example(
        (
            "merge",
            "Dee’s account becomes a part of Ana’s, without any credit",
        ),
        json!({ "into": "ana-co", "reason": "the two firms are one, ticket 4711" }),
        (
            200,
            Some(json!({ "account_id": "dee-co", "into": "ana-co", "moved": [], "left": [] })),
        ),
    )
}
