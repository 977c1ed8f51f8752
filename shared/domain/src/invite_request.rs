//! What a participant asks to be sent: every address and the message are checked before anything is
//! stored, whichever way they came (C12 to C14, K2, K19).

use std::collections::HashSet;

use jiff::Timestamp;

use crate::account::Household;
use crate::draft;
use crate::email_address::EmailAddress;
use crate::id::{AccountId, ParticipantId};
use crate::invite::{self, Invite, InviteState};
use crate::invite_message::{InvalidInviteMessage, InviteMessage};
use crate::locale::Locale;
use crate::person_name::PersonName;
use crate::program::{InviteEditing, InviteMode, Program};
use crate::token::Signer;
use crate::words::Words;

/// A friend as they were typed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub email: String,
    pub name: Option<String>,
}

/// What a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How many there are.
    Recipients,
    /// One of them, by its place.
    Recipient(usize),
    Message,
}

/// What is wrong, and what it has to be; `detail` reads on after the part's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub part: Part,
    pub detail: String,
}

/// A request without a fault.
#[derive(Debug)]
pub struct Asked {
    /// Each address once.
    pub friends: Vec<(EmailAddress, Option<PersonName>)>,
    /// The language of the mail; none for the sender's own.
    pub locale: Option<Locale>,
    /// None for the program's own text, also where it was sent along unchanged.
    pub message: Option<InviteMessage>,
}

/// Why a program, or a sender, invites nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The program takes nothing new (E4).
    ProgramInactive,
    /// Participants send their invites themselves, or nobody does.
    NotByServer(InviteMode),
    /// The host has not told of the sender, or has told that they left.
    SenderUnknown,
    /// Neither the sender nor their account has a name, and a stranger must know who writes.
    SenderUnnamed,
    /// This sender may not rewrite the message (C14).
    EditingNotAllowed(InviteEditing),
}

/// Reads a request.
///
/// # Errors
/// Every fault there is, each with its fix.
pub fn check(
    program: &Program,
    product: &str,
    (recipients, message): (&[Recipient], Option<&str>),
    now: Timestamp,
) -> Result<Asked, Vec<Fault>> {
    let mut faults: Vec<Fault> = wrong_number(program, recipients.len())
        .into_iter()
        .collect();
    let mut friends: Vec<(EmailAddress, Option<PersonName>)> = Vec::new();
    let mut seen = HashSet::new();
    for (index, recipient) in recipients.iter().enumerate() {
        match EmailAddress::parse(&recipient.email) {
            Ok(address) => {
                if seen.insert(address.exact_key()) {
                    let name = recipient.name.as_deref().and_then(PersonName::parse);
                    friends.push((address, name));
                }
            }
            Err(error) => faults.push(fault(Part::Recipient(index), &error)),
        }
    }
    let message = message.map_or(Ok(None), |text| edited(text, program, product, now));
    match message {
        Ok(message) if faults.is_empty() => Ok(Asked {
            friends,
            locale: None,
            message,
        }),
        Ok(_) => Err(faults),
        Err(error) => {
            faults.push(fault(Part::Message, &error));
            Err(faults)
        }
    }
}

fn wrong_number(program: &Program, given: usize) -> Option<Fault> {
    let at_most = program.settings.invites.recipients_per_request;
    let detail = match given {
        0 => "is empty: name at least one friend".to_owned(),
        given if u32::try_from(given).unwrap_or(u32::MAX) > at_most => match at_most {
            1 => "takes one friend at a time in this program".to_owned(),
            _ => format!("takes {at_most} friends at a time in this program, not {given}"),
        },
        _ => return None,
    };
    Some(Fault {
        part: Part::Recipients,
        detail,
    })
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
    // The page fills the offer in as its reader's language writes amounts.
    let is_offered = |locale| {
        let offered = draft::message(Words::of(locale), program, product, now);
        written == same_lines(&offered)
    };
    if written == same_lines(own) || Locale::ALL.into_iter().any(is_offered) {
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

fn fault(part: Part, error: &impl std::error::Error) -> Fault {
    Fault {
        part,
        detail: error.to_string(),
    }
}

impl Asked {
    /// The invites, named so that asking for them again names the same.
    pub fn invites(
        self,
        program: &Program,
        sender: (&AccountId, &ParticipantId),
        signer: &Signer,
        now: Timestamp,
    ) -> Vec<Invite> {
        let Self {
            friends,
            locale,
            message,
        } = self;
        let invite = |(recipient, friend_name)| {
            let recipient_hash = signer.address_hash(&recipient);
            Invite {
                id: signer.invite_id(&program.id, sender, &recipient_hash, invite::round_of(now)),
                program_id: program.id.clone(),
                account_id: sender.0.clone(),
                participant_id: sender.1.clone(),
                recipient: Some(recipient),
                recipient_hash,
                friend_name,
                locale,
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

/// Whether the program sends invites at all.
///
/// # Errors
/// The first [`Refusal`] that holds.
pub fn check_program(program: &Program) -> Result<(), Refusal> {
    if !program.is_active() {
        return Err(Refusal::ProgramInactive);
    }
    match program.settings.invites.mode {
        InviteMode::Server => Ok(()),
        mode @ (InviteMode::SelfSend | InviteMode::Off) => Err(Refusal::NotByServer(mode)),
    }
}

/// Whether the sender is known, and may do what is asked. `is_verified` is what a token says of
/// their address, beside what the host's records say.
///
/// # Errors
/// The first [`Refusal`] that holds.
pub fn check_sender(
    program: &Program,
    (household, sender): (&Household, &ParticipantId),
    (is_verified, is_edited): (bool, bool),
    now: Timestamp,
) -> Result<(), Refusal> {
    let account = household.account.as_ref();
    let is_open = account.is_some_and(crate::account::Account::is_open);
    let participant = household.participant(sender);
    let Some(participant) = participant.filter(|it| is_open && it.is_member()) else {
        return Err(Refusal::SenderUnknown);
    };
    let business = account.and_then(|account| account.name.as_ref());
    if participant.name.is_none() && business.is_none() {
        return Err(Refusal::SenderUnnamed);
    }
    let editing = program.settings.invites.editing;
    let is_verified = is_verified || participant.email_verified_at.is_some();
    if !is_edited || editing.allows(is_verified, household.paying_at(now)) {
        return Ok(());
    }
    Err(Refusal::EditingNotAllowed(editing))
}
