//! R6: what happened in a month.

use crate::content::{Content, Kind};
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A month of referrals and credit. A sum that nothing came to is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyDigest {
    pub frame: Frame,
    /// `May 2022`.
    pub month: String,
    /// Friends of the participant's who signed up.
    pub friends: usize,
    /// `$20`.
    pub earned: Option<String>,
    pub on_the_bill: Option<String>,
    pub expired: Option<String>,
    pub canceled: Option<String>,
    /// All credit that is available now.
    pub available: Option<String>,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl MonthlyDigest {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("month", &self.month)
            .with("count", &self.friends.to_string())
            .maybe("earned", self.earned.as_deref());
        let lines = self.lines();
        let preheader = lines.join(" ");
        let mut parts = vec![
            Part::Paragraph(said.say("digest-text")),
            Part::Box {
                large: said.say("digest-summary"),
                lines,
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(&said, None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("digest-subject"),
            preheader,
            headline: said.say("digest-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-reminders"),
        };
        letter.render(Kind::MonthlyDigest)
    }

    fn lines(&self) -> Vec<String> {
        let line = |sum: &Option<String>, key: &str| {
            let said = |sum: &String| self.frame.said().with("amount", sum).say(key);
            sum.as_ref().map(said)
        };
        [
            line(&self.earned, "digest-earned"),
            line(&self.on_the_bill, "digest-bill"),
            line(&self.expired, "digest-expired"),
            line(&self.canceled, "digest-canceled"),
            line(&self.available, "earned-balance"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
