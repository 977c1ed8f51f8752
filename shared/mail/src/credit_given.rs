//! Staff gave credit, or gave back what had ended.

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame, your_credit};
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
        let amount = &self.amount;
        let credit = your_credit(amount, self.friend.as_deref());
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} our staff looked into {credit}, and it is yours.",
                self.frame.greeting()
            )),
            Part::Box {
                large: self.application.headline(amount, self.bill),
                lines: vec![self.application.detail(self.bill)],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(
            self.application.redeem_url(),
            self.home_url.as_ref(),
        ));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("{amount} credit is yours"),
            preheader: "Our staff looked into it.".to_owned(),
            headline: format!("{amount} credit is yours"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my credit",
        };
        letter.render(Kind::CreditGiven)
    }
}
