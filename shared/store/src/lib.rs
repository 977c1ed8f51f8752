//! The one table: every key, every stored shape, load and commit.
//!
//! Functions load what a decision needs, and commit what it came to in one table transaction,
//! whose conditions say that nothing has changed in between. What fails a condition is loaded and
//! decided again ([`Store::change`]); so a replay, a second delivery or two callers at once end
//! in the same records.
//!
//! This crate knows DynamoDB and nothing of HTTP, Stripe or mail. It holds no rule of a referral
//! program: what may happen is decided in `domain`.

mod alone;
mod answers;
mod batch;
mod caps;
mod codes;
mod commit;
mod connect;
mod enrolments;
mod entries;
mod error;
mod invites;
mod item;
mod key;
mod leases;
mod limits;
mod list_page;
mod load;
mod merge;
mod names;
mod outbox;
mod query;
mod reconciliations;
mod restore;
mod stops;
mod walk;
mod write;

pub use commit::Changed;
pub use connect::Store;
pub use error::StoreError;
pub use list_page::ListPage;
pub use load::audit::AuditOf;
pub use load::due::{Due, DueFrom, DuePage, Looked};
pub use load::export::ExportPage;
pub use load::feed::Feed;
pub use load::health::{Health, Heard, Searched, Swept};
pub use load::invites::{InviteLimits, InvitePage, RecipientPause};
pub use load::late::{Late, LateWhat};
pub use load::links::PutLink;
pub use load::mail::MailClaim;
pub use load::names::Named;
pub use load::reviews::ReviewItem;
pub use load::stripe_events::{Acceptance, AcceptedStripeEvent};
pub use outbox::{Announced, OUTBOX_SHARDS, OutboxItem, Stored, Unpublished};
pub use restore::Restored;
pub use walk::{Segment, WalkPage, Walked, after_account, after_entry, after_line};
