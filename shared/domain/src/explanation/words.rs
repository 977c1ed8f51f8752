//! Explanations in the reader's language: which sentences are said.

pub(super) mod amount;
pub(super) mod case;
pub(super) mod change;
pub(super) mod invite;
pub(super) mod summary;
pub(super) mod text;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::told::{Names, Told};
use crate::program::Program;

/// In which an explanation tells days where there is no referral.
pub(super) fn zone(program: &Program, now: Timestamp) -> TimeZone {
    let terms = program.terms_at(now);
    terms.map_or(TimeZone::UTC, |terms| terms.rules.zone())
}

/// An answer to a customer who asked, of what they may know.
pub(super) fn reply(told: &Told, names: Names<'_>) -> String {
    let reader = [("name", names.reader.unwrap_or_default())];
    let greeting = names.words.fill("reply-greeting", &reader);
    let change = told.what_would_change_it.as_deref();
    let amount = told.why_this_amount.as_deref();
    let paragraphs = [Some(greeting.as_str()), Some(&told.text), change, amount];
    let paragraphs: Vec<&str> = paragraphs.into_iter().flatten().collect();
    paragraphs.join("\n\n")
}
