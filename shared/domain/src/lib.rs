//! The rules of a referral program.
//!
//! What happened and what is known goes in, what to write and what to announce comes out:
//! every module with a decision has a `decide`-like function that is given the state and a
//! command and returns a [`change::ChangeSet`] or a reason.
//!
//! This crate does no I/O and is not async. It reads no clock, no environment and draws no
//! random numbers: the time is an argument, and ids are made from the facts that cause them, so
//! that the same input always gives the same answer. It knows neither DynamoDB nor Stripe's
//! JSON, neither HTTP nor mail templates.

pub mod account;
pub mod account_import;
pub mod adjustment;
pub mod agenda;
pub mod allowance;
pub mod api_key;
pub mod application;
pub mod attribution;
pub mod audit;
pub mod by_hand;
pub mod change;
pub mod circuit;
pub mod colour;
pub mod console_session;
pub mod course;
pub mod dead_letter;
pub mod draft;
pub mod earning;
pub mod email_address;
pub mod erasure;
pub mod event;
pub mod explanation;
mod given_back;
#[cfg(test)]
mod histories;
pub mod id;
pub mod invite;
pub mod invite_claim;
pub mod invite_delivery;
pub mod invite_life;
pub mod invite_message;
pub mod invite_request;
pub mod invoice_label;
pub mod lease;
pub mod leaving;
pub mod ledger;
pub mod link;
pub mod locale;
pub mod money;
pub mod name_words;
pub mod notification;
pub mod page_look;
pub mod pasted;
pub mod paying;
pub mod payment;
pub mod person_name;
mod plain_text;
pub mod portal_session;
pub mod posting;
pub mod preset;
pub mod program;
pub mod program_file;
pub mod progress;
pub mod qualification;
pub mod reason;
pub mod reconciliation;
pub mod redemption;
pub mod referral;
pub mod registration;
pub mod reinstatement;
pub mod release;
pub mod remainder;
pub mod reminder;
pub mod repeat;
pub mod reversal;
pub mod review;
pub mod reward;
pub mod schedule;
#[cfg(feature = "schema")]
mod schema;
pub mod share;
pub mod simulation;
pub mod statement;
pub mod stuck;
pub mod suppression;
pub mod taking_back;
pub mod terms;
pub mod terms_difference;
#[cfg(test)]
mod testing;
pub mod time;
pub mod timeline;
pub mod token;
pub mod wording;
pub mod words;
