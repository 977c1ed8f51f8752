//! What the route of the audit trail is, for the description of the API.

use domain::audit::AuditRecord;
use runtime::describe::Operation;
use runtime::paging::Page;
use serde_json::json;

use super::Paging;
use crate::describe::{ACCESS, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![list()]
}

fn list() -> Operation {
    Operation::new("GET /v1/admin/audit", "listAudit", TAG, ACCESS)
        .says(
            "See what staff did",
            "Every write of staff: who, what, why, when, by which request, and what it changed. \
             Newest first; all of it, or by `target`, by `staff` or by `key_id`. A record is \
             stored in the transaction of what it tells of, and is never changed. It has no \
             personal data: people are named by ids.",
        )
        .query::<Paging>(&[("target", "account:ana-co".into()), ("limit", 20.into())])
        .answers::<Page<AuditRecord>>(200, "One page.")
        .example(
            ("none", "Nobody did anything to this account"),
            None,
            (
                200,
                Some(json!({ "data": [], "has_more": false, "next_cursor": null })),
            ),
        )
}
