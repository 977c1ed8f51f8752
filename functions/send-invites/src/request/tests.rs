use std::collections::BTreeSet;

use axum::response::IntoResponse;
use domain::draft;
use domain::invite::Invite;
use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use domain::program_file::parse;
use domain::terms::TermsVersion;
use domain::token::Signer;
use runtime::auth::Host;
use serde_json::{Value, json};

use domain::words::Words;

use super::*;

fn program(preset: Preset) -> Program {
    let (settings, rules) = parse(preset.toml).unwrap();
    Program {
        id: preset.name.parse().unwrap(),
        settings,
        terms: vec![TermsVersion {
            version: 1,
            effective_from: Timestamp::UNIX_EPOCH,
            rules,
        }],
    }
}

fn now() -> Timestamp {
    "2022-05-25T10:00:00Z".parse().unwrap()
}

fn request(body: Value) -> Request {
    serde_json::from_value(body).unwrap()
}

fn to(addresses: &[&str]) -> Value {
    addresses
        .iter()
        .map(|email| json!({"email": email}))
        .collect()
}

fn asked(preset: Preset, body: Value) -> Result<Asked, Problem> {
    request(body).check(&program(preset), "Clientjoy", now())
}

/// The pointers and details of the problem's errors.
async fn faults(preset: Preset, body: Value) -> Vec<(String, String)> {
    let response = asked(preset, body).unwrap_err().into_response();
    assert_eq!(response.status(), 400);
    let body = axum::body::to_bytes(response.into_body(), 100_000)
        .await
        .unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = body["errors"].as_array().unwrap().iter();
    errors
        .map(|e| (text(&e["pointer"]), text(&e["detail"])))
        .collect()
}

fn invites(asked: Asked, at: Timestamp) -> Vec<Invite> {
    let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
    let sender = (&"acme".parse().unwrap(), &"ana".parse().unwrap());
    asked.invites(&program(CONTACTUALLY), sender, &signer, at)
}

#[tokio::test]
async fn every_fault_is_named_with_its_place_and_its_fix() {
    let recipients = to(&["bo@example.com", "bo", "cy@example", "dee@example.com"]);
    let body = json!({"recipients": recipients, "message": "See https://evil.com"});
    let faults = faults(CONTACTUALLY, body).await;
    let pointers: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["/recipients/1/email", "/recipients/2/email", "/message"]
    );
    assert_eq!(
        faults[0].1,
        "has no @: write an address such as bo@example.com"
    );
    assert!(faults[2].1.contains("take it out"), "{}", faults[2].1);
}

#[tokio::test]
async fn c28_the_program_says_how_many_friends_at_a_time() {
    let two = json!({"recipients": to(&["bo@example.com", "cy@example.com"])});
    let expected = (
        "/recipients".to_owned(),
        "takes one friend at a time in this program".to_owned(),
    );
    assert_eq!(faults(CLIENTJOY, two.clone()).await, [expected]);
    assert!(asked(CONTACTUALLY, two).is_ok());
    let many: Vec<String> = (0..46).map(|n| format!("f{n}@example.com")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let too_many = faults(CONTACTUALLY, json!({"recipients": to(&many)})).await;
    assert_eq!(
        too_many[0].1,
        "takes 45 friends at a time in this program, not 46"
    );
}

#[tokio::test]
async fn a_request_needs_a_friend() {
    let none = faults(CONTACTUALLY, json!({"recipients": []})).await;
    assert_eq!(none[0].0, "/recipients");
}

#[test]
fn an_address_that_is_given_twice_is_invited_once() {
    let recipients = to(&["Bo@Example.com", "bo@example.COM", "bo+x@example.com"]);
    let invites = invites(
        asked(CONTACTUALLY, json!({"recipients": recipients})).unwrap(),
        now(),
    );
    let addresses: Vec<_> = invites
        .iter()
        .filter_map(|invite| invite.recipient.as_ref().map(EmailAddress::as_str))
        .collect();
    assert_eq!(addresses, ["Bo@Example.com", "bo+x@example.com"]);
}

#[test]
fn f43_the_same_again_names_the_same_invite_until_the_next_round() {
    let id = |at: &str| {
        let asked = asked(CONTACTUALLY, json!({"recipients": to(&["bo@example.com"])})).unwrap();
        invites(asked, at.parse().unwrap()).remove(0).id
    };
    assert_eq!(id("2022-05-25T10:00:00Z"), id("2022-05-25T11:00:00Z"));
    assert_ne!(id("2022-05-25T10:00:00Z"), id("2022-06-25T10:00:00Z"));
}

#[test]
fn c13_the_draft_sent_along_unchanged_is_no_edit() {
    let program = program(CLIENTJOY);
    let draft =
        draft::message(Words::english(), &program, "Clientjoy", now()).replace('\n', "\r\n");
    for text in [draft.as_str(), &program.settings.invites.message] {
        let body = json!({"recipients": to(&["bo@example.com"]), "message": text});
        assert_eq!(asked(CLIENTJOY, body).unwrap().message, None);
    }
    let body = json!({"recipients": to(&["bo@example.com"]), "message": "Hi {friend_name}!"});
    assert!(asked(CLIENTJOY, body).unwrap().message.is_some());
}

#[test]
fn a_product_that_looks_like_a_link_may_be_named() {
    let body = json!({"recipients": to(&["bo@example.com"]), "message": "I like Acme.io."});
    let asked = request(body)
        .check(&program(CLIENTJOY), "Acme.io", now())
        .unwrap();
    assert_eq!(asked.message.unwrap().as_str(), "I like {product}.");
}

#[test]
fn f55_a_name_is_cleaned_and_never_refused() {
    let recipients = json!([{"email": "bo@example.com", "name": "Bo\r\nBcc: x@y.com"}]);
    let invites = invites(
        asked(CONTACTUALLY, json!({"recipients": recipients})).unwrap(),
        now(),
    );
    assert_eq!(invites[0].friend_name.as_ref().unwrap().as_str(), "Bo Bcc");
}

#[test]
fn f62_unknown_fields_are_refused() {
    let body = json!({"recipients": [{"email": "bo@example.com", "state": "sent"}]});
    assert!(serde_json::from_value::<Request>(body).is_err());
}

#[test]
fn an_api_key_needs_the_scope_of_invites() {
    let request = request(json!({"recipients": [], "account_id": "acme", "participant_id": "ana"}));
    let sender = |scope| {
        request.sender(&Caller::Host(Host {
            key_id: "k".to_owned(),
            scopes: BTreeSet::from([scope]),
        }))
    };
    assert!(sender(Scope::Invites).is_ok());
    assert_eq!(sender(Scope::Links).unwrap_err().status(), 403);
}
