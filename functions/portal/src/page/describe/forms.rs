//! What the page's own forms send, for the description of the API.

use runtime::body::MAX_JSON_LENGTH;
use runtime::describe::{Access, Body, Content, Operation};
use serde_json::json;

use super::{PAGE, form, page};

/// What the page's own forms send.
pub(super) fn forms() -> Vec<Operation> {
    vec![
        form("POST /portal/link", "enrolOnPage")
            .says(
                "Make the participant’s link",
                "The page’s button. Pressing it again gives the same link.",
            )
            .example(("enrol", "Ana presses the button"), None, (303, None)),
        form("POST /portal/code", "chooseCodeOnPage")
            .says(
                "Choose the link’s code",
                "The page’s form: `code`. The codes that the link had keep leading to it.",
            )
            .answers_with(422, "It cannot be had, and why.", Content::Html)
            .takes_text(fields("`code`."))
            .example(
                ("choose", "Ana takes her name"),
                json!("code=ana-ruiz"),
                (303, None),
            ),
        Operation::new("GET /portal/code", "returnFromCode", PAGE, Access::Anyone)
            .says(
                "Go back to the page",
                "Where a code is refused: whoever loads that address anew sees the page.",
            )
            .answers_with(303, "On to the page.", Content::Redirect)
            .answers_with(503, "It cannot be told right now.", Content::Html)
            .example(
                ("codeBack", "Ana loads the address again"),
                None,
                (303, None),
            ),
        page("POST /portal/invites", "inviteOnPage")
            .says(
                "Send invites",
                "The page’s form: `recipients` as pasted, and `message`. Answers the page, with \
                 what became of each address.",
            )
            .answers_with(200, "They are on their way.", Content::Html)
            .answers_with(422, "Something has to be mended.", Content::Html)
            .takes_text(fields(
                "`recipients` and, where it may be edited, `message`.",
            ))
            .example(
                ("invite", "Ana invites a friend"),
                json!("recipients=Dee+%3Cdee%40dee-co.example%3E"),
                (200, None),
            ),
        Operation::new(
            "GET /portal/invites",
            "returnFromInvites",
            PAGE,
            Access::Anyone,
        )
        .says(
            "Go back to the page",
            "Where the form of the invites is answered: whoever loads that address anew sees the \
             page.",
        )
        .answers_with(303, "On to the page.", Content::Redirect)
        .answers_with(503, "It cannot be told right now.", Content::Html)
        .example(("back", "Ana loads the address again"), None, (303, None)),
        page("POST /portal/check", "checkOnPage")
            .says(
                "Say what there is to say of a form so far",
                "What the page's script asks half a second after the last key: each of the pasted \
                 `recipients` as it was read, or whether a `code` may be chosen. Nothing is stored.",
            )
            .answers_with(200, "The parts of the page that tell it.", Content::Html)
            .example(("check", "Ana types an address"), None, (200, None)),
        page("POST /portal/preview", "previewInviteOnPage")
            .says(
                "Show the invite as its recipient will see it",
                "The mail’s HTML by day or by night, or its text (`look` is `light`, `dark` or \
                 `text`), for a frame without any rights.",
            )
            .answers_with(200, "The mail, or what has to be mended.", Content::Html)
            .example(("preview", "Ana looks at her message"), None, (200, None)),
        form("POST /portal/redeem", "redeemOnPage")
            .says(
                "Use all available credit",
                "The page’s button, where the program redeems on request. Pressing it again \
                 changes nothing.",
            )
            .example(("redeem", "Ana presses the button"), None, (303, None)),
        form("POST /portal/seen", "markSeenOnPage")
            .says(
                "Mark the news as read",
                "The page’s button. What comes later is unread again.",
            )
            .example(("seen", "Ana presses the button"), None, (303, None)),
    ]
}

/// A form's body, of these fields.
fn fields(description: &'static str) -> Body {
    Body {
        media_type: "application/x-www-form-urlencoded",
        description,
        required: false,
        limit: MAX_JSON_LENGTH,
        schema: None,
    }
}
