//! The one form that all messages have, as text and as HTML.

mod palette;

use askama::Template;
use domain::locale::Direction;
use domain::words::Words;

use crate::content::{Content, Kind};
use crate::frame::{Frame, Reference};
use crate::header::HeaderSafe;
use crate::said::Said;
use crate::web_address::WebAddress;
use palette::{DARK, LIGHT, Palette};

/// Mail programs show about this much of a subject.
const SUBJECT_LENGTH: usize = 120;

/// A message taken apart into what the templates know.
pub(crate) struct Letter<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) subject: String,
    /// What the inbox shows after the subject.
    pub(crate) preheader: String,
    pub(crate) headline: String,
    pub(crate) parts: Vec<Part>,
    /// Why the recipient gets this.
    pub(crate) why: String,
    /// The words of the unsubscribe link.
    pub(crate) unsubscribe: String,
}

/// A piece of a letter, from top to bottom.
pub(crate) enum Part {
    Paragraph(String),
    /// Somebody else's words, set apart so that they cannot pass for ours.
    Quote(Vec<String>),
    /// The point of the letter: a large line, and smaller ones below.
    Box {
        large: String,
        lines: Vec<String>,
        terms_url: Option<WebAddress>,
    },
    /// A button, with its address in full below.
    Button {
        label: String,
        url: WebAddress,
    },
}

impl Part {
    pub(crate) fn quote(text: &str) -> Self {
        Self::Quote(
            text.lines()
                .map(|line| line.trim_end().to_owned())
                .collect(),
        )
    }

    /// The way to redeem credit if there is one, else to look at it, if there is one.
    pub(crate) fn credit_button(
        said: &Said,
        redeem: Option<&WebAddress>,
        home: Option<&WebAddress>,
    ) -> Option<Self> {
        let redeem = redeem.map(|url| ("mail-redeem", url));
        let (label, url) = redeem.or(home.map(|url| ("mail-see-credit", url)))?;
        Some(Self::button(said.say(label), url))
    }

    pub(crate) fn button(label: String, url: &WebAddress) -> Self {
        let url = url.clone();
        Self::Button { label, url }
    }
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    letter: &'a Letter<'a>,
    light: &'static Palette,
    dark: &'static Palette,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    letter: &'a Letter<'a>,
}

impl Letter<'_> {
    /// Words that stand in every message.
    fn say(&self, key: &str) -> String {
        Words::of(self.frame.locale).say(key)
    }

    /// The side on which lines begin: mail programs know no `start`.
    fn start(&self) -> &'static str {
        match self.frame.locale.direction() {
            Direction::Ltr => "left",
            Direction::Rtl => "right",
        }
    }

    fn reference(&self, reference: &Reference) -> String {
        let values = [("reference", reference.to_string())];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Words::of(self.frame.locale).fill("mail-reference", &values)
    }

    pub(crate) fn render(&self, kind: Kind) -> Content {
        Content {
            kind,
            subject: HeaderSafe::flattened(&self.subject, SUBJECT_LENGTH),
            text: Text { letter: self }.to_string(),
            html: Html {
                letter: self,
                light: &LIGHT,
                dark: &DARK,
            }
            .to_string(),
            unsubscribe_url: self.frame.unsubscribe_url.clone(),
        }
    }
}
