//! What SES reports, and what follows from it.

use domain::circuit::MailStream;
use domain::email_address::EmailAddress;
use domain::id::InviteId;
use domain::invite_delivery::Report;
use domain::reason::Reason;
use serde::Deserialize;

/// The header that names our message: an invite, or a notification.
const MESSAGE_ID: &str = "X-Goodword-Message-Id";

/// How the ids of invites begin.
const INVITE: &str = "inv_";

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
    /// `Permanent`, `Transient` or `Undetermined`.
    bounce_type: String,
    #[serde(default)]
    bounce_sub_type: String,
    #[serde(default)]
    bounced_recipients: Vec<Recipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    #[serde(default)]
    complained_recipients: Vec<Recipient>,
    /// `OnAccountSuppressionList`, where SES did not even try.
    complaint_sub_type: Option<String>,
    /// `abuse` mostly; `not-spam` where somebody took the message out of the spam folder.
    complaint_feedback_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
}

impl runtime::batch::Detail for Detail {}

/// What SES says of addresses that it does not try any more.
const REMEMBERED: [&str; 2] = ["OnAccountSuppressionList", "Suppressed"];

/// What follows from a report.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) report: Report,
    /// Our own name of the message: an invite's id, a notification's or a reminder's.
    pub(crate) message: Option<String>,
    /// Why the recipients are never written to again, if so.
    pub(crate) suppressing: Option<Reason>,
    pub(crate) recipients: Vec<EmailAddress>,
}

impl Finding {
    /// The invite it is about, where it is about one.
    pub(crate) fn invite_id(&self) -> Option<InviteId> {
        let message = self.message.as_deref()?;
        message.starts_with(INVITE).then(|| message.parse().ok())?
    }

    pub(crate) fn stream(&self) -> MailStream {
        match &self.message {
            Some(message) if message.starts_with(INVITE) => MailStream::Invites,
            Some(_) | None => MailStream::Participants,
        }
    }
}

impl Detail {
    /// Nothing for a report that changes nothing: a delay, an opened message, a type that came
    /// after this code.
    pub(crate) fn finding(&self) -> Option<Finding> {
        let (report, suppressing, recipients) = match self.event_type.as_str() {
            "Bounce" => self.bounce.as_ref()?.finding(),
            "Complaint" => self.complaint.as_ref()?.finding()?,
            "Delivery" => {
                let message_id = self.mail.message_id.clone();
                (Report::Delivered { message_id }, None, [].as_slice())
            }
            "Reject" => (Report::Rejected, None, [].as_slice()),
            _ => return None,
        };
        let address = |recipient: &Recipient| recipient.email_address.parse().ok();
        Some(Finding {
            report,
            message: self.message(),
            suppressing,
            recipients: recipients.iter().filter_map(address).collect(),
        })
    }

    fn message(&self) -> Option<String> {
        let named = |header: &&Header| header.name.eq_ignore_ascii_case(MESSAGE_ID);
        let header = self.mail.headers.iter().find(named)?;
        Some(header.value.trim().to_owned())
    }
}

type Found<'a> = (Report, Option<Reason>, &'a [Recipient]);

impl Bounce {
    /// Only a permanent one suppresses; the others may pass: a full mailbox, a server that is off.
    fn finding(&self) -> Found<'_> {
        let recipients = self.bounced_recipients.as_slice();
        let suppressing = Some(Reason::InviteBounced);
        match self.bounce_type.as_str() {
            "Permanent" if REMEMBERED.contains(&self.bounce_sub_type.as_str()) => {
                (Report::KnownToBounce, suppressing, recipients)
            }
            "Permanent" => (Report::Bounced, suppressing, recipients),
            _ => (Report::Returned, None, recipients),
        }
    }
}

impl Complaint {
    fn finding(&self) -> Option<Found<'_>> {
        let sub_type = self.complaint_sub_type.as_deref().unwrap_or_default();
        let report = match self.complaint_feedback_type.as_deref() {
            Some("not-spam") => return None,
            _ if REMEMBERED.contains(&sub_type) => Report::KnownToBounce,
            _ => Report::Complained,
        };
        let recipients = self.complained_recipients.as_slice();
        Some((report, Some(Reason::InviteOptedOut), recipients))
    }
}

#[cfg(test)]
mod tests;
