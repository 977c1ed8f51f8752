//! A friend is there and the referrer earned nothing, or not yet: why, and what mends it (3.7).

use domain::reason::Reason;
use domain::wording;
use domain::words::Words;

use crate::content::{Content, Kind};
use crate::credit_earned::Cause;
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::reason::{Outlook, outlook};
use crate::said::Said;
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
        let words = Words::of(self.frame.locale);
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("cause", self.cause.key())
            .maybe("until", self.kept_until.as_deref());
        let (subject, headline, question) = self.titles();
        let reason = wording::reason(words, self.reason);
        let mut parts = vec![
            Part::Paragraph(said.say("no-credit-text")),
            Part::Box {
                large: said.say(question),
                lines: self.lines(&reason, &said),
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        if let Some(mend) = wording::mend(words, self.reason) {
            parts.push(Part::Paragraph(mend));
            let upgrade = self.upgrade_url.as_ref();
            parts.extend(upgrade.map(|url| Part::button(said.say("mail-upgrade"), url)));
        }
        let letter = Letter {
            frame: &self.frame,
            subject: said.say(subject),
            preheader: reason,
            headline: said.say(headline),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-referrals"),
        };
        letter.render(Kind::NoCredit)
    }

    fn lines(&self, reason: &str, said: &Said) -> Vec<String> {
        let is_waiting = outlook(self.reason) == Outlook::Waiting;
        let kept = self.kept_until.as_ref().filter(|_| is_waiting);
        let kept = kept.map(|_| said.say("no-credit-until"));
        [Some(reason.to_owned()), kept]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Subject, headline and the question that the box answers.
    fn titles(&self) -> (&'static str, &'static str, &'static str) {
        match outlook(self.reason) {
            Outlook::Waiting => (
                "no-credit-waiting-subject",
                "no-credit-waiting-headline",
                "no-credit-waiting-question",
            ),
            Outlook::Lost => (
                "no-credit-subject",
                "no-credit-headline",
                "no-credit-question",
            ),
        }
    }
}
