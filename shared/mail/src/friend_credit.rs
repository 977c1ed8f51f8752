//! The friend has signed up and gets credit too (C2).

use domain::person_name::PersonName;

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// When the friend's credit is given (C31).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    Now,
    AfterFirstPayment,
}

/// Credit of a friend who signed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FriendCredit {
    pub frame: Frame,
    /// `$50`.
    pub amount: String,
    /// Named by first name; none where the referrer is gone.
    pub referrer: Option<PersonName>,
    pub release: Release,
    pub bill: Bill,
    pub application: Application,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl FriendCredit {
    pub fn render(&self) -> Content {
        let (product, amount) = (&self.frame.product, &self.amount);
        let referrer = self.referrer.as_ref().map(PersonName::first_name);
        let welcome = match referrer {
            Some(name) => format!("welcome to {product}! {name} referred you, so this is yours:"),
            None => format!("welcome to {product}! You were referred, so this is yours:"),
        };
        let headline = match referrer {
            Some(name) => format!("You’re in – {amount} off, from {name}"),
            None => format!("You’re in – {amount} off {product}"),
        };
        let mut parts = vec![
            Part::Paragraph(format!("{} {welcome}", self.frame.greeting())),
            Part::Box {
                large: self.timing(),
                lines: vec![self.detail()],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.button());
        let letter = Letter {
            frame: &self.frame,
            subject: headline.clone(),
            preheader: format!("{}. {}", self.timing(), self.detail()),
            headline,
            parts,
            why: format!(
                "Why did I get this? You signed up for {product} on a referral, and this is about \
                 the credit that came with it."
            ),
            unsubscribe: "Stop mails about referral credit",
        };
        letter.render(Kind::FriendCredit)
    }

    fn timing(&self) -> String {
        match self.release {
            Release::Now => self.application.headline(&self.amount, self.bill),
            Release::AfterFirstPayment => format!("{} after your first payment", self.amount),
        }
    }

    fn detail(&self) -> String {
        match self.release {
            Release::Now => self.application.detail(self.bill),
            Release::AfterFirstPayment => self.application.later(self.bill),
        }
    }

    fn button(&self) -> Option<Part> {
        let redeem = self
            .application
            .redeem_url()
            .filter(|_| self.release == Release::Now);
        Part::credit_button(redeem, self.home_url.as_ref())
    }
}
