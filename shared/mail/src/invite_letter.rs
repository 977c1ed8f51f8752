//! An invite's message in words, from the program and what its sender wrote (C12, K10,
//! requirements 3.6): one way for what is sent and for what its sender sees before.

use domain::account::{Household, Participant};
use domain::draft;
use domain::id::ParticipantId;
use domain::invite_message::{InvalidInviteMessage, InviteMessage, Placeholders};
use domain::person_name::PersonName;
use domain::program::Program;
use domain::wording;
use jiff::Timestamp;

use crate::frame::{Frame, Reference};
use crate::invite::{Invite, Offer};
use crate::web_address::{InvalidWebAddress, WebAddress};

/// What an invite's message is made of.
pub struct InviteLetter<'a> {
    pub program: &'a Program,
    pub product: &'a str,
    pub referrer: PersonName,
    pub friend_name: Option<PersonName>,
    /// None for the program's own text.
    pub message: Option<&'a InviteMessage>,
    pub accept_url: WebAddress,
    pub unsubscribe_url: WebAddress,
    pub reference: Option<Reference>,
    pub now: Timestamp,
}

/// Why a program's invite cannot be written: its file was checked by other rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    #[error("the program's message {0}")]
    Message(#[source] InvalidInviteMessage),
    #[error("the program's terms_url {0}")]
    TermsUrl(#[source] InvalidWebAddress),
}

impl InviteLetter<'_> {
    /// The participant's name; else that of their business; a stranger must know who wrote (3.6).
    pub fn referrer(sender: &Household, participant: &ParticipantId) -> Option<PersonName> {
        let participant = sender.participant(participant);
        let name = participant.and_then(|participant: &Participant| participant.name.clone());
        let business = || sender.account.as_ref()?.name.clone();
        name.or_else(business)
    }

    /// The view model of the mail.
    ///
    /// # Errors
    /// [`Unwritable`] for a program whose file is older than today's checks.
    pub fn compose(&self) -> Result<Invite, Unwritable> {
        let (program, now) = (self.program, self.now);
        let terms_url = program.settings.terms_url.as_deref();
        let terms_url = terms_url.map(WebAddress::parse).transpose();
        Ok(Invite {
            frame: Frame {
                product: self.product.to_owned(),
                recipient: self.friend_name.clone(),
                postal_address: program.settings.invites.postal_address.clone(),
                unsubscribe_url: self.unsubscribe_url.clone(),
                terms_url: terms_url.map_err(Unwritable::TermsUrl)?,
                reference: self.reference.clone(),
            },
            subject: draft::subject(program, self.product, self.referrer.as_str(), now),
            message: self.words()?,
            offer: offer(program, now),
            referrer_reward: referrer_reward(program, now),
            accept_url: self.accept_url.clone(),
            referrer: self.referrer.clone(),
        })
    }

    fn words(&self) -> Result<String, Unwritable> {
        let own = &self.program.settings.invites.message;
        let message = match self.message {
            Some(message) => message.clone(),
            None => InviteMessage::parse(own).map_err(Unwritable::Message)?,
        };
        let reward = draft::friend_reward(self.program, self.now);
        Ok(message.render(&Placeholders {
            friend_name: self.friend_name.as_ref(),
            product: self.product,
            reward: reward.as_deref().unwrap_or("credit"),
        }))
    }
}

fn offer(program: &Program, now: Timestamp) -> Option<Offer> {
    let rules = &program.terms_at(now)?.rules;
    Some(Offer {
        reward: format!("{} credit", draft::friend_reward(program, now)?),
        condition: wording::friend_condition(rules).to_owned(),
        until: rules
            .offer_ends(now)
            .map(|end| wording::until(end, &rules.zone())),
    })
}

/// `$50 credit`.
fn referrer_reward(program: &Program, now: Timestamp) -> Option<String> {
    let offer = program.terms_at(now)?.rules.offer_at(now);
    let amount = wording::amounts(&offer.referrer, program.settings.currency)?;
    Some(format!("{amount} credit"))
}
