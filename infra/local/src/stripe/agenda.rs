//! What will happen by itself, and when: each thing at its own instant, in order.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::books::Books;
use super::invoices::{Invoice, Status};

/// Something due. Entries are never removed: one that its record no longer agrees with does
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Due {
    /// A draft is finalized and charged.
    Finalize { invoice: String },
    /// An open invoice is charged again.
    Retry { invoice: String },
    /// A trial or a paid period ends.
    PeriodEnd { subscription: String },
    /// Nobody paid a subscription's first invoice in time.
    Expire { subscription: String },
}

impl Books {
    pub(super) fn plan(&mut self, at: Timestamp, due: Due) {
        self.agenda.insert((at, due));
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.agenda.first().map(|(at, _)| *at)
    }

    /// Makes everything due until `instant` happen, and arrives there.
    pub(super) fn run_until(&mut self, instant: Timestamp) {
        while self.next_due().is_some_and(|at| at <= instant) {
            let Some((at, due)) = self.agenda.pop_first() else {
                break;
            };
            self.now = self.now.max(at);
            self.perform(at, due);
        }
        self.now = self.now.max(instant);
    }

    fn perform(&mut self, at: Timestamp, due: Due) {
        match due {
            Due::Finalize { invoice } => {
                if self.has_status(
                    &invoice,
                    Status::Draft {
                        finalizes_at: Some(at),
                    },
                ) {
                    self.finalize_and_collect(&invoice);
                }
            }
            Due::Retry { invoice } => {
                if self.has_status(&invoice, Status::Open { retry_at: Some(at) }) {
                    self.collect(&invoice);
                }
            }
            Due::PeriodEnd { subscription } => self.end_period(&subscription, at),
            Due::Expire { subscription } => self.expire_incomplete(&subscription, at),
        }
    }

    fn has_status(&self, invoice: &str, status: Status) -> bool {
        self.get::<Invoice>(invoice)
            .is_ok_and(|invoice| invoice.status == status)
    }
}
