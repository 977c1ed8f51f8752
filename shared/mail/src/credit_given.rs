//! Staff gave credit, or gave back what had ended.

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// Credit by a decision of the host's staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditGiven {
    pub frame: Frame,
    /// `$10`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    pub bill: Bill,
    pub application: Application,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditGiven {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("bill", self.bill.key())
            .maybe("about", self.application.about());
        let mut parts = vec![
            Part::Paragraph(said.say("given-text")),
            Part::Box {
                large: said.say(self.application.headline()),
                lines: vec![said.say(self.application.detail())],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(
            &said,
            self.application.redeem_url(),
            self.home_url.as_ref(),
        ));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("given-subject"),
            preheader: said.say("given-preheader"),
            headline: said.say("given-subject"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-credit"),
        };
        letter.render(Kind::CreditGiven)
    }
}
