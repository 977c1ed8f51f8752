//! The circuit of a stream, as whoever sends meets it.

use std::convert::Infallible;

use domain::circuit::{self, Circuit, MailStream};
use jiff::Timestamp;
use store::StoreError;

use crate::App;

/// An open circuit whose time has come is looked at again: it closes where its figures are good.
pub(crate) async fn look(app: &App, of: MailStream, now: Timestamp) -> Result<(), StoreError> {
    let days = app.store.mail_counts(of, now).await?;
    let decide = |circuit: &Circuit| Ok::<_, Infallible>(circuit::measured(circuit, &days, now));
    let Ok(changed) = app
        .store
        .change(now, || app.store.circuit(of), decide)
        .await?;
    if !changed.changes.events.is_empty() {
        tracing::info!(stream = of.as_str(), "mail goes out again");
    }
    Ok(())
}

/// SES takes nothing at the moment: what waits is tried again later.
pub(crate) async fn pause(app: &App, of: MailStream, now: Timestamp) -> Result<(), StoreError> {
    let decide = |circuit: &Circuit| Ok::<_, Infallible>(circuit::paused(circuit, now));
    let Ok(changed) = app
        .store
        .change(now, || app.store.circuit(of), decide)
        .await?;
    if !changed.changes.is_empty() {
        tracing::error!(
            stream = of.as_str(),
            cause = "sending_paused",
            "the mail circuit opened"
        );
    }
    Ok(())
}
