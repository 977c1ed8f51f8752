//! A credit was taken off the account again, and why (E48).

use domain::reason::Reason;
use domain::wording;
use domain::words::Words;

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
    /// Whether an invoice had used it, and staff asked for it again.
    pub was_used: bool,
    pub reason: Reason,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditReversed {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("bill", self.bill.key());
        let reason = wording::reason(Words::of(self.frame.locale), self.reason);
        let rest = if self.was_used {
            "reversed-used"
        } else {
            "reversed-rest"
        };
        let mut parts = vec![
            Part::Paragraph(said.say("reversed-text")),
            Part::Box {
                large: said.say("mail-question"),
                lines: vec![reason.clone(), said.say(rest)],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(&said, None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("reversed-subject"),
            preheader: reason,
            headline: said.say("reversed-subject"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-credit"),
        };
        letter.render(Kind::CreditReversed)
    }
}
