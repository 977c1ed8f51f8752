//! What SES takes and what it refuses.

use super::*;
use serde_json::{Value, json};

fn request() -> Value {
    json!({
        "FromEmailAddress": "Acme <hello@acme.example>",
        "Destination": { "ToAddresses": ["bo@example.com"] },
        "Content": { "Simple": {
            "Subject": { "Data": "Ana invites you" },
            "Body": { "Text": { "Data": "Hello" }, "Html": { "Data": "<p>Hello</p>" } },
            "Headers": [{ "Name": "List-Unsubscribe", "Value": "<https://x.example/u/1>" }],
        }},
        "EmailTags": [{ "Name": "kind", "Value": "invite" }],
        "ConfigurationSetName": "local-set",
    })
}

fn sent(request: &Value) -> Result<Mail, Refusal> {
    read(
        request.to_string().as_bytes(),
        "deliver-mail",
        &["local-set".to_owned()],
    )
}

#[track_caller]
fn refused_when(pointer: &str, value: Value) {
    let mut request = request();
    *request.pointer_mut(pointer).unwrap() = value.clone();
    assert!(sent(&request).is_err(), "{pointer} = {value}");
}

#[test]
fn a_message_keeps_all_its_parts() {
    let mail = sent(&request()).unwrap();
    assert_eq!(mail.to, ["bo@example.com"]);
    assert_eq!(mail.subject, "Ana invites you");
    assert_eq!(
        (mail.text.as_deref(), mail.html.as_deref()),
        (Some("Hello"), Some("<p>Hello</p>"))
    );
    assert_eq!(mail.headers[0].name, "List-Unsubscribe");
    assert_eq!(mail.tags[0].value, "invite");
}

#[test]
fn what_ses_refuses_is_refused() {
    refused_when("/FromEmailAddress", json!("hello"));
    refused_when("/Destination", json!({}));
    refused_when("/Destination/ToAddresses", json!(vec!["a@example.com"; 51]));
    refused_when(
        "/Destination/ToAddresses/0",
        json!("a@example.com\r\nBcc: b@example.com"),
    );
    refused_when("/Destination/ToAddresses/0", json!("jürgen@example.com"));
    refused_when("/Content/Simple/Body", json!({}));
    refused_when("/Content/Simple/Subject/Data", json!("a\nb"));
    refused_when("/Content/Simple/Headers/0/Name", json!("Bcc"));
    refused_when("/Content/Simple/Headers/0/Value", json!("a\r\nb"));
    refused_when("/EmailTags/0/Value", json!("a b"));
    refused_when("/Content", json!({ "Template": { "TemplateName": "t" } }));
}

#[test]
fn an_unknown_configuration_set_is_not_found() {
    let mut request = request();
    request["ConfigurationSetName"] = json!("other");
    assert_eq!(sent(&request).unwrap_err().code, "NotFoundException");
}

#[test]
fn a_raw_message_shows_its_headers() {
    let mut request = request();
    let raw = STANDARD.encode("Subject: Hi\r\nX-Long: a\r\n b\r\n\r\nHello");
    request["Content"] = json!({ "Raw": { "Data": raw } });
    let mail = sent(&request).unwrap();
    assert_eq!(mail.subject, "Hi");
    assert_eq!(mail.headers[1].value, "a b");
}
