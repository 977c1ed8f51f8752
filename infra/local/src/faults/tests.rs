use super::*;

fn parsed(json: &str) -> Fault {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_fault_strikes_the_call_it_names_once() {
    let faults = Faults::default();
    faults.plan(parsed(
        r#"{"kind":"kill","function":"portal","at_call":2,"when":"after"}"#,
    ));
    assert_eq!(faults.on_call("portal", "GetItem"), None);
    assert_eq!(faults.on_call("administer", "GetItem"), None);
    assert_eq!(
        faults.on_call("portal", "Query"),
        Some((When::After, Strike::Kill))
    );
    assert_eq!(faults.on_call("portal", "Query"), None);
    assert_eq!(faults.all()[0].fired, 1);
}

#[test]
fn a_fault_may_count_one_operation_only() {
    let faults = Faults::default();
    faults.plan(parsed(
        r#"{"kind":"error","function":"deliver-mail","operation":"SendEmail","at_call":1,"code":"TooManyRequestsException","status":429}"#,
    ));
    assert_eq!(faults.on_call("deliver-mail", "GetItem"), None);
    assert!(faults.on_call("deliver-mail", "SendEmail").is_some());
}

#[test]
fn a_fault_may_count_only_calls_that_change_something() {
    let faults = Faults::default();
    faults.plan(parsed(
        r#"{"kind":"kill","function":"portal","at_call":2,"changing":true}"#,
    ));
    for call in ["GetItem", "PutItem", "Query", "GET /v1/invoices/{id}"] {
        assert_eq!(faults.on_call("portal", call), None, "{call}");
    }
    let second = faults.on_call("portal", "POST /v1/customers/{id}/balance_transactions");
    assert!(second.is_some());
}

#[test]
fn deliveries_are_doubled_until_cleared() {
    let faults = Faults::default();
    assert!(!faults.delivers_twice());
    faults.plan(parsed(r#"{"kind":"deliver_twice"}"#));
    assert!(faults.delivers_twice() && faults.delivers_twice());
    faults.clear();
    assert!(!faults.delivers_twice());
}

#[test]
fn a_service_that_is_down_answers_nobody_until_the_fault_ends() {
    let faults = Faults::default();
    faults.plan(parsed(r#"{"kind":"down","service":"table"}"#));
    for _ in 0..3 {
        assert!(faults.on_call("portal", "GetItem").is_some());
        assert_eq!(faults.on_call("portal", "GetParameter"), None);
    }
    faults.clear();
    assert_eq!(faults.on_call("portal", "GetItem"), None);
}

#[test]
fn one_function_is_throttled_or_all_are() {
    let faults = Faults::default();
    faults.plan(parsed(r#"{"kind":"throttle","function":"portal"}"#));
    assert!(faults.refuses("portal") && !faults.refuses("run-due"));
    faults.plan(parsed(r#"{"kind":"throttle"}"#));
    assert!(faults.refuses("run-due"));
}

#[test]
fn an_unknown_fault_is_refused() {
    assert!(serde_json::from_str::<Fault>(r#"{"kind":"explode"}"#).is_err());
}
