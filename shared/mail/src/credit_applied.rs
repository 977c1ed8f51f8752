//! An invoice used a credit (K8).

use crate::content::{Content, Kind};
use crate::frame::{Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A credit that came off an invoice, in whole or in part, of a referrer or of a friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditApplied {
    pub frame: Frame,
    /// What the invoice used: `$10`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    pub bill: Bill,
    /// Stripe's id of the invoice, by which staff find it.
    pub invoice: String,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditApplied {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("bill", self.bill.key())
            .with("reference", &self.invoice);
        let mut parts = vec![
            Part::Paragraph(said.say("applied-text")),
            Part::Box {
                large: said.say("applied-box"),
                lines: vec![said.say("applied-how"), said.say("mail-reference")],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(&said, None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("applied-subject"),
            preheader: said.say("applied-how"),
            headline: said.say("applied-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-credit"),
        };
        letter.render(Kind::CreditApplied)
    }
}
