//! Accounts with their people, payments and own referral; addresses; Stripe customers.

use domain::account::{AddressUse, Household, Participant};
use domain::change::ParkedPayment;
use domain::id::{AccountId, InvoiceId, ParticipantId, RewardId, StripeCustomerId};
use domain::referral::Referral;
use domain::reward::{Reward, Side};
use domain::token::AddressHash;
use jiff::Timestamp;
use serde::Deserialize;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute};
use crate::key;

#[derive(Deserialize)]
struct Customer {
    customer_id: StripeCustomerId,
    account_id: AccountId,
}

#[derive(Deserialize)]
struct Erased {
    participant_id: ParticipantId,
}

#[derive(Deserialize)]
struct Parked {
    invoice_id: InvoiceId,
    parked_at: Timestamp,
}

impl Store {
    /// All that is known of an account but its feed. One round trip.
    pub async fn household(&self, id: &AccountId) -> Result<Household, StoreError> {
        let mut household = Household::default();
        for item in self
            .partition(&key::account_partition(id), key::AFTER_FEED)
            .await?
        {
            add(&mut household, item)?;
        }
        Ok(household)
    }

    /// One member of an account.
    pub async fn participant(
        &self,
        account: &AccountId,
        id: &ParticipantId,
    ) -> Result<Option<Participant>, StoreError> {
        self.get(key::participant(account, id)).await
    }

    /// An account and one of its members, of its household nothing else. One round trip.
    pub async fn member(
        &self,
        account: &AccountId,
        id: &ParticipantId,
    ) -> Result<Household, StoreError> {
        let keys = vec![key::account(account), key::participant(account, id)];
        let mut household = Household::default();
        for item in self.items_by_key(keys).await?.into_values() {
            add(&mut household, item)?;
        }
        Ok(household)
    }

    pub async fn reward(&self, id: &RewardId) -> Result<Option<Reward>, StoreError> {
        match key::reward_of(id) {
            Some(key) => self.get(key).await,
            None => Ok(None),
        }
    }

    /// The rewards of these ids that there are, in no order. One round trip a hundred.
    pub async fn rewards(&self, ids: &[RewardId]) -> Result<Vec<Reward>, StoreError> {
        let keys = ids.iter().filter_map(key::reward_of);
        self.batch(keys.collect()).await
    }

    /// The referrals of these friends' accounts, in no order. One round trip a hundred.
    pub async fn referrals(&self, friends: &[AccountId]) -> Result<Vec<Referral>, StoreError> {
        self.batch(friends.iter().map(key::referral).collect())
            .await
    }

    /// These members of these accounts, in no order. One round trip a hundred.
    pub async fn participants(
        &self,
        names: &[(AccountId, ParticipantId)],
    ) -> Result<Vec<Participant>, StoreError> {
        let keys = names.iter();
        let keys = keys.map(|(account, id)| key::participant(account, id));
        self.batch(keys.collect()).await
    }

    /// What explains the referrals of these friends: of each account the referral with its rewards,
    /// its payments, and the one who signed up. In the order asked; one round trip for sixteen.
    pub async fn referred(
        &self,
        friends: &[(AccountId, ParticipantId)],
    ) -> Result<Vec<Household>, StoreError> {
        let keys_of = |(account, participant): &(AccountId, ParticipantId)| {
            [
                key::account(account),
                key::participant(account, participant),
                key::paying(account),
                key::referral(account),
                key::reward(account, Side::Referrer),
                key::reward(account, Side::Friend),
            ]
        };
        let keys: Vec<_> = friends.iter().flat_map(keys_of).collect();
        let mut found = self.items_by_key(keys).await?;
        let household = |friend| {
            let mut household = Household::default();
            for item in keys_of(friend).iter().filter_map(|key| found.remove(key)) {
                add(&mut household, item)?;
            }
            Ok(household)
        };
        friends.iter().map(household).collect()
    }

    /// Every account that has, or had, this address (K11).
    pub async fn address_uses(&self, address: &AddressHash) -> Result<Vec<AddressUse>, StoreError> {
        let items = self
            .partition(&key::address_partition(address), " ")
            .await?;
        items.into_iter().map(item::record).collect()
    }

    /// The account that a Stripe customer belongs to, if it is known.
    pub async fn account_of_customer(
        &self,
        customer: &StripeCustomerId,
    ) -> Result<Option<AccountId>, StoreError> {
        let customer: Option<Customer> = self.get(key::stripe_customer(customer)).await?;
        Ok(customer.map(|customer| customer.account_id))
    }

    /// Payments that came before their customer was linked.
    pub async fn parked_payments(
        &self,
        customer: &StripeCustomerId,
    ) -> Result<Vec<ParkedPayment>, StoreError> {
        let items = self
            .partition(&key::customer_partition(customer), key::PARKED)
            .await?;
        items
            .into_iter()
            .map(|item| {
                let parked: Parked = item::record(item)?;
                Ok(ParkedPayment {
                    customer_id: customer.clone(),
                    invoice_id: parked.invoice_id,
                    parked_at: parked.parked_at,
                })
            })
            .collect()
    }
}

/// Puts an item of an account's partition where it belongs; a line of the feed is passed over.
pub(crate) fn add(household: &mut Household, item: Item) -> Result<(), StoreError> {
    let sort_key = attribute(&item, "sk").to_owned();
    match sort_key.as_str() {
        key::ACCOUNT => household.account = Some(item::record(item)?),
        key::PAYING => household.paying = Some(item::record(item)?),
        key::AWAITED_CUSTOMER => {
            let awaited: Customer = item::record(item)?;
            household.awaited_customer = Some(awaited.customer_id);
        }
        key::REFERRAL => household.referral = Some(item::record(item)?),
        key::OUTCOME => household.outcome = Some(item::record(item)?),
        other if other.starts_with(key::PARTICIPANT) => {
            household.participants.push(item::record(item)?);
        }
        other if other.starts_with(key::ERASED) => {
            let erased: Erased = item::record(item)?;
            household.erased.push(erased.participant_id);
        }
        other if other.starts_with(key::REMINDED) => {
            household.reminded.push(item::record(item)?);
        }
        other if other.starts_with(key::REWARD) => household.rewards.push(item::record(item)?),
        _ => {}
    }
    Ok(())
}
