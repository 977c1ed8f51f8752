//! Who is behind a link or an invite, carried in its token: encrypted, since the token travels
//! through URLs, and a host's ids may say who somebody is (docs/decisions/0021-what-a-signup-reads.md).

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use data_encoding::BASE32_NOPAD;

use crate::id::{AccountId, ParticipantId, ProgramId};
use crate::invite::Invite;
use crate::link::Link;
use crate::token::{Purpose, Signer};

/// Whose link was followed, or whose invite was accepted, and in which program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    pub program_id: ProgramId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
}

impl From<&Link> for Referrer {
    fn from(link: &Link) -> Self {
        Self {
            program_id: link.program_id.clone(),
            account_id: link.account_id.clone(),
            participant_id: link.participant_id.clone(),
        }
    }
}

impl From<&Invite> for Referrer {
    fn from(invite: &Invite) -> Self {
        Self {
            program_id: invite.program_id.clone(),
            account_id: invite.account_id.clone(),
            participant_id: invite.participant_id.clone(),
        }
    }
}

impl Signer {
    /// `name`, and after it who is behind it; nothing where there is nobody to name.
    pub(super) fn seal(
        &self,
        purpose: Purpose,
        name: &str,
        referrer: Option<&Referrer>,
    ) -> Option<String> {
        let referrer = referrer?;
        let text = format!(
            "{}#{}#{}",
            referrer.program_id, referrer.account_id, referrer.participant_id
        );
        let (cipher, nonce) = self.cipher(purpose, name)?;
        let payload = Payload {
            msg: text.as_bytes(),
            aad: name.as_bytes(),
        };
        let sealed = cipher.encrypt(&nonce, payload).ok()?;
        let sealed = BASE32_NOPAD.encode(&sealed).to_ascii_lowercase();
        Some(format!("{name}.{sealed}"))
    }

    /// The name and who is behind it, if the token was sealed here for this purpose.
    pub(super) fn unseal<'a>(
        &self,
        purpose: Purpose,
        token: &'a str,
    ) -> Option<(&'a str, Referrer)> {
        let (name, sealed) = token.rsplit_once('.')?;
        let sealed = sealed.to_ascii_uppercase();
        let sealed = BASE32_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (cipher, nonce) = self.cipher(purpose, name)?;
        let payload = Payload {
            msg: &sealed,
            aad: name.as_bytes(),
        };
        let text = String::from_utf8(cipher.decrypt(&nonce, payload).ok()?).ok()?;
        // No id holds a `#`.
        let mut ids = text.split('#');
        let referrer = Referrer {
            program_id: ids.next()?.parse().ok()?,
            account_id: ids.next()?.parse().ok()?,
            participant_id: ids.next()?.parse().ok()?,
        };
        Some((name, referrer))
    }

    /// A code is one participant's link for ever, and an invite one referrer's: under one name the
    /// same text is sealed each time. So the nonce may be made of the name, and never serves two
    /// texts.
    fn cipher(&self, purpose: Purpose, name: &str) -> Option<(ChaCha20Poly1305, Nonce)> {
        let key = Key::try_from(self.mac(purpose, "key").as_slice()).ok()?;
        let nonce = self.mac(purpose, &format!("nonce.{name}"));
        let nonce = Nonce::try_from(nonce.get(..12)?).ok()?;
        Some((ChaCha20Poly1305::new(&key), nonce))
    }
}
