//! R2: a friend is there, and the referrer does not pay while the program asks for it (K3, K15).

use crate::content::{Content, Kind};
use crate::frame::{Frame, REMINDERS_UNSUBSCRIBE};
use crate::letter::{Letter, Part};
use crate::web_address::WebAddress;

/// What becomes of the credit if the friend pays first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfTooLate {
    Lost,
    /// It waits for the referrer, this many days.
    Waits {
        days: u32,
    },
}

/// Credit that an upgrade in time would save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EligibilityAtRisk {
    pub frame: Frame,
    /// First name and initial, never an address; none reads "a friend".
    pub friend: Option<String>,
    /// What there is to earn: `$10`.
    pub amount: String,
    /// When the friend's trial ends, if that is known: `8 June 2022`.
    pub trial_ends: Option<String>,
    pub if_too_late: IfTooLate,
    /// Where the referrer becomes eligible.
    pub upgrade_url: Option<WebAddress>,
}

impl EligibilityAtRisk {
    pub fn render(&self) -> Content {
        let friend = self.friend.as_deref().unwrap_or("your friend");
        let amount = &self.amount;
        let mut parts = vec![
            Part::Paragraph(format!(
                "{} {friend} signed up for {}. {amount} credit is yours with the first payment, \
                 if your own account is on a paid plan by then.",
                self.frame.greeting(),
                self.frame.product
            )),
            Part::Box {
                large: format!("Upgrade before {friend} pays"),
                lines: self.lines(friend),
                terms_url: self.frame.terms_url.clone(),
            },
        ];
        parts.extend(self.upgrade_url.clone().map(|url| Part::Button {
            label: "Upgrade my plan".to_owned(),
            url,
        }));
        let letter = Letter {
            frame: &self.frame,
            subject: match self.if_too_late {
                IfTooLate::Lost => {
                    format!("Upgrade before {friend} pays, or your {amount} credit is lost")
                }
                IfTooLate::Waits { .. } => {
                    format!("Upgrade to get your {amount} credit for referring {friend}")
                }
            },
            preheader: self.lines(friend).join(" "),
            headline: format!("Your {amount} credit needs a paid plan"),
            parts,
            why: self.frame.participant_why(),
            unsubscribe: REMINDERS_UNSUBSCRIBE,
        };
        letter.render(Kind::EligibilityAtRisk)
    }

    fn lines(&self, friend: &str) -> Vec<String> {
        let rule = "Only paying customers earn referral credit, and your account is not on a \
                    paid plan now."
            .to_owned();
        let when = self.trial_ends.as_ref().map(|day| {
            format!("The trial of {friend} ends on {day}; the first payment may follow at once.")
        });
        let late = match self.if_too_late {
            IfTooLate::Lost => "If the payment comes first, the credit for it is lost.".to_owned(),
            IfTooLate::Waits { days } => {
                format!("If the payment comes first, we keep the credit for you for {days} days.")
            }
        };
        [Some(rule), when, Some(late)]
            .into_iter()
            .flatten()
            .collect()
    }
}
