//! The invite: what a referrer's friend receives (C12 to C14, K10, K19).

use domain::person_name::PersonName;

use crate::content::{Content, Kind};
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::said::Said;
use crate::web_address::WebAddress;

/// An invite to one friend. Its frame greets the friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    pub frame: Frame,
    /// The program's own; `{referrer}`, `{product}` and `{reward}` in it are filled in.
    pub subject: String,
    /// Named in full, since the friend must know who caused the message.
    pub referrer: PersonName,
    /// The referrer's message with its placeholders filled in.
    pub message: String,
    /// What the friend gets, if the program gives friends anything.
    pub offer: Option<Offer>,
    /// What the referrer may earn by this invite, in words: said openly.
    pub referrer_reward: Option<String>,
    pub accept_url: WebAddress,
}

/// The friend's offer in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// `$50 credit`.
    pub reward: String,
    /// When it is given: `when you sign up`.
    pub condition: String,
    /// `31 May 2022, 23:59 IST`.
    pub until: Option<String>,
}

impl Invite {
    pub fn render(&self) -> Content {
        let said = self.said();
        let mut parts = vec![
            Part::Paragraph(said.say("invite-intro")),
            Part::quote(&self.message),
        ];
        parts.extend(
            self.offer
                .as_ref()
                .map(|offer| self.offer_box(offer, &said)),
        );
        parts.push(Part::button(said.say("invite-button"), &self.accept_url));
        let letter = Letter {
            frame: &self.frame,
            subject: self.subject(),
            preheader: said.say("invite-preheader"),
            headline: said.say("invite-headline"),
            parts,
            why: self.why(),
            unsubscribe: said.say("mail-stop-invites"),
        };
        letter.render(Kind::Invite)
    }

    fn said(&self) -> Said {
        let offer = self.offer.as_ref();
        self.frame
            .said()
            .with("referrer", self.referrer.as_str())
            .with("first", self.referrer.first_name())
            .maybe("reward", offer.map(|offer| offer.reward.as_str()))
            .maybe("condition", offer.map(|offer| offer.condition.as_str()))
            .maybe("until", offer.and_then(|offer| offer.until.as_deref()))
    }

    fn subject(&self) -> String {
        let reward = self.offer.as_ref().map(|offer| offer.reward.as_str());
        if self.subject.contains("{reward}") && reward.is_none() {
            return self.said().say("invite-subject-plain");
        }
        self.subject
            .replace("{product}", &self.frame.product)
            .replace("{reward}", reward.unwrap_or_default())
            .replace("{referrer}", self.referrer.as_str())
    }

    fn offer_box(&self, offer: &Offer, said: &Said) -> Part {
        let until = offer.until.as_ref().map(|_| said.say("invite-until"));
        let condition = said.say("invite-condition");
        Part::Box {
            large: said.say("invite-box"),
            lines: [Some(condition), until].into_iter().flatten().collect(),
            terms_url: self.frame.terms_url.clone(),
        }
    }

    fn why(&self) -> String {
        self.frame
            .said()
            .with("referrer", self.referrer.as_str())
            .with("first", self.referrer.first_name())
            .maybe("reward", self.referrer_reward.as_deref())
            .say("invite-why")
    }
}
