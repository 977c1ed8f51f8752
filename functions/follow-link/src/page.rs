//! The page behind an invite's mail, in words.

use askama::Template;
use domain::program::Program;
use domain::terms::Rules;
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;

/// Everything a page says.
pub(crate) struct Page {
    words: &'static Words,
    product: String,
    title: String,
    heading: String,
    offer: Option<Offer>,
    paragraphs: Vec<String>,
    /// What previews of the link show. No name stands in it: whoever holds the link sees it.
    description: String,
    is_open: bool,
    signup_label: String,
}

/// The friend's own credit.
#[derive(Debug)]
struct Offer {
    /// `$50 credit for you`.
    large: String,
    lines: Vec<String>,
    terms_url: Option<String>,
}

/// Why there is no offer to accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    Paused,
    Expired,
    /// The program has ended.
    Over,
    Withdrawn,
    /// The link was cut off or altered.
    Unknown,
    /// Something of ours does not answer.
    Unavailable,
    /// Whoever looks has an account already (C34).
    Customer,
    /// Whoever looks sent it.
    Own,
}

impl Notice {
    #[cfg(test)]
    const ALL: [Self; 8] = [
        Self::Paused,
        Self::Expired,
        Self::Over,
        Self::Withdrawn,
        Self::Unknown,
        Self::Unavailable,
        Self::Customer,
        Self::Own,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Paused => "landing-paused",
            Self::Expired => "landing-expired",
            Self::Over => "landing-over",
            Self::Withdrawn => "landing-withdrawn",
            Self::Unknown => "landing-unknown",
            Self::Unavailable => "landing-unavailable",
            Self::Customer => "landing-customer",
            Self::Own => "landing-own",
        }
    }
}

/// To whom a page speaks, and of whom.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) words: &'static Words,
    pub(crate) product: &'a str,
    /// The first name of who sent the invite, where it may be said.
    pub(crate) inviter: Option<&'a str>,
}

impl Reader<'_> {
    fn say(&self, key: &str, more: &[(&str, &str)]) -> String {
        let inviter = self.inviter.unwrap_or_default();
        let mut values = vec![("product", self.product), ("inviter", inviter)];
        values.extend_from_slice(more);
        self.words.fill(key, &values)
    }
}

#[derive(Template)]
#[template(path = "invite.html")]
struct Html<'a> {
    page: &'a Page,
    nonce: &'a str,
    signup_url: &'a str,
}

impl Page {
    /// The offer of today.
    pub(crate) fn open(reader: Reader<'_>, program: &Program, now: Timestamp) -> Self {
        let offer = offer(&reader, program, now);
        let credit = offer.as_ref().map(|offer| offer.large.as_str());
        let lines = offer.as_ref().map(|offer| offer.lines.join(" "));
        let described = [
            ("credit", credit.unwrap_or_default()),
            ("lines", lines.as_deref().unwrap_or_default()),
        ];
        Self {
            heading: reader.say("landing-heading", &[]),
            paragraphs: explanations(&reader, program, now),
            description: reader.say("landing-description", &described),
            is_open: true,
            signup_label: reader.say("landing-plain", &[]),
            offer,
            ..Self::empty(reader)
        }
    }

    /// In plain words why there is nothing to accept. The way to sign up is there all the same.
    pub(crate) fn notice(reader: Reader<'_>, notice: Notice) -> Self {
        let key = notice.key();
        let more = match notice {
            Notice::Customer => Some(reader.say("landing-customer-again", &[])),
            Notice::Paused
            | Notice::Expired
            | Notice::Over
            | Notice::Withdrawn
            | Notice::Unknown
            | Notice::Unavailable
            | Notice::Own => None,
        };
        let text = reader.say(&format!("{key}-text"), &[]);
        Self {
            heading: reader.say(key, &[]),
            paragraphs: [Some(text), more].into_iter().flatten().collect(),
            ..Self::empty(reader)
        }
    }

    fn empty(reader: Reader<'_>) -> Self {
        Self {
            words: reader.words,
            product: reader.product.to_owned(),
            title: reader.say("landing-title", &[]),
            heading: String::new(),
            offer: None,
            paragraphs: Vec::new(),
            description: reader.say("landing-description", &[]),
            is_open: false,
            signup_label: reader.say("landing-sign-up", &[]),
        }
    }

    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The page as HTML, its one style sheet marked by `nonce`.
    pub(crate) fn render(&self, nonce: &str, signup_url: &str) -> askama::Result<String> {
        let html = Html {
            page: self,
            nonce,
            signup_url,
        };
        html.render()
    }
}

fn offer(reader: &Reader<'_>, program: &Program, now: Timestamp) -> Option<Offer> {
    let (words, terms) = (reader.words, program.terms_at(now)?);
    let offer = terms.rules.offer_at(now);
    let reward = wording::amounts(words, &offer.friend, program.settings.currency)?;
    let condition = wording::friend_condition(words, &terms.rules);
    let mut lines = vec![reader.say("landing-when", &[("condition", &condition)])];
    lines.extend(until(reader, &terms.rules, now));
    Some(Offer {
        large: reader.say("landing-credit", &[("amount", &reward)]),
        lines,
        terms_url: program.settings.terms_url.clone(),
    })
}

fn until(reader: &Reader<'_>, rules: &Rules, now: Timestamp) -> Option<String> {
    let end = rules.offer_ends(now)?;
    let until = wording::until(reader.words, end, &rules.zone());
    Some(reader.say("landing-until", &[("until", &until)]))
}

/// What the button does, who earns, and what becomes of the friend's address.
fn explanations(reader: &Reader<'_>, program: &Program, now: Timestamp) -> Vec<String> {
    let earned = program.terms_at(now).and_then(|terms| {
        let offer = terms.rules.offer_at(now);
        wording::amounts(reader.words, &offer.referrer, program.settings.currency)
    });
    let earns = earned.map(|reward| reader.say("landing-earns", &[("amount", &reward)]));
    let say = |key| Some(reader.say(key, &[]));
    [
        say("landing-button"),
        say("landing-new"),
        earns,
        say("landing-address"),
        say("landing-forwarded"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
