//! What every message has around its own words.

use domain::locale::Locale;
use domain::person_name::PersonName;
use domain::words::Words;

use crate::said::Said;
use crate::web_address::WebAddress;

/// Who writes to whom, and how it is stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What the recipient reads.
    pub locale: Locale,
    /// The product's name as customers know it.
    pub product: String,
    /// Greeted by first name, if known.
    pub recipient: Option<PersonName>,
    /// The sender's postal address on one line, as the law of many countries asks.
    pub postal_address: String,
    /// Opens the page that stops these messages; a POST to it does so at once (RFC 8058).
    pub unsubscribe_url: WebAddress,
    pub terms_url: Option<WebAddress>,
    /// By which staff find what led to this message.
    pub reference: Option<Reference>,
}

/// A request id, as it stands in the logs: 8 to 64 letters, digits, `-`, `_` or `=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// None for what could be anything else than such an id.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte);
        let is_one = (8..=64).contains(&text.len()) && text.bytes().all(is_plain);
        is_one.then(|| Self(text.to_owned()))
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Frame {
    /// The recipient's language, with what every message may name.
    pub(crate) fn said(&self) -> Said {
        let name = self.recipient.as_ref().map(PersonName::first_name);
        Said::new(Words::of(self.locale))
            .with("product", &self.product)
            .maybe("name", name)
    }
}

/// On whose bill a credit comes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bill {
    /// The recipient is the account's only member.
    Own,
    /// The account has several members: the credit is the team's (K17).
    Team,
}

impl Bill {
    /// The name by which sentences choose their words.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
        }
    }
}

/// How a credit comes to be used. Dates are in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Application {
    /// By itself, on the next invoice (K6).
    NextInvoice { about: Option<String> },
    /// By itself, on the next annual invoice, or on one that comes earlier (K7, K14).
    AnnualInvoice { about: Option<String> },
    /// When somebody asks for it (C21, C27).
    OnRequest { redeem_url: Option<WebAddress> },
}

impl Application {
    /// The day of the invoice, where it is known.
    pub(crate) fn about(&self) -> Option<&str> {
        match self {
            Self::NextInvoice { about } | Self::AnnualInvoice { about } => about.as_deref(),
            Self::OnRequest { .. } => None,
        }
    }

    /// The credit in one short line, if it can be used now.
    pub(crate) fn headline(&self) -> &'static str {
        match self {
            Self::NextInvoice { .. } => "mail-next",
            Self::AnnualInvoice { .. } => "mail-next-annual",
            Self::OnRequest { .. } => "mail-to-redeem",
        }
    }

    /// What follows that line.
    pub(crate) fn detail(&self) -> &'static str {
        match self {
            Self::NextInvoice { .. } => "mail-next-how",
            Self::AnnualInvoice { .. } => "mail-next-annual-how",
            Self::OnRequest { .. } => "mail-to-redeem-how",
        }
    }

    /// How the credit is used once whatever it waits for has come.
    pub(crate) fn later(&self) -> &'static str {
        match self {
            Self::NextInvoice { .. } => "mail-later-next",
            Self::AnnualInvoice { .. } => "mail-later-annual",
            Self::OnRequest { .. } => "mail-later-redeem",
        }
    }

    pub(crate) fn redeem_url(&self) -> Option<&WebAddress> {
        match self {
            Self::OnRequest { redeem_url } => redeem_url.as_ref(),
            Self::NextInvoice { .. } | Self::AnnualInvoice { .. } => None,
        }
    }
}
