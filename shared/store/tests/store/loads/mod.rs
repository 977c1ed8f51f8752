//! What is found, what is absent, in which order, and in how many round trips.

mod accounts;
mod api_keys;
mod audit;
mod cards;
mod circuits;
mod codes;
mod dead_letters;
mod due;
mod feed;
mod invites;
mod links;
mod mail;
mod names;
mod outbox;
mod programs;
pub(crate) mod reminders;
mod seen;
mod stripe_events;
