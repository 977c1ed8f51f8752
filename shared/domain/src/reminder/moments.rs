//! When each reminder's time comes. Nothing here asks whether it still holds.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::paying::Paying;
use crate::program::Program;
use crate::referral::{Referral, ReferralStatus};
use crate::reminder::{About, Enrolment, ReminderKind};
use crate::reward::Reward;
use crate::time::{after, days_after, days_before, spread};

/// R1: a link that was not used for so many days.
const UNUSED_LINK_DAYS: u32 = 7;

/// R2: before the end of the friend's trial.
const BEFORE_TRIAL_END_DAYS: u32 = 3;

/// R3: before credit expires, the first warning first.
const BEFORE_EXPIRY_DAYS: [u32; 2] = [30, 7];

/// R4: before what is promised changes.
const BEFORE_CHANGE_DAYS: [u32; 2] = [7, 1];

/// R5: after the friend's signup.
const NOT_QUALIFIED_DAYS: u32 = 14;

/// R6: the hour of the month's first day from which on digests go out, and for how long.
const DIGEST_HOUR: i8 = 9;
const DIGESTS_SPREAD: SignedDuration = SignedDuration::from_mins(120);

/// One time at which something may have to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub kind: ReminderKind,
    /// What tells it from other moments of the same kind and subject.
    pub(crate) period: String,
    pub at: Timestamp,
    pub about: About,
}

/// The newest of those whose time has come, which is all that is said after an outage.
pub(crate) fn newest_due(moments: &[Moment], now: Timestamp) -> Option<&Moment> {
    let due = moments.iter().filter(|moment| moment.at <= now);
    due.max_by_key(|moment| moment.at)
}

/// When the next one's time comes.
pub(crate) fn next_after(moments: &[Moment], now: Timestamp) -> Option<Timestamp> {
    let later = moments.iter().map(|moment| moment.at);
    later.filter(|at| *at > now).min()
}

/// R2 and R5: of a referral that has not qualified yet.
pub(crate) fn of_referral(referral: &Referral, friend: Option<&Paying>) -> Vec<Moment> {
    let ReferralStatus::Attributed { expires_at } = &referral.status else {
        return Vec::new();
    };
    let about = About::Referral {
        friend_account_id: referral.friend_account_id.clone(),
    };
    let moment = |kind, period: &str, at| Moment {
        kind,
        period: period.to_owned(),
        at,
        about: about.clone(),
    };
    let risk = ReminderKind::EligibilityAtRisk;
    let not_qualified = days_after(referral.signed_up_at, NOT_QUALIFIED_DAYS);
    let mut moments = vec![
        moment(risk, "signup", referral.recorded_at),
        moment(ReminderKind::FriendNotQualified, "once", not_qualified),
    ];
    if let Some(end) = friend.and_then(|paying| paying.trial_ends_at) {
        let warning = days_before(end, BEFORE_TRIAL_END_DAYS);
        moments.push(moment(risk, "trial", warning));
    }
    moments.retain(|moment| moment.at < *expires_at);
    moments
}

/// R3: of credit that expires.
pub(crate) fn of_reward(reward: &Reward) -> Vec<Moment> {
    let Some(end) = reward.lapses_at() else {
        return Vec::new();
    };
    let moment = |days: u32| Moment {
        kind: ReminderKind::CreditExpiring,
        period: days.to_string(),
        at: days_before(end, days),
        about: About::Reward {
            reward_id: reward.id.clone(),
        },
    };
    BEFORE_EXPIRY_DAYS.map(moment).into()
}

/// The first warning after `from` of credit that expires at `end`.
pub(crate) fn first_warning(end: Timestamp, from: Timestamp) -> Option<Timestamp> {
    let warnings = BEFORE_EXPIRY_DAYS.map(|days| days_before(end, days));
    warnings.into_iter().filter(|at| *at > from).min()
}

/// When one who made a link is looked at for the first time.
pub fn first_look(enrolment: &Enrolment, program: &Program) -> Option<Timestamp> {
    let zone = program.terms_at(enrolment.enrolled_at)?.rules.zone();
    let moments = of_enrolment(enrolment, program, (&zone, enrolment.enrolled_at));
    next_after(&moments, enrolment.enrolled_at)
}

/// R1, R4 and R6: of one who takes part; those around `now`.
pub(crate) fn of_enrolment(
    enrolment: &Enrolment,
    program: &Program,
    (zone, now): (&TimeZone, Timestamp),
) -> Vec<Moment> {
    let mut moments: Vec<Moment> = months(enrolment, zone, now).into();
    if let Some(code) = &enrolment.code {
        moments.push(Moment {
            kind: ReminderKind::UnusedLink,
            period: "once".to_owned(),
            at: days_after(enrolment.enrolled_at, UNUSED_LINK_DAYS),
            about: About::Link { code: code.clone() },
        });
    }
    if let Some(changes_at) = program.changes_after(now) {
        let name = enrolment.subject();
        let moment = |days: u32| Moment {
            kind: ReminderKind::TermsChange,
            period: format!("{changes_at}.{days}"),
            at: after(days_before(changes_at, days), spread(&name, DIGESTS_SPREAD)),
            about: About::Change { changes_at },
        };
        moments.extend(BEFORE_CHANGE_DAYS.map(moment));
    }
    moments.retain(|moment| {
        moment.at > enrolment.enrolled_at && program.settings.reminders.sends(moment.kind)
    });
    moments
}

/// The digest of the last month that is over, and that of the month which goes on.
fn months(enrolment: &Enrolment, zone: &TimeZone, now: Timestamp) -> [Moment; 2] {
    let this = now.to_zoned(zone.clone()).date().first_of_month();
    let last = this.yesterday().map_or(this, Date::first_of_month);
    let next = days_into_next_month(this);
    let digest = |from: Date, until: Date| Moment {
        kind: ReminderKind::MonthlyDigest,
        period: from.strftime("%Y-%m").to_string(),
        at: after(
            instant(until.at(DIGEST_HOUR, 0, 0, 0), zone),
            spread(&enrolment.subject(), DIGESTS_SPREAD),
        ),
        about: About::Month {
            from: instant(from.at(0, 0, 0, 0), zone),
            until: instant(until.at(0, 0, 0, 0), zone),
        },
    };
    [digest(last, this), digest(this, next)]
}

fn days_into_next_month(first: Date) -> Date {
    first.last_of_month().tomorrow().unwrap_or(first)
}

fn instant(local: DateTime, zone: &TimeZone) -> Timestamp {
    let found = zone.to_ambiguous_timestamp(local).compatible();
    found.unwrap_or(Timestamp::MAX)
}
