//! What every message has around its own words.

use domain::person_name::PersonName;

use crate::web_address::WebAddress;

/// The words of the link that stops reminders, and only those.
pub(crate) const REMINDERS_UNSUBSCRIBE: &str = "Stop reminders about my referrals";

/// Who writes to whom, and how it is stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
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
    /// `Hi Bo,` or `Hi,`.
    pub(crate) fn greeting(&self) -> String {
        match &self.recipient {
            Some(name) => format!("Hi {},", name.first_name()),
            None => "Hi,".to_owned(),
        }
    }

    /// Why a participant gets a message.
    pub(crate) fn participant_why(&self) -> String {
        format!(
            "Why did I get this? You take part in the referral program of {}, and this is about \
             your own referrals.",
            self.product
        )
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
    pub(crate) fn possessive(self) -> &'static str {
        match self {
            Self::Own => "your",
            Self::Team => "your team’s",
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
    /// The credit in one short line, if it can be used now.
    pub(crate) fn headline(&self, amount: &str, bill: Bill) -> String {
        let whose = bill.possessive();
        match self {
            Self::NextInvoice { .. } => format!("{amount} off {whose} next invoice"),
            Self::AnnualInvoice { .. } => format!("{amount} off {whose} next annual invoice"),
            Self::OnRequest { .. } => format!("{amount} to redeem"),
        }
    }

    /// What follows that line.
    pub(crate) fn detail(&self, bill: Bill) -> String {
        match self {
            Self::NextInvoice { about } => {
                format!(
                    "{}It comes off by itself, and the invoice shows it.",
                    expected(about.as_deref())
                )
            }
            Self::AnnualInvoice { about } => format!(
                "{}It comes off by itself, and the invoice shows it. An upgrade or added seats that are \
                 billed earlier use it sooner.",
                expected(about.as_deref())
            ),
            Self::OnRequest { .. } => format!("Redeem it whenever you like. {}", redeemed(bill)),
        }
    }

    /// How the credit is used once whatever it waits for has come.
    pub(crate) fn later(&self, bill: Bill) -> String {
        let whose = bill.possessive();
        match self {
            Self::NextInvoice { .. } => {
                format!(
                    "Then it comes off {whose} next invoice by itself, and the invoice shows it."
                )
            }
            Self::AnnualInvoice { .. } => format!(
                "Then it comes off {whose} next annual invoice by itself, or off an upgrade or \
                 added seats that are billed earlier, and that invoice shows it."
            ),
            Self::OnRequest { .. } => format!("Then you can redeem it. {}", redeemed(bill)),
        }
    }

    pub(crate) fn redeem_url(&self) -> Option<&WebAddress> {
        match self {
            Self::OnRequest { redeem_url } => redeem_url.as_ref(),
            Self::NextInvoice { .. } | Self::AnnualInvoice { .. } => None,
        }
    }
}

fn redeemed(bill: Bill) -> String {
    format!(
        "It then comes off {} next invoice, or off an upgrade or add-on that is billed at once.",
        bill.possessive()
    )
}

/// `Expected on 3 March 2027. `, to be followed by another sentence.
pub(crate) fn expected(date: Option<&str>) -> String {
    date.map_or_else(String::new, |date| format!("Expected on {date}. "))
}

/// `your $10 credit for referring Bo K.`, or `your $10 credit` where it is the friend's own.
pub(crate) fn your_credit(amount: &str, friend: Option<&str>) -> String {
    match friend {
        Some(friend) => format!("your {amount} credit for referring {friend}"),
        None => format!("your {amount} credit"),
    }
}
