//! What the page's routes are, for the description of the API.

mod begin;
mod forms;

use domain::link::Code;
use runtime::body::MAX_JSON_LENGTH;
use runtime::describe::{Access, Body, Content, Operation};
use serde_json::json;

use super::embed::Asked as Framing;
use super::news::NewsView;

const PAGE: &str = "Page";

const NO_DEFAULT: &str = "No program is named, and none is the default.";

const NOT_FOR_THEM: &str =
    "The form came from another site; or the host never told of the member whose token it is.";

/// The door, and every route of the page.
pub(crate) fn operations() -> Vec<Operation> {
    let mut operations = vec![begin::begin()];
    operations.extend(pages());
    operations
}

/// What browsers ask for.
fn pages() -> Vec<Operation> {
    let mut all = doors();
    all.extend(forms::forms());
    all.extend(files());
    all
}

/// How one comes to the page, and what is asked for on it.
fn doors() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET /portal/enter/{token}",
            "enterPage",
            PAGE,
            Access::Anyone,
        )
        .says(
            "Enter the hosted page",
            "Sets the session's cookie and leads on to the page. A second look by the same browser \
             leads on too; by any other it is over.",
        )
        .path::<String>("token", "Of `POST /v1/portal-sessions`.", "e7.mac")
        .answers_with(303, "On to the page.", Content::Redirect)
        .answers_with(410, "The link was used, or has run out.", Content::Html)
        .answers_with(503, "It cannot be told right now.", Content::Html)
        .example(
            ("enter", "The browser follows the redirect"),
            None,
            (303, None),
        ),
        Operation::new(
            "POST /portal/enter",
            "enterPageByToken",
            PAGE,
            Access::Anyone,
        )
        .says(
            "Enter the hosted page by a token",
            "What a form of the host's page sends: `token`, which the host signed, or its \
                 identity provider (or that of `POST /v1/portal-sessions`), and if need be `program_id` and `return_url`. Sets \
                 the session's cookie and leads on to the page. The token stands in no address.",
        )
        .answers_with(303, "On to the page.", Content::Redirect)
        .answers_with(400, NO_DEFAULT, Content::Html)
        .answers_with(401, "The token is none, or has ended.", Content::Html)
        .answers_with(403, "The host never told of this member.", Content::Html)
        .answers_with(404, "There is no such program.", Content::Html)
        .answers_with(429, "Too many calls; when to come back.", Content::Html)
        .answers_with(503, "It cannot be told right now.", Content::Html)
        .takes_text(Body {
            media_type: "application/x-www-form-urlencoded",
            description: "`token`; `program_id` and `return_url` may be left out.",
            required: true,
            limit: MAX_JSON_LENGTH,
            schema: None,
        })
        .example(
            ("token", "A form of the product's brings the token"),
            json!("token=f7.mac"),
            (303, None),
        ),
        Operation::new("GET /portal/embed", "framePage", PAGE, Access::Anyone)
            .says(
                "Show the page in a page of the host's",
                "What `<refer-and-earn>` puts into its frame: nobody's page, until the page around \
                 it hands over a token. Only the program's `embed_origins` may frame it.",
            )
            .query::<Framing>(&[("program_id", "clientjoy".into())])
            .answers_with(200, "The frame's page.", Content::Html)
            .answers_with(400, NO_DEFAULT, Content::Html)
            .answers_with(404, "There is no such program.", Content::Html)
            .answers_with(409, "There is no program yet.", Content::Html)
            .answers_with(503, "It cannot be told right now.", Content::Html)
            .example(
                ("frame", "A page of the product's shows it"),
                None,
                (200, None),
            ),
        page("GET /portal", "showPage")
            .says(
                "Show the Refer and Earn page",
                "HTML that needs no script. `all` in the query shows the lists whole.",
            )
            .answers_with(200, "The page.", Content::Html)
            .example(("page", "Ana looks at her page"), None, (200, None)),
        page("GET /portal/news", "readPageNews")
            .says(
                "Ask whether there is news",
                "What the page asks every 15 seconds while it is looked at, with `If-None-Match`.",
            )
            .answers::<NewsView<'_>>(200, "How much is unread, and the newest of it.")
            .answers_nothing(304, "Nothing has changed.")
            .example(
                ("news", "The page asks"),
                None,
                (
                    200,
                    Some(json!({
                        "unread": 1,
                        "is_reward": true,
                        "id": "ntf_credit_earned.rwd_bo-co.referrer",
                        "text": "A friend signed up: you earned $50.",
                    })),
                ),
            ),
    ]
}

/// What pages load.
fn files() -> Vec<Operation> {
    let file = |what, id, summary, media_type| {
        Operation::new(what, id, PAGE, Access::Anyone)
            .says(
                summary,
                "Its address changes with it, so it is kept for good.",
            )
            .answers_with(200, "The file.", Content::File(media_type))
            .example((id, summary), None, (200, None))
    };
    vec![
        Operation::new(
            "GET /portal/qr/{code}",
            "drawPageQrCode",
            PAGE,
            Access::Anyone,
        )
        .says(
            "Draw a link as a QR code",
            "SVG, error level M, with its quiet zone; for talks, posters and invoices. Where \
                 the code leads, and whether it leads anywhere, is not looked up.",
        )
        .path::<Code>("code", "The link's code.", "k7xq2mnpqr")
        .may_not_find("")
        .answers_with(503, "It cannot be drawn right now.", Content::Html)
        .answers_with(200, "The picture.", Content::File("image/svg+xml"))
        .example(("qr", "The page shows it"), None, (200, None)),
        file(
            "GET /portal/page.css",
            "stylePage",
            "The page’s style",
            "text/css",
        ),
        file(
            "GET /portal/embed.js",
            "scriptFrame",
            "What the page's script does in a frame",
            "text/javascript",
        ),
        Operation::new(
            "GET /portal/element-1.js",
            "loadElement",
            PAGE,
            Access::Anyone,
        )
        .says(
            "Load `<refer-and-earn>`",
            "The script that a host's page loads. It never changes, so its hash may be asked \
                 for (`integrity`); what is to be new comes under another name.",
        )
        .answers_with(200, "The file.", Content::File("text/javascript"))
        .example(
            ("element", "A page of the product's loads it"),
            None,
            (200, None),
        ),
        file(
            "GET /portal/page.js",
            "scriptPage",
            "The page’s script",
            "text/javascript",
        ),
    ]
}

fn form(what: &'static str, id: &'static str) -> Operation {
    page(what, id).answers_with(303, "Back to the page.", Content::Redirect)
}

fn page(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, PAGE, Access::Session)
        .answers_with(400, NO_DEFAULT, Content::Html)
        .answers_with(401, "There is no session, or it has ended.", Content::Html)
        .answers_with(403, NOT_FOR_THEM, Content::Html)
        .answers_with(404, "There is no such program or link.", Content::Html)
        .answers_with(409, "There is no program yet.", Content::Html)
        .answers_with(429, "Too many calls; when to come back.", Content::Html)
        .answers_with(503, "It cannot be read right now.", Content::Html)
}
