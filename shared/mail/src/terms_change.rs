//! R4: what is promised changes soon.

use crate::content::{Content, Kind};
use crate::frame::{Frame, REMINDERS_UNSUBSCRIBE};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// An offer that ends, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsChange {
    pub frame: Frame,
    /// `31 May 2022, 23:59 IST`: the last minute of what holds now.
    pub until: String,
    /// What is earned now, as a sentence without its full stop.
    pub now: String,
    /// What is earned afterwards; none where it is the same, and other terms change.
    pub then: Option<String>,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl TermsChange {
    pub fn render(&self) -> Content {
        let until = &self.until;
        let then = match &self.then {
            Some(then) => format!("Afterwards: {then}."),
            None => "Afterwards other terms hold; the amounts stay the same.".to_owned(),
        };
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} the terms of the referral program of {} change. Friends who sign up by then \
                 still count under those of today.",
                self.frame.greeting(),
                self.frame.product
            )),
            Part::Box {
                large: format!("Until {until}: {}.", self.now),
                lines: vec![then.clone()],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.home_url.clone().map(|url| Part::Button {
            label: "Refer a friend".to_owned(),
            url,
        }));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Until {until}: {}", self.now),
            preheader: then,
            headline: "The referral terms change soon".to_owned(),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: REMINDERS_UNSUBSCRIBE,
        };
        letter.render(Kind::TermsChange)
    }
}
