//! What people receive, and what goes to SES.

#![expect(clippy::unwrap_used, reason = "tests")]

mod fixtures;
mod hostile;
mod mailbox;
mod messages;
