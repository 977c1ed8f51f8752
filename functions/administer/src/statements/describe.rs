//! What the route of statements is, for the description of the API.

use domain::id::AccountId;
use domain::statement::sheet::Statement;
use runtime::describe::{Content, Operation};
use serde_json::json;

use super::Days;
use crate::describe::{ACCESS, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![read_statement()]
}

fn read_statement() -> Operation {
    Operation::new(
        "GET /v1/admin/accounts/{account_id}/statement",
        "readAccountStatement",
        TAG,
        ACCESS,
    )
    .says(
        "Read an account's statement",
        "The same as `GET /v1/statement`, of any account: opening, each movement with its date and \
         its cause, closing. Up to 5,000 lines. With `format=csv` the same as a table that a \
         spreadsheet opens without calculating anything.",
    )
    .path::<AccountId>("account_id", "The account, by the host's own id.", "ana-co")
    .query::<Days>(&[("from", "2022-01-01".into()), ("to", "2022-01-31".into())])
    .answers_with(
        200,
        "By `format=csv`, as a table.",
        Content::File("text/csv"),
    )
    .answers::<Statement>(200, "The statement.")
    .may_not_find("")
    .example(
        ("before", "Ana’s, of a month before anybody was referred"),
        None,
        (
            200,
            Some(json!({
                "account_id": "ana-co",
                "from": "2022-01-01",
                "to": "2022-01-31",
                "sheets": [],
            })),
        ),
    )
}
