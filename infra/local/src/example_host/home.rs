//! `GET /v1/home`, as far as the host shows it.

use jiff::Timestamp;
use serde::Deserialize;

use crate::html::dollars;

/// What a member sees of the referral program.
#[derive(Debug, Deserialize)]
pub(crate) struct Home {
    pub(crate) program: Program,
    pub(crate) link: Option<Link>,
    pub(crate) share: Vec<Share>,
    pub(crate) draft: Option<Draft>,
    pub(crate) balance: Vec<Balance>,
    pub(crate) credits: Vec<Credit>,
    pub(crate) referrals: Vec<Referral>,
    pub(crate) notifications: Vec<Notification>,
    pub(crate) unread_count: usize,
    pub(crate) eligible: Eligible,
    pub(crate) faq: Vec<Faq>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) terms_url: Option<String>,
    /// `on_request`, where members redeem themselves, or `automatic`.
    pub(crate) application: String,
    /// Of `link` and `accept`, those that count.
    pub(crate) methods: Vec<String>,
    pub(crate) offer: Offer,
    pub(crate) invites: Invites,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Offer {
    pub(crate) words: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Invites {
    pub(crate) recipients_per_request: u32,
    /// `all`, `paying_or_verified` or `off`.
    pub(crate) editing: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Link {
    pub(crate) url: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Share {
    pub(crate) label: String,
    pub(crate) url: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Draft {
    pub(crate) subject: String,
    pub(crate) message: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Balance {
    pub(crate) pending: Amount,
    pub(crate) available: Amount,
    pub(crate) at_stripe: Amount,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Amount {
    pub(crate) amount_minor: i64,
    pub(crate) currency: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Credit {
    pub(crate) amount: Amount,
    /// `pending`, `available`, `posted`, `applied`, `reversed`, `expired` or `canceled`.
    pub(crate) state: String,
    pub(crate) since: Timestamp,
    pub(crate) explanation: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Referral {
    pub(crate) friend: String,
    /// `signed_up`, `qualified`, `expired` or `disqualified`.
    pub(crate) status: String,
    pub(crate) signed_up_at: Timestamp,
    pub(crate) explanation: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Notification {
    pub(crate) created_at: Timestamp,
    pub(crate) unread: bool,
    pub(crate) text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Eligible {
    pub(crate) paying: bool,
    pub(crate) needed: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Faq {
    pub(crate) question: String,
    pub(crate) answer: String,
}

impl Home {
    /// Credit on its way to a bill: written to the Stripe balance.
    pub(crate) fn has_posted(&self) -> bool {
        self.credits
            .iter()
            .any(|credit| matches!(credit.state.as_str(), "posted" | "applied"))
    }

    /// Credit that was earned, wherever it is now.
    pub(crate) fn has_earned(&self) -> bool {
        self.credits.iter().any(|credit| credit.state != "canceled")
    }

    /// Whether a referral has brought what the program asks for.
    pub(crate) fn has_qualified(&self) -> bool {
        self.referrals
            .iter()
            .any(|referral| referral.status == "qualified")
    }
}

impl Amount {
    /// `$50.00`; another currency by its code.
    pub(crate) fn in_words(&self) -> String {
        if self.currency.eq_ignore_ascii_case("usd") {
            dollars(self.amount_minor)
        } else {
            let amount = dollars(self.amount_minor).replace('$', "");
            format!("{amount} {}", self.currency.to_uppercase())
        }
    }
}

impl Credit {
    pub(crate) fn standing(&self) -> &str {
        match self.state.as_str() {
            "posted" => "put on your bills",
            "applied" => "taken off your bills",
            state => state,
        }
    }
}

impl Referral {
    pub(crate) fn standing(&self) -> &str {
        match self.status.as_str() {
            "signed_up" => "signed up",
            "qualified" => "signed up, and it counts",
            "disqualified" => "does not count",
            status => status,
        }
    }
}
