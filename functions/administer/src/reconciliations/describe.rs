//! What the routes of reconciliations are, for the description of the API.

use domain::id::ReconciliationId;
use runtime::describe::Operation;
use runtime::paging::Page;
use serde_json::{Value, json};

use super::{FindingView, Paging, View};
use crate::describe::{ACCESS, KEY_RULE, TAG};

/// The run of the examples.
const ID: &str = "rcn_20220525T090000Z";

/// Every route.
pub(crate) fn operations() -> Vec<Operation> {
    vec![ask(), list(), show(), findings()]
}

fn ask() -> Operation {
    Operation::new(
        "POST /v1/admin/reconciliations",
        "reconcile",
        TAG,
        ACCESS,
    )
    .says(
        "Reconcile now",
        "Holds the journal, the statements, the rewards and Stripe's balances against each other. \
         Begins within five minutes; where a run is under way, that one is answered. It mends one \
         thing: a credit that Stripe has twice is taken off again.",
    )
    .answers::<View>(202, "The run.")
    .may_not_understand(KEY_RULE)
    .example(("now", "By the operator"), None, (202, Some(run())))
}

fn list() -> Operation {
    Operation::new(
        "GET /v1/admin/reconciliations",
        "listReconciliations",
        TAG,
        ACCESS,
    )
    .says(
        "List reconciliations",
        "The latest first: every night's, and those that staff asked for. Kept for 90 days.",
    )
    .query::<Paging>(&[("limit", 20.into())])
    .answers::<Page<View>>(200, "One page.")
    .example(
        ("all", "By the operator"),
        None,
        (
            200,
            Some(json!({ "data": [run()], "has_more": false, "next_cursor": null })),
        ),
    )
}

fn show() -> Operation {
    one("GET /v1/admin/reconciliations/{id}", "readReconciliation")
        .says(
            "Read a reconciliation",
            "How far it is, what it went through, and what journal and statements come to.",
        )
        .answers::<View>(200, "The run.")
        .may_not_find("")
        .example(("one", "By the operator"), None, (200, Some(run())))
}

fn findings() -> Operation {
    one(
        "GET /v1/admin/reconciliations/{id}/findings",
        "listFindings",
    )
    .says(
        "Read what a reconciliation found",
        "Each disagreement with its account, its reward, the amounts, what was done about it \
             and what to do.",
    )
    .query::<Paging>(&[("limit", 20.into())])
    .answers::<Page<FindingView>>(200, "One page.")
    .may_not_find("")
    .example(
        ("none", "All agrees"),
        None,
        (
            200,
            Some(json!({ "data": [], "has_more": false, "next_cursor": null })),
        ),
    )
}

fn one(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, ACCESS).path::<ReconciliationId>("id", "The run's id.", ID)
}

/// A run before its first slice.
fn run() -> Value {
    json!({
        "id": ID,
        "status": "running",
        "asked_by": "staff",
        "requested_at": "2022-05-25T09:00:00Z",
        "finished_at": null,
        "recorded_before": "2022-05-25T08:45:00Z",
        "agrees": true,
        "summary": "Under way: compared 0 journal entries, 0 statement lines, 0 rewards of 0 \
                    accounts, and 0 customers at Stripe so far.",
        "counts": {
            "journal_entries": 0,
            "statement_lines": 0,
            "accounts": 0,
            "rewards": 0,
            "stripe_customers": 0,
            "findings": 0,
            "compensated": 0,
        },
        "currencies": [],
    })
}
