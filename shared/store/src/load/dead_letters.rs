//! Dead letters: kept, listed, settled.

use std::convert::Infallible;

use domain::change::ChangeSet;
use domain::dead_letter::{self, Burial, DeadLetter, LetterStatus};
use domain::id::DeadLetterId;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, attribute};
use crate::key;
use crate::list_page::ListPage;
use crate::query::Range;

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

    /// Letters of this status, of one queue where that is given, after `after` in the list: by
    /// queue, the one that failed last first.
    pub async fn dead_letters(
        &self,
        status: LetterStatus,
        queue: Option<&str>,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<DeadLetter>, StoreError> {
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
        let found = items.into_iter().take_while(of_queue).map(item::record);
        let letters: Vec<DeadLetter> = found.collect::<Result<_, _>>()?;
        Ok(ListPage::of(letters, limit, key::letter_order))
    }
}
