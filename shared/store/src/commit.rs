//! All or nothing: a change set as one table transaction.

use std::time::Duration;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::change::ChangeSet;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::Item;
use crate::{answers, merge, write};

/// Actions that DynamoDB takes in one transaction.
const ACTIONS_AT_MOST: usize = 100;

/// How often a conflict or throttle is tried again before the message is given back.
pub(crate) const ATTEMPTS: u32 = 4;

/// How often records that changed are loaded and decided again.
const DECISIONS: u32 = 6;

/// What was decided upon, and what it came to.
#[derive(Debug)]
pub struct Changed<S> {
    pub state: S,
    /// Empty if nothing was left to do.
    pub changes: ChangeSet,
}

/// A condition failed, and nothing was stored.
pub(crate) struct Failed {
    /// What stood where a put asked to be told.
    pub(crate) old: Vec<Item>,
}

impl Store {
    /// Loads, decides and commits; again from the load where records changed in between.
    ///
    /// # Errors
    /// The outer is the table's; the inner is the decision's own rejection.
    pub async fn change<S, R, L, F, D>(
        &self,
        now: Timestamp,
        load: L,
        decide: D,
    ) -> Result<Result<Changed<S>, R>, StoreError>
    where
        L: Fn() -> F,
        F: Future<Output = Result<S, StoreError>>,
        D: Fn(&S) -> Result<ChangeSet, R>,
    {
        for attempt in 1..=DECISIONS {
            let state = load().await?;
            let changes = match decide(&state) {
                Ok(changes) => changes,
                Err(rejection) => return Ok(Err(rejection)),
            };
            match self.commit(&changes, now).await {
                Ok(()) => return Ok(Ok(Changed { state, changes })),
                Err(StoreError::Stale) if attempt == DECISIONS => break,
                Err(StoreError::Stale) => pause(attempt).await,
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Contended(
            "a condition failed each time it was decided",
        ))
    }

    /// Stores every write and announcement of `changes`, or none of them. One round trip.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if a condition failed; [`StoreError::Answered`] if it was that of a
    /// kept answer.
    pub async fn commit(&self, changes: &ChangeSet, now: Timestamp) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut actions = Vec::with_capacity(ACTIONS_AT_MOST);
        for write in &changes.writes {
            actions.extend(write::actions(write, &self.table)?);
        }
        actions.extend(self.announcements(&changes.events, now)?);
        let actions = merge::merged(actions);
        if actions.len() > ACTIONS_AT_MOST {
            return Err(StoreError::Refused(format!(
                "{} actions in one transaction",
                actions.len()
            )));
        }
        match <[TransactWriteItem; 1]>::try_from(actions) {
            Ok([alone]) => self.alone(alone).await,
            Err(actions) => self.transact(actions).await,
        }
    }

    /// One item without a condition.
    pub(crate) async fn put(&self, item: Item) -> Result<(), StoreError> {
        Box::pin(
            self.client
                .put_item()
                .table_name(&self.table)
                .set_item(Some(item))
                .send(),
        )
        .await
        .map(drop)
        .map_err(StoreError::from_sdk)
    }

    /// One table transaction; again after a pause where another was at the same items.
    pub(crate) async fn transact(&self, actions: Vec<TransactWriteItem>) -> Result<(), StoreError> {
        match self.transact_unless(actions).await? {
            Ok(()) => Ok(()),
            Err(Failed { old }) => match old.iter().find_map(answers::of_item) {
                Some(kept) => Err(StoreError::Answered(Box::new(kept?))),
                None => Err(StoreError::Stale),
            },
        }
    }

    /// The same, for whoever looks at what stood in the way.
    pub(crate) async fn transact_unless(
        &self,
        actions: Vec<TransactWriteItem>,
    ) -> Result<Result<(), Failed>, StoreError> {
        for attempt in 1..ATTEMPTS {
            match self.transact_once(actions.clone()).await {
                Err(StoreError::Contended(_)) => pause(attempt).await,
                done => return done,
            }
        }
        self.transact_once(actions).await
    }

    async fn transact_once(
        &self,
        actions: Vec<TransactWriteItem>,
    ) -> Result<Result<(), Failed>, StoreError> {
        // The SDK adds a request token, so that its own retries commit once.
        let request = self
            .client
            .transact_write_items()
            .set_transact_items(Some(actions));
        match Box::pin(request.send()).await {
            Ok(_) => Ok(Ok(())),
            Err(error) => of_transaction(error).map(Err),
        }
    }
}

/// A cancelled transaction by the first reason that says what to do.
fn of_transaction(error: SdkError<TransactWriteItemsError>) -> Result<Failed, StoreError> {
    let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) =
        error.as_service_error()
    else {
        return Err(StoreError::from_sdk(error));
    };
    let reasons = canceled.cancellation_reasons();
    let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason.code()).collect();
    if codes.contains(&"ConditionalCheckFailed") {
        let old = reasons.iter().filter_map(|reason| reason.item().cloned());
        return Ok(Failed { old: old.collect() });
    }
    if let Some(invalid) = codes.iter().find(|code| {
        matches!(
            **code,
            "ValidationError" | "ItemCollectionSizeLimitExceeded"
        )
    }) {
        return Err(StoreError::Refused((*invalid).to_owned()));
    }
    Err(StoreError::Contended("conflict or throttling"))
}

/// 10, 20, 40, … milliseconds and as much again at most, drawn so that two that collided part.
pub(crate) async fn pause(attempt: u32) {
    let base = 5_u64.saturating_mul(1 << attempt.min(7));
    let drawn = fastrand::u64(0..=base);
    tokio::time::sleep(Duration::from_millis(base.saturating_add(drawn))).await;
}
