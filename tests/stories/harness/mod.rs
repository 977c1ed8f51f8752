//! The outside world of one stack, in the words of the articles.
//!
//! Everything here acts over HTTP: as the host's server, as a participant, as a friend, as Stripe
//! and the people who pay through it. What was sent is settled before anything is read, so that
//! no test waits for time to pass.

pub(crate) mod answer;
pub(crate) mod binary;
mod books;
pub(crate) mod bus;
pub(crate) mod calls;
mod canaries;
pub(crate) mod clock;
pub(crate) mod console;
mod events;
mod explanations;
pub(crate) mod faults;
pub(crate) mod friend;
pub(crate) mod home;
pub(crate) mod host;
pub(crate) mod identity;
pub(crate) mod letters;
pub(crate) mod mailbox;
mod money;
pub(crate) mod page;
pub(crate) mod participant;
mod paying;
pub(crate) mod people;
pub(crate) mod program;
pub(crate) mod queue;
pub(crate) mod stack;
pub(crate) mod stripe;
pub(crate) mod subscription;
pub(crate) mod token;
pub(crate) mod webhook;
