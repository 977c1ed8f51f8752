//! An invite's message in words, from the program and what its sender wrote (C12, K10,
//! requirements 3.6): one way for what is sent and for what its sender sees before.

use domain::account::{Household, Participant};
use domain::draft;
use domain::id::ParticipantId;
use domain::invite_message::{InvalidInviteMessage, InviteMessage, Placeholders};
use domain::locale::Locale;
use domain::person_name::PersonName;
use domain::program::Program;
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;

use crate::frame::{Frame, Reference};
use crate::invite::{Invite, Offer};
use crate::web_address::{InvalidWebAddress, WebAddress};

/// What an invite's message is made of.
pub struct InviteLetter<'a> {
    /// What the friend reads.
    pub locale: Locale,
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
        let words = Words::of(self.locale);
        let terms_url = program.settings.terms_url.as_deref();
        let terms_url = terms_url.map(WebAddress::parse).transpose();
        Ok(Invite {
            frame: Frame {
                locale: self.locale,
                product: self.product.to_owned(),
                recipient: self.friend_name.clone(),
                postal_address: program.settings.invites.postal_address.clone(),
                unsubscribe_url: self.unsubscribe_url.clone(),
                terms_url: terms_url.map_err(Unwritable::TermsUrl)?,
                reference: self.reference.clone(),
            },
            subject: draft::subject(words, program, (self.product, self.referrer.as_str()), now),
            message: self.message(words)?,
            offer: offer(words, program, now),
            referrer_reward: referrer_reward(words, program, now),
            accept_url: self.accept_url.clone(),
            referrer: self.referrer.clone(),
        })
    }

    fn message(&self, words: &Words) -> Result<String, Unwritable> {
        let own = &self.program.settings.invites.message;
        let message = match self.message {
            Some(message) => message.clone(),
            None => InviteMessage::parse(own).map_err(Unwritable::Message)?,
        };
        Ok(message.render(&Placeholders {
            friend_name: self.friend_name.as_ref(),
            unnamed: &words.part("friend-name-unknown", &[]),
            product: self.product,
            reward: &draft::reward(words, self.program, self.now),
        }))
    }
}

fn offer(words: &Words, program: &Program, now: Timestamp) -> Option<Offer> {
    let rules = &program.terms_at(now)?.rules;
    Some(Offer {
        reward: credit(words, &draft::friend_reward(words, program, now)?),
        condition: wording::friend_condition(words, rules),
        until: rules
            .offer_ends(now)
            .map(|end| wording::until(words, end, &rules.zone())),
    })
}

fn referrer_reward(words: &Words, program: &Program, now: Timestamp) -> Option<String> {
    let offer = program.terms_at(now)?.rules.offer_at(now);
    let amount = wording::amounts(words, &offer.referrer, program.settings.currency)?;
    Some(credit(words, &amount))
}

/// `$50 credit`.
fn credit(words: &Words, amount: &str) -> String {
    words.part("credit-amount", &[("amount", amount)])
}
