//! A program file that is tried before it is stored, and versions of terms that are compared.

use reqwest::Method;
use serde_json::json;

use super::office::Office;
use crate::contactually::{joins_and_pays, joins_by_anas_invite, with_paying_ana};
use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;

fn tries(jo: &Office<'_>, program: &Program, file: &str) -> Answer {
    let path = format!("/programs/{}/validate", program.id);
    jo.posts(&path, &json!({ "file": file }))
}

#[test]
fn a_file_is_tried_in_words_and_nothing_is_stored() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    let jo = Office::of(&stack, "jo");
    let program = Program::contactually();
    let file = program.file.replace("\"10 USD\"", "\"25 USD\"");
    assert_ne!(file, program.file);
    let before = jo.reads(&format!("/programs/{}", program.id)).text;

    let tried = tries(&jo, &program, &file).expect(200);

    assert_eq!(tried["new_terms"], true);
    assert_eq!(tried["terms_version"], 2);
    assert_eq!(
        tried["differences"],
        json!(["What is earned: you get $25. Before: you get $10."])
    );
    assert_eq!(tried["from_now_on"], "you get $25");
    assert_eq!(
        tried["open_referrals"],
        json!([{ "count": 1, "keep": "you get $10" }])
    );
    assert_eq!(jo.reads(&format!("/programs/{}", program.id)).text, before);
    let refused = tries(&jo, &program, &file.replace("USD", "dollars"));
    assert_eq!(refused.problem(422), "invalid_program");
}

/// Guard: an open referral is not decided again (`domain::simulation`).
#[test]
fn a_file_is_simulated_on_recorded_referrals_in_words_and_nothing_is_stored() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    joins_and_pays(&stack, "cy");
    joins_by_anas_invite(&stack, "di");
    let jo = Office::of(&stack, "jo");
    let program = Program::contactually();
    let simulates = |file: &str| {
        let path = format!("/programs/{}/simulate", program.id);
        jo.posts(&path, &json!({ "file": file }))
    };
    stack.settle();
    let before = stack.table();

    let told = simulates(&program.file.replace("\"10 USD\"", "\"25 USD\"")).expect(200);

    assert_eq!(
        told["in_words"],
        json!([
            "2 referrals earned the referrer $10, and would have earned the referrer $25.",
            "Together they cost $20, and would have cost $50: $30 more.",
            "1 open referral keeps what was promised: you get $10.",
        ])
    );
    assert_eq!(told["referrals"], 3);
    assert_eq!(told["cost"][0]["after_minor"], 5_000);
    assert_eq!(told["next_cursor"], json!(null));
    assert_eq!(stack.table(), before);
    let same = simulates(&program.file).expect(200);
    assert_eq!(same["unchanged"], 2);
    let refused = simulates("name = 1");
    assert_eq!(refused.problem(422), "invalid_program");
}

#[test]
fn two_versions_are_compared_in_words() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    let mut program = Program::contactually();
    program.file = program.file.replace("\"10 USD\"", "\"25 USD\"");
    stack.host().puts(&program);
    let path = format!("/programs/{}/difference", program.id);
    let told = jo.reads(&format!("{path}?from=1&to=2"));
    assert_eq!(
        told["differences"],
        json!(["What is earned: you get $25. Before: you get $10."])
    );
    let none = send(jo.request(Method::GET, &format!("{path}?from=1&to=3")));
    assert_eq!(none.problem(400), "invalid_request");
    assert_eq!(none.pointers(), ["/to"]);
}
