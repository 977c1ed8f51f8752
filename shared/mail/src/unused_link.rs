//! R1: a link was made a week ago, and nobody signed up by it.

use crate::content::{Content, Kind};
use crate::frame::Frame;
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// A link that waits to be passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedLink {
    pub frame: Frame,
    /// What there is to earn, as a sentence without its full stop.
    pub offer: String,
    /// The participant's own link.
    pub link: WebAddress,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl UnusedLink {
    pub fn render(&self) -> Content {
        let said = self
            .frame
            .said()
            .with("offer", &self.offer)
            .with("url", &self.link.to_string());
        let mut parts = vec![
            Part::Paragraph(said.say("unused-text")),
            Part::Box {
                large: said.say("unused-box"),
                lines: vec![said.say("unused-link")],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        let home = self.home_url.as_ref();
        parts.extend(home.map(|url| Part::button(said.say("mail-refer"), url)));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("unused-subject"),
            preheader: said.say("unused-box"),
            headline: said.say("unused-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-reminders"),
        };
        letter.render(Kind::UnusedLink)
    }
}
