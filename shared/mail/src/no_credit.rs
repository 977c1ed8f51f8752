//! A friend is there and the referrer earned nothing, or not yet: why, and what mends it (3.7).

use domain::reason::Reason;
use domain::wording;

use crate::content::{Content, Kind};
use crate::credit_earned::Cause;
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::reason::{Outlook, outlook};
use crate::web_address::WebAddress;

/// A referral without credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCredit {
    pub frame: Frame,
    /// First name and initial, never an address; none reads "a friend".
    pub friend: Option<String>,
    pub cause: Cause,
    pub reason: Reason,
    /// What there was to earn: `$10`.
    pub amount: String,
    /// How long a waiting credit is kept: `3 September 2027`.
    pub kept_until: Option<String>,
    /// Where the referrer becomes eligible (K3); shown where that helps.
    pub upgrade_url: Option<WebAddress>,
}

impl NoCredit {
    pub fn render(&self) -> Content {
        let cause = self
            .cause
            .sentence(self.friend.as_deref(), &self.frame.product);
        let (subject, headline, question) = self.titles();
        let mut parts = vec![
            Part::Paragraph(format!("{} {cause}", self.frame.greeting())),
            Part::Box {
                large: question.to_owned(),
                lines: self.lines(),
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        if let Some(mend) = wording::mend(self.reason) {
            parts.push(Part::Paragraph(mend.to_owned()));
            parts.extend(self.upgrade_url.clone().map(|url| Part::Button {
                label: "Upgrade my plan".to_owned(),
                url,
            }));
        }
        let letter = Letter {
            frame: &self.frame,
            subject,
            preheader: wording::reason(self.reason).to_owned(),
            headline,
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my referrals",
        };
        letter.render(Kind::NoCredit)
    }

    fn lines(&self) -> Vec<String> {
        let is_waiting = outlook(self.reason) == Outlook::Waiting;
        let kept = self.kept_until.as_ref().filter(|_| is_waiting);
        let kept = kept.map(|date| format!("You have until {date}."));
        [Some(wording::reason(self.reason).to_owned()), kept]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Subject, headline and the question that the box answers.
    fn titles(&self) -> (String, String, &'static str) {
        let friend = self.friend.as_deref().unwrap_or("a friend");
        match outlook(self.reason) {
            Outlook::Waiting => (
                format!(
                    "Your {} credit for referring {friend} is waiting",
                    self.amount
                ),
                format!("Your {} credit is waiting", self.amount),
                "What is it waiting for?",
            ),
            Outlook::Lost => (
                format!("No credit for referring {friend}, and why"),
                format!("No credit for referring {friend}"),
                "Why not?",
            ),
        }
    }
}
