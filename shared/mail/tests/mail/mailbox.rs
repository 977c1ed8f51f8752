//! What goes to SES, and what its answers mean.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_types::SdkConfig;
use aws_types::region::Region;
use domain::email_address::EmailAddress;
use mail::mailbox::Mailbox;
use mail::send_error::SendError;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::fixtures;

const ACCEPTED: &str = r#"{"MessageId":"0100018-ses"}"#;

/// An SES that answers every call with `status`, `code` and `body`, and counts the calls.
struct Ses {
    listener: TcpListener,
}

impl Ses {
    async fn start() -> Self {
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    fn mailbox(&self) -> Mailbox {
        let config = SdkConfig::builder()
            .region(Region::new("eu-central-1"))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::from_keys(
                "id", "secret", None,
            )))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .endpoint_url(format!("http://{}", self.listener.local_addr().unwrap()))
            .build();
        let from = EmailAddress::parse("referrals@acme.example").unwrap();
        Mailbox::connect(&config, from, "goodword".to_owned())
    }

    /// Takes one call, answers it, and gives its body.
    async fn answer(&self, status: u16, code: &str, body: &str) -> Value {
        let (mut stream, _) = self.listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        let answer = format!(
            "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\nx-amzn-errortype: {code}\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
        request
    }

    async fn answers_of(status: u16, code: &str, body: &str) -> SendError {
        let ses = Self::start().await;
        let mailbox = ses.mailbox();
        let message = fixtures::message();
        let (sent, _) = tokio::join!(mailbox.send(&message), ses.answer(status, code, body));
        let again = tokio::time::timeout(Duration::from_millis(50), ses.listener.accept()).await;
        assert!(again.is_err(), "the message was sent twice");
        sent.unwrap_err()
    }
}

async fn read_request(stream: &mut TcpStream) -> Value {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..length]);
        let text = String::from_utf8_lossy(&bytes);
        let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        if let Ok(body) = serde_json::from_str(body) {
            return body;
        }
        assert!(length > 0, "the request ended early");
    }
}

#[tokio::test]
async fn one_message_goes_to_one_recipient_with_its_headers() {
    let ses = Ses::start().await;
    let mailbox = ses.mailbox();
    let message = fixtures::message();
    let (sent, request) = tokio::join!(mailbox.send(&message), ses.answer(200, "", ACCEPTED));
    assert_eq!(sent.unwrap().as_str(), "0100018-ses");
    assert_eq!(
        request["FromEmailAddress"],
        "\"Alice Doe via Acme\" <referrals@acme.example>"
    );
    assert_eq!(
        request["Destination"],
        json!({ "ToAddresses": ["Bo.Kim@xn--bcher-kva.example"] })
    );
    assert_eq!(request["ConfigurationSetName"], "goodword");
    assert_eq!(request["ReplyToAddresses"], Value::Null);
    let simple = &request["Content"]["Simple"];
    assert_eq!(
        simple["Headers"],
        json!([
            {
                "Name": "List-Unsubscribe",
                "Value": "<https://api.acme.example/u/k3vQ8pWz1mXc7T.9dJ2>",
            },
            { "Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click" },
            { "Name": "Auto-Submitted", "Value": "auto-generated" },
            { "Name": "X-Goodword-Message-Id", "Value": "inv_7Hq2mZ" },
        ])
    );
    assert_eq!(
        request["EmailTags"],
        json!([
            { "Name": "kind", "Value": "invite" },
            { "Name": "program", "Value": "clientjoy" },
            { "Name": "ses:feedback-id-a", "Value": "invite" },
            { "Name": "ses:feedback-id-b", "Value": "clientjoy" },
        ])
    );
    assert_eq!(
        simple["Subject"]["Data"],
        "Alice Doe gives you $50 credit for Acme"
    );
    assert_eq!(simple["Body"]["Text"]["Data"], message.content.text());
    assert_eq!(simple["Body"]["Html"]["Charset"], "UTF-8");
}

#[tokio::test]
async fn replies_go_to_the_referrer_only_where_asked() {
    let ses = Ses::start().await;
    let mailbox = ses.mailbox();
    let mut message = fixtures::message();
    message.reply_to = Some(EmailAddress::parse("alice@example.com").unwrap());
    let (_, request) = tokio::join!(mailbox.send(&message), ses.answer(200, "", ACCEPTED));
    assert_eq!(request["ReplyToAddresses"], json!(["alice@example.com"]));
}

type Is = fn(&SendError) -> bool;

#[tokio::test]
async fn what_was_certainly_not_taken_is_told_from_what_may_have_been() {
    let throttled = |error: &SendError| matches!(error, SendError::Throttled { .. });
    let refused = |error: &SendError| matches!(error, SendError::Refused { .. });
    let paused = |error: &SendError| matches!(error, SendError::Paused { .. });
    let unknown = |error: &SendError| matches!(error, SendError::Unknown { .. });
    let table: &[(u16, &str, Is)] = &[
        (429, "TooManyRequestsException", throttled),
        (400, "ThrottlingException", throttled),
        (400, "LimitExceededException", throttled),
        (400, "MessageRejected", refused),
        (400, "MailFromDomainNotVerifiedException", refused),
        (404, "NotFoundException", refused),
        (400, "BadRequestException", refused),
        (400, "SendingPausedException", paused),
        (400, "AccountSuspendedException", paused),
        (403, "AccessDeniedException", paused),
        (500, "InternalServerError", unknown),
        (503, "ServiceUnavailable", unknown),
        (200, "not json", unknown),
    ];
    for (status, code, is_expected) in table {
        let body = if *status == 200 {
            "<html>"
        } else {
            r#"{"message":"no"}"#
        };
        let error = Ses::answers_of(*status, code, body).await;
        assert!(is_expected(&error), "{status} {code}: {error}");
    }
}

#[tokio::test]
async fn a_refusal_of_the_sandbox_says_what_to_do_and_names_no_address() {
    let body = r#"{"message":"Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: bo@example.com"}"#;
    let text = Ses::answers_of(400, "MessageRejected", body)
        .await
        .to_string();
    assert!(text.contains("request production access"), "{text}");
    assert!(!text.contains("bo@example.com"), "{text}");
}

#[tokio::test]
async fn a_lost_connection_leaves_the_message_unknown() {
    let ses = Ses::start().await;
    let mailbox = ses.mailbox();
    let message = fixtures::message();
    let hang_up = async {
        let (mut stream, _) = ses.listener.accept().await.unwrap();
        read_request(&mut stream).await;
        drop(stream);
    };
    let (sent, ()) = tokio::join!(mailbox.send(&message), hang_up);
    assert!(matches!(sent.unwrap_err(), SendError::Unknown { .. }));
}
