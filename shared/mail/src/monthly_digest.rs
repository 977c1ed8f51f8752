//! R6: what happened in a month.

use crate::content::{Content, Kind};
use crate::frame::{Frame, REMINDERS_UNSUBSCRIBE};
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
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} this is what your referrals came to in {}.",
                self.frame.greeting(),
                self.month
            )),
            Part::Box {
                large: self.summary(),
                lines: self.lines(),
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(Part::credit_button(None, self.home_url.as_ref()));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your referrals in {}: {}", self.month, self.summary()),
            preheader: self.lines().join(" "),
            headline: format!("Your referrals in {}", self.month),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: REMINDERS_UNSUBSCRIBE,
        };
        letter.render(Kind::MonthlyDigest)
    }

    fn summary(&self) -> String {
        let friends = match self.friends {
            0 => None,
            1 => Some("1 friend joined".to_owned()),
            many => Some(format!("{many} friends joined")),
        };
        let earned = self.earned.as_ref().map(|sum| format!("{sum} earned"));
        match (friends, earned) {
            (Some(friends), Some(earned)) => format!("{friends}, {earned}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "your credit moved".to_owned(),
        }
    }

    fn lines(&self) -> Vec<String> {
        let line =
            |sum: &Option<String>, words: &str| sum.as_ref().map(|sum| format!("{words}: {sum}."));
        [
            line(&self.earned, "Earned"),
            line(&self.on_the_bill, "Put on the bill"),
            line(&self.expired, "Expired"),
            line(&self.canceled, "Canceled"),
            line(&self.available, "Available credit in all"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
