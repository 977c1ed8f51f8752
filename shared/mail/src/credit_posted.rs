//! A credit is on the account and comes off the next invoice (K6, K8).

use crate::content::{Content, Kind};
use crate::frame::{Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A credit that went to the bill, of a referrer or of a friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditPosted {
    pub frame: Frame,
    /// `$10`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    pub bill: Bill,
    /// `3 March 2027`, where known.
    pub next_invoice_about: Option<String>,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditPosted {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("bill", self.bill.key())
            .maybe("about", self.next_invoice_about.as_deref());
        let mut parts = vec![
            Part::Paragraph(said.say("posted-text")),
            Part::Box {
                large: said.say("mail-next"),
                lines: vec![said.say("mail-next-how"), said.say("posted-rest")],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(&said, None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("posted-subject"),
            preheader: said.say("posted-preheader"),
            headline: said.say("posted-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-credit"),
        };
        letter.render(Kind::CreditPosted)
    }
}
