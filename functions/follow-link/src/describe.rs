//! What the routes are, for the description of the API.

use runtime::describe::{Access, Content, Operation};

const TAG: &str = "Friends";
const TOKEN: &str = "qx3v.mac";

/// Every route.
pub fn operations() -> Vec<Operation> {
    vec![
        follow("GET /r/{code}", "followLink"),
        follow("HEAD /r/{code}", "probeLink"),
        show("GET /i/{token}", "showInvite"),
        show("HEAD /i/{token}", "probeInvite"),
        invite("POST /i/{token}", "acceptInvite")
            .says(
                "Accept an invite",
                "Leads on to the signup page, whatever the token, with an `accept_token` where \
                 the invite counts: bring that to `POST /v1/signups`. Pressing it any number of \
                 times comes to the same.",
            )
            .answers_with(303, "On to the signup page.", Content::Redirect)
            .example(("accept", "The friend presses Accept"), None, (303, None)),
    ]
}

fn follow(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, Access::Anyone)
        .says(
            "Follow a personal link",
            "Leads on to the signup page, whatever the code. Where the link counts, `ref` is \
             appended, or what the program's `attribution.parameter` says: keep it, and bring it to `POST /v1/signups` as a touch. The query is kept.",
        )
        .path::<String>("code", "The link's code.", "k7xq2mnpqr")
        .answers_with(302, "On to the signup page.", Content::Redirect)
        .example(("follow", "A friend follows the link"), None, (302, None))
}

fn show(what: &'static str, id: &'static str) -> Operation {
    invite(what, id)
        .says(
            "Show an invite",
            "A page with the offer and one button. Looking changes nothing.",
        )
        .answers_with(200, "The offer; or that the program pauses, or that whoever looks is a customer or sent it.", Content::Html)
        .answers_with(404, "The address was cut off or altered.", Content::Html)
        .answers_with(410, "The invite or its program is over.", Content::Html)
        .answers_with(503, "The offer cannot be read right now.", Content::Html)
        .example(("show", "A friend opens the invite"), None, (200, None))
}

fn invite(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, Access::Anyone).path::<String>(
        "token",
        "The token in the mail's address.",
        TOKEN,
    )
}
