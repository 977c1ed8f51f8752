use serde_json::json;

use super::grounds::InvalidGrounds;
use super::*;

fn call(request_id: &str) -> StaffCall {
    StaffCall {
        actor: Actor {
            key_id: "admin".to_owned(),
            staff: Some("jo.support".parse().unwrap()),
        },
        request_id: Some(request_id.to_owned()),
        now: "2022-05-25T09:00:00Z".parse().unwrap(),
    }
}

fn bo() -> Target {
    Target::reward(&"rwd_bo-co.referrer".parse().unwrap())
}

#[test]
fn a_call_that_is_decided_again_makes_the_same_record() {
    let record = |request| call(request).did(Action::RewardReversed, bo());
    assert_eq!(record("one"), record("one"));
    assert_ne!(record("one").id, record("another").id);
}

#[test]
fn what_one_call_does_to_two_things_are_two_records() {
    let other = Target::reward(&"rwd_cy-co.referrer".parse().unwrap());
    let call = call("one");
    let (one, two) = (
        call.did(Action::RewardReversed, bo()),
        call.did(Action::RewardReversed, other),
    );
    assert_ne!(one.id, two.id);
    assert_ne!(one.id, call.did(Action::RewardRestored, bo()).id);
}

#[test]
fn a_record_says_who_what_why_when_and_what_it_was_before() {
    let record = call("req-1")
        .did(Action::RewardReversed, bo())
        .because("ticket 4711: paid twice".parse().unwrap())
        .changing(
            json!({ "state": "posted" }),
            json!({ "state": "reversing" }),
        );
    assert_eq!(
        serde_json::to_value(&record).unwrap(),
        json!({
            "id": record.id,
            "at": "2022-05-25T09:00:00Z",
            "key_id": "admin",
            "staff": "jo.support",
            "action": "reward_reversed",
            "target": { "kind": "reward", "id": "rwd_bo-co.referrer" },
            "reason": "ticket 4711: paid twice",
            "request_id": "req-1",
            "before": { "state": "posted" },
            "after": { "state": "reversing" },
        })
    );
}

#[test]
fn a_reason_says_something_in_one_line() {
    let parse = |text: &str| text.parse::<Grounds>();
    assert_eq!(parse("  paid twice ").unwrap().as_str(), "paid twice");
    assert_eq!(parse(" "), Err(InvalidGrounds::Length));
    assert_eq!(parse(&"x".repeat(501)), Err(InvalidGrounds::Length));
    assert!(parse(&"x".repeat(500)).is_ok());
    assert_eq!(parse("a\nb"), Err(InvalidGrounds::Hidden));
    assert_eq!(parse("a\u{202e}b"), Err(InvalidGrounds::Hidden));
}

#[test]
fn f64_no_address_gets_where_no_erasure_could_reach_it() {
    for text in [
        "asked for by ana@acme.example",
        "asked for by ana [at] acme.example",
        "mailto:ana@acme.example",
    ] {
        let refused = text.parse::<Grounds>();
        assert_eq!(refused, Err(InvalidGrounds::Address), "{text}");
    }
    assert!("ana@acme.example".parse::<StaffId>().is_err());
    // A ticket may be named, and a link to it.
    assert!(
        "see https://desk.acme.example/t/4711, #4711"
            .parse::<Grounds>()
            .is_ok()
    );
}

#[test]
fn a_member_of_staff_has_an_id_of_the_host_s_own() {
    assert!("jo.support".parse::<StaffId>().is_ok());
    for text in ["", "jo support", "jö", &"x".repeat(65)] {
        assert_eq!(text.parse::<StaffId>(), Err(InvalidStaffId), "{text:?}");
    }
}

#[test]
fn a_target_reads_back_from_its_text() {
    for target in [
        bo(),
        Target::account(&"acme:eu".parse().unwrap()),
        Target::mail(MailStream::Invites),
    ] {
        assert_eq!(target.to_string().parse(), Ok(target));
    }
    for text in ["acme", "team:acme", "account:", "account:a b"] {
        assert_eq!(text.parse::<Target>(), Err(InvalidTarget), "{text}");
    }
}
