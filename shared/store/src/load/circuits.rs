//! Whether mail of a stream goes out, and the counts that decide it.

use domain::circuit::{Circuit, DayTally, MailStream, WINDOW_DAYS};
use domain::invite::day_of;
use domain::time::days_before;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::key::{self, MAIL_COUNTERS};

impl Store {
    /// The circuit of a stream. One round trip.
    pub async fn circuit(&self, of: MailStream) -> Result<Circuit, StoreError> {
        let circuit = self.get(key::circuit(of)).await?;
        Ok(circuit.unwrap_or_else(|| Circuit::closed(of)))
    }

    /// What became of a stream's mail in the last days, counter by counter. One round trip.
    pub async fn mail_counts(
        &self,
        of: MailStream,
        now: Timestamp,
    ) -> Result<Vec<DayTally>, StoreError> {
        let days = (0..WINDOW_DAYS).map(|days| day_of(days_before(now, days)));
        let keys = days.flat_map(|day| {
            (0..MAIL_COUNTERS).map(move |counter| key::mail_count(of, &day, counter))
        });
        self.batch(keys.collect()).await
    }
}
