//! The two articles, end to end: over HTTP only, through the functions as processes.
//!
//! Each test has a stack of its own: the program `local`, with its table, mailbox, clock and
//! Stripe. What a test needs is sent as the host's server, a participant, a friend or Stripe would
//! send it, and nothing is looked at that those could not see. Numbers such as C12 and K5 are the
//! articles' (`docs/traceability.md`).

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod bad_input;
mod calling;
mod clientjoy;
mod console;
mod contactually;
mod description;
mod edges;
mod explained;
mod figures;
mod harness;
mod identity;
mod killed;
mod limits;
mod mail_feedback;
mod money_bugs;
mod observability;
mod outages;
mod page;
mod recovery;
mod reviews;
mod staff;
mod year;
