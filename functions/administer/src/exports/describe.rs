//! What the route of exports is, for the description of the API.

use runtime::describe::{Content, Operation};

use super::{Exported, Paging};
use crate::describe::{ACCESS, TAG};

pub(crate) fn operations() -> Vec<Operation> {
    vec![export()]
}

fn export() -> Operation {
    Operation::new("GET /v1/admin/exports/{what}", "exportRecords", TAG, ACCESS)
        .says(
            "Export records",
            "All referrals, rewards, journal entries, or invites without their addresses, as JSON \
             lines or as CSV that a spreadsheet opens without calculating anything. Page by page: \
             while the answer has `Goodword-Next-Cursor`, ask again with it as `starting_after`, \
             and put the pages after each other; a page may be empty. In no order, and what is \
             written meanwhile may be in it or not. The columns are in the guide to the API.",
        )
        .path::<Exported>("what", "What is exported.", "referrals")
        .query::<Paging>(&[("format", "csv".into())])
        .answers_with(200, "One page of the file.", Content::Rows)
        .may_not_find("")
        .example(
            ("csv", "The first page of all referrals"),
            None,
            (200, None),
        )
}
