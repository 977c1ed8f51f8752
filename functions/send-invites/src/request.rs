//! What is asked for: every address and the message are checked before anything is stored.

use domain::api_key::Scope;
#[cfg(feature = "describe")]
use domain::email_address::EmailAddress;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::invite_request::{self, Asked, Fault, Part};
use domain::locale::Locale;
use domain::program::Program;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::{FieldError, Problem};
use serde::Deserialize;

/// The body of `POST /v1/invites`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "InvitesRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// May be left out where one program is the default.
    pub(crate) program_id: Option<ProgramId>,
    recipients: Vec<Recipient>,
    /// The language of the mail, as a tag such as `de` or `pt-BR`; the sender's own where it is
    /// left out or not spoken.
    #[cfg_attr(feature = "describe", schemars(length(max = 35)))]
    locale: Option<String>,
    /// The program's own text where it is left out.
    message: Option<String>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Recipient {
    #[cfg_attr(feature = "describe", schemars(with = "EmailAddress"))]
    email: String,
    name: Option<String>,
}

impl Request {
    /// Who invites.
    ///
    /// # Errors
    /// As [`Caller::acting_for`].
    pub(crate) fn sender(&self, caller: &Caller) -> Result<ActingFor, Problem> {
        let (account_id, participant_id) = (self.account_id.as_ref(), self.participant_id.as_ref());
        caller.acting_for(Scope::Invites, account_id, participant_id)
    }

    /// # Errors
    /// 400 with every fault there is, each with its fix.
    pub(crate) fn check(
        &self,
        program: &Program,
        product: &str,
        now: Timestamp,
    ) -> Result<Asked, Problem> {
        let recipient = |it: &Recipient| invite_request::Recipient {
            email: it.email.clone(),
            name: it.name.clone(),
        };
        let recipients: Vec<_> = self.recipients.iter().map(recipient).collect();
        let asked = (recipients.as_slice(), self.message.as_deref());
        let asked = invite_request::check(program, product, asked, now);
        let asked = asked.map(|asked| Asked {
            locale: self.locale.as_deref().and_then(Locale::nearest),
            ..asked
        });
        asked.map_err(|faults| Problem::invalid_fields(faults.into_iter().map(field).collect()))
    }
}

fn field(fault: Fault) -> FieldError {
    let pointer = match fault.part {
        Part::Recipients => "/recipients".to_owned(),
        Part::Recipient(index) => format!("/recipients/{index}/email"),
        Part::Message => "/message".to_owned(),
    };
    FieldError {
        pointer,
        detail: fault.detail,
    }
}

#[cfg(test)]
mod tests;
