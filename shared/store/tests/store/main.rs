//! The store against an embedded DynamoDB, with the table as `template.yaml` declares it.
//!
//! One binary with many modules, so that there is one link. Each test has a table of its own.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod answers;
mod change;
mod conditions;
mod document;
mod entries;
mod faults;
mod given;
mod leases;
mod limits;
mod loads;
mod parallel;
mod rebuild;
mod round_trips;
mod shapes;
mod spending;
mod table;
mod versions;
