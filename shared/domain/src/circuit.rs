//! The circuit: mail of a stream stops when too much of it comes back or is called spam, waits,
//! and goes on once the figures are good again (requirements S22, F40).
//!
//! Mailbox providers and SES judge the sender, not a program: so there is one circuit a stack for
//! invites, whichever program they are of, and another for mail to participants.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::invite::day_of;
use crate::time::{after, days_before};

/// Days that count, today's included.
pub const WINDOW_DAYS: u32 = 7;

/// Fewer messages than this within the window open nothing: one bounce among three says little.
pub const VOLUME_AT_LEAST: u64 = 100;

/// Bounces that open the circuit, in hundredths of a percent of what was sent: 3 %.
pub const BOUNCES_PER_10_000: u64 = 300;

/// Complaints that open it: 0.05 %. SES reviews an account at 0.1 %.
pub const COMPLAINTS_PER_10_000: u64 = 5;

/// One complaint alone never opens it; below 4,000 messages the share would say so at once.
pub const COMPLAINTS_AT_LEAST: u64 = 2;

/// How long an open circuit is not looked at again.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Mail that stands or falls together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailStream {
    /// To strangers. Bounces and complaints open its circuit.
    Invites,
    /// Notifications and reminders. Only complaints about them open its circuit: a participant
    /// whose address went bad says nothing about what the others want.
    Participants,
}

impl MailStream {
    pub const ALL: [Self; 2] = [Self::Invites, Self::Participants];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invites => "invites",
            Self::Participants => "participants",
        }
    }
}

/// What became of one message, as far as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailFact {
    /// SES took it.
    Sent,
    Bounced,
    Complained,
}

impl MailFact {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
        }
    }
}

/// One more of a day's count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailCount {
    pub stream: MailStream,
    pub fact: MailFact,
    pub day: String,
    /// The message's name: its counts are spread by it, so that no one item takes them all.
    pub message: String,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    pub sent: u64,
    pub bounced: u64,
    pub complained: u64,
}

/// What was counted on one day, or on one of its counters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTally {
    pub day: String,
    #[serde(flatten)]
    pub tally: Tally,
}

/// Why a circuit is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    Bounces,
    Complaints,
    /// SES takes nothing at all: the account is paused, or not set up.
    SendingPaused,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum CircuitState {
    Closed {
        since: Timestamp,
    },
    Open {
        since: Timestamp,
        cause: Cause,
        /// Nothing goes out before; then the figures are looked at again.
        look_at: Timestamp,
    },
}

/// The circuit of one stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circuit {
    pub stream: MailStream,
    #[serde(flatten)]
    pub state: CircuitState,
    /// What staff vouched for when they closed it: that day's count then, and all days before.
    pub forgiven: Option<DayTally>,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Circuit {
    /// As it is before anything was ever sent.
    pub fn closed(stream: MailStream) -> Self {
        Self {
            stream,
            state: CircuitState::Closed {
                since: Timestamp::UNIX_EPOCH,
            },
            forgiven: None,
            version: 0,
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, CircuitState::Open { .. })
    }

    /// Until when nothing goes out, if so.
    pub fn open_until(&self, now: Timestamp) -> Option<Timestamp> {
        match self.state {
            CircuitState::Open { look_at, .. } if now < look_at => Some(look_at),
            CircuitState::Open { .. } | CircuitState::Closed { .. } => None,
        }
    }

    /// The counts that speak for or against the stream now.
    pub fn tally(&self, days: &[DayTally], now: Timestamp) -> Tally {
        let first = day_of(days_before(now, WINDOW_DAYS.saturating_sub(1)));
        let from = self.forgiven.as_ref().map_or(&first, |it| &it.day);
        let mut tally = Tally::default();
        for day in days
            .iter()
            .filter(|day| day.day >= first && day.day >= *from)
        {
            tally.add(day.tally);
        }
        match &self.forgiven {
            Some(forgiven) if forgiven.day >= first => tally.less(forgiven.tally),
            Some(_) | None => tally,
        }
    }

    fn open(&self, since: Timestamp, cause: Cause, now: Timestamp) -> Self {
        let look_at = after(now, LOOK_AGAIN);
        self.next(CircuitState::Open {
            since,
            cause,
            look_at,
        })
    }

    fn next(&self, state: CircuitState) -> Self {
        Self {
            state,
            version: self.version.saturating_add(1),
            ..self.clone()
        }
    }
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.sent = self.sent.saturating_add(other.sent);
        self.bounced = self.bounced.saturating_add(other.bounced);
        self.complained = self.complained.saturating_add(other.complained);
    }

    fn less(self, other: Self) -> Self {
        Self {
            sent: self.sent.saturating_sub(other.sent),
            bounced: self.bounced.saturating_sub(other.bounced),
            complained: self.complained.saturating_sub(other.complained),
        }
    }

    /// Bounces in hundredths of a percent of what was sent, rounded down.
    pub fn bounced_per_10_000(self) -> u64 {
        share(self.bounced, self.sent)
    }

    /// Complaints in hundredths of a percent of what was sent, rounded down.
    pub fn complained_per_10_000(self) -> u64 {
        share(self.complained, self.sent)
    }
}

fn share(part: u64, whole: u64) -> u64 {
    part.saturating_mul(10_000).checked_div(whole).unwrap_or(0)
}

/// What the counts come to: the circuit opens, closes again, or is left as it is.
pub fn measured(circuit: &Circuit, days: &[DayTally], now: Timestamp) -> ChangeSet {
    let too_many = too_many(circuit.stream, circuit.tally(days, now));
    match (&circuit.state, too_many) {
        (CircuitState::Closed { .. }, Some(cause)) => opened(circuit, cause, now),
        (CircuitState::Open { look_at, .. }, None) if *look_at <= now => closed(circuit, now),
        (CircuitState::Open { look_at, since, .. }, Some(cause)) if *look_at <= now => {
            let mut changes = ChangeSet::default();
            changes.write(Write::Circuit(circuit.open(*since, cause, now)));
            changes
        }
        (CircuitState::Closed { .. } | CircuitState::Open { .. }, _) => ChangeSet::default(),
    }
}

/// SES takes nothing at the moment: the circuit opens, and is tried again later.
pub fn paused(circuit: &Circuit, now: Timestamp) -> ChangeSet {
    match circuit.open_until(now) {
        Some(_) => ChangeSet::default(),
        None => opened(circuit, Cause::SendingPaused, now),
    }
}

/// Staff close it: what was counted so far counts no more.
pub fn closed_by_staff(circuit: &Circuit, days: &[DayTally], now: Timestamp) -> ChangeSet {
    let day = day_of(now);
    let mut tally = Tally::default();
    for of_today in days.iter().filter(|other| other.day == day) {
        tally.add(of_today.tally);
    }
    let forgiven = Circuit {
        forgiven: Some(DayTally { day, tally }),
        ..circuit.clone()
    };
    closed(&forgiven, now)
}

fn opened(circuit: &Circuit, cause: Cause, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Circuit(circuit.open(now, cause, now)))
        .announce(Event::MailCircuitOpened {
            stream: circuit.stream,
            cause,
            opened_at: now,
        });
    changes
}

fn closed(circuit: &Circuit, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Circuit(
            circuit.next(CircuitState::Closed { since: now }),
        ))
        .announce(Event::MailCircuitClosed {
            stream: circuit.stream,
            closed_at: now,
        });
    changes
}

fn too_many(stream: MailStream, tally: Tally) -> Option<Cause> {
    if tally.sent < VOLUME_AT_LEAST {
        return None;
    }
    let bounces = tally.bounced_per_10_000() >= BOUNCES_PER_10_000;
    let complaints = tally.complained >= COMPLAINTS_AT_LEAST
        && tally.complained_per_10_000() >= COMPLAINTS_PER_10_000;
    match stream {
        MailStream::Invites | MailStream::Participants if complaints => Some(Cause::Complaints),
        MailStream::Invites if bounces => Some(Cause::Bounces),
        MailStream::Invites | MailStream::Participants => None,
    }
}

#[cfg(test)]
mod tests;
