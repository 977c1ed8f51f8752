//! Dead letters: kept, listed, settled.

use std::convert::Infallible;

use domain::change::ChangeSet;
use domain::dead_letter::{self, Burial, DeadLetter, LetterStatus};
use domain::id::DeadLetterId;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, attribute};
use crate::key;
use crate::query::Range;

/// One page of letters: by queue, the one that failed last first.
#[derive(Debug, Clone)]
pub struct LetterPage {
    pub letters: Vec<DeadLetter>,
    pub has_more: bool,
}

impl LetterPage {
    /// Where a letter stands in its listing: by it, a page begins after another's end.
    pub fn place_of(letter: &DeadLetter) -> String {
        key::letter_order(letter)
    }
}

impl Store {
    /// Keeps a message that will not succeed by itself, with the reason. Two round trips.
    pub async fn bury(&self, burial: &Burial) -> Result<(), StoreError> {
        let id = burial.letter_id();
        let load = || self.dead_letter(&id);
        let decide = |before: &Option<DeadLetter>| {
            Ok::<ChangeSet, Infallible>(dead_letter::buried(before.as_ref(), burial))
        };
        let Ok(_) = self.change(burial.buried_at, load, decide).await?;
        Ok(())
    }

    pub async fn dead_letter(&self, id: &DeadLetterId) -> Result<Option<DeadLetter>, StoreError> {
        self.get(key::dead_letter(id)).await
    }

    /// Letters of this status, of one queue where that is given, after `after` in the list.
    pub async fn dead_letters(
        &self,
        status: LetterStatus,
        queue: Option<&str>,
        after: Option<&str>,
        limit: u8,
    ) -> Result<LetterPage, StoreError> {
        // `$` follows `#`: the queue's letters end there.
        let end = queue.map(|queue| format!("{queue}$"));
        let below = after.map(ToOwned::to_owned).or(end);
        let wanted = i32::from(limit).saturating_add(1);
        let pk = key::letters_of(status);
        let range = below.as_deref().map_or(Range::All, Range::Below);
        let items = self
            .index_page("listing", (&pk, range), wanted, true)
            .await?;
        let of_queue =
            |item: &item::Item| queue.is_none_or(|queue| attribute(item, "queue") == queue);
        let found: Vec<_> = items.into_iter().take_while(of_queue).collect();
        let has_more = found.len() > usize::from(limit);
        let page = found.into_iter().take(usize::from(limit)).map(item::record);
        Ok(LetterPage {
            letters: page.collect::<Result<_, _>>()?,
            has_more,
        })
    }
}
