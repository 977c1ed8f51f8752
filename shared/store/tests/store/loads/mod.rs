//! What is found, what is absent, in which order, and in how many round trips.

mod accounts;
mod api_keys;
mod dead_letters;
mod due;
mod feed;
mod invites;
mod links;
mod mail;
mod outbox;
mod programs;
mod seen;
mod stripe_events;
