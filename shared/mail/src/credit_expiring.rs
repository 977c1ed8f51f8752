//! R3: credit is about to expire.

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// Credit that is lost unless it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditExpiring {
    pub frame: Frame,
    /// `$10`.
    pub amount: String,
    /// Whom it was earned by; none where it is the friend's own credit.
    pub friend: Option<String>,
    /// The day of expiry: `24 June 2022`.
    pub expires_on: String,
    pub bill: Bill,
    pub application: Application,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditExpiring {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("day", &self.expires_on)
            .with("bill", self.bill.key());
        let how = said.say(self.how());
        let mut parts = vec![
            Part::Paragraph(said.say("expiring-text")),
            Part::Box {
                large: said.say("expiring-box"),
                lines: vec![how.clone()],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(
            &said,
            self.application.redeem_url(),
            self.home_url.as_ref(),
        ));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("expiring-subject"),
            preheader: how,
            headline: said.say("expiring-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-reminders"),
        };
        letter.render(Kind::CreditExpiring)
    }

    fn how(&self) -> &'static str {
        match &self.application {
            Application::OnRequest { .. } => self.application.detail(),
            // It would be on a bill by now if there were one for it.
            Application::NextInvoice { .. } | Application::AnnualInvoice { .. } => "expiring-how",
        }
    }
}
