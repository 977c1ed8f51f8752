//! What the route is, for the description of the API.

use runtime::describe::{Access, Operation};
use serde_json::json;

use crate::report::Report;

/// The route.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET /v1/health",
            "readHealth",
            "Administration",
            Access::Anyone,
        )
        .says(
            "Read how the stack is",
            "Everybody learns version, stage and whether all is well; with any API key of the \
                 host's, `details` say why not.",
        )
        .answers::<Report>(200, "How it is.")
        .example(
            ("well", "All is well"),
            None,
            (
                200,
                Some(json!({
                    "status": "ok",
                    "version": env!("CARGO_PKG_VERSION"),
                    "stage": "test",
                })),
            ),
        ),
    ]
}
