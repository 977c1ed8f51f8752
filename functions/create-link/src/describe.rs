//! What the routes are, for the description of the API.

use domain::api_key::Scope;
use domain::link::Code;
use runtime::describe::{Access, Operation};
use runtime::program::PROGRAM_INACTIVE;
use serde_json::{Value, json};

use crate::choose::{CODE_CHOSEN_RECENTLY, CODE_TAKEN, Request as Choice};
use crate::make::METHOD_DISABLED;
use crate::owner::Request;
use crate::view::LinkView;

const TAG: &str = "Links";

/// Every route.
pub fn operations() -> Vec<Operation> {
    let access = Access::HostOrParticipant(Scope::Links);
    let make = Operation::new("POST /v1/links", "makeLink", TAG, access)
        .says(
            "Make a personal link",
            "The participant's personal link in a program, made on demand. A link is made from \
             whose it is, so asking again, or twice at once, answers the same link. It never ends \
             and is never given to anybody else.",
        )
        .takes::<Request>("Whose link. A participant sends `{}`.")
        .answers::<LinkView>(201, "The link, which was made now.")
        .answers::<LinkView>(200, "The link that there was already.")
        .may_not_find("/program_id names no program here")
        .refuses(
            METHOD_DISABLED,
            "it counts the Accept button of its invites only: see POST /v1/invites",
        )
        .refuses(PROGRAM_INACTIVE, "the program is not active")
        .example_of_participant(
            ("byParticipant", "Ana asks for her own link"),
            json!({}),
            (201, Some(link())),
        )
        .example(
            (
                "byHost",
                "The host’s server asks for Ana’s link, which there is",
            ),
            json!({ "program_id": "clientjoy", "account_id": "ana-co", "participant_id": "ana" }),
            (200, Some(link())),
        );
    let read = Operation::new("GET /v1/links/{code}", "readLink", TAG, access)
        .says(
            "Read a link",
            "What `POST /v1/links` answered. A participant reads their own; another's looks like \
             one that does not exist.",
        )
        .path::<Code>("code", "The link's code.", "k7xq2mnpqr")
        .answers::<LinkView>(200, "The link.")
        .may_not_find("")
        .example(("read", "By the host’s server"), None, (200, Some(link())));
    vec![make, read, choose()]
}

fn choose() -> Operation {
    let access = Access::HostOrParticipant(Scope::Links);
    Operation::new("PUT /v1/links/{code}", "chooseCode", TAG, access)
        .says(
            "Choose a link's code",
            "Shows the link by a code of the participant's own choice, once in 30 days. All codes \
             that it had lead to it for good, and what comes by any of them counts for the same \
             participant. A code is read whatever its hyphens, and with 0 for O, 1 for I and L: \
             those that differ in nothing else are one. Names that stand for the product, and \
             words that offend, are refused. Asking for the code that is shown changes nothing.",
        )
        .path::<Code>("code", "A code that the link has.", "k7xq2mnpqr")
        .takes::<Choice>("The code that is wanted.")
        .answers::<LinkView>(200, "The link, shown by that code.")
        .may_not_find("")
        .refuses(CODE_TAKEN, "somebody has the code, or had it")
        .refuses(
            CODE_CHOSEN_RECENTLY,
            "can be chosen once in 30 days, and again from … on",
        )
        .refuses(METHOD_DISABLED, "the program's links do not count")
        .refuses(PROGRAM_INACTIVE, "the program is not active")
        .example_of_participant(
            ("byParticipant", "Ana takes her name"),
            json!({ "code": "ana-ruiz" }),
            (200, Some(shown_by("ana-ruiz"))),
        )
}

fn link() -> Value {
    shown_by("k7xq2mnpqr")
}

fn shown_by(code: &str) -> Value {
    let shared = format!("https://refer.example.com/r/{code}");
    json!({
        "code": code,
        "url": shared,
        "program_id": "clientjoy",
        "share": [{
            "network": "linkedin",
            "label": "LinkedIn",
            "url": format!(
                "https://www.linkedin.com/sharing/share-offsite/?url=\
                 https%3A%2F%2Frefer.example.com%2Fr%2F{code}%3Fc%3Dli"
            ),
        }],
        "created_at": "2022-05-25T09:00:00Z",
    })
}
