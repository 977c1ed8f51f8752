//! Signed texts in URLs, and keyed hashes of addresses: all from one secret, one subkey a purpose.

mod sealed;

use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::email_address::EmailAddress;
use crate::id::{AccountId, InviteId, ParticipantId, ProgramId};
use crate::link::Code;
use crate::locale::Locale;
use crate::suppression::MailKind;

pub use sealed::Referrer;

/// Shortest signing secret accepted, in bytes.
pub const SECRET_MIN_BYTES: usize = 32;

/// The secret is too short to sign with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the signing key must be at least {min} characters of random text", min = SECRET_MIN_BYTES)]
pub struct SecretTooShort;

/// The text is not a token of ours, or was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a token that was made here")]
pub struct NotOurs;

/// HMAC-SHA256 of an address, in base32: tells equal addresses, and nothing else.
///
/// `1.` in front is the version of the key's derivation, so that a later one can be told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AddressHash(String);

impl AddressHash {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A code that nobody can read any more, and nobody can choose again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeHash(String);

impl CodeHash {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A link that was followed: what the redirect appends as `ref` and the host gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    pub code: Code,
    pub at: Timestamp,
    /// Whose link it is, carried along so that a signup need not look it up; none where the
    /// redirect could not look, and in tokens of before it was carried.
    pub referrer: Option<Referrer>,
}

/// An invite whose Accept was pressed: what the redirect appends as `accept_token`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub invite_id: InviteId,
    pub at: Timestamp,
    /// Whose invite it is; as [`Touch::referrer`].
    pub referrer: Option<Referrer>,
}

/// Makes and checks every token. Holds the secret; prints nothing of it.
#[derive(Clone)]
pub struct Signer {
    secret: Vec<u8>,
}

/// What a MAC is for; a token of one purpose is never valid for another.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Touch,
    TouchReferrer,
    Invite,
    Accept,
    AcceptReferrer,
    Unsubscribe,
    Address,
    Code,
    RetiredCode,
    InviteId,
    PortalEntry,
    PortalSession,
    ConsoleEntry,
    ConsoleSession,
    ConsoleForm,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Touch => "goodword/touch/1",
            Self::TouchReferrer => "goodword/touch-referrer/1",
            Self::Invite => "goodword/invite/1",
            Self::Accept => "goodword/accept/1",
            Self::AcceptReferrer => "goodword/accept-referrer/1",
            Self::Unsubscribe => "goodword/unsubscribe/1",
            Self::Address => "goodword/address/1",
            Self::Code => "goodword/code/1",
            Self::RetiredCode => "goodword/retired-code/1",
            Self::InviteId => "goodword/invite-id/1",
            Self::PortalEntry => "goodword/portal-entry/1",
            Self::PortalSession => "goodword/portal-session/1",
            Self::ConsoleEntry => "goodword/console-entry/1",
            Self::ConsoleSession => "goodword/console-session/1",
            Self::ConsoleForm => "goodword/console-form/1",
        }
    }
}

impl Signer {
    /// # Errors
    /// [`SecretTooShort`] below [`SECRET_MIN_BYTES`].
    pub fn from_secret(secret: &str) -> Result<Self, SecretTooShort> {
        if secret.len() < SECRET_MIN_BYTES {
            return Err(SecretTooShort);
        }
        Ok(Self {
            secret: secret.as_bytes().to_vec(),
        })
    }

    /// The `n`th code of this participant's link; 0 unless it collided with another's (E2).
    ///
    /// Made from the facts, so that asking twice, or at the same instant, gives the same link.
    pub fn code(&self, program: &ProgramId, owner: &AccountId, who: &ParticipantId, n: u8) -> Code {
        let mac = self.mac(Purpose::Code, &format!("{program}#{owner}#{who}#{n}"));
        Code::from_bytes(&mac)
    }

    /// What is kept of a chosen code whose person was erased: the same for every code that people
    /// take for it.
    pub fn code_hash(&self, code: &Code) -> CodeHash {
        CodeHash(text_of(&self.mac(Purpose::RetiredCode, &code.key()), 52))
    }

    /// The same program, sender, recipient and round always give the same invite.
    pub fn invite_id(
        &self,
        program: &ProgramId,
        sender: (&AccountId, &ParticipantId),
        recipient: &AddressHash,
        round: i64,
    ) -> InviteId {
        let fact = format!(
            "{program}#{}#{}#{}#{round}",
            sender.0,
            sender.1,
            recipient.as_str()
        );
        InviteId::from_digest(&text_of(&self.mac(Purpose::InviteId, &fact), 26))
    }

    /// Of the **exact** lower-cased address (requirements 3.6).
    pub fn address_hash(&self, address: &EmailAddress) -> AddressHash {
        let mac = self.mac(Purpose::Address, &address.exact_key());
        AddressHash(format!("1.{}", text_of(&mac, 52)))
    }

    pub fn touch(&self, touch: &Touch) -> String {
        let name = format!("{}.{}", touch.code, touch.at.as_second());
        let sealed = self.seal(Purpose::TouchReferrer, &name, touch.referrer.as_ref());
        sealed.unwrap_or_else(|| self.sign(Purpose::Touch, &name))
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::touch`] made it.
    pub fn open_touch(&self, token: &str) -> Result<Touch, NotOurs> {
        let (name, referrer) = match self.unseal(Purpose::TouchReferrer, token) {
            Some((name, referrer)) => (name, Some(referrer)),
            None => (self.open(Purpose::Touch, token)?, None),
        };
        let (code, at) = split_time(name)?;
        Ok(Touch {
            code: Code::from_str(code).map_err(|_| NotOurs)?,
            at,
            referrer,
        })
    }

    /// Names the invite in its mail.
    pub fn invite(&self, invite: &InviteId) -> String {
        self.sign(Purpose::Invite, invite.as_str())
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::invite`] made it.
    pub fn open_invite(&self, token: &str) -> Result<InviteId, NotOurs> {
        self.open(Purpose::Invite, token)?
            .parse()
            .map_err(|_| NotOurs)
    }

    pub fn accept(&self, accept: &Accept) -> String {
        let name = format!("{}.{}", accept.invite_id, accept.at.as_second());
        let sealed = self.seal(Purpose::AcceptReferrer, &name, accept.referrer.as_ref());
        sealed.unwrap_or_else(|| self.sign(Purpose::Accept, &name))
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::accept`] made it.
    pub fn open_accept(&self, token: &str) -> Result<Accept, NotOurs> {
        let (name, referrer) = match self.unseal(Purpose::AcceptReferrer, token) {
            Some((name, referrer)) => (name, Some(referrer)),
            None => (self.open(Purpose::Accept, token)?, None),
        };
        let (invite, at) = split_time(name)?;
        Ok(Accept {
            invite_id: invite.parse().map_err(|_| NotOurs)?,
            at,
            referrer,
        })
    }

    /// Stops mail of this kind to this address, which it names by its hash alone.
    pub fn unsubscribe(&self, kind: MailKind, address: &AddressHash) -> String {
        self.sign(
            Purpose::Unsubscribe,
            &format!("{kind}.{}", address.as_str()),
        )
    }

    /// The path of its page, which speaks `locale`.
    pub fn unsubscribe_path(
        &self,
        kind: MailKind,
        address: &AddressHash,
        locale: Locale,
    ) -> String {
        let token = self.unsubscribe(kind, address);
        if locale == Locale::English {
            return format!("/u/{token}");
        }
        format!("/u/{token}?lang={locale}")
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::unsubscribe`] made it.
    pub fn open_unsubscribe(&self, token: &str) -> Result<(MailKind, AddressHash), NotOurs> {
        let (kind, hash) = self
            .open(Purpose::Unsubscribe, token)?
            .split_once('.')
            .ok_or(NotOurs)?;
        Ok((
            kind.parse().map_err(|()| NotOurs)?,
            AddressHash(hash.to_owned()),
        ))
    }

    pub(crate) fn sign(&self, purpose: Purpose, text: &str) -> String {
        format!("{text}.{}", text_of(&self.mac(purpose, text), 26))
    }

    pub(crate) fn open<'a>(&self, purpose: Purpose, token: &'a str) -> Result<&'a str, NotOurs> {
        let (text, mac) = token.rsplit_once('.').ok_or(NotOurs)?;
        let expected = text_of(&self.mac(purpose, text), 26);
        if bool::from(expected.as_bytes().ct_eq(mac.as_bytes())) {
            Ok(text)
        } else {
            Err(NotOurs)
        }
    }

    fn mac(&self, purpose: Purpose, text: &str) -> Vec<u8> {
        self.labelled(purpose.label(), text.as_bytes())
    }

    /// HMAC-SHA256 by the subkey of one purpose.
    pub(crate) fn labelled(&self, label: &str, message: &[u8]) -> Vec<u8> {
        let subkey = hmac(&self.secret, label.as_bytes());
        hmac(&subkey, message)
    }
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// The first `length` characters of the lower-case base32 text.
pub(crate) fn text_of(mac: &[u8], length: usize) -> String {
    BASE32_NOPAD
        .encode(mac)
        .to_ascii_lowercase()
        .chars()
        .take(length)
        .collect()
}

fn split_time(text: &str) -> Result<(&str, Timestamp), NotOurs> {
    let (name, seconds) = text.rsplit_once('.').ok_or(NotOurs)?;
    let seconds = seconds.parse().map_err(|_| NotOurs)?;
    Ok((name, Timestamp::from_second(seconds).map_err(|_| NotOurs)?))
}

#[cfg(test)]
mod tests;
