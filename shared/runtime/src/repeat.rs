//! POSTs that may be sent again: the same `Idempotency-Key` with the same request has one effect
//! and gets the same answer (design 9).
//!
//! The answer is made before the effect is stored, and is kept in the effect's own transaction,
//! sealed: it takes the caller's key to read it. Whoever meets a kept answer, when storing or when
//! something else went wrong, gives that one.

use domain::change::{ChangeSet, Write};
use domain::repeat::{CallId, Fingerprint, KeptAnswer};
use jiff::Timestamp;

use crate::problem::{Kind, Problem};

pub mod answer;
pub mod call;
mod seal;
#[cfg(test)]
mod tests;

use answer::Answer;
use seal::Seal;

/// For a key that came before with another request.
pub const KEY_REUSED: Kind = Kind {
    slug: "idempotency-key-reused",
    status: 409,
    title: "This Idempotency-Key belongs to another request",
};

/// A call that has one effect; without a key, any call.
#[derive(Debug)]
pub struct Once(Option<Named>);

#[derive(Debug)]
struct Named {
    call: CallId,
    request: Fingerprint,
    seal: Seal,
    now: Timestamp,
}

/// Why a call came to no answer of its own.
#[derive(Debug)]
pub enum Unanswered {
    Problem(Problem),
    /// It was answered before, or its key was used for another call.
    Before(Box<KeptAnswer>),
}

impl Unanswered {
    /// For `map_err`, of the table's errors: one of them is the answer that was kept before.
    pub fn of<E>(error: E) -> Self
    where
        E: std::error::Error,
        Box<KeptAnswer>: TryFrom<E, Error = E>,
    {
        match Box::try_from(error) {
            Ok(kept) => Self::Before(kept),
            Err(error) => Self::Problem(Problem::unavailable(error)),
        }
    }
}

impl From<Problem> for Unanswered {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Once {
    /// What is to be kept of this answer, in the transaction of its effect.
    pub fn kept(&self, answer: &Answer) -> Option<KeptAnswer> {
        let named = self.0.as_ref()?;
        Some(named.record(Some(named.seal.close(&named.aad(), &answer.plain()))))
    }

    /// Keeps the answer beside the changes that it tells of.
    pub fn keep(&self, answer: impl FnOnce(&ChangeSet) -> Answer, changes: &mut ChangeSet) {
        if self.0.is_some() {
            let kept = self.kept(&answer(changes));
            changes.writes.extend(kept.map(Write::Answer));
        }
    }

    /// Marks the call as begun, beside a part of what it changes: from now on its key is taken.
    pub fn begin(&self, changes: &mut ChangeSet) {
        let begun = self.0.as_ref().map(|named| named.record(None));
        changes.writes.extend(begun.map(Write::Answer));
    }

    /// The answer of this call, or of the same call before. `find` reads what was kept; it is asked
    /// only where the call came to nothing.
    ///
    /// # Errors
    /// The call's own problem, and 409 if the key was used for another call.
    pub async fn settle<F, E>(
        self,
        result: Result<Answer, Unanswered>,
        find: impl FnOnce(CallId) -> F,
    ) -> Result<Answer, Problem>
    where
        F: Future<Output = Result<Option<KeptAnswer>, E>>,
    {
        let problem = match (result, &self.0) {
            (Ok(answer), _) => return Ok(answer),
            (Err(Unanswered::Before(kept)), Some(named)) => return named.replay(&kept),
            (Err(Unanswered::Before(_)), None) => return Err(Problem::internal()),
            (Err(Unanswered::Problem(problem)), None) => return Err(problem),
            (Err(Unanswered::Problem(problem)), Some(_)) => problem,
        };
        let Some(named) = self.0 else {
            return Err(problem);
        };
        // What cannot be read changes nothing: the call's own problem stands.
        let kept = find(named.call.clone()).await.ok().flatten();
        match kept.filter(|kept| named.now < kept.forgotten_at()) {
            Some(kept) if kept.sealed.is_some() || kept.request != named.request => {
                named.replay(&kept)
            }
            Some(_) | None => Err(problem),
        }
    }
}

impl Named {
    fn record(&self, sealed: Option<String>) -> KeptAnswer {
        KeptAnswer {
            call: self.call.clone(),
            request: self.request.clone(),
            sealed,
            kept_at: self.now,
        }
    }

    /// An answer cannot be moved from one call or request to another.
    fn aad(&self) -> Vec<u8> {
        format!("{}.{}", self.call.as_str(), self.request.as_str()).into_bytes()
    }

    fn replay(&self, kept: &KeptAnswer) -> Result<Answer, Problem> {
        if kept.request != self.request {
            return Err(Problem::of(KEY_REUSED).detail(
                "the Idempotency-Key came before with another path, query or body: send a new key \
                 with a new request, and exactly the same bytes to repeat one",
            ));
        }
        let plain = kept.sealed.as_deref();
        let plain = plain.and_then(|sealed| self.seal.open(&self.aad(), sealed));
        plain
            .and_then(|plain| Answer::repeated(&plain))
            .ok_or_else(|| {
                tracing::error!("a kept answer cannot be opened");
                Problem::internal()
            })
    }
}
