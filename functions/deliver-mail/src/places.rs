//! Addresses that stand in messages.

use domain::locale::Locale;
use domain::program::Program;
use domain::suppression::MailKind;
use domain::terms::Method;
use domain::token::AddressHash;
use jiff::Timestamp;
use mail::frame::Reference;
use mail::web_address::WebAddress;
use store::Store;

use crate::{DeliverError, Keys};

impl Keys {
    /// Where one click stops mail of this kind to this address, in the language of the mail.
    pub(crate) fn unsubscribe_url(
        &self,
        kind: MailKind,
        of: &AddressHash,
        locale: Locale,
    ) -> Result<WebAddress, DeliverError> {
        let path = self.signer.unsubscribe_path(kind, of, locale);
        self.below(&path)
    }

    /// Where an invite's button leads: Accept where the program takes it, else the referrer's
    /// personal link, which for such a program is also inside the e-mail (C9, K9).
    pub(crate) async fn accept_url(
        &self,
        store: &Store,
        program: &Program,
        invite: &domain::invite::Invite,
        now: Timestamp,
    ) -> Result<Option<WebAddress>, DeliverError> {
        if program.allows(Method::Accept, now) {
            return self
                .below(&format!("/i/{}", self.signer.invite(&invite.id)))
                .map(Some);
        }
        let owner = (&invite.account_id, &invite.participant_id);
        let link = store
            .link_of(&self.signer, &invite.program_id, owner)
            .await?;
        link.map(|link| self.below(&format!("/r/{}?c=em", link.shown())))
            .transpose()
    }

    pub(crate) fn below(&self, path: &str) -> Result<WebAddress, DeliverError> {
        web_address(&format!("{}{path}", self.public_url))
    }
}

/// Names the request that led to the message.
pub(crate) fn reference() -> Option<Reference> {
    Reference::parse(&runtime::cause::request_id()?)
}

/// An address of a program's, where it has one.
pub(crate) fn optional(url: Option<&String>) -> Result<Option<WebAddress>, DeliverError> {
    url.map(|url| web_address(url)).transpose()
}

fn web_address(text: &str) -> Result<WebAddress, DeliverError> {
    WebAddress::parse(text).map_err(|error| DeliverError::Hopeless(error.to_string()))
}
