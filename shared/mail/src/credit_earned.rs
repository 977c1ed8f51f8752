//! The referrer earned credit (C18, K4).

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// What the friend did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    SignedUp,
    PaidFirst,
}

impl Cause {
    /// `friend` is a first name with an initial, never an address.
    pub(crate) fn sentence(self, friend: Option<&str>, product: &str) -> String {
        let friend = match friend {
            Some(friend) => format!("your friend {friend}"),
            None => "a friend of yours".to_owned(),
        };
        match self {
            Self::SignedUp => format!("{friend} signed up for {product}."),
            Self::PaidFirst => format!("{friend} made a first payment to {product}."),
        }
    }
}

/// Credit earned by one referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditEarned {
    pub frame: Frame,
    /// `$10`.
    pub amount: String,
    /// First name and initial, never an address; none reads "a friend".
    pub friend: Option<String>,
    pub cause: Cause,
    pub bill: Bill,
    /// While the credit waits: `14 June 2022`.
    pub held_until: Option<String>,
    pub application: Application,
    /// All credit that is available now: `$30`.
    pub balance: Option<String>,
    /// The Refer and Earn page.
    pub home_url: Option<WebAddress>,
}

impl CreditEarned {
    pub fn render(&self) -> Content {
        let cause = self
            .cause
            .sentence(self.friend.as_deref(), &self.frame.product);
        let friend = self.friend.as_deref().unwrap_or("a friend");
        let mut parts = vec![
            Part::Paragraph(format!("{} good news: {cause}", self.frame.greeting())),
            Part::Box {
                large: self.timing(),
                lines: self.lines(),
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.button());
        let letter = Letter {
            frame: &self.frame,
            subject: format!("You earned {} credit for referring {friend}", self.amount),
            preheader: format!("{}. {}", self.timing(), self.lines().join(" ")),
            headline: format!("You earned {} credit", self.amount),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: "Stop mails about my referrals",
        };
        letter.render(Kind::CreditEarned)
    }

    fn timing(&self) -> String {
        match &self.held_until {
            None => self.application.headline(&self.amount, self.bill),
            Some(date) => format!("{} on hold until {date}", self.amount),
        }
    }

    fn lines(&self) -> Vec<String> {
        let detail = match (&self.held_until, self.cause) {
            (None, _) => self.application.detail(self.bill),
            (Some(_), Cause::SignedUp) => format!(
                "We wait to be sure that the sign-up is genuine. {}",
                self.application.later(self.bill)
            ),
            (Some(_), Cause::PaidFirst) => format!(
                "We wait in case the payment is refunded. {}",
                self.application.later(self.bill)
            ),
        };
        let team = match self.bill {
            Bill::Own => None,
            Bill::Team => Some("It goes to your team’s bill, not to one person.".to_owned()),
        };
        let balance = self
            .balance
            .as_ref()
            .map(|sum| format!("Available credit in all: {sum}."));
        [Some(detail), team, balance]
            .into_iter()
            .flatten()
            .collect()
    }

    fn button(&self) -> Option<Part> {
        let redeem = self
            .application
            .redeem_url()
            .filter(|_| self.held_until.is_none());
        Part::credit_button(redeem, self.home_url.as_ref())
    }
}
