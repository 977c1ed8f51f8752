//! What the route is, for the description of the API.

use domain::api_key::Scope;
use runtime::describe::{Access, Operation};
use serde_json::json;

use crate::{CREDIT_NOT_AVAILABLE, Redemption, Request};

/// The one route.
pub fn operations() -> Vec<Operation> {
    let access = Access::HostOrParticipant(Scope::Redemptions);
    let redeem = Operation::new("POST /v1/redemptions", "redeemCredit", "Credit", access)
        .says(
            "Use available credit now",
            "For programs whose credit is applied on request: the credit goes to the account's \
             Stripe balance within moments and comes off the next invoice. A participant redeems \
             for their own account, staff for any, by an API key. A reward that was redeemed \
             before is answered as it is: nothing happens twice.",
        )
        .takes::<Request>("Which rewards. A participant may send `{}`: all that are available.")
        .answers::<Redemption>(200, "Every reward that was asked for.")
        .may_not_find("")
        .refuses(CREDIT_NOT_AVAILABLE, "the credit is on hold")
        .example(
            ("all", "Staff redeem all of Ana’s available credit"),
            json!({ "account_id": "ana-co" }),
            (
                200,
                Some(json!({
                    "account_id": "ana-co",
                    "rewards": [{
                        "reward_id": "rwd_bo-co.referrer",
                        "amount": { "amount_minor": 5000, "currency": "USD" },
                        "posted": false,
                    }],
                })),
            ),
        )
        .example_of_participant(
            ("named", "Ana redeems one reward, again"),
            json!({ "reward_ids": ["rwd_bo-co.referrer"] }),
            (
                200,
                Some(json!({
                    "account_id": "ana-co",
                    "rewards": [{
                        "reward_id": "rwd_bo-co.referrer",
                        "amount": { "amount_minor": 5000, "currency": "USD" },
                        "posted": true,
                    }],
                })),
            ),
        );
    vec![redeem]
}
