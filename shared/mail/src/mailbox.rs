//! The box that messages are put into: Amazon SES.

use std::time::Duration;

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::config::timeout::TimeoutConfig;
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::types::{
    Body, Content as Part, Destination, EmailContent, Message as Simple, MessageHeader, MessageTag,
};
use aws_types::SdkConfig;
use domain::email_address::EmailAddress;

use crate::message::Message;
use crate::send_error::SendError;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// SES's id of a message it accepted, which its events repeat.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Sends messages from one address through one configuration set.
#[derive(Debug, Clone)]
pub struct Mailbox {
    client: Client,
    from_email: EmailAddress,
    configuration_set: String,
}

impl Mailbox {
    /// Makes no call yet. Whatever `config` says, the SDK does not retry: SES has no idempotency,
    /// so a second try could be a second message.
    pub fn connect(
        config: &SdkConfig,
        from_email: EmailAddress,
        configuration_set: String,
    ) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .operation_timeout(SEND_TIMEOUT)
            .build();
        let config = aws_sdk_sesv2::config::Builder::from(config)
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeouts)
            .build();
        Self {
            client: Client::from_conf(config),
            from_email,
            configuration_set,
        }
    }

    /// Hands `message` to SES, once.
    ///
    /// # Errors
    ///
    /// [`SendError`] tells whether SES may have taken it all the same.
    pub async fn send(&self, message: &Message) -> Result<MessageId, SendError> {
        let (content, tags) = content(message).map_err(|error| refused(&error))?;
        let recipient = Destination::builder()
            .to_addresses(message.to.deliverable())
            .build();
        let request = self
            .client
            .send_email()
            .from_email_address(message.from.with_address(&self.from_email.deliverable()))
            .destination(recipient)
            .set_reply_to_addresses(
                message
                    .reply_to
                    .as_ref()
                    .map(|address| vec![address.deliverable()]),
            )
            .configuration_set_name(&self.configuration_set)
            .set_email_tags(Some(tags))
            .content(content);
        // Boxed: the SDK's future is large, and whoever awaits this would hold it inline.
        let output = Box::pin(request.send())
            .await
            .map_err(|failure| SendError::from_sdk(&failure))?;
        Ok(MessageId(output.message_id.unwrap_or_default()))
    }
}

fn content(message: &Message) -> Result<(EmailContent, Vec<MessageTag>), BuildError> {
    let headers = message
        .headers()
        .into_iter()
        .map(|(name, value)| MessageHeader::builder().name(name).value(value).build())
        .collect::<Result<Vec<_>, _>>()?;
    let tags = message
        .tags()
        .into_iter()
        .map(|(name, value)| MessageTag::builder().name(name).value(value).build())
        .collect::<Result<Vec<_>, _>>()?;
    let body = Body::builder()
        .text(utf8(message.content.text())?)
        .html(utf8(message.content.html())?)
        .build();
    let simple = Simple::builder()
        .subject(utf8(message.content.subject())?)
        .body(body)
        .set_headers(Some(headers))
        .build();
    Ok((EmailContent::builder().simple(simple).build(), tags))
}

fn utf8(data: &str) -> Result<Part, BuildError> {
    Part::builder().data(data).charset("UTF-8").build()
}

fn refused(error: &BuildError) -> SendError {
    SendError::Refused {
        reason: format!("the request is incomplete: {error}"),
    }
}
