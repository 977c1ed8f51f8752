//! What the routes are, for the description of the API.

use domain::api_key::Scope;
use domain::statement::sheet::Statement;
use runtime::describe::{Access, Operation};
use serde_json::json;

use crate::Request;
use crate::explanations;
use crate::home::Home;
use crate::page;
use crate::program::NO_PROGRAM;
use crate::statement;
use crate::who::Asked;

pub(crate) const TAG: &str = "Home";
pub(crate) const ACCESS: Access = Access::HostOrParticipant(Scope::Home);

/// Every route.
pub fn operations() -> Vec<Operation> {
    let home = serde_json::from_str(include_str!("describe/home.json")).unwrap_or_default();
    let read = Operation::new("GET /v1/home", "readHome", TAG, ACCESS)
        .says(
            "Read all that a participant sees",
            "The offer, the link with its share buttons, the account's balance and credits, the \
             participant's own referrals and notifications, questions and answers. For somebody \
             who is not known yet, a home without history. Amounts are in minor units; every \
             sentence is made from the program's own terms.",
        )
        .query::<Request>(&[
            ("account_id", "ana-co".into()),
            ("participant_id", "ana".into()),
        ])
        .answers::<Home>(200, "The home as it is now.")
        .may_not_find("/program_id names no program here")
        .refuses(
            NO_PROGRAM,
            "set one up first: PUT /v1/admin/programs/{program_id}, with an admin key",
        )
        .example(
            ("home", "Ana’s, after Bo signed up by her link"),
            None,
            (200, Some(home)),
        );
    let seen = Operation::new("POST /v1/home/seen", "markSeen", TAG, ACCESS)
        .says(
            "Mark the notifications as read",
            "Every notification up to now counts as read. A participant need not send a body.",
        )
        .may_take::<Asked>("Who, where an API key calls.")
        .answers_nothing(204, "They are read.")
        .may_not_find("")
        .example(
            ("byHost", "By the host’s server"),
            json!({ "account_id": "ana-co", "participant_id": "ana" }),
            (204, None),
        );
    let mut operations = vec![read, seen, statement(), explanations::describe::explain()];
    operations.extend(page::describe::operations());
    operations
}

fn statement() -> Operation {
    let sum = |amount_minor: i64| json!({ "amount_minor": amount_minor, "currency": "USD" });
    let standing = |available: i64| {
        json!({
            "pending": sum(0),
            "available": sum(available),
            "at_stripe": sum(0),
            "total": sum(available),
        })
    };
    let line = json!({
        "recorded_at": "2022-05-25T09:00:00Z",
        "text": "Credit for referring a friend.",
        "movement": "grant",
        "entry_id": "grant#ref_bo-co#referrer",
        "reward_id": "rwd_bo-co.referrer",
        "invoice_id": null,
        "reason": null,
        "amount": sum(5_000),
        "from": null,
        "to": "available",
        "change": sum(5_000),
        "balance": standing(5_000),
    });
    let sheet = json!({
        "currency": "USD",
        "opening": standing(0),
        "lines": [line],
        "closing": standing(5_000),
    });
    Operation::new("GET /v1/statement", "readStatement", TAG, ACCESS)
        .says(
            "Read the account's statement",
            "As a bank's: what the account had at the beginning of the period, each movement with \
             its date and its cause, and what it has at the end. `at_stripe` is the account's part \
             of the Stripe balance. Up to 5,000 lines.",
        )
        .query::<statement::Request>(&[
            ("account_id", "ana-co".into()),
            ("participant_id", "ana".into()),
        ])
        .answers::<Statement>(200, "The statement.")
        .may_not_find("")
        .example(
            ("earned", "Ana’s, after Bo signed up by her link"),
            None,
            (
                200,
                Some(json!({
                    "account_id": "ana-co",
                    "from": null,
                    "to": null,
                    "sheets": [sheet],
                })),
            ),
        )
}
