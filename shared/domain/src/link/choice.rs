//! A code of the participant's own choice, which leads where their first one leads.

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::link::refused;
use crate::link::{Chosen, Code, Link};
use crate::time::days_after;
use crate::token::CodeHash;

/// Days from one choice to the next (experience 2.3): what is printed should stay what is shown.
pub const DAYS_BETWEEN: u32 = 30;

/// Why a code cannot be chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// It stands for something else here, or offends somebody.
    #[error("is not for anybody to choose: it stands for something else, or may offend")]
    NotAllowed,
    /// Somebody has it or had it; whose it is, is nobody's business.
    #[error("is taken: choose another")]
    Taken,
    #[error("can be chosen once in {DAYS_BETWEEN} days, and again from {next_at} on")]
    TooSoon { next_at: Timestamp },
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub code: &'a Code,
    /// What is kept of the code when the person behind it is erased.
    pub hash: &'a CodeHash,
    /// The name of the product, which is no code either.
    pub product: &'a str,
}

/// What is known of a code that somebody wants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The link that it leads to.
    pub link: Option<Link>,
    /// Whether it was somebody's who was erased: a code is never given again.
    pub is_retired: bool,
}

impl Link {
    /// When another code may be chosen, where that is not now.
    pub fn next_choice(&self, now: Timestamp) -> Option<Timestamp> {
        let last = self.chosen.last()?;
        let next = days_after(last.at, DAYS_BETWEEN);
        (now < next).then_some(next)
    }
}

/// Shows the link under another code; all codes that it had lead to it for good. To ask for the
/// code that is shown already changes nothing.
///
/// # Errors
/// [`Rejection`].
pub fn decide(
    own: &Link,
    wanted: Wanted<'_>,
    standing: &Standing,
    now: Timestamp,
) -> Result<ChangeSet, Rejection> {
    let mut changes = ChangeSet::default();
    if own.shown() == wanted.code {
        return Ok(changes);
    }
    let is_own = standing.link.as_ref().map(|link| link.code == own.code);
    if is_own.is_none() && !refused::may_be_chosen(wanted.code, wanted.product) {
        return Err(Rejection::NotAllowed);
    }
    if is_own == Some(false) || standing.is_retired {
        return Err(Rejection::Taken);
    }
    if let Some(next_at) = own.next_choice(now) {
        return Err(Rejection::TooSoon { next_at });
    }
    changes.write(Write::ChooseCode {
        link: Box::new(own.clone()),
        chosen: Chosen {
            code: wanted.code.clone(),
            at: now,
        },
        hash: wanted.hash.clone(),
        is_new: is_own.is_none(),
    });
    Ok(changes)
}

#[cfg(test)]
mod tests;
