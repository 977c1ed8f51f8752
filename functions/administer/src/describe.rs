//! What the routes are, for the description of the API.

use domain::api_key::{ApiKeyId, Scope};
use domain::circuit::MailStream;
use domain::id::{AccountId, ProgramId};
use domain::preset::CLIENTJOY;
use domain::program::Program;
use domain::statement::sheet::Statement;
use runtime::describe::{Access, Body, Operation};
use runtime::paging::Page;
use serde_json::{Value, json};

use crate::api_keys::{NewApiKey, Request};
use crate::mail::{Circuits, View};
use crate::programs::{FILE_LENGTH_AT_MOST, Paging, ProgramResponse};
use crate::statements::Days;
use crate::{EDITED_MEANWHILE, INVALID_PROGRAM};

pub(crate) const TAG: &str = "Administration";
/// What may be wrong with a call that needs no body.
pub(crate) const KEY_RULE: &str =
    "the header Idempotency-Key must have 1 to 255 printable ASCII characters";
pub(crate) const ACCESS: Access = Access::Host(Scope::Admin);

/// Every route.
pub fn operations() -> Vec<Operation> {
    let mut operations = vec![
        put_program(),
        list_programs(),
        read_program(),
        read_mail(),
        resume_mail(),
        make_api_key(),
        revoke_api_key(),
        read_statement(),
    ];
    operations.extend(crate::dead_letters::describe::operations());
    operations
}

fn put_program() -> Operation {
    program("PUT /v1/admin/programs/{program_id}", "putProgram")
        .says(
            "Set a program up, or change it",
            "Takes a program file (TOML). Settings are replaced. Rules that differ from the \
             latest version of the terms become a new version, effective from now on: referrals \
             that exist keep theirs. Other functions see the change within a minute.",
        )
        .takes_text(Body {
            media_type: "application/toml",
            description: "The program file. The presets show every key.",
            required: true,
            limit: FILE_LENGTH_AT_MOST,
            schema: None,
        })
        .answers::<ProgramResponse>(201, "The program, which is new.")
        .answers::<ProgramResponse>(200, "The program as it is now.")
        .refuses(
            INVALID_PROGRAM,
            "line 8: currency: \"dollars\" is not a currency of ISO 4217; write three letters, \
             such as USD",
        )
        .refuses(
            EDITED_MEANWHILE,
            "read the program again, then send your edit",
        )
        .may_not_understand("the body is not UTF-8")
        .example(
            ("new", "The Clientjoy preset"),
            Value::from(CLIENTJOY.toml),
            (201, Some(clientjoy())),
        )
}

fn list_programs() -> Operation {
    Operation::new("GET /v1/admin/programs", "listPrograms", TAG, ACCESS)
        .says(
            "List all programs",
            "Each with its settings and every version of its terms.",
        )
        .query::<Paging>(&[("limit", 20.into())])
        .answers::<Page<ProgramResponse>>(
            200,
            "A page; where `has_more`, `next_cursor` begins the one that follows.",
        )
        .example(
            ("all", "By the operator"),
            None,
            (
                200,
                Some(json!({ "data": [clientjoy()], "has_more": false, "next_cursor": null })),
            ),
        )
}

fn read_program() -> Operation {
    program("GET /v1/admin/programs/{program_id}", "readProgram")
        .says(
            "Read a program",
            "Its settings, and every version of its terms, oldest first.",
        )
        .answers::<ProgramResponse>(200, "The program.")
        .may_not_find("")
        .example(("read", "By the operator"), None, (200, Some(clientjoy())))
}

fn program(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, ACCESS).path::<ProgramId>(
        "program_id",
        "The program's id, which the operator chose.",
        "clientjoy",
    )
}

fn read_mail() -> Operation {
    Operation::new("GET /v1/admin/mail", "readMail", TAG, ACCESS)
        .says(
            "See whether mail goes out",
            "Invites, and mail to participants, each have a circuit that opens when too many \
             messages bounce or are called spam. While it is open, invites wait.",
        )
        .answers::<Circuits>(200, "Both circuits with their figures.")
        .example(
            ("quiet", "While all is well"),
            None,
            (
                200,
                Some(json!({ "data": [circuit("invites", Some(300)), circuit("participants", None)] })),
            ),
        )
}

fn resume_mail() -> Operation {
    Operation::new(
        "POST /v1/admin/mail/{stream}/resume",
        "resumeMail",
        TAG,
        ACCESS,
    )
    .says(
        "Let mail go out again",
        "Closes the circuit: what was counted so far counts no more. What waits goes out within \
         the hour. Where it is closed already, only the counts are forgotten.",
    )
    .path::<MailStream>("stream", "Which mail.", "invites")
    .answers::<View>(200, "The circuit as it is now.")
    .may_not_understand(KEY_RULE)
    .may_not_find("")
    .example(
        ("resume", "By the operator"),
        None,
        (200, Some(circuit("invites", Some(300)))),
    )
}

/// A circuit before anything was sent.
fn circuit(stream: &str, bounces: Option<u32>) -> Value {
    json!({
        "stream": stream,
        "state": "closed",
        "since": null,
        "cause": null,
        "look_at": null,
        "window_days": 7,
        "sent": 0,
        "bounced": 0,
        "complained": 0,
        "bounced_per_10000": 0,
        "complained_per_10000": 0,
        "opens_at": {
            "sent_at_least": 100,
            "bounced_per_10000": bounces,
            "complained_per_10000": 5,
        },
    })
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
                    "id": "5d1h0g2k9m3p",
                    "key": "gw_test_5d1h0g2k9m3p_…",
                    "name": "signup server",
                    "scopes": ["accounts", "signups"],
                    "created_at": "2022-05-25T09:00:00Z",
                    "expires_at": "2023-05-25T00:00:00Z",
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
    .path::<ApiKeyId>("key_id", "The key's id.", "5d1h0g2k9m3p")
    .answers_nothing(204, "It is revoked.")
    .may_not_find("")
    .example(("revoke", "By the operator"), None, (204, None))
}

fn read_statement() -> Operation {
    Operation::new(
        "GET /v1/admin/accounts/{account_id}/statement",
        "readAccountStatement",
        TAG,
        ACCESS,
    )
    .says(
        "Read an account's statement",
        "The same as `GET /v1/statement`, of any account: opening, each movement with its date and \
         its cause, closing. Up to 5,000 lines.",
    )
    .path::<AccountId>("account_id", "The account, by the host's own id.", "ana-co")
    .query::<Days>(&[("from", "2022-01-01".into()), ("to", "2022-01-31".into())])
    .answers::<Statement>(200, "The statement.")
    .may_not_find("")
    .example(
        ("before", "Ana’s, of a month before anybody was referred"),
        None,
        (
            200,
            Some(json!({
                "account_id": "ana-co",
                "from": "2022-01-01",
                "to": "2022-01-31",
                "sheets": [],
            })),
        ),
    )
}

/// What becomes of the preset, by the code itself.
fn clientjoy() -> Value {
    let program = || {
        let (settings, rules) = domain::program_file::parse(CLIENTJOY.toml).ok()?;
        let program = Program {
            id: CLIENTJOY.name.parse().ok()?,
            settings: settings.clone(),
            terms: Vec::new(),
        };
        let made_at = "2022-05-25T09:00:00Z".parse().ok()?;
        let made = ProgramResponse::from(program.edited(settings, rules, made_at));
        serde_json::to_value(made).ok()
    };
    program().unwrap_or_default()
}
