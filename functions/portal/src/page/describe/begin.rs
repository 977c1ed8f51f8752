//! The door of the page, for the description of the API.

use domain::api_key::Scope;
use runtime::describe::{Access, Operation};
use serde_json::json;

use super::PAGE;
use crate::identity::{NOT_A_MEMBER, PROVIDER_UNREACHABLE, TELL_FIRST};
use crate::program::NO_PROGRAM;
use crate::sessions;

/// The door of the hosted page.
pub(super) fn begin() -> Operation {
    let access = Access::HostOrIdentity(Scope::PortalSessions);
    Operation::new(
        "POST /v1/portal-sessions",
        "beginPortalSession",
        PAGE,
        access,
    )
    .says(
        "Open the hosted page for a participant",
        "A link to the Refer and Earn page for somebody who is signed in at your product: redirect \
         their browser to it at once. It works once, within a minute; the session that it begins \
         lasts an hour. The token is for `<refer-and-earn>` in a page of yours, and for every call \
         that takes a participant's, for an hour too. Who is signed in at your identity provider \
         asks for their own, with the provider's token and an empty object.",
    )
    .takes::<sessions::Request>("Who looks at the page.")
    .answers::<sessions::Begun>(201, "The link, and the token.")
    .may_not_find("/program_id names no program here")
    .refuses(
        NO_PROGRAM,
        "set one up first: PUT /v1/admin/programs/{program_id}, with an admin key",
    )
    .refuses(NOT_A_MEMBER, TELL_FIRST)
    .refuses(
        PROVIDER_UNREACHABLE,
        "nothing was done; try again in a moment",
    )
    .example(
        ("begin", "Ana presses Refer and Earn in the product"),
        json!({
            "account_id": "ana-co",
            "participant_id": "ana",
            "return_url": "https://app.example.com/settings",
        }),
        (
            201,
            Some(json!({
                "url": "https://refer.example.com/portal/enter/e7.mac",
                "expires_at": "2022-05-25T10:01:00Z",
                "token": "f7.mac",
                "token_expires_at": "2022-05-25T11:00:00Z",
            })),
        ),
    )
}
