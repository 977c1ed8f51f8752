//! What every function needs at its edge: configuration, secrets, who is calling, the time,
//! requests in, problems out, batches, logs.
//!
//! Time and randomness enter the program here and nowhere else: [`time`] says when an invocation
//! happens, [`random`] draws. Secrets are read at the first invocation, never while starting.
//!
//! This crate must not know what a referral is, nor how anything is stored: whoever needs a
//! record looked up passes the look-up in. It decides nothing about money.

pub mod announcement;
pub mod asset;
pub mod auth;
pub mod aws;
pub mod batch;
pub mod body;
pub mod browser;
mod burial;
pub mod cause;
pub mod config;
pub mod dead_letters;
#[cfg(feature = "describe")]
pub mod describe;
pub mod form;
pub mod http;
pub mod json;
pub mod limit;
pub mod metrics;
pub mod page;
pub mod paging;
pub mod problem;
pub mod program;
pub mod random;
pub mod repeat;
pub mod schedule;
pub mod secrets;
pub mod stream;
pub mod telemetry;
pub mod time;
