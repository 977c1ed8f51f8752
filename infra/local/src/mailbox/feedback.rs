//! The events SES publishes about a message, in the shape it publishes them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Feedback, Mail};
use crate::ids;
use crate::template::{ACCOUNT, arn};

/// The `detail` of the event.
pub(super) fn detail(mail: &Mail, feedback: Feedback, now: Timestamp) -> Value {
    let recipients: Vec<Value> = mail
        .to
        .iter()
        .map(|address| json!({ "emailAddress": address }))
        .collect();
    let mut detail = json!({ "eventType": feedback.event_type(), "mail": mail_object(mail) });
    match feedback {
        Feedback::Delivery => {
            detail["delivery"] = json!({
                "timestamp": now.to_string(),
                "processingTimeMillis": 20,
                "recipients": mail.to,
                "smtpResponse": "250 2.6.0 Message received",
                "reportingMTA": "mta.local",
            });
        }
        Feedback::Delay => {
            detail["deliveryDelay"] = json!({
                "delayType": "MailboxFull",
                "delayedRecipients": recipients,
                "timestamp": now.to_string(),
            });
        }
        Feedback::Bounce => {
            detail["bounce"] = bounce(("Permanent", "General"), recipients, now);
        }
        Feedback::SoftBounce => {
            detail["bounce"] = bounce(("Transient", "MailboxFull"), recipients, now);
        }
        Feedback::KnownToBounce => {
            let kind = ("Permanent", "OnAccountSuppressionList");
            detail["bounce"] = bounce(kind, recipients, now);
        }
        Feedback::Complaint => {
            detail["complaint"] = json!({
                "feedbackId": ids::uuid(),
                "complaintSubType": null,
                "complainedRecipients": recipients,
                "timestamp": now.to_string(),
                "complaintFeedbackType": "abuse",
            });
        }
        Feedback::Reject => detail["reject"] = json!({ "reason": "Bad content" }),
    }
    detail
}

fn bounce((kind, sub_type): (&str, &str), recipients: Vec<Value>, now: Timestamp) -> Value {
    json!({
        "feedbackId": ids::uuid(),
        "bounceType": kind,
        "bounceSubType": sub_type,
        "bouncedRecipients": recipients,
        "timestamp": now.to_string(),
        "reportingMTA": "dsn; mta.local",
    })
}

/// The ARN of the configuration set the message was sent with.
pub(super) fn resources(mail: &Mail) -> Vec<String> {
    let name = mail.configuration_set.iter();
    name.map(|name| arn("ses", &format!("configuration-set/{name}")))
        .collect()
}

fn mail_object(mail: &Mail) -> Value {
    let mut headers = vec![
        json!({ "name": "From", "value": mail.from }),
        json!({ "name": "To", "value": mail.to.join(", ") }),
        json!({ "name": "Subject", "value": mail.subject }),
    ];
    headers.extend(mail.headers.iter().map(|header| json!(header)));
    let mut tags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    tags.extend(
        mail.configuration_set
            .iter()
            .map(|name| ("ses:configuration-set", vec![name.as_str()])),
    );
    tags.extend(
        mail.tags
            .iter()
            .map(|tag| (tag.name.as_str(), vec![tag.value.as_str()])),
    );
    let destination = [mail.to.clone(), mail.cc.clone(), mail.bcc.clone()].concat();
    json!({
        "timestamp": mail.sent_at.to_string(),
        "source": mail.from,
        "sendingAccountId": ACCOUNT,
        "messageId": mail.id,
        "destination": destination,
        "headersTruncated": false,
        "headers": headers,
        "commonHeaders": {
            "from": [mail.from],
            "to": mail.to,
            "messageId": mail.id,
            "subject": mail.subject,
        },
        "tags": tags,
    })
}
