//! Holds the journal, the statement lines, the rewards and Stripe's balances against each other:
//! every night, and when staff ask for it.
//!
//! The schedule comes round every five minutes. A run does as much as fits, notes where it is, and
//! goes on the next time; so it has no size that it cannot manage. What it finds is a report. It
//! mends one thing: a credit that Stripe has twice is taken off again, as far as no invoice used
//! it. What staff did by hand at Stripe is told, and never undone (E43).

mod account;
mod at_stripe;
mod entries;
mod slice;

use domain::reconciliation::{self, Phase, Reconciliation};
use runtime::config;
use runtime::schedule::{Run, run_schedule};
use runtime::secrets::{Secrets, SecretsError};
use store::{Store, StoreError};
use stripe::client::Stripe;
use stripe::error::StripeError;

/// What a run needs.
pub(crate) struct App {
    pub(crate) store: Store,
    secrets: Secrets,
    stripe: Stripe,
}

/// What keeps a run from going on now; it goes on from where it was the next time.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReconcileError {
    #[error("the table failed")]
    Store(#[from] StoreError),
    #[error("the Stripe key cannot be read")]
    Secrets(#[from] SecretsError),
    #[error("Stripe gave no final answer")]
    Stripe(#[from] StripeError),
}

/// Works each time the schedule comes round, until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let app = App {
        store: Store::connect(&runtime::aws::sdk_config()?, table, livemode)
            .caused_by(runtime::cause::request_id),
        secrets: Secrets::from_env()?,
        stripe: Stripe::connect(&config::required("STRIPE_API_URL")?)?,
    };
    run_schedule(async |tick| Box::pin(work(&app, tick)).await).await
}

/// Goes on with the run that is under way, or begins the night's.
///
/// Table round trips: one while there is nothing to do.
async fn work(app: &App, tick: Run) -> Result<(), ReconcileError> {
    let store = &app.store;
    let last = store.last_reconciliation().await?;
    let mut run = match last {
        Some(run) if !run.is_done() => run,
        last => match reconciliation::of_the_night(last.as_ref(), tick.now) {
            Some(new) => begun(store, new, tick).await?,
            None => return Ok(()),
        },
    };
    let key = app.secrets.get("stripe-secret-key", tick.now).await?;
    let stripe = app.stripe.with_key(key.expose());
    let mut slices = slice::Slices::new(store, stripe, tick.now);
    while !run.is_done() && tick.has_time() {
        run = slices.next(run).await?;
    }
    if let Phase::Done { .. } = run.phase {
        tell(&run);
    }
    Ok(())
}

async fn begun(
    store: &Store,
    new: Reconciliation,
    tick: Run,
) -> Result<Reconciliation, StoreError> {
    store
        .commit(&reconciliation::noted(&new, &[]), tick.now)
        .await?;
    Ok(new)
}

/// An alarm reads `findings` from this line.
fn tell(run: &Reconciliation) {
    let tally = &run.tally;
    tracing::info!(
        reconciliation.id = run.id.as_str(),
        findings = tally.findings,
        compensated = tally.compensated,
        entries = tally.entries,
        lines = tally.lines,
        accounts = tally.accounts,
        rewards = tally.rewards,
        customers = tally.customers,
        "reconciled"
    );
}
