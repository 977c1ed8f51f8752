//! What the routes are, for the description of the API.

use runtime::describe::{Access, Content, Operation};

/// What follows the `?`.
#[derive(schemars::JsonSchema)]
#[schemars(rename = "MailLanguage")]
#[expect(
    dead_code,
    reason = "only described: whatever else follows is passed over"
)]
struct Language {
    /// The language of the page; English where it is left out or not spoken.
    lang: Option<String>,
}

/// Both routes.
pub fn operations() -> Vec<Operation> {
    let ask = unsubscribe("GET /u/{token}", "askUnsubscribe")
        .says(
            "Ask before unsubscribing",
            "A page that says what comes, to stop a kind of mail or all of it; a participant \
             chooses, and switches on again what they stopped. Looking changes nothing, since \
             scanners follow links.",
        )
        .answers_with(200, "The page.", Content::Html)
        .example(
            ("ask", "Somebody opens the link in a mail"),
            None,
            (200, None),
        );
    let suppress = unsubscribe("POST /u/{token}", "unsubscribe")
        .says(
            "Unsubscribe at once",
            "The one click of RFC 8058, by a person or a mail program: no cookie, no login. \
             Whatever the body says, the kind of mail that the token stood in is stopped, unless \
             it is the page's own form.",
        )
        .answers_with(200, "Done.", Content::Html)
        .example(("once", "A mail program unsubscribes"), None, (200, None));
    vec![ask, suppress]
}

fn unsubscribe(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, "Friends", Access::Anyone)
        .path::<String>("token", "The token in the mail's address.", "u7.mac")
        .query::<Language>(&[("lang", "de".into())])
        .answers_with(400, "The address was cut off or altered.", Content::Html)
}
