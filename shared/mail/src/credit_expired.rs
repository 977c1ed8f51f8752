//! A credit was not used in time.

use crate::content::{Content, Kind};
use crate::frame::{Frame, your_credit};
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
        let amount = &self.amount;
        let credit = your_credit(amount, self.friend.as_deref());
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {credit} was not used in time and has expired.",
                self.frame.greeting()
            )),
            Part::Box {
                large: "Why?".to_owned(),
                lines: vec![
                    "Credit of this program can be used for a limited time, as its terms say."
                        .to_owned(),
                ],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your {amount} credit has expired"),
            preheader: "It was not used in time.".to_owned(),
            headline: format!("{amount} credit has expired"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my credit",
        };
        letter.render(Kind::CreditExpired)
    }
}
