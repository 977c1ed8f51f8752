//! Keeps for the next start what the table does not hold: Stripe's books, the mail, the example
//! host's accounts, the clock.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::control::Stack;
use crate::state::State;

/// Stripe's books, in the state directory.
pub(crate) const STRIPE: &str = "stripe.json";
/// Every message sent.
pub(crate) const MAIL: &str = "mail.json";

/// The accounts of the example host.
pub(crate) const HOST: &str = "acme.json";

/// How often one looks whether something is to be kept.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Keeps what has changed whenever the stack is at rest, for as long as it runs.
pub(crate) async fn run(stack: Stack) {
    let mut kept = Kept::default();
    let mut last_activity = None;
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let activity = Some(activity(&stack));
        if activity == last_activity {
            continue;
        }
        if stack.activity.is_quiet() && stack.stripe.idle() {
            kept.renew(&stack)
                .unwrap_or_else(|error| eprintln!("{error:#}"));
            last_activity = activity;
        }
    }
}

/// Counts all that can change what is kept: calls of Stripe, and calls of the functions.
fn activity(stack: &Stack) -> (u64, u64) {
    let calls = stack.calls.all();
    let operations = calls.values().flat_map(|calls| calls.operations.values());
    let calls = operations.copied().fold(0, u64::saturating_add);
    (stack.stripe.uses(), calls)
}

/// Keeps everything as it is now.
pub(crate) fn keep(stack: &Stack) -> Result<()> {
    Kept::default().renew(stack)
}

/// What was written last.
#[derive(Default)]
struct Kept {
    stripe: String,
    mail: String,
    host: String,
}

impl Kept {
    fn renew(&mut self, stack: &Stack) -> Result<()> {
        let state = &stack.state;
        if !state.is_kept() {
            return Ok(());
        }
        let stripe = stack.stripe.save().context("Stripe's books")?;
        let mail = serde_json::to_string(&stack.mailbox.all()).context("the mail")?;
        let host = stack.host.save().context("the host's accounts")?;
        put(state, STRIPE, &mut self.stripe, stripe)?;
        put(state, MAIL, &mut self.mail, mail)?;
        put(state, HOST, &mut self.host, host)?;
        state.keep_clock(&stack.clock)
    }
}

fn put(state: &State, name: &str, kept: &mut String, text: String) -> Result<()> {
    if *kept != text {
        state.write(name, &text)?;
        *kept = text;
    }
    Ok(())
}
