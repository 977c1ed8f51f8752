//! R1: a link was made a week ago, and nobody signed up by it.

use crate::content::{Content, Kind};
use crate::frame::{Frame, REMINDERS_UNSUBSCRIBE};
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
        let product = &self.frame.product;
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} you made your referral link, and nobody has signed up with it yet. It goes \
                 anywhere you would write to a friend.",
                self.frame.greeting()
            )),
            Part::Box {
                large: format!("{}.", self.offer),
                lines: vec![format!("Your link: {}", self.link)],
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.home_url.clone().map(|url| Part::Button {
            label: "Refer a friend".to_owned(),
            url,
        }));
        let letter = Letter {
            frame: &self.frame,
            subject: format!("Your {product} referral link is waiting for its first friend"),
            preheader: format!("{}.", self.offer),
            headline: "Your referral link is ready".to_owned(),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: REMINDERS_UNSUBSCRIBE,
        };
        letter.render(Kind::UnusedLink)
    }
}
