//! What the routes of programs are, for the description of the API.

use domain::id::ProgramId;
use domain::preset::CLIENTJOY;
use domain::program::Program;
use runtime::describe::{Body, Operation};
use runtime::paging::Page;
use serde_json::{Value, json};

use super::simulate::SimulationRequest;
use super::simulate::told::ProgramSimulation;
use super::trial::{Difference, ProgramTrial, TrialRequest, Versions};
use super::{FILE_LENGTH_AT_MOST, Paging, ProgramResponse};
use crate::describe::{ACCESS, TAG};
use crate::{EDITED_MEANWHILE, INVALID_PROGRAM};

pub(crate) fn operations() -> Vec<Operation> {
    vec![
        put_program(),
        list_programs(),
        read_program(),
        validate_program(),
        simulate_program(),
        read_difference(),
    ]
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

fn validate_program() -> Operation {
    program(
        "POST /v1/admin/programs/{program_id}/validate",
        "validateProgram",
    )
    .says(
        "Try a program file",
        "Says what putting it would change, and stores nothing: the mistakes in it, what the \
         terms would differ in, in words, what signups from now on would earn, and what referrals \
         that are open keep.",
    )
    .takes::<TrialRequest>("The program file, as one text.")
    .answers::<ProgramTrial>(200, "What would become of the program.")
    .refuses(
        INVALID_PROGRAM,
        "line 8: currency: \"dollars\" is not a currency of ISO 4217; write three letters, such \
         as USD",
    )
    .example(
        ("again", "The Clientjoy preset, which is there already"),
        json!({ "file": CLIENTJOY.toml }),
        (
            200,
            Some(json!({
                "new": false,
                "terms_version": 1,
                "new_terms": false,
                "new_settings": false,
                "differences": [],
                "from_now_on": "you get $50 and your friend gets $50",
                "open_referrals": [],
            })),
        ),
    )
}

fn simulate_program() -> Operation {
    program(
        "POST /v1/admin/programs/{program_id}/simulate",
        "simulateProgram",
    )
    .says(
        "Simulate a program file on recorded referrals",
        "Says in words what the program’s referrals would have come to, had the file held from the \
         beginning, and stores nothing: how many would have earned what instead, the cost before \
         and after, and what open referrals keep. Each is decided again by the rules, from what is \
         kept of it; what a refund, a dispute or staff ended would have ended all the same. Two \
         things no record tells: who would have come by a method that was not taken, and how much \
         a first payment was, so that `minimum_payment` changes nothing here. Up to 500 referrals \
         a call, and some more: where there is a `next_cursor`, ask again with it.",
    )
    .takes::<SimulationRequest>("The program file, as one text.")
    .answers::<ProgramSimulation>(200, "What would have come out.")
    .refuses(
        INVALID_PROGRAM,
        "line 8: currency: \"dollars\" is not a currency of ISO 4217; write three letters, such \
         as USD",
    )
    .example(
        ("same", "The Clientjoy preset, which holds anyway"),
        json!({ "file": CLIENTJOY.toml }),
        (200, None),
    )
}

fn read_difference() -> Operation {
    program(
        "GET /v1/admin/programs/{program_id}/difference",
        "readDifference",
    )
    .says(
        "Compare two versions of the terms",
        "A sentence for each rule that differs, in the order of the program file; none where both are alike.",
    )
    .query::<Versions>(&[("from", 1.into()), ("to", 1.into())])
    .answers::<Difference>(200, "What differs.")
    .may_not_find("")
    .example(
        ("same", "A version with itself"),
        None,
        (200, Some(json!({ "from": 1, "to": 1, "differences": [] }))),
    )
}

fn program(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, ACCESS).path::<ProgramId>(
        "program_id",
        "The program's id, which the operator chose.",
        "clientjoy",
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
