//! A credit ended before it was used, and why.

use domain::reason::Reason;
use domain::wording;

use crate::content::{Content, Kind};
use crate::frame::{Frame, your_credit};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A credit taken back, of a referrer or of a friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditCanceled {
    pub frame: Frame,
    /// `$10`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    pub reason: Reason,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditCanceled {
    pub fn render(&self) -> Content {
        let amount = &self.amount;
        let credit = your_credit(amount, self.friend.as_deref());
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {credit} was canceled before it reached a bill.",
                self.frame.greeting()
            )),
            Part::Box {
                large: "Why?".to_owned(),
                lines: vec![wording::reason(self.reason).to_owned()],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your {amount} credit was canceled"),
            preheader: wording::reason(self.reason).to_owned(),
            headline: format!("{amount} credit was canceled"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my credit",
        };
        letter.render(Kind::CreditCanceled)
    }
}
