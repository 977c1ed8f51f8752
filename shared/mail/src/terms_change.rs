//! R4: what is promised changes soon.

use crate::content::{Content, Kind};
use crate::frame::Frame;
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
        let said = self
            .frame
            .said()
            .with("until", &self.until)
            .with("offer", &self.now)
            .maybe("then", self.then.as_deref());
        let mut parts = vec![
            Part::Paragraph(said.say("terms-text")),
            Part::Box {
                large: said.say("terms-box"),
                lines: vec![said.say("terms-then")],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        let home = self.home_url.as_ref();
        parts.extend(home.map(|url| Part::button(said.say("mail-refer"), url)));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("terms-subject"),
            preheader: said.say("terms-then"),
            headline: said.say("terms-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-reminders"),
        };
        letter.render(Kind::TermsChange)
    }
}
