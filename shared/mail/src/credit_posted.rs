//! A credit is on the account and comes off the next invoice (K6, K8).

use crate::content::{Content, Kind};
use crate::frame::{Bill, Frame, expected, your_credit};
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
        let (amount, whose) = (&self.amount, self.bill.possessive());
        let credit = your_credit(amount, self.friend.as_deref());
        let large = format!("{amount} off {whose} next invoice");
        let shown = format!(
            "{}It comes off by itself, and the invoice shows it.",
            expected(self.next_invoice_about.as_deref())
        );
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {credit} is on {whose} account now.",
                self.frame.greeting()
            )),
            Part::Box {
                large: large.clone(),
                lines: vec![
                    shown,
                    "Whatever one invoice leaves of it carries over to the next.".to_owned(),
                ],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your {amount} credit comes off {whose} next invoice"),
            preheader: format!("{large}. Whatever one invoice leaves of it carries over."),
            headline: format!("{amount} credit is on {whose} account"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my credit",
        };
        letter.render(Kind::CreditPosted)
    }
}
