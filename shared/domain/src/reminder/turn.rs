//! Somebody's time has come: who is reminded of what now, and when the next look is due.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::{Household, Participant};
use crate::agenda::Agenda;
use crate::change::{ChangeSet, Write};
use crate::id::ParticipantId;
use crate::program::Program;
use crate::referral::Referral;
use crate::reminder::condition::Scene;
use crate::reminder::moments::{self, Moment};
use crate::reminder::{Enrolment, Reminder, ReminderId, ReminderKind, ReminderSettings, policy};
use crate::reward::Reward;
use crate::terms::{Eligibility, Rules};
use crate::time::days_before;

/// Who did nothing for so many days is not told of changes any more (R4).
const ACTIVE_DAYS: u32 = 180;

/// Whose time has come.
#[derive(Debug, Clone, Copy)]
pub enum Turn<'a> {
    /// A referral that has not qualified yet: its referrer may be reminded (R2, R5).
    Referral(&'a Referral),
    /// Credit that expires: who earned it may be reminded (R3).
    Reward(&'a Reward),
    /// One who takes part (R1, R4, R6).
    Enrolment(&'a Enrolment),
}

/// What a turn comes to, before it is known whether the same was said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is to be said now, if anything.
    pub reminder: Option<Reminder>,
    /// When the record is to be looked at again, if ever.
    pub next: Option<Timestamp>,
}

impl Turn<'_> {
    /// Whether its time has really come: the index that named it may lag behind the record.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let look = match self {
            Self::Referral(referral) => referral.look(),
            Self::Reward(reward) => reward.look(),
            Self::Enrolment(_) => return true,
        };
        look.is_some_and(|look| look.agenda == Agenda::Reminders && look.at <= now)
    }

    /// What there is to say at `now`.
    ///
    /// Only the newest of what is due: after an outage nobody gets a heap of old reminders. What
    /// must wait, for the morning or for the policy, is looked at again then, and may have been
    /// overtaken by something newer.
    pub fn decide(&self, scene: &Scene<'_>, now: Timestamp) -> Decision {
        let recipient = scene.recipient(self.recipient());
        let zone = recipient.map(|recipient| policy::zone_of(recipient, scene.program, now));
        let zone = zone.unwrap_or(TimeZone::UTC);
        let moments = self.moments(scene, &zone, now);
        let next = moments::next_after(&moments, now);
        let nothing = Decision {
            reminder: None,
            next,
        };
        let (Some(recipient), Some(newest)) = (recipient, moments::newest_due(&moments, now))
        else {
            return nothing;
        };
        let about = (&newest.about, &recipient.id);
        if !scene.holds(newest.kind, about, now) || !self.may_hear(newest.kind, scene, now) {
            return nothing;
        }
        let reminder = self.reminder(newest, recipient, scene.program, now);
        let past = scene.home.reminded(&recipient.id);
        let earliest = policy::earliest(past, &zone, (reminder.id.as_str(), now));
        if earliest > now {
            return Decision {
                reminder: None,
                next: Some(next.map_or(earliest, |next| next.min(earliest))),
            };
        }
        Decision {
            reminder: Some(reminder),
            next,
        }
    }

    /// Writes the reminder down and moves the record on, all or nothing.
    ///
    /// `said` is whether this very reminder was written before; then only the record moves on.
    pub fn changes(
        &self,
        decision: &Decision,
        (scene, said): (&Scene<'_>, bool),
        now: Timestamp,
    ) -> ChangeSet {
        let mut changes = ChangeSet::default();
        if let Some(reminder) = decision.reminder.as_ref().filter(|_| !said)
            && let Some(recipient) = scene.recipient(&reminder.participant_id)
        {
            changes
                .announce(reminder.due())
                .write(Write::Reminded(policy::counted(scene.home, recipient, now)))
                .write(Write::Reminder(reminder.clone()));
        }
        changes.write(self.moved_to(decision.next));
        changes
    }

    fn recipient(&self) -> &ParticipantId {
        match self {
            Self::Referral(referral) => &referral.referrer_participant_id,
            Self::Reward(reward) => &reward.participant_id,
            Self::Enrolment(enrolment) => &enrolment.participant_id,
        }
    }

    fn moments(&self, scene: &Scene<'_>, zone: &TimeZone, now: Timestamp) -> Vec<Moment> {
        match self {
            Self::Referral(referral) => {
                let friend = scene.friend.and_then(|friend| friend.paying.as_ref());
                moments::of_referral(referral, friend)
            }
            Self::Reward(reward) => moments::of_reward(reward),
            Self::Enrolment(enrolment) => {
                moments::of_enrolment(enrolment, scene.program, (zone, now))
            }
        }
    }

    /// Changes are told to those who did something in the last half year (R4).
    fn may_hear(&self, kind: ReminderKind, scene: &Scene<'_>, now: Timestamp) -> bool {
        let (Self::Enrolment(enrolment), ReminderKind::TermsChange) = (self, kind) else {
            return true;
        };
        let since = days_before(now, ACTIVE_DAYS);
        let mut own = scene.own_referrals(&enrolment.participant_id);
        enrolment.enrolled_at > since || own.any(|referral| referral.recorded_at > since)
    }

    fn reminder(
        &self,
        moment: &Moment,
        recipient: &Participant,
        program: &Program,
        now: Timestamp,
    ) -> Reminder {
        let subject = match (self, moment.kind) {
            (Self::Referral(referral), _) => referral.id.to_string(),
            (Self::Reward(reward), _) => reward.id.to_string(),
            (Self::Enrolment(enrolment), _) => enrolment.subject(),
        };
        Reminder {
            id: ReminderId::of(moment.kind, &subject, &moment.period),
            kind: moment.kind,
            program_id: program.id.clone(),
            account_id: recipient.account_id.clone(),
            participant_id: recipient.id.clone(),
            about: moment.about.clone(),
            decided_at: now,
        }
    }

    fn moved_to(&self, next: Option<Timestamp>) -> Write {
        match self {
            Self::Referral(referral) => Write::Referral(Referral {
                remind_at: next,
                version: referral.version.saturating_add(1),
                ..(*referral).clone()
            }),
            Self::Reward(reward) => Write::Reward(Reward {
                remind_at: next,
                version: reward.version.saturating_add(1),
                ..(*reward).clone()
            }),
            Self::Enrolment(enrolment) => Write::LookAt {
                enrolment: (*enrolment).clone(),
                next,
            },
        }
    }
}

/// When a new referral is looked at for the first time.
///
/// At once where the referrer does not pay while the program asks for it (R2): the friend may pay
/// any minute.
pub(crate) fn first_look(
    referral: &Referral,
    (rules, reminders): (&Rules, ReminderSettings),
    (referrer, friend): (&Household, &Household),
) -> Option<Timestamp> {
    let must_pay = rules.eligibility == Eligibility::Paying;
    let pays = referrer.paying_at(referral.recorded_at);
    let matters = |moment: &Moment| {
        let at_once = moment.at <= referral.recorded_at;
        moment.kind != ReminderKind::EligibilityAtRisk || must_pay && !(at_once && pays)
    };
    let moments = moments::of_referral(referral, friend.paying.as_ref());
    let sent = moments.iter().filter(|it| reminders.sends(it.kind));
    sent.filter(|it| matters(it)).map(|it| it.at).min()
}

/// The referral with an earlier look, where the end of the friend's trial has become known (R2).
pub fn trial_known(friend: &Household, now: Timestamp) -> Option<Referral> {
    let referral = friend.referral.as_ref()?;
    let moments = moments::of_referral(referral, friend.paying.as_ref());
    let next = moments::next_after(&moments, now)?;
    let sooner = referral.look()?.at > next;
    sooner.then(|| Referral {
        remind_at: Some(next),
        version: referral.version.saturating_add(1),
        ..referral.clone()
    })
}
