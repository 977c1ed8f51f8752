//! What is asked for: every address and the message are checked before anything is stored.

use domain::api_key::Scope;
use domain::draft;
use domain::email_address::EmailAddress;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::invite::{self, Invite, InviteState};
use domain::invite_message::{InvalidInviteMessage, InviteMessage};
use domain::person_name::PersonName;
use domain::program::Program;
use domain::token::Signer;
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

/// A request without a fault.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Each address once.
    friends: Vec<(EmailAddress, Option<PersonName>)>,
    /// None for the program's own text, also where it was sent along unchanged.
    pub(crate) message: Option<InviteMessage>,
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
        let mut faults = Vec::new();
        faults.extend(self.wrong_number(program));
        let mut friends: Vec<(EmailAddress, Option<PersonName>)> = Vec::new();
        for (index, recipient) in self.recipients.iter().enumerate() {
            match EmailAddress::parse(&recipient.email) {
                Ok(address) => {
                    let key = address.exact_key();
                    if friends.iter().all(|(other, _)| other.exact_key() != key) {
                        let name = recipient.name.as_deref().and_then(PersonName::parse);
                        friends.push((address, name));
                    }
                }
                Err(error) => faults.push(fault(format!("/recipients/{index}/email"), &error)),
            }
        }
        let message = self.message.as_deref();
        let message = message.map_or(Ok(None), |text| edited(text, program, product, now));
        match message {
            Ok(message) if faults.is_empty() => Ok(Asked { friends, message }),
            Ok(_) => Err(Problem::invalid_fields(faults)),
            Err(error) => {
                faults.push(fault("/message".to_owned(), &error));
                Err(Problem::invalid_fields(faults))
            }
        }
    }

    fn wrong_number(&self, program: &Program) -> Option<FieldError> {
        let at_most = program.settings.invites.recipients_per_request;
        let detail = match self.recipients.len() {
            0 => "is empty: name at least one friend".to_owned(),
            given if u32::try_from(given).unwrap_or(u32::MAX) > at_most => match at_most {
                1 => "takes one friend at a time in this program".to_owned(),
                _ => format!("takes {at_most} friends at a time in this program, not {given}"),
            },
            _ => return None,
        };
        Some(FieldError {
            pointer: "/recipients".to_owned(),
            detail,
        })
    }
}

impl Asked {
    /// The invites, named so that asking for them again names the same.
    pub(crate) fn invites(
        self,
        program: &Program,
        sender: &ActingFor,
        signer: &Signer,
        now: Timestamp,
    ) -> Vec<Invite> {
        let Self { friends, message } = self;
        let by = (&sender.account_id, &sender.participant_id);
        let invite = |(recipient, friend_name)| {
            let recipient_hash = signer.address_hash(&recipient);
            Invite {
                id: signer.invite_id(&program.id, by, &recipient_hash, invite::round_of(now)),
                program_id: program.id.clone(),
                account_id: sender.account_id.clone(),
                participant_id: sender.participant_id.clone(),
                recipient: Some(recipient),
                recipient_hash,
                friend_name,
                message: message.clone(),
                state: InviteState::Created,
                created_at: now,
                expires_at: invite::expires_at(now),
                accepted_at: None,
                purge_at: None,
                version: 1,
            }
        };
        friends.into_iter().map(invite).collect()
    }
}

/// The message, unless it is the program's own as it was offered for editing.
fn edited(
    text: &str,
    program: &Program,
    product: &str,
    now: Timestamp,
) -> Result<Option<InviteMessage>, InvalidInviteMessage> {
    let same_lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let written = same_lines(text);
    let own = &program.settings.invites.message;
    if written == same_lines(own) || written == same_lines(&draft::message(program, product, now)) {
        return Ok(None);
    }
    // A product such as `Acme.io` reads like a link: it stands for itself as a placeholder.
    let written = if product.contains('.') {
        written.replace(product, "{product}")
    } else {
        written
    };
    InviteMessage::parse(&written).map(Some)
}

fn fault(pointer: String, error: &impl std::error::Error) -> FieldError {
    FieldError {
        pointer,
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests;
