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
        let (amount, whose) = (&self.amount, self.bill.possessive());
        let of = match &self.friend {
            Some(friend) => format!(" of your credit for referring {friend}"),
            None => " of your credit".to_owned(),
        };
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {amount}{of} came off {whose} latest invoice.",
                self.frame.greeting()
            )),
            Part::Box {
                large: format!("{amount} off {whose} invoice"),
                lines: vec![
                    "The invoice shows it as applied balance.".to_owned(),
                    format!("Reference: {}", self.invoice),
                ],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("{amount} credit came off {whose} invoice"),
            preheader: "The invoice shows it as applied balance.".to_owned(),
            headline: format!("{amount} credit was used"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my credit",
        };
        letter.render(Kind::CreditApplied)
    }
}
