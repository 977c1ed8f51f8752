//! Mail: what people receive, and the box that sends it.
//!
//! Each message is a plain struct of ready amounts and days ([`invite::Invite`],
//! [`credit_earned::CreditEarned`], …), in the language of its [`frame::Frame`], whose `render` gives a [`content::Content`]: subject, text
//! and HTML from the same sentences. A [`mailbox::Mailbox`] sends it to exactly one recipient
//! through SES, once, without retries: whether to try again is the caller's to decide from the
//! [`send_error::SendError`].
//!
//! This crate formats no money and no dates, makes no tokens, reads no table and no clock, and
//! keeps nothing. No header is ever built from raw input: see [`header::HeaderSafe`].

pub mod content;
pub mod credit_applied;
pub mod credit_canceled;
pub mod credit_earned;
pub mod credit_expired;
pub mod credit_expiring;
pub mod credit_given;
pub mod credit_posted;
pub mod credit_reinstated;
pub mod credit_reversed;
pub mod eligibility_at_risk;
pub mod frame;
pub mod friend_credit;
pub mod friend_not_qualified;
pub mod header;
pub mod invite;
pub mod invite_letter;
mod letter;
pub mod mailbox;
pub mod message;
pub mod monthly_digest;
pub mod no_credit;
pub mod reason;
mod said;
pub mod send_error;
pub mod sender;
pub mod terms_change;
pub mod unused_link;
pub mod web_address;
