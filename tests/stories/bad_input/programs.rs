//! Program files with a mistake: the problem names line, key and the nearest right name.

use reqwest::Method;

use super::with_ana_and_eve;
use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn put(stack: &Stack, file: &str) -> Answer {
    let request = stack
        .host()
        .request(Method::PUT, "/v1/admin/programs/clientjoy");
    send(
        request
            .header("content-type", "application/toml")
            .body(file.to_owned()),
    )
}

#[test]
fn f62_a_misspelt_key_is_named_with_its_line_and_the_nearest_right_one() {
    let stack = with_ana_and_eve();
    let answer = put(
        &stack,
        &Program::clientjoy().file.replace("trigger =", "triger ="),
    );
    assert_eq!(answer.problem(422), "invalid_program");
    let detail = answer["detail"].as_str().unwrap();
    assert!(
        detail.contains("line ") && detail.contains("triger") && detail.contains("trigger"),
        "{detail}"
    );
}

#[test]
fn a_value_that_is_none_is_named_with_those_that_are() {
    let stack = with_ana_and_eve();
    for (from, to, says) in [
        ("trigger = \"signup\"", "trigger = \"sign_up\"", "signup"),
        (
            "time_zone = \"Asia/Kolkata\"",
            "time_zone = \"Asia/Bombey\"",
            "time_zone",
        ),
        ("referrer = [\"50 USD\"]", "referrer = [\"50\"]", "referrer"),
        ("referrer = [\"50 USD\"]", "referrer = [50.0]", "referrer"),
        ("hold_days = 0", "hold_days = -1", "hold_days"),
        ("window_days = 90", "window_days = \"90\"", "window_days"),
    ] {
        let file = Program::clientjoy().file;
        assert!(file.contains(from), "{from}");
        let answer = put(&stack, &file.replacen(from, to, 1));
        assert_eq!(answer.problem(422), "invalid_program", "{to}");
        assert!(
            answer["detail"].as_str().unwrap().contains(says),
            "{to}: {answer:?}"
        );
    }
}

#[test]
fn a_gap_in_the_schedule_is_refused() {
    let stack = with_ana_and_eve();
    let file = Program::clientjoy().file;
    let answer = put(
        &stack,
        &file.replace("from = 2022-06-01T00:00:00", "from = 2022-06-02T00:00:00"),
    );
    assert_eq!(answer.problem(422), "invalid_program");
    assert!(
        answer["detail"].as_str().unwrap().contains("gap"),
        "{answer:?}"
    );
}

#[test]
fn a_file_that_was_refused_changes_nothing() {
    let stack = with_ana_and_eve();
    let request = || {
        stack
            .host()
            .request(Method::GET, "/v1/admin/programs/clientjoy")
    };
    let before = send(request()).expect(200);

    put(&stack, "name = ");
    put(&stack, "");
    let json = stack
        .host()
        .request(Method::PUT, "/v1/admin/programs/clientjoy");
    assert_eq!(
        send(json.json(&serde_json::json!({}))).problem(415),
        "unsupported_media_type"
    );
    let large = "#".repeat(64 * 1024 + 1);
    assert_eq!(put(&stack, &large).problem(413), "too_large");

    assert_eq!(send(request()).expect(200).text, before.text);
}

#[test]
fn e26_e29_an_edit_is_a_new_version_and_the_old_promise_is_kept() {
    let stack = with_ana_and_eve();
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    let first = stack.host().signs_up("bo").with_touch(&touch).told();
    stack.clock().advance("PT1M");

    stack
        .host()
        .puts(&Program::clientjoy().with("hold_days", "30"));
    stack.clock().advance("PT2M");
    let second = stack.host().signs_up("cy").with_touch(&touch).told();

    assert_eq!(
        (
            &first["referral"]["terms_version"],
            &second["referral"]["terms_version"]
        ),
        (&1.into(), &2.into())
    );
    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.pending()), (5_000, 5_000));
}
