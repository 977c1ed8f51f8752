//! A Stripe customer whose account is known.

use domain::id::{AccountId, StripeCustomerId};

pub(crate) struct Known {
    pub(crate) account_id: AccountId,
    pub(crate) customer_id: StripeCustomerId,
}
