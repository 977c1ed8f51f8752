//! A message ready to be sent.

use domain::email_address::EmailAddress;

use crate::content::Content;
use crate::header::HeaderSafe;
use crate::sender::SenderName;

/// One message to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Our own id of what causes it (an invite's, a notification's): `X-Goodword-Message-Id`.
    pub id: HeaderSafe,
    pub program_id: String,
    pub to: EmailAddress,
    pub from: SenderName,
    /// The referrer's address, only if they agreed to it.
    pub reply_to: Option<EmailAddress>,
    pub content: Content,
}

impl Message {
    /// The headers beside From, To, Reply-To and Subject, in order.
    ///
    /// `Feedback-ID` is not among them: SES writes its own, from the tags.
    pub(crate) fn headers(&self) -> [(&'static str, String); 4] {
        [
            (
                "List-Unsubscribe",
                format!("<{}>", self.content.unsubscribe_url()),
            ),
            // RFC 8058: the mail program may post there without asking anything else.
            (
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ),
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("X-Goodword-Message-Id", self.id.encoded()),
        ]
    }

    /// The tags that SES repeats in its events; the last two go into `Feedback-ID`.
    pub(crate) fn tags(&self) -> [(&'static str, String); 4] {
        let kind = self.content.kind().as_str().to_owned();
        let program = tag_value(&self.program_id);
        [
            ("kind", kind.clone()),
            ("program", program.clone()),
            ("ses:feedback-id-a", kind),
            ("ses:feedback-id-b", program),
        ]
    }
}

/// SES allows letters, digits, `_` and `-`, and at most 256 of them.
fn tag_value(text: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.chars()
        .take(256)
        .map(|c| if allowed(c) { c } else { '_' })
        .collect()
}
