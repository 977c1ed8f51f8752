//! A credit was taken off the account again, and why (E48).

use domain::reason::Reason;
use domain::wording;

use crate::content::{Content, Kind};
use crate::frame::{Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A credit taken back from a bill that was to come, of a referrer or of a friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditReversed {
    pub frame: Frame,
    /// What was taken back: `$6`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    pub bill: Bill,
    pub reason: Reason,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditReversed {
    pub fn render(&self) -> Content {
        let (amount, whose) = (&self.amount, self.bill.possessive());
        let of = match &self.friend {
            Some(friend) => format!("the credit for referring {friend}"),
            None => "the credit for joining".to_owned(),
        };
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {amount} of {of} was taken off {whose} account again.",
                self.frame.greeting()
            )),
            Part::Box {
                large: "Why?".to_owned(),
                lines: vec![
                    wording::reason(self.reason).to_owned(),
                    "What invoices have used already stays used.".to_owned(),
                ],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("{amount} credit was taken back"),
            preheader: wording::reason(self.reason).to_owned(),
            headline: format!("{amount} credit was taken back"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my credit",
        };
        letter.render(Kind::CreditReversed)
    }
}
