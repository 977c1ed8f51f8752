//! What the console's routes are, for the description of the API.
//!
//! All pages are one route and all forms another: a function takes 20 KB of permissions, some 40
//! routes, and the API has those.

use domain::api_key::Scope;
use runtime::describe::{Access, Body, Content, Operation};
use serde_json::json;

use super::sessions;

const TAG: &str = "Console";

/// The door, the pages, and the forms.
pub(crate) fn operations() -> [Operation; 4] {
    [begin(), start(), page(), form()]
}

fn begin() -> Operation {
    let access = Access::Host(Scope::ConsoleSessions);
    Operation::new(
        "POST /v1/console-sessions",
        "beginConsoleSession",
        TAG,
        access,
    )
    .says(
        "Open the staff console for a member of staff",
        "A link to the console for somebody who is signed in at your back office: redirect \
             their browser to it at once. It works once, within a minute; the session that it \
             begins lasts eight hours, or until this API key is revoked. `role` says what they \
             may do: `viewer` looks; `support` decides reviews and sends dead letters back; \
             `manager` also moves credit and ends referrals; `owner` also lets mail go out again \
             and discards dead letters. Whatever they change is in the audit trail under \
             `staff_id`.",
    )
    .takes::<sessions::Request>("Who looks, and as what.")
    .answers::<sessions::Begun>(201, "The link.")
    .example(
        ("begin", "Jo of the support team opens the console"),
        json!({ "staff_id": "jo.support", "name": "Jo Marsh", "role": "support" }),
        (
            201,
            Some(json!({
                "url": "https://refer.example.com/admin/enter/c7.mac",
                "expires_at": "2022-05-25T10:01:00Z",
            })),
        ),
    )
}

fn start() -> Operation {
    of_browser("GET /admin", "showConsole")
        .says(
            "Show the console",
            "The box that finds things, and what waits for somebody. HTML that needs no script, \
             as every page of the console.",
        )
        .answers_with(200, "The page.", Content::Html)
        .example(("start", "Staff open the console"), None, (200, None))
}

fn page() -> Operation {
    of_browser("GET /admin/{page+}", "showConsolePage")
        .says(
            "Show a page of the console",
            "`accounts/{account_id}`, with `direction`, `amount`, `currency` and `reason` in the \
             query for credit before and after; `referrals/{referral_id}`; `invites/{invite_id}`; \
             `reviews`; `funnel`, with `from`, `to` and `program` in the query; `dead-letters`, \
             and each by its id; `mail`; `audit`. Without a session: `enter/{token}`, which begins \
             one and leads on, and the style sheet and the script.",
        )
        .path::<String>("page+", "Which page.", "reviews")
        .answers_with(200, "The page.", Content::Html)
        .answers_with(303, "On to another page of the console.", Content::Redirect)
        .answers_with(404, "There is no such thing.", Content::Html)
        .answers_with(410, "The link was used, or has run out.", Content::Html)
        .example(("reviews", "What waits to be decided"), None, (200, None))
}

fn form() -> Operation {
    of_browser("POST /admin/{form+}", "sendConsoleForm")
        .says(
            "Send a form of the console",
            "`find`: what the text `q` names, from behind the name `after` where a list goes on; a \
             POST, so that no address and no name stands in a URL. `deeds`: does what `deed` says \
             (`approve`, `deny`, `waive`, `net`, `debit`, `reverse`, `restore`, `end`, `adjust`, \
             `redrive`, `discard`, `resume`) to `id`, for `reason`: the API's own call, by the \
             session's member of staff; `debit` takes `told=yes` besides. `press` comes from the \
             page, for this session; the same press again gets the first answer. `leave`: forgets \
             the session.",
        )
        .path::<String>("form+", "Which form.", "find")
        .takes_text(Body {
            media_type: "application/x-www-form-urlencoded",
            description: "The form as its page has it.",
            required: true,
            limit: runtime::body::MAX_JSON_LENGTH,
            schema: None,
        })
        .answers_with(
            200,
            "What a text names: nothing, or several.",
            Content::Html,
        )
        .answers_with(303, "On to where it is seen.", Content::Redirect)
        .answers_with(400, "A field is wrong; which and why.", Content::Html)
        .answers_with(
            403,
            "The form came from another page or session, or the role does not allow it.",
            Content::Html,
        )
        .answers_with(404, "There is no such thing.", Content::Html)
        .answers_with(
            409,
            "There is nothing to decide about it now.",
            Content::Html,
        )
        .example(
            ("find", "Nothing is called so"),
            json!("q=nobody-is-called-so"),
            (200, None),
        )
}

fn of_browser(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, Access::Console)
        .answers_with(401, "There is no session, or it has ended.", Content::Html)
        .answers_with(429, "Too many calls; when to come back.", Content::Html)
        .answers_with(503, "It cannot be done right now.", Content::Html)
}
