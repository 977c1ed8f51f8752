//! What each decision needs to know, in as few round trips as it takes.

pub(crate) mod accounts;
pub(crate) mod api_keys;
pub(crate) mod audit;
pub(crate) mod cards;
pub(crate) mod circuits;
pub(crate) mod dead_letters;
pub(crate) mod due;
pub(crate) mod export;
pub(crate) mod feed;
pub(crate) mod health;
pub(crate) mod invites;
pub(crate) mod late;
pub(crate) mod limits;
pub(crate) mod links;
pub(crate) mod mail;
pub(crate) mod names;
pub(crate) mod programs;
pub(crate) mod reconciliations;
pub(crate) mod reminders;
pub(crate) mod reviews;
pub(crate) mod stripe_events;
