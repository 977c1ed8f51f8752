//! What the routes are, for the description of the API.

use domain::api_key::Scope;
use domain::id::AccountId;
use runtime::describe::{Access, Operation};
use serde_json::{Value, json};

use crate::CUSTOMER_CONFLICT;
use crate::request::{AccountRequest, SignupRequest};
use crate::response::{AccountResponse, SignupResponse};

const CONFLICT: &str = "this Stripe customer belongs to another account";

/// Both routes.
pub fn operations() -> Vec<Operation> {
    vec![put_account(), record_signup()]
}

fn put_account() -> Operation {
    Operation::new(
        "PUT /v1/accounts/{account_id}",
        "putAccount",
        "Accounts and signups",
        Access::Host(Scope::Accounts),
    )
    .says(
        "Tell of an account and its members",
        "Call it when an account changes: it has another member, a Stripe customer, or closes. \
         Repeating it changes nothing. `members` is the whole list, 40 at most; left out, the \
         members stay as they are. An account whose `signed_up_at` lies before a friend's visit \
         is an existing customer and earns nobody anything. Closing an account keeps its \
         addresses from being invited ever again.",
    )
    .path::<AccountId>("account_id", "The host's own id of the account.", "ana-co")
    .takes::<AccountRequest>("The account as it is now.")
    .answers::<AccountResponse>(200, "The account as it is stored.")
    .refuses(CUSTOMER_CONFLICT, CONFLICT)
    .example(
        ("withMember", "Ana’s account, with her as its one member"),
        json!({
            "signed_up_at": "2021-03-01T08:00:00Z",
            "currency": "USD",
            "name": "Ana & Co",
            "members": [{
                "id": "ana",
                "email": "ana@ana-co.example",
                "email_verified_at": "2021-03-01T08:05:00Z",
                "name": "Ana Ruiz",
                "locale": "en",
                "time_zone": "Europe/Madrid",
            }],
        }),
        (
            200,
            Some(json!({
                "id": "ana-co",
                "signed_up_at": "2021-03-01T08:00:00Z",
                "status": "open",
                "stripe_customer_id": null,
                "currency": "USD",
                "members": ["ana"],
            })),
        ),
    )
}

fn record_signup() -> Operation {
    Operation::new(
        "POST /v1/signups",
        "recordSignup",
        "Accounts and signups",
        Access::Host(Scope::Signups),
    )
    .says(
        "Tell of a signup, and learn who referred it",
        "Call it once when an account is new, with everything the friend's browser brought: the \
         `ref` of followed links as `touches` (the first and the latest), a `code` that was \
         typed in, the `accept_token` of an accepted invite. A signup is never refused for want \
         of a referrer: `referral` is null then and `reason` says why. Repeating the call \
         answers what was decided the first time, whatever evidence it brings; where it names \
         another member, `reason` is `already_referred`.",
    )
    .takes::<SignupRequest>("The new account, its first member, and what they brought.")
    .answers::<SignupResponse>(200, "What was decided, now or before.")
    .refuses(CUSTOMER_CONFLICT, CONFLICT)
    .example(
        ("referred", "Bo typed Ana’s code in"),
        json!({
            "account_id": "bo-co",
            "member": { "id": "bo", "email": "bo@bo-co.example", "name": "Bo Kent" },
            "signed_up_at": "2022-05-25T09:00:00Z",
            "code": "k7xq2mnpqr",
        }),
        (200, Some(referred())),
    )
    .example(
        ("notReferred", "Dee came by herself"),
        json!({
            "account_id": "dee-co",
            "member": { "id": "dee", "email": "dee@dee-co.example" },
            "signed_up_at": "2022-05-25T09:00:00Z",
        }),
        (
            200,
            Some(json!({
                "account_id": "dee-co",
                "referral": null,
                "reason": "not_via_link_or_accept",
            })),
        ),
    )
}

fn referred() -> Value {
    let fifty = json!({ "USD": { "amount_minor": 5000, "currency": "USD" } });
    json!({
        "account_id": "bo-co",
        "referral": {
            "id": "ref_bo-co",
            "program_id": "clientjoy",
            "terms_version": 1,
            "referrer_account_id": "ana-co",
            "referrer_participant_id": "ana",
            "signed_up_at": "2022-05-25T09:00:00Z",
            "promised": { "referrer": fifty, "friend": fifty },
            "status": "qualified",
            "qualified_at": "2022-05-25T09:00:00Z",
            "qualification": { "cause": "signup" },
        },
        "reason": null,
    })
}
