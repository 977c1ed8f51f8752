//! R3: credit is about to expire.

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame, REMINDERS_UNSUBSCRIBE, your_credit};
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
        let (amount, day) = (&self.amount, &self.expires_on);
        let credit = your_credit(amount, self.friend.as_deref());
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {credit} is still there, and can be used until {day}.",
                self.frame.greeting()
            )),
            Part::Box {
                large: format!("{amount} expires on {day}"),
                lines: vec![self.how()],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(
            self.application.redeem_url(),
            self.home_url.as_ref(),
        ));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your {amount} credit expires on {day}"),
            preheader: self.how(),
            headline: format!("Use your {amount} credit in time"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: REMINDERS_UNSUBSCRIBE,
        };
        letter.render(Kind::CreditExpiring)
    }

    fn how(&self) -> String {
        match &self.application {
            Application::OnRequest { .. } => self.application.detail(self.bill),
            // It would be on a bill by now if there were one for it.
            Application::NextInvoice { .. } | Application::AnnualInvoice { .. } => {
                "It has found no bill of yours yet to come off. Once your account is on a paid \
                 plan, it does so by itself."
                    .to_owned()
            }
        }
    }
}
