//! What the routes of API keys are, for the description of the API.

use domain::api_key::ApiKeyId;
use runtime::describe::Operation;
use runtime::paging::Page;
use serde_json::json;

use super::rotate::RotationRequest;
use super::{KeyView, NewApiKey, Paging, Request};
use crate::describe::{ACCESS, TAG};

const ID: &str = "5d1h0g2k9m3p";

pub(crate) fn operations() -> Vec<Operation> {
    vec![
        make_api_key(),
        list_api_keys(),
        rotate_api_key(),
        revoke_api_key(),
    ]
}

fn make_api_key() -> Operation {
    Operation::new("POST /v1/admin/api-keys", "makeApiKey", TAG, ACCESS)
        .says(
            "Make an API key",
            "For a server of the host, with the scopes it needs and no other. The key is shown \
             in this answer and never again.",
        )
        .takes::<Request>("A name to know it by (1 to 80 characters), at least one scope.")
        .answers::<NewApiKey>(201, "The key.")
        .example(
            ("forSignups", "For the server that tells of signups"),
            json!({
                "name": "signup server",
                "scopes": ["accounts", "signups"],
                "expires_at": "2023-05-25T00:00:00Z",
            }),
            (
                201,
                Some(json!({
                    "id": ID,
                    "key": "gw_test_5d1h0g2k9m3p_…",
                    "name": "signup server",
                    "scopes": ["accounts", "signups"],
                    "created_at": "2022-05-25T09:00:00Z",
                    "expires_at": "2023-05-25T00:00:00Z",
                    "expired": false,
                    "old_secret_until": null,
                })),
            ),
        )
}

fn list_api_keys() -> Operation {
    Operation::new("GET /v1/admin/api-keys", "listApiKeys", TAG, ACCESS)
        .says(
            "List API keys",
            "All that were ever made, oldest first, with their scopes and until when they work. \
             A secret is never shown again; the operator's first key is not among them.",
        )
        .query::<Paging>(&[("limit", 20.into())])
        .answers::<Page<KeyView>>(200, "One page.")
        .example(
            ("one", "By the operator"),
            None,
            (
                200,
                Some(json!({
                    "data": [{
                        "id": ID,
                        "name": "signup server",
                        "scopes": ["accounts", "signups"],
                        "created_at": "2022-05-25T09:00:00Z",
                        "expires_at": "2023-05-25T00:00:00Z",
                        "expired": false,
                        "old_secret_until": null,
                    }],
                    "has_more": false,
                    "next_cursor": null,
                })),
            ),
        )
}

fn rotate_api_key() -> Operation {
    Operation::new(
        "POST /v1/admin/api-keys/{key_id}/rotate",
        "rotateApiKey",
        TAG,
        ACCESS,
    )
    .says(
        "Give an API key a new secret",
        "The key keeps its id and scopes. The old secret works beside the new one for the \
         overlap, so that servers can be changed one by one; one that was on its way out before \
         is refused at once. A key that expired or was revoked cannot be rotated: make another.",
    )
    .path::<ApiKeyId>("key_id", "The key's id.", ID)
    .takes::<RotationRequest>("How long the old secret works: `{}` for a day.")
    .answers::<NewApiKey>(200, "The key with its new secret.")
    .may_not_find("")
    .example(
        ("overADay", "One day for the servers to change"),
        json!({ "overlap_hours": 24 }),
        (
            200,
            Some(json!({
                "key": "gw_test_5d1h0g2k9m3p_…",
                "id": ID,
                "name": "signup server",
                "scopes": ["accounts", "signups"],
                "created_at": "2022-05-25T09:00:00Z",
                "expires_at": "2023-05-25T00:00:00Z",
                "expired": false,
                "old_secret_until": "2022-05-26T09:00:00Z",
            })),
        ),
    )
}

fn revoke_api_key() -> Operation {
    Operation::new(
        "DELETE /v1/admin/api-keys/{key_id}",
        "revokeApiKey",
        TAG,
        ACCESS,
    )
    .says(
        "Revoke an API key",
        "Every function refuses it within a minute. Revoking it again changes nothing.",
    )
    .path::<ApiKeyId>("key_id", "The key's id.", ID)
    .answers_nothing(204, "It is revoked.")
    .may_not_find("")
    .may_not_understand("`Goodword-Actor` is no id of a staff list")
    .example(("revoke", "By the operator"), None, (204, None))
}
