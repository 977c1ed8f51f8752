//! What SES reports, and what follows from it.

use domain::email_address::EmailAddress;
use domain::id::InviteId;
use domain::invite_delivery::Report;
use domain::reason::Reason;
use serde::Deserialize;

/// The header that names our message: an invite, or a notification.
const MESSAGE_ID: &str = "X-Goodword-Message-Id";

/// The detail of an SES event; fields that are not needed are passed over.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Detail {
    event_type: String,
    mail: Mail,
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mail {
    message_id: String,
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Debug, Deserialize)]
struct Header {
    name: String,
    value: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
    #[serde(default)]
    bounced_recipients: Vec<Recipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    #[serde(default)]
    complained_recipients: Vec<Recipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
}

impl runtime::batch::Detail for Detail {}

/// What follows from a report.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) report: Report,
    /// The invite it is about, where it is about one.
    pub(crate) invite_id: Option<InviteId>,
    /// Addresses that are never written to again, for `reason`.
    pub(crate) suppressed: Vec<EmailAddress>,
    pub(crate) reason: Reason,
}

impl Detail {
    /// Nothing for a report that changes nothing: a bounce that may pass, a rejected message.
    pub(crate) fn finding(&self) -> Option<Finding> {
        let (report, recipients, reason) = match self.event_type.as_str() {
            "Bounce" => {
                let bounce = self
                    .bounce
                    .as_ref()
                    .filter(|b| b.bounce_type == "Permanent")?;
                (
                    Report::Bounced,
                    bounce.bounced_recipients.as_slice(),
                    Reason::InviteBounced,
                )
            }
            "Complaint" => {
                let recipients = self.complaint.as_ref()?.complained_recipients.as_slice();
                (Report::Complained, recipients, Reason::InviteOptedOut)
            }
            "Delivery" => {
                let message_id = self.mail.message_id.clone();
                (
                    Report::Delivered { message_id },
                    [].as_slice(),
                    Reason::InviteBounced,
                )
            }
            _ => return None,
        };
        let address = |recipient: &Recipient| recipient.email_address.parse().ok();
        Some(Finding {
            report,
            invite_id: self.invite_id(),
            suppressed: recipients.iter().filter_map(address).collect(),
            reason,
        })
    }

    fn invite_id(&self) -> Option<InviteId> {
        let named = |header: &&Header| header.name.eq_ignore_ascii_case(MESSAGE_ID);
        let id = &self.mail.headers.iter().find(named)?.value;
        id.starts_with("inv_").then(|| id.parse().ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn detail(event_type: &str, more: serde_json::Value) -> Detail {
        let mut detail = json!({
            "eventType": event_type,
            "mail": {
                "messageId": "m-1",
                "headers": [{"name": "x-goodword-message-id", "value": "inv_a"}],
            },
        });
        for (key, value) in more.as_object().unwrap() {
            detail[key] = value.clone();
        }
        serde_json::from_value(detail).unwrap()
    }

    fn bounce(kind: &str) -> Detail {
        let recipients = json!([{"emailAddress": "bo@example.com"}]);
        detail(
            "Bounce",
            json!({"bounce": {"bounceType": kind, "bouncedRecipients": recipients}}),
        )
    }

    #[test]
    fn a_permanent_bounce_suppresses_the_address_and_tells_the_invite() {
        let finding = bounce("Permanent").finding().unwrap();
        assert_eq!(finding.report, Report::Bounced);
        assert_eq!(finding.suppressed, vec!["bo@example.com".parse().unwrap()]);
        assert_eq!(finding.invite_id, Some("inv_a".parse().unwrap()));
    }

    #[test]
    fn a_bounce_that_may_pass_changes_nothing() {
        assert_eq!(bounce("Transient").finding(), None);
    }

    #[test]
    fn a_complaint_suppresses_and_a_delivery_does_not() {
        let recipients = json!([{"emailAddress": "bo@example.com"}]);
        let complaint = json!({"complaint": {"complainedRecipients": recipients}});
        assert_eq!(
            detail("Complaint", complaint)
                .finding()
                .unwrap()
                .suppressed
                .len(),
            1
        );
        let delivery = detail("Delivery", json!({})).finding().unwrap();
        assert!(delivery.suppressed.is_empty());
        assert_eq!(
            delivery.report,
            Report::Delivered {
                message_id: "m-1".to_owned()
            }
        );
    }

    #[test]
    fn what_is_not_known_is_passed_over() {
        assert_eq!(detail("Open", json!({"open": {}})).finding(), None);
    }
}
