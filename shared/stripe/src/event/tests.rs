use super::*;

fn parse(body: &str) -> Result<StripeEvent, EventError> {
    StripeEvent::parse(body.as_bytes())
}

fn event_of(object: &str) -> StripeEvent {
    let body = format!(
        r#"{{"object":"event","id":"evt_1","type":"a.b","created":1653472800,"livemode":false,
            "api_version":"2025-12-15.clover","data":{{"object":{object}}}}}"#
    );
    parse(&body).unwrap()
}

#[test]
fn the_envelope_is_read_and_the_rest_is_ignored() {
    let event = event_of(r#"{"object":"invoice","id":"in_1","customer":"cus_1","new":[{}]}"#);
    let expected = StripeEvent {
        id: "evt_1".to_owned(),
        r#type: "a.b".to_owned(),
        created: "2022-05-25T10:00:00Z".parse().unwrap(),
        livemode: false,
        api_version: Some("2025-12-15.clover".to_owned()),
        account: None,
        object_id: Some("in_1".to_owned()),
        customer: Some("cus_1".to_owned()),
    };
    assert_eq!(event, expected);
}

#[test]
fn stripes_own_example_is_an_event() {
    let event = parse(include_str!("../../tests/fixtures/event.json")).unwrap();
    assert_eq!(event.r#type, "plan.created");
    assert_eq!(
        event.object_id.as_deref(),
        Some("price_1PgafmB7WZ01zgkW6dKueIc5")
    );
    assert_eq!(event.customer, None);
}

#[test]
fn the_customer_of_a_customer_event_is_the_object_itself() {
    let event = event_of(r#"{"object":"customer","id":"cus_1"}"#);
    assert_eq!(event.customer.as_deref(), Some("cus_1"));
}

#[test]
fn an_expanded_customer_counts_by_its_id() {
    let event = event_of(r#"{"object":"invoice","id":"in_1","customer":{"id":"cus_1"}}"#);
    assert_eq!(event.customer.as_deref(), Some("cus_1"));
}

#[test]
fn objects_of_other_shapes_are_no_error() {
    for object in [
        "{}",
        r#"{"object":"balance","id":null}"#,
        r#"{"object":7,"id":{"nested":true},"customer":[1,2]}"#,
    ] {
        let event = event_of(object);
        assert_eq!((event.object_id, event.customer), (None, None), "{object}");
    }
}

#[test]
fn f34_what_is_not_an_event_is_refused() {
    let thin = r#"{"object":"v2.core.event","id":"evt_1","type":"a.b","created":1653472800,
        "livemode":false,"data":{"object":{}}}"#;
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "\u{feff}{}",
        "{}\0",
        r#"{"object":"event"}"#,
        thin,
    ] {
        assert!(
            matches!(parse(body), Err(EventError::NotAnEvent(_))),
            "{body:?}"
        );
    }
    let not_utf8 = StripeEvent::parse(b"{\"object\":\"\xff\"}");
    assert!(matches!(not_utf8, Err(EventError::NotUtf8)));
}

#[test]
fn f34_a_hostile_body_is_refused_or_read_without_harm() {
    let many_keys = (0..20_000).fold(String::new(), |keys, i| keys + &format!("\"k{i}\":0,"));
    let twins = "\"\":0,".repeat(50_000);
    let large = "x".repeat(MAX_BODY_LENGTH + 1);
    let bodies = [
        "[".repeat(10_000),
        "{\"\":".repeat(10_000),
        format!("{{\"data\":{}", "{\"object\":".repeat(10_000)),
        format!("{{\"data\":{{\"object\":{{\"id\":{}", "[".repeat(10_000)),
        format!("{{{many_keys}\"id\":\"evt_1\"}}"),
        format!("{{{twins}\"id\":\"evt_1\"}}"),
        format!("{{\"created\":{}}}", "9".repeat(200_000)),
        "\0".repeat(1_000),
        large,
    ];
    for body in bodies {
        assert!(parse(&body).is_err(), "{body:.40}");
    }
}

#[test]
fn f34_what_is_deep_or_wide_beside_what_is_read_is_passed_over() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let wide = (0..20_000).fold(String::new(), |keys, i| keys + &format!("\"k{i}\":0,"));
    let event = event_of(&format!(r#"{{{wide}"deep":{deep},"id":"in_1"}}"#));
    assert_eq!(event.object_id.as_deref(), Some("in_1"));
}

#[test]
fn f34_a_body_of_a_million_keys_is_too_large() {
    let body = format!("{{{}\"\":0}}", "\"\":0,".repeat(1_000_000));
    assert!(matches!(parse(&body), Err(EventError::TooLarge)));
}

#[test]
fn f20_fields_that_stripe_adds_and_versions_it_will_have_are_no_error() {
    let newer = r#"{"object":"event","id":"evt_1","type":"a.b","created":1653472800,
        "livemode":false,"api_version":"2099-01-01.zinnia","reason":{"type":"x"},"context":null,
        "data":{"object":{"id":"in_1","new":{}},"previous_attributes":{"a":[1]}}}"#;
    let event = parse(newer).unwrap();
    assert_eq!(event.object_id.as_deref(), Some("in_1"));
}
