//! The referrer earned credit (C18, K4).

use crate::content::{Content, Kind};
use crate::frame::{Application, Bill, Frame};
use crate::letter::{Letter, Part};
use crate::said::Said;
use crate::web_address::WebAddress;

/// What the friend did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    SignedUp,
    PaidFirst,
}

impl Cause {
    /// The name by which sentences choose their words.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::SignedUp => "signup",
            Self::PaidFirst => "paid",
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
        let said = self
            .frame
            .said()
            .with("amount", &self.amount)
            .maybe("friend", self.friend.as_deref())
            .with("cause", self.cause.key())
            .with("bill", self.bill.key())
            .maybe("until", self.held_until.as_deref())
            .maybe("about", self.application.about());
        let (timing, lines) = (said.say(self.timing()), self.lines(&said));
        let preheader = format!("{timing}. {}", lines.join(" "));
        let mut parts = vec![
            Part::Paragraph(said.say("earned-text")),
            Part::Box {
                large: timing,
                lines,
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.button(&said));
        let letter = Letter {
            frame: &self.frame,
            subject: said.say("earned-subject"),
            preheader,
            headline: said.say("earned-headline"),
            parts,
            why: said.say("mail-why"),
            unsubscribe: said.say("mail-stop-referrals"),
        };
        letter.render(Kind::CreditEarned)
    }

    fn timing(&self) -> &'static str {
        match &self.held_until {
            None => self.application.headline(),
            Some(_) => "earned-hold",
        }
    }

    fn lines(&self, said: &Said) -> Vec<String> {
        let hold = match self.cause {
            Cause::SignedUp => "earned-hold-signup",
            Cause::PaidFirst => "earned-hold-paid",
        };
        let detail = if self.held_until.is_none() {
            said.say(self.application.detail())
        } else {
            let later = said.say(self.application.later());
            format!("{} {later}", said.say(hold))
        };
        let team = (self.bill == Bill::Team).then(|| said.say("mail-team"));
        let balance = self.balance.as_ref().map(|sum| {
            let all = self.frame.said().with("amount", sum);
            all.say("earned-balance")
        });
        [Some(detail), team, balance]
            .into_iter()
            .flatten()
            .collect()
    }

    fn button(&self, said: &Said) -> Option<Part> {
        let redeem = self
            .application
            .redeem_url()
            .filter(|_| self.held_until.is_none());
        Part::credit_button(said, redeem, self.home_url.as_ref())
    }
}
