//! Whether a reminder still holds: asked when its time comes, and again when it is sent.

use jiff::Timestamp;

use crate::account::{Account, Household, Participant};
use crate::id::ParticipantId;
use crate::ledger::StatementLine;
use crate::program::Program;
use crate::referral::{Referral, ReferralStatus, ReferralSummary};
use crate::reminder::{About, ReminderKind};
use crate::terms::{Eligibility, EligibilityInstant, Method, Rules};

/// All that is known when it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub program: &'a Program,
    /// The recipient's account.
    pub home: &'a Household,
    /// What the account's feed tells; empty where a reminder is about one friend only.
    pub referrals: &'a [ReferralSummary],
    pub lines: &'a [StatementLine],
    /// The account of the friend it is about, if it is about one.
    pub friend: Option<&'a Household>,
}

impl Scene<'_> {
    /// The recipient, unless they or their account are gone.
    pub fn recipient(&self, id: &ParticipantId) -> Option<&Participant> {
        let open = self.home.account.as_ref().is_some_and(Account::is_open);
        let found = self.home.participant(id);
        found.filter(|participant| open && participant.is_member())
    }

    /// Whether there is still reason to remind `recipient`.
    pub fn holds(
        &self,
        kind: ReminderKind,
        (about, recipient): (&About, &ParticipantId),
        now: Timestamp,
    ) -> bool {
        self.program.settings.reminders.sends(kind)
            && match kind {
                ReminderKind::UnusedLink => {
                    self.program.is_active()
                        && self.program.allows(Method::Link, now)
                        && self.own_referrals(recipient).next().is_none()
                }
                ReminderKind::EligibilityAtRisk => self.is_at_risk(now),
                ReminderKind::FriendNotQualified => self.waits() && !self.is_at_risk(now),
                ReminderKind::CreditExpiring => self.expires_later(about, now),
                ReminderKind::TermsChange => {
                    let About::Change { changes_at } = about else {
                        return false;
                    };
                    self.program.is_active() && self.program.changes_after(now) == Some(*changes_at)
                }
                ReminderKind::MonthlyDigest => self.changed_within(about, recipient),
            }
    }

    /// Those of the recipient's own referrals in this program.
    pub fn own_referrals<'b>(
        &'b self,
        recipient: &'b ParticipantId,
    ) -> impl Iterator<Item = &'b ReferralSummary> {
        self.referrals.iter().filter(move |referral| {
            referral.participant_id == *recipient && referral.program_id == self.program.id
        })
    }

    fn referral(&self) -> Option<(&Referral, &Rules)> {
        let referral = self.friend?.referral.as_ref()?;
        let terms = self.program.terms_version(referral.terms_version)?;
        let waits = matches!(referral.status, ReferralStatus::Attributed { .. });
        waits.then_some((referral, &terms.rules))
    }

    /// Whether the friend has yet to do what the program asks for.
    fn waits(&self) -> bool {
        self.referral().is_some()
    }

    /// Whether the referrer would earn nothing if the friend paid now, and can still mend it.
    fn is_at_risk(&self, now: Timestamp) -> bool {
        let Some((referral, rules)) = self.referral() else {
            return false;
        };
        let still_counts = match rules.eligibility_instant {
            EligibilityInstant::Qualification => true,
            EligibilityInstant::Both => self.home.paying_at(referral.signed_up_at),
            EligibilityInstant::Signup => false,
        };
        rules.eligibility == Eligibility::Paying && still_counts && !self.home.paying_at(now)
    }

    fn expires_later(&self, about: &About, now: Timestamp) -> bool {
        let About::Reward { reward_id } = about else {
            return false;
        };
        let reward = reward_id
            .parts()
            .and_then(|(_, side)| self.friend?.reward(side));
        reward
            .and_then(crate::reward::Reward::lapses_at)
            .is_some_and(|end| now < end)
    }

    /// Whether a friend of the recipient's joined, or the account's credit moved, in the month.
    fn changed_within(&self, about: &About, recipient: &ParticipantId) -> bool {
        let About::Month { from, until } = about else {
            return false;
        };
        let within = |at: Timestamp| (*from..*until).contains(&at);
        let mut own = self.own_referrals(recipient);
        own.any(|referral| within(referral.recorded_at))
            || self.lines.iter().any(|line| within(line.recorded_at))
    }
}
