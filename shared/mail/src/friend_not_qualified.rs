//! R5: a friend signed up a while ago, and what the program asks for has not come yet.

use crate::content::{Content, Kind};
use crate::frame::{Frame, REMINDERS_UNSUBSCRIBE};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// What the friend has yet to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    FirstPayment,
    EmailVerification,
}

/// A referral that may still earn credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FriendNotQualified {
    pub frame: Frame,
    /// First name and initial, never an address; none reads "your friend".
    pub friend: Option<String>,
    /// What there is to earn: `$10`.
    pub amount: String,
    pub missing: Missing,
    /// The last day that counts: `25 May 2023`.
    pub until: String,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl FriendNotQualified {
    pub fn render(&self) -> Content {
        let friend = self.friend.as_deref().unwrap_or("your friend");
        let amount = &self.amount;
        let (event, detail) = match self.missing {
            Missing::FirstPayment => (
                format!("{friend} makes a first payment"),
                "A trial does not count.",
            ),
            Missing::EmailVerification => (
                format!("{friend} confirms their mail address"),
                "A reminder from you may help.",
            ),
        };
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {friend} signed up for {} and still has some way to go before it counts.",
                self.frame.greeting(),
                self.frame.product
            )),
            Part::Box {
                large: format!("{amount} credit when {event}"),
                lines: vec![
                    detail.to_owned(),
                    format!("It counts until {}.", self.until),
                ],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your {amount} credit comes when {event}"),
            preheader: format!("{detail} It counts until {}.", self.until),
            headline: format!("{amount} credit is still to come"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: REMINDERS_UNSUBSCRIBE,
        };
        letter.render(Kind::FriendNotQualified)
    }
}
