//! The descriptions that are made from the code: `docs/openapi.json`, `docs/events.md` and the
//! schemas in `docs/events/`.
//!
//! `cargo run -p describe` writes them, and refuses to change an event within its version; a test
//! fails while what is committed is not what the code says. It knows the operations that each
//! function states of itself in its `describe.rs`, and the domain's events; it must say nothing
//! of a route or a field by itself.

mod document;
mod events;
mod examples;
mod files;
mod operation;
mod problem;
mod schemas;
mod words;

use std::process::ExitCode;

use runtime::describe::Operation;

/// Every operation of the API.
pub fn operations() -> Vec<Operation> {
    [
        administer::describe::operations(),
        attribute_signup::describe::operations(),
        create_link::describe::operations(),
        follow_link::describe::operations(),
        portal::describe::operations(),
        redeem_credit::describe::operations(),
        report_health::describe::operations(),
        send_invites::describe::operations(),
        stripe_webhook::describe::operations(),
        unsubscribe::describe::operations(),
    ]
    .concat()
}

/// Writes every file that is out of date.
///
/// An event that would change within its version is refused.
pub fn main() -> ExitCode {
    match files::write() {
        Ok(written) => {
            println!("{written} files written");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("describe: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What each file has to hold, by its path from the root.
///
/// # Errors
/// If two types of one name differ, or an event has no example.
pub fn expected() -> anyhow::Result<std::collections::BTreeMap<String, String>> {
    files::expected()
}
