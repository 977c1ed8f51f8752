//! Which accounts paid with which card, by Stripe's own name for it (E15).

use domain::id::{AccountId, CardFingerprint};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::{item, key};

#[derive(Serialize, Deserialize)]
struct Use {
    account_id: AccountId,
    noted_at: Timestamp,
}

impl Store {
    /// Notes that this account has the card. It stays noted when the account closes. One round trip.
    pub async fn note_card(
        &self,
        card: &CardFingerprint,
        account_id: &AccountId,
        noted_at: Timestamp,
    ) -> Result<(), StoreError> {
        let noted = Use {
            account_id: account_id.clone(),
            noted_at,
        };
        self.put(item::of(&key::card(card, account_id), &noted)?)
            .await
    }

    /// Every account that has, or had, the card. One round trip.
    pub async fn accounts_with_card(
        &self,
        card: &CardFingerprint,
    ) -> Result<Vec<AccountId>, StoreError> {
        let items = self.partition(&key::card_partition(card), " ").await?;
        let uses = items.into_iter().map(item::record::<Use>);
        uses.map(|noted| Ok(noted?.account_id)).collect()
    }
}
