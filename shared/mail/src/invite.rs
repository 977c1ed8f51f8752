//! The invite: what a referrer's friend receives (C12 to C14, K10, K19).

use domain::person_name::PersonName;

use crate::content::{Content, Kind};
use crate::frame::Frame;
use crate::letter::{Letter, Part};
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
        let product = &self.frame.product;
        let (referrer, first_name) = (self.referrer.as_str(), self.referrer.first_name());
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} this is {product}. {first_name} asked us to pass this on to you:",
                self.frame.greeting()
            )),
            Part::quote(&self.message),
        ];
        parts.extend(self.offer.as_ref().map(|offer| self.offer_box(offer)));
        parts.push(Part::Button {
            label: format!("Accept {first_name}’s invite"),
            url: self.accept_url.clone(),
        });
        let letter = Letter {
            frame: &self.frame,
            subject: self.subject(),
            preheader: self.preheader(),
            headline: format!("{referrer} thinks you’d like {product}"),
            parts,
            why: self.why(),
            unsubscribe: "Not interested? Never write me again",
        };
        letter.render(Kind::Invite)
    }

    fn subject(&self) -> String {
        let reward = self.offer.as_ref().map(|offer| offer.reward.as_str());
        if self.subject.contains("{reward}") && reward.is_none() {
            return format!(
                "{} invites you to {}",
                self.referrer.as_str(),
                self.frame.product
            );
        }
        self.subject
            .replace("{product}", &self.frame.product)
            .replace("{reward}", reward.unwrap_or_default())
            .replace("{referrer}", self.referrer.as_str())
    }

    fn preheader(&self) -> String {
        match &self.offer {
            Some(offer) => format!("{} for you, {}.", offer.reward, offer.condition),
            None => format!("A personal invite from {}.", self.referrer.as_str()),
        }
    }

    fn offer_box(&self, offer: &Offer) -> Part {
        let until = offer
            .until
            .as_ref()
            .map(|until| format!("Valid until {until}."));
        let condition = format!("You get it {}, through this invite.", offer.condition);
        Part::Box {
            large: format!("{} for you", offer.reward),
            lines: [Some(condition), until].into_iter().flatten().collect(),
            terms_url: self.frame.terms_url.clone(),
        }
    }

    fn why(&self) -> String {
        let (product, referrer) = (&self.frame.product, self.referrer.as_str());
        let earns = match &self.referrer_reward {
            Some(reward) => format!(
                " {} may earn {reward} if you join.",
                self.referrer.first_name()
            ),
            None => String::new(),
        };
        format!(
            "Why did I get this? {referrer} entered your address at {product} and asked us to \
             send you this one message. You are on no mailing list.{earns}"
        )
    }
}
