//! The friend has signed up and gets credit too (C2).

use domain::person_name::PersonName;

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame};
use crate::letter::{Letter, Part};
use crate::said::Said;
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
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe(
                "referrer",
                self.referrer.as_ref().map(PersonName::first_name),
            )
            .with("bill", self.bill.key())
            .maybe("about", self.application.about());
        let (timing, detail) = match self.release {
            Release::Now => (self.application.headline(), self.application.detail()),
            Release::AfterFirstPayment => ("welcome-later", self.application.later()),
        };
        let (timing, detail) = (said.say(timing), said.say(detail));
        let preheader = format!("{timing}. {detail}");
        let mut parts = vec![
            Part::Paragraph(said.say("welcome-text")),
            Part::Box {
                large: timing,
                lines: vec![detail],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.button(&said));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("welcome-headline"),
            preheader,
            headline: said.say("welcome-headline"),
            parts,
            why: said.say("mail-why-friend"),
            unsubscribe: said.say("mail-stop-friend"),
        };
        letter.render(Kind::FriendCredit)
    }

    fn button(&self, said: &Said) -> Option<Part> {
        let redeem = self
            .application
            .redeem_url()
            .filter(|_| self.release == Release::Now);
        Part::credit_button(said, redeem, self.home_url.as_ref())
    }
}
