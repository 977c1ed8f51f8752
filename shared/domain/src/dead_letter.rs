//! A message that nobody could act on: kept with its reason until it is redriven or discarded.
//!
//! A message that fails again after it was redriven is the same letter, counted on. Redriving is
//! safe at any age and any number of times: the guards of every effect never expire (F18, F21).

use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::change::{ChangeSet, Write};
use crate::id::DeadLetterId;
use crate::time::days_after;

/// Letters of the outbox: announcements that cannot be published.
pub const OUTBOX: &str = "outbox";
/// Letters of rules and schedules that reached no target, and of runs that failed.
pub const UNDELIVERED: &str = "undelivered";
/// Letters of the table's stream: positions of records that were not published.
pub const STREAM_FAILURES: &str = "stream-failures";
/// Letters of reports about mail, the only ones that carry addresses.
pub const MAIL_FEEDBACK: &str = "mail-feedback";

/// The `detail-type` under which the bus brings a letter back to its queue.
pub const REDRIVEN: &str = "message.redriven";

/// Days after which a letter that carries addresses is forgotten, as those of invites are.
const DAYS_WITH_ADDRESSES: u32 = 30;
/// Days after which a letter that was settled is forgotten.
const DAYS_AFTER_SETTLED: u32 = 90;
/// Characters of an id after its prefix: 128 bits.
const ID_LENGTH: usize = 32;

/// A message as it is given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burial {
    /// The queue's name, such as `post-credits`.
    pub queue: String,
    /// The queue's id of the message: the same each time it is delivered.
    pub message_id: String,
    /// In plain words. No personal data.
    pub reason: String,
    pub body: String,
    /// What tells this message from others of the queue, and stays the same when it is redriven.
    pub subject: String,
    /// How often it was received.
    pub received: u32,
    pub sent_at: Timestamp,
    pub buried_at: Timestamp,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LetterStatus {
    /// Somebody has to look at it.
    Open,
    /// It went back to where it failed, and has not failed again.
    Redriven,
    /// Somebody decided that it is not needed.
    Discarded,
}

impl LetterStatus {
    /// The status as it stands in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Redriven => "redriven",
            Self::Discarded => "discarded",
        }
    }
}

/// A message that will not succeed by itself, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadLetter {
    pub id: DeadLetterId,
    pub queue: String,
    /// Of the delivery that failed last.
    pub message_id: String,
    pub reason: String,
    pub body: String,
    pub received: u32,
    pub sent_at: Timestamp,
    pub first_buried_at: Timestamp,
    pub buried_at: Timestamp,
    /// How often it was given up.
    pub failures: u32,
    pub status: LetterStatus,
    /// How often it was sent back, and when last.
    pub redrives: u32,
    pub redriven_at: Option<Timestamp>,
    /// Why it was discarded, in the words of who did it, and when.
    pub discard_reason: Option<String>,
    pub discarded_at: Option<Timestamp>,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

/// A letter on its way back: what the outbox carries to the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redelivery {
    /// Names this one redelivery.
    pub name: String,
    pub detail_type: String,
    /// JSON.
    pub detail: String,
    pub redriven_at: Timestamp,
}

/// Why a letter cannot be sent back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("the next run does what this one missed: there is nothing to repeat, so discard it")]
    NothingToRepeat,
    #[error("the message is not a JSON object, so no queue can take it back: discard it")]
    Unreadable,
}

impl Burial {
    /// The letter that this message is.
    pub fn letter_id(&self) -> DeadLetterId {
        DeadLetterId::of(&self.queue, &self.subject)
    }
}

impl DeadLetterId {
    /// Made of what stays the same when a message fails again.
    fn of(queue: &str, subject: &str) -> Self {
        let hash = HEXLOWER.encode(&Sha256::digest(format!("{queue}\n{subject}")));
        Self::from_hash(hash.get(..ID_LENGTH).unwrap_or(&hash))
    }
}

/// What a body is about: our event's id, else the bus's, else the function that failed, else all
/// of it.
pub fn subject_of(body: &str) -> String {
    let message: Value = serde_json::from_str(body).unwrap_or_default();
    // Announcements of the outbox carry it as text.
    let detail = match message["detail"].as_str() {
        Some(text) => serde_json::from_str(text).unwrap_or_default(),
        None => message["detail"].clone(),
    };
    let ids = [
        &detail["metadata"]["id"],
        &message["id"],
        &message["requestContext"]["functionArn"],
    ];
    let id = ids.into_iter().find_map(Value::as_str);
    id.unwrap_or(body).to_owned()
}

/// Keeps the message: a new letter, or the one that it was before, counted on. The same delivery
/// twice is one.
pub fn buried(before: Option<&DeadLetter>, burial: &Burial) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if before.is_none_or(|letter| letter.message_id != burial.message_id) {
        let letter = DeadLetter {
            id: burial.letter_id(),
            queue: burial.queue.clone(),
            message_id: burial.message_id.clone(),
            reason: burial.reason.clone(),
            body: burial.body.clone(),
            received: burial.received,
            sent_at: burial.sent_at,
            first_buried_at: before.map_or(burial.buried_at, |letter| letter.first_buried_at),
            buried_at: burial.buried_at,
            failures: before.map_or(0, |letter| letter.failures).saturating_add(1),
            status: LetterStatus::Open,
            redrives: before.map_or(0, |letter| letter.redrives),
            redriven_at: before.and_then(|letter| letter.redriven_at),
            discard_reason: None,
            discarded_at: None,
            version: before.map_or(0, |letter| letter.version).saturating_add(1),
        };
        changes.write(Write::DeadLetter(Box::new(letter)));
    }
    changes
}

/// Sends the letter back to where it failed, and to nobody else.
///
/// # Errors
/// [`Rejection`] if there is nothing that could be sent back.
pub fn redriven(letter: &DeadLetter, now: Timestamp) -> Result<ChangeSet, Rejection> {
    let redrives = letter.redrives.saturating_add(1);
    let (detail_type, detail) = letter.way_back()?;
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Redeliver(Redelivery {
            name: format!("{}.{redrives}", letter.id),
            detail_type,
            detail,
            redriven_at: now,
        }))
        .write(Write::DeadLetter(Box::new(DeadLetter {
            status: LetterStatus::Redriven,
            redrives,
            redriven_at: Some(now),
            discard_reason: None,
            discarded_at: None,
            version: letter.version.saturating_add(1),
            ..letter.clone()
        })));
    Ok(changes)
}

/// Somebody decided that the message is not needed. Its letter is kept for a while.
pub fn discarded(letter: &DeadLetter, reason: &str, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if letter.status != LetterStatus::Discarded {
        changes.write(Write::DeadLetter(Box::new(DeadLetter {
            status: LetterStatus::Discarded,
            discard_reason: Some(reason.to_owned()),
            discarded_at: Some(now),
            version: letter.version.saturating_add(1),
            ..letter.clone()
        })));
    }
    changes
}

/// The letter that a change writes, if it writes one.
pub fn written(changes: &ChangeSet) -> Option<&DeadLetter> {
    changes.writes.iter().find_map(|write| {
        if let Write::DeadLetter(letter) = write {
            return Some(&**letter);
        }
        None
    })
}

impl DeadLetter {
    /// Whether it can be sent back, and if not, why.
    ///
    /// # Errors
    /// [`Rejection`] if there is nothing that could be sent back.
    pub fn may_be_redriven(&self) -> Result<(), Rejection> {
        self.way_back().map(drop)
    }

    /// Since when the message has been on its way.
    pub fn age_at(&self, now: Timestamp) -> SignedDuration {
        now.duration_since(self.sent_at).max(SignedDuration::ZERO)
    }

    /// When the letter is forgotten, if ever: an open one without addresses is not.
    pub fn forgotten_at(&self) -> Option<Timestamp> {
        let settled_at = match self.status {
            LetterStatus::Open => None,
            LetterStatus::Redriven => self.redriven_at,
            LetterStatus::Discarded => self.discarded_at,
        };
        let settled = settled_at.map(|at| days_after(at, DAYS_AFTER_SETTLED));
        let addresses = (self.queue == MAIL_FEEDBACK)
            .then(|| days_after(self.first_buried_at, DAYS_WITH_ADDRESSES));
        settled.into_iter().chain(addresses).min()
    }

    /// The `detail-type` and the detail that bring it back.
    fn way_back(&self) -> Result<(String, String), Rejection> {
        if [UNDELIVERED, STREAM_FAILURES].contains(&self.queue.as_str()) {
            return Err(Rejection::NothingToRepeat);
        }
        let message: Value = serde_json::from_str(&self.body).unwrap_or_default();
        if self.queue == OUTBOX {
            let (detail_type, detail) = (&message["detail_type"], &message["detail"]);
            return match (detail_type.as_str(), detail.as_str()) {
                (Some(detail_type), Some(detail)) => {
                    Ok((detail_type.to_owned(), detail.to_owned()))
                }
                _ => Err(Rejection::Unreadable),
            };
        }
        if !message.is_object() {
            return Err(Rejection::Unreadable);
        }
        let detail = json!({ "queue": self.queue, "message": message });
        Ok((REDRIVEN.to_owned(), detail.to_string()))
    }
}

#[cfg(test)]
mod tests;
