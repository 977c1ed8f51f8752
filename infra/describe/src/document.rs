//! The whole description of the API (OpenAPI 3.1).

use anyhow::Result;
use runtime::describe::Operation;
use serde_json::{Map, Value, json};

use crate::operation;
use crate::problem;
use crate::schemas::Schemas;

/// What stands above all operations.
const ABOUT: &str = include_str!("about.md");

/// What each tag is about, in the order in which one meets them.
const TAGS: [(&str, &str); 10] = [
    (
        "Administration",
        "Programs, their terms, and the host's API keys.",
    ),
    (
        "Accounts and signups",
        "What the host's server tells: who its customers are, and who is new.",
    ),
    ("Links", "A participant's personal link."),
    ("Invites", "Mail to friends, in a participant's name."),
    ("Home", "What a participant sees."),
    ("Page", "The same as a page that Goodword hosts."),
    (
        "Console",
        "Where the host's staff look, and act, in a browser.",
    ),
    ("Credit", "The use of what was earned."),
    (
        "Friends",
        "What friends open: links, invites, and the way out of them.",
    ),
    ("Stripe", "What Stripe sends."),
];

/// # Errors
/// If a schema's name stands for two.
pub(crate) fn openapi(operations: &[Operation]) -> Result<Value> {
    let mut schemas = Schemas::new();
    let mut paths = Map::new();
    for each in operations {
        let object = operation::object(each, &mut schemas);
        let path = paths.entry(each.path).or_insert_with(|| json!({}));
        path[each.method.to_ascii_lowercase()] = object;
    }
    let shared = problem::shared(&mut paths);
    let problem = schemas.written(runtime::describe::PROBLEM);
    debug_assert_eq!(problem["$ref"], "#/components/schemas/Problem");
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Goodword",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Referral links, invites and rewards, from the first click to the credit on the next bill.",
            "description": ABOUT,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{
            "url": "{url}",
            "description": "A stack: its output ApiUrl, or your own domain.",
            "variables": { "url": {
                "default": "http://127.0.0.1:8787",
                "description": "The local stack, unless you name another.",
            } },
        }],
        "tags": TAGS
            .map(|(name, description)| json!({ "name": name, "description": description })),
        "paths": paths,
        "components": {
            "schemas": schemas.named()?,
            "securitySchemes": security_schemes(),
            "headers": headers(),
            "responses": shared,
        },
    }))
}

fn security_schemes() -> Value {
    json!({
        "apiKey": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "gw_<stage>_…",
            "description": "An API key of the host's server, with the scope that the operation \
                names. `POST /v1/admin/api-keys` makes one; the first is the operator's own.",
        },
        "participantToken": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "A token that the host's server signs for one participant (HS256 or \
                EdDSA): `iss` and `aud` (`goodword-test` or `goodword-live`) as set up, `sub` the \
                user's id, `account_id`, `exp`; `email`, `email_verified` and `name` may be there. Or \
                the `token` of `POST /v1/portal-sessions`.",
        },
        "identityToken": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An ID token of the host's identity provider, signed by RS256 or ES256 \
                with a key that the provider publishes. It is exchanged here for a session's \
                token, which every operation for participants takes.",
        },
        "portalSession": {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-gw_portal",
            "description": "The cookie of a session on the hosted page, which following the link \
                of `POST /v1/portal-sessions` sets; without TLS, as in the local stack, it is \
                called `gw_portal`. A form has to come from the page: `Origin` is looked at.",
        },
        "consoleSession": {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-gw_console",
            "description": "The cookie of a member of staff in the console, which following the \
                link of `POST /v1/console-sessions` sets; without TLS, as in the local stack, it \
                is called `gw_console`. A form has to come from a page of the same session.",
        },
        "stripeSignature": {
            "type": "apiKey",
            "in": "header",
            "name": "Stripe-Signature",
            "description": "Stripe's own signature over the time and the raw body.",
        },
    })
}

fn headers() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "Location": {
            "description": "Where to go on.",
            "required": true,
            "schema": { "type": "string", "format": "uri" },
        },
        "IdempotencyHit": {
            "description": "That the call was answered before, and this is that answer.",
            "schema": { "type": "string", "const": "true" },
        },
        "RateLimit": {
            "description": "How many calls are left, once they are counted, and the seconds until \
                            there are all again: `\"write\";r=12;t=41`.",
            "schema": text,
        },
        "RateLimitPolicy": {
            "description": "The limit that the call counts towards: `\"write\";q=60;w=60`.",
            "schema": text,
        },
        "RequestId": {
            "description": "Names this call: it finds the log line.",
            "required": true,
            "schema": text,
        },
        "RetryAfter": {
            "description": "After how many seconds to try again.",
            "required": true,
            "schema": { "type": "integer", "minimum": 1 },
        },
        "WwwAuthenticate": {
            "description": "How to say who is calling (RFC 9110 §11.6.1).",
            "required": true,
            "schema": text,
        },
    })
}
