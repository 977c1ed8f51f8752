//! Stripe as Goodword sees it: whether a webhook is genuine, the few objects that are read, the
//! few calls that are made.
//!
//! Unknown fields, statuses and types are tolerated everywhere, since Stripe adds some every
//! month; a missing field that is used here is an error. Amounts are whole numbers in Stripe's
//! smallest unit, currencies are Stripe's lower-case codes, times are instants.
//!
//! This crate must not know what a referral or a reward is. It reads no clock and no
//! environment, it tries nothing twice, and it decides nothing: its errors are told apart only
//! where callers act differently.

pub mod balance_moves;
pub mod client;
pub mod customer;
pub mod error;
pub mod event;
pub mod invoice;
pub mod line_item;
pub mod list;
pub mod metadata;
pub mod payment;
pub mod signature;
pub mod subscription;
mod wire;
