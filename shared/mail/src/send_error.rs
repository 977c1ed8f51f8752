//! What became of a message that SES did not confirm.

use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use thiserror::Error;

/// Told apart by what the caller may do next. `reason` is for staff and the log.
///
/// The SDK's own error is not kept as a source: SES repeats mail addresses in its texts, and an
/// error ends in a log.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SendError {
    /// SES has too much to do, or the account's rate or day is used up. Not accepted: the same
    /// message may be tried again later.
    #[error("SES is throttling: {reason}")]
    Throttled { reason: String },
    /// SES will never take this message. Not accepted, and trying again is pointless.
    #[error("SES refused the message: {reason}")]
    Refused { reason: String },
    /// Nothing of this account or role can be sent at the moment. Not accepted: keep the message,
    /// stop sending, tell staff.
    #[error("sending is paused: {reason}")]
    Paused { reason: String },
    /// No clear answer: the message may have gone out. An invite is never sent again by machine.
    #[error("SES gave no clear answer: {reason}")]
    Unknown { reason: String },
}

impl SendError {
    pub(crate) fn from_sdk(failure: &SdkError<SendEmailError>) -> Self {
        match failure {
            SdkError::ConstructionFailure(_) => Self::Paused {
                reason: "the request could not be made: check region, endpoint and credentials"
                    .to_owned(),
            },
            SdkError::TimeoutError(_) => Self::Unknown {
                reason: "timed out".to_owned(),
            },
            SdkError::DispatchFailure(_) => Self::Unknown {
                reason: "connection lost".to_owned(),
            },
            SdkError::ResponseError(_) => Self::Unknown {
                reason: "unreadable answer".to_owned(),
            },
            SdkError::ServiceError(answer) => {
                Self::from_answer(answer.raw().status().as_u16(), answer.err())
            }
            _ => Self::Unknown {
                reason: "unknown failure".to_owned(),
            },
        }
    }

    fn from_answer(status: u16, error: &SendEmailError) -> Self {
        let code = error.code().unwrap_or("no code");
        let text = without_addresses(error.message().unwrap_or_default());
        let reason = format!("{status} {code}: {text}{}", advice(code, &text));
        let is_throttle = matches!(code, "TooManyRequestsException" | "LimitExceededException")
            || code.starts_with("Throttling");
        let is_paused = code.contains("Paused") || code.contains("Suspended");
        match status {
            429 => Self::Throttled { reason },
            400..500 if is_throttle => Self::Throttled { reason },
            400..500 if is_paused => Self::Paused { reason },
            401 | 403 => Self::Paused { reason },
            400..500 => Self::Refused { reason },
            // Also a success that cannot be read: the message is probably on its way.
            _ => Self::Unknown { reason },
        }
    }
}

/// What staff can do about it, where the answer tells.
fn advice(code: &str, text: &str) -> &'static str {
    match code {
        "MessageRejected" if text.contains("not verified") => {
            "; verify the domain of the sender in SES in this region, and while the account is in \
             the SES sandbox every recipient too, or request production access"
        }
        "MailFromDomainNotVerifiedException" => {
            "; finish the custom MAIL FROM domain of the sending identity in SES"
        }
        "NotFoundException" => "; the configuration set is missing in this region",
        "SendingPausedException" => "; sending is switched off in SES, see its reputation metrics",
        "AccountSuspendedException" => "; AWS has restricted the account's sending, see its mail",
        "AccessDeniedException" => "; the role may not call ses:SendEmail for this identity",
        _ => "",
    }
}

fn without_addresses(text: &str) -> String {
    let words = text
        .split_whitespace()
        .map(|w| if w.contains('@') { "(an address)" } else { w });
    words.collect::<Vec<_>>().join(" ")
}
