//! Which account a Stripe customer is, and payments that came before that was known.

use std::convert::Infallible;

use domain::change::{ChangeSet, ParkedPayment, Write};
use domain::id::{AccountId, StripeCustomerId};
use domain::registration::link_customer;
use jiff::Timestamp;
use store::{Store, StoreError};
use stripe::client::Session;

use crate::customer::Known;
use crate::locate::Located;
use crate::{App, SettleError, settle};

/// The account of the customer; where none is known yet, the one that the event names.
pub(crate) async fn account_of(
    store: &Store,
    located: &Located,
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let customer_id = &located.customer_id;
    let linked = store.account_of_customer(customer_id).await?;
    match (linked, &located.account_id) {
        (None, Some(named)) => {
            link(store, named, customer_id, now).await?;
            store.account_of_customer(customer_id).await
        }
        (Some(linked), Some(named)) if linked != *named => {
            tracing::error!(
                customer.id = customer_id.as_str(),
                "a customer of one account was named for another; left as it is"
            );
            Ok(Some(linked))
        }
        (linked, _) => Ok(linked),
    }
}

/// Remembers that the account and the customer, who was not linked a moment ago, are one.
async fn link(
    store: &Store,
    account_id: &AccountId,
    customer_id: &StripeCustomerId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let decide =
        |household: &_| Ok::<_, Infallible>(link_customer(household, account_id, customer_id));
    let Ok(_) = store
        .change(now, || store.household(account_id), decide)
        .await?;
    Ok(())
}

/// The last place an account may be named is the customer's metadata; else a payment is parked
/// until the account is told of.
pub(crate) async fn by_metadata_or_park(
    app: &App,
    stripe: &Session<'_>,
    located: &Located,
    now: Timestamp,
) -> Result<(), SettleError> {
    let customer_id = &located.customer_id;
    let customer = stripe.get_customer(customer_id.as_str()).await?;
    let named = customer
        .metadata
        .get("goodword_account_id")
        .and_then(|id| id.parse().ok());
    if let Some(account_id) = named {
        link(&app.store, &account_id, customer_id, now).await?;
        let known = Known {
            account_id,
            customer_id: customer_id.clone(),
        };
        return settle::customer(app, stripe, &known, now).await;
    }
    let Some(invoice_id) = located.paid_invoice.clone() else {
        return Ok(());
    };
    let parked = ParkedPayment {
        customer_id: customer_id.clone(),
        invoice_id,
        parked_at: now,
    };
    let mut changes = ChangeSet::default();
    changes.write(Write::Park(parked));
    app.store.commit(&changes, now).await?;
    // The account may have been linked a moment before this was parked.
    match app.store.account_of_customer(customer_id).await? {
        Some(account_id) => {
            let known = Known {
                account_id,
                customer_id: customer_id.clone(),
            };
            settle::customer(app, stripe, &known, now).await?;
            Ok(unpark(&app.store, customer_id, now).await?)
        }
        None => Ok(()),
    }
}

/// Every payment of the customer's was looked at: none is parked any more.
pub(crate) async fn unpark(
    store: &Store,
    customer_id: &StripeCustomerId,
    now: Timestamp,
) -> Result<(), SettleError> {
    let mut changes = ChangeSet::default();
    for parked in store.parked_payments(customer_id).await? {
        changes.write(Write::Unpark(parked));
    }
    Ok(store.commit(&changes, now).await?)
}
