//! What the route of adjustments is, for the description of the API.

use domain::id::AccountId;
use runtime::describe::Operation;
use serde_json::json;

use super::{Adjustment, Request};
use crate::CREDIT_TOO_SMALL;
use crate::describe::{ACCESS, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![adjust()]
}

fn adjust() -> Operation {
    let fifty = json!({ "amount_minor": 5000, "currency": "USD" });
    Operation::new(
        "POST /v1/admin/accounts/{account_id}/adjustments",
        "adjustCredit",
        TAG,
        ACCESS,
    )
    .says(
        "Give or take credit by hand",
        "With a reason, which the audit trail keeps. Credit that is given is available at once, \
         goes to the Stripe balance as any other of the program, and stands on the account's \
         statement; a program's caps and budget do not count it. Credit is taken from what is not \
         on the Stripe balance yet, the newest first: what was posted is taken back by reversing \
         its reward. More than there is cannot be taken.",
    )
    .path::<AccountId>("account_id", "The account.", "ana-co")
    .takes::<Request>("How much, which way, and why.")
    .answers::<Adjustment>(201, "What was given or taken.")
    .may_not_find("")
    .refuses(
        CREDIT_TOO_SMALL,
        "the account has 1000 minor units of USD that are not on the Stripe balance yet, and more \
         cannot be taken by hand: what was posted is taken back by reversing its reward",
    )
    .example(
        ("give", "For a referral that the rules could not see"),
        json!({
            "direction": "give",
            "amount": fifty,
            "reason": "ticket 4711: the link was lost on a phone",
        }),
        (
            201,
            Some(json!({
                "account_id": "ana-co",
                "direction": "give",
                "amount": fifty,
                "rewards": [{
                    "reward_id": "adj_ana-co.5f0c4e0a6d1c4b1e9f570d6a3a8f1c2e",
                    "amount": fifty,
                    "canceled": false,
                }],
            })),
        ),
    )
}
