//! What a bus does with an event.

use serde_json::{Value, json};

use super::rules::Rules;
use super::{Event, envelope, short_name};
use crate::template::RuleSpec;

fn matching(pattern: Value, envelope: &Value) -> bool {
    let rule = RuleSpec {
        name: "r".to_owned(),
        bus: "default".to_owned(),
        pattern,
        targets: Vec::new(),
    };
    !Rules::compile(vec![rule])
        .unwrap()
        .matching(envelope)
        .unwrap()
        .is_empty()
}

fn event() -> Value {
    let event = Event {
        source: "goodword".to_owned(),
        detail_type: "invite.created".to_owned(),
        detail: json!({ "data": { "invite_id": "inv_1" }, "metadata": { "version": 1 } }),
        resources: Vec::new(),
        time: None,
    };
    envelope("id", &event, "2022-05-25T09:00:00.75Z".parse().unwrap())
}

#[test]
fn an_envelope_has_the_platform_s_keys() {
    assert_eq!(event()["time"], "2022-05-25T09:00:00Z");
    assert_eq!(event()["detail-type"], "invite.created");
}

#[test]
fn patterns_match_as_on_the_platform() {
    let cases = [
        (
            json!({ "detail-type": ["invite.created", "notification.created"] }),
            true,
        ),
        (json!({ "detail-type": ["notification.created"] }), false),
        (json!({ "detail-type": [{ "prefix": "invite." }] }), true),
        (
            json!({ "detail": { "metadata": { "version": [{ "numeric": [">=", 1] }] } } }),
            true,
        ),
        (
            json!({ "detail": { "data": { "account_id": [{ "exists": false }] } } }),
            true,
        ),
        (
            json!({ "detail": { "data": { "invite_id": [{ "anything-but": ["inv_1"] }] } } }),
            false,
        ),
        (
            json!({ "source": ["goodword"], "detail-type": ["reward.granted"] }),
            false,
        ),
    ];
    for (pattern, expected) in cases {
        assert_eq!(matching(pattern.clone(), &event()), expected, "{pattern}");
    }
}

#[test]
fn a_pattern_that_is_not_one_is_refused() {
    let rule = RuleSpec {
        name: "broken".to_owned(),
        bus: "default".to_owned(),
        pattern: json!({ "source": "goodword" }),
        targets: Vec::new(),
    };
    let Err(error) = Rules::compile(vec![rule]) else {
        panic!("a pattern holds lists")
    };
    assert!(error.to_string().contains("rule broken"));
}

#[test]
fn a_bus_is_found_by_its_arn() {
    assert_eq!(
        short_name("arn:aws:events:us-east-1:000000000000:event-bus/local"),
        "local"
    );
    assert_eq!(short_name("default"), "default");
}
