//! R5: a friend signed up a while ago, and what the program asks for has not come yet.

use crate::content::{Content, Kind};
use crate::frame::Frame;
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
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("until", &self.until);
        let (subject, large, how) = match self.missing {
            Missing::FirstPayment => (
                "not-yet-subject-paid",
                "not-yet-box-paid",
                "not-yet-how-paid",
            ),
            Missing::EmailVerification => (
                "not-yet-subject-verified",
                "not-yet-box-verified",
                "not-yet-how-verified",
            ),
        };
        let lines = vec![said.say(how), said.say("not-yet-until")];
        let preheader = lines.join(" ");
        let mut parts = vec![
            Part::Paragraph(said.say("not-yet-text")),
            Part::Box {
                large: said.say(large),
                lines,
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(&said, None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say(subject),
            preheader,
            headline: said.say("not-yet-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-reminders"),
        };
        letter.render(Kind::FriendNotQualified)
    }
}
