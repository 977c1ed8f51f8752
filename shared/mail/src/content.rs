//! A rendered message: what the recipient reads.

use crate::header::HeaderSafe;
use crate::web_address::WebAddress;

/// Which message it is: its tag at SES and in the figures of mail providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Invite,
    CreditEarned,
    NoCredit,
    FriendCredit,
    CreditPosted,
    CreditCanceled,
    CreditExpired,
    UnusedLink,
    EligibilityAtRisk,
    CreditExpiring,
    TermsChange,
    FriendNotQualified,
    MonthlyDigest,
    CreditReversed,
    CreditReinstated,
    CreditGiven,
    CreditApplied,
}

impl Kind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::CreditEarned => "credit_earned",
            Self::NoCredit => "no_credit",
            Self::FriendCredit => "friend_credit",
            Self::CreditPosted => "credit_posted",
            Self::CreditCanceled => "credit_canceled",
            Self::CreditExpired => "credit_expired",
            Self::UnusedLink => "unused_link",
            Self::EligibilityAtRisk => "eligibility_at_risk",
            Self::CreditExpiring => "credit_expiring",
            Self::TermsChange => "terms_change",
            Self::FriendNotQualified => "friend_not_qualified",
            Self::MonthlyDigest => "monthly_digest",
            Self::CreditReversed => "credit_reversed",
            Self::CreditReinstated => "credit_reinstated",
            Self::CreditGiven => "credit_given",
            Self::CreditApplied => "credit_applied",
        }
    }
}

/// How a mail program looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
}

/// What the letter's style says of itself, where a preview has to say it.
const BOTH_SCHEMES: &str = "light dark}";
const IN_THE_DARK: &str = "@media (prefers-color-scheme:dark){";

/// Subject, text and HTML of one message, made by the `render` of its view model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub(crate) kind: Kind,
    pub(crate) subject: HeaderSafe,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) unsubscribe_url: WebAddress,
}

impl Content {
    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn subject(&self) -> &str {
        self.subject.as_str()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn html(&self) -> &str {
        &self.html
    }

    /// The HTML as a mail program of this look shows it, whatever the reader's own is.
    pub fn html_in(&self, look: Look) -> String {
        let (scheme, media) = match look {
            Look::Light => ("light}", "@media not all{"),
            Look::Dark => ("dark}", "@media all{"),
        };
        let html = self.html.replacen(BOTH_SCHEMES, scheme, 1);
        html.replacen(IN_THE_DARK, media, 1)
    }

    /// The link that stands in the footer and in `List-Unsubscribe`.
    pub fn unsubscribe_url(&self) -> &WebAddress {
        &self.unsubscribe_url
    }
}
