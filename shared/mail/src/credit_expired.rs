//! A credit was not used in time.

use crate::content::{Content, Kind};
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A credit that is gone, of a referrer or of a friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditExpired {
    pub frame: Frame,
    /// `$10`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditExpired {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref());
        let mut parts = vec![
            Part::Paragraph(said.say("expired-text")),
            Part::Box {
                large: said.say("mail-question"),
                lines: vec![said.say("expired-how")],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(&said, None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("expired-subject"),
            preheader: said.say("expired-preheader"),
            headline: said.say("expired-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-credit"),
        };
        letter.render(Kind::CreditExpired)
    }
}
