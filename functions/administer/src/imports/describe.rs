//! What the route of imports is, for the description of the API.

use runtime::describe::{Body, Operation};
use serde_json::{Value, json};

use super::sheet::LENGTH_AT_MOST;
use super::{AccountImport, Mode};
use crate::describe::{ACCESS, TAG};

/// Dee's account was closed before Goodword was there.
const ROWS: &str = "account_id,signed_up_at,status,closed_at,email\n\
                    dee-labs,2020-02-01,closed,2021-06-30,dee@dee-labs.example\n\
                    eve-inc,2020-02-01,open,,eve at eve-inc.example\n";

pub(crate) fn operations() -> Vec<Operation> {
    vec![import()]
}

fn import() -> Operation {
    Operation::new(
        "POST /v1/admin/imports/accounts",
        "importAccounts",
        TAG,
        ACCESS,
    )
    .says(
        "Bring the customers you have and had",
        "Nobody of them is invited or referred as somebody new. A row tells of one account and at \
         most one person of it; up to 200 rows a call, as CSV whose first line names the columns, \
         or as JSON lines (`application/x-ndjson`). Each row is answered by its line: `created`, \
         `changed`, `known`, `duplicate`, or `refused` with the columns at fault; a refused row \
         keeps no other from being stored. With `dry_run=true` nothing is stored, and the answer \
         is what the import would answer. Sending rows again changes nothing. The guide to \
         importing lists the columns.",
    )
    .query::<Mode>(&[("dry_run", true.into()), ("name", "customers-2022".into())])
    .takes_text(Body {
        media_type: "text/csv",
        description: "The rows: CSV here, or JSON lines with their own media type.",
        required: true,
        limit: LENGTH_AT_MOST,
        schema: None,
    })
    .answers::<AccountImport>(200, "What became of each row, or would.")
    .may_not_understand("/emial as a column is not known here; did you mean email?")
    .example(
        ("dry", "A former customer, and a row with a mistake"),
        Value::from(ROWS),
        (
            200,
            Some(json!({
                "dry_run": true,
                "created": 1,
                "changed": 0,
                "known": 0,
                "duplicate": 0,
                "refused": 1,
                "rows": [
                    {
                        "line": 2,
                        "account_id": "dee-labs",
                        "result": "created",
                        "same_as_line": null,
                        "faults": [],
                    },
                    {
                        "line": 3,
                        "account_id": "eve-inc",
                        "result": "refused",
                        "same_as_line": null,
                        "faults": [{
                            "field": "email",
                            "detail": "holds a space or a control character: take it out",
                        }],
                    },
                ],
            })),
        ),
    )
}
