//! R2: a friend is there, and the referrer does not pay while the program asks for it (K3, K15).

use crate::content::{Content, Kind};
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::said::Said;
use crate::web_address::WebAddress;

/// What becomes of the credit if the friend pays first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfTooLate {
    Lost,
    /// It waits for the referrer, this many days.
    Waits {
        days: u32,
    },
}

/// Credit that an upgrade in time would save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EligibilityAtRisk {
    pub frame: Frame,
    /// First name and initial, never an address; none reads "a friend".
    pub friend: Option<String>,
    /// What there is to earn: `$10`.
    pub amount: String,
    /// When the friend's trial ends, if that is known: `8 June 2022`.
    pub trial_ends: Option<String>,
    pub if_too_late: IfTooLate,
    /// Where the referrer becomes eligible.
    pub upgrade_url: Option<WebAddress>,
}

impl EligibilityAtRisk {
    pub fn render(&self) -> Content {
        let days = match self.if_too_late {
            IfTooLate::Lost => None,
            IfTooLate::Waits { days } => Some(days.to_string()),
        };
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .maybe("day", self.trial_ends.as_deref())
            .maybe("count", days.as_deref());
        let lines = self.lines(&said);
        let preheader = lines.join(" ");
        let mut parts = vec![
            Part::Paragraph(said.say("at-risk-text")),
            Part::Box {
                large: said.say("at-risk-box"),
                lines,
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        let upgrade = self.upgrade_url.as_ref();
        parts.extend(upgrade.map(|url| Part::button(said.say("mail-upgrade"), url)));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say(match self.if_too_late {
                IfTooLate::Lost => "at-risk-subject-lost",
                IfTooLate::Waits { .. } => "at-risk-subject-kept",
            }),
            preheader,
            headline: said.say("at-risk-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-reminders"),
        };
        letter.render(Kind::EligibilityAtRisk)
    }

    fn lines(&self, said: &Said) -> Vec<String> {
        let trial = self.trial_ends.is_some().then_some("at-risk-trial");
        let late = match self.if_too_late {
            IfTooLate::Lost => "at-risk-lost",
            IfTooLate::Waits { .. } => "at-risk-kept",
        };
        let lines = [Some("at-risk-rule"), trial, Some(late)];
        lines
            .into_iter()
            .flatten()
            .map(|key| said.say(key))
            .collect()
    }
}
