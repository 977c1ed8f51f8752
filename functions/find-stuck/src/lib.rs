//! Finds what ought to have happened by itself and has not, every five minutes, and announces it
//! again: whoever owns the effect settles it, once.
//!
//! Credits on their way to Stripe, invites without an outcome, mail to participants, Stripe's
//! accepted events, and parked payments whose customer is known: all of these are in the due index
//! from an hour after they began until they come to an end. So a message that is lost for good is
//! made up for.

use domain::account::Household;
use domain::agenda::Look;
use domain::event::Event;
use domain::id::StripeCustomerId;
use domain::reward::Reward;
use domain::stuck::{self, Verdict};
use domain::time::days_after;
use jiff::Timestamp;
use runtime::config;
use runtime::schedule::run_schedule;
use store::{Late, LateWhat, Searched, Store, StoreError};

/// A mail to a participant that is later than this is of no use any more.
const MAIL_WITHIN_DAYS: u32 = 7;

/// Works each time the schedule comes round, until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let store = Store::connect(&runtime::aws::sdk_config()?, table, livemode)
        .caused_by(runtime::cause::request_id);
    run_schedule(async |run| Box::pin(search(&store, run.now)).await).await
}

/// What was found of one thing.
struct Found {
    verdict: Verdict,
    /// When it began.
    since: Timestamp,
    /// What is due of it by itself, whether or not it is stuck.
    due: Option<Look>,
    /// Whether it is a credit that Stripe was called for long ago.
    is_posting: bool,
}

/// Looks at everything that is late; one that fails does not keep the others waiting.
///
/// Table round trips: one a shard, and two a thing that is late.
async fn search(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let late = store.late(now).await?;
    let looked_at = late.len();
    let (mut postings, mut announced, mut failed) = (0_u32, 0_u32, None);
    for late in late {
        match settle(store, &late, now).await {
            Ok((is_posting, was_announced)) => {
                postings = postings.saturating_add(is_posting.into());
                announced = announced.saturating_add(was_announced.into());
            }
            Err(error) => {
                tracing::warn!(?late, %error, "left for the next run");
                failed = Some(error);
            }
        }
    }
    // An alarm reads `postings` from this line.
    tracing::info!(looked_at, postings, announced, "looked for what is stuck");
    let searched = Searched {
        at: now,
        postings,
        announced_again: announced,
    };
    store.note_search(&searched).await?;
    failed.map_or(Ok(()), Err)
}

/// Whether it is a stuck posting, and whether something was announced.
async fn settle(store: &Store, late: &Late, now: Timestamp) -> Result<(bool, bool), StoreError> {
    let Some(found) = look(store, &late.what, now).await? else {
        store.look_again(late, (None, None, None), now).await?;
        return Ok((false, false));
    };
    let next = stuck::next_look(found.since, now);
    let (event, next) = match &found.verdict {
        Verdict::Announce(event) => (Some(event), Some(next)),
        Verdict::Wait => (None, Some(next)),
        Verdict::Done => (None, None),
    };
    if let Some(event) = event {
        tracing::warn!(event = event.id(), "announced again");
    }
    store
        .look_again(late, (event, next, found.due), now)
        .await?;
    Ok((found.is_posting, event.is_some()))
}

/// The thing as it is now; nothing where it is gone.
async fn look(store: &Store, what: &LateWhat, now: Timestamp) -> Result<Option<Found>, StoreError> {
    let found = match what {
        LateWhat::Reward { friend, side } => {
            let household: Household = store.household(friend).await?;
            household.reward(*side).map(|reward| of_credit(reward, now))
        }
        LateWhat::Adjustment { id } => {
            let reward = store.reward(id).await?;
            reward.map(|reward| of_credit(&reward, now))
        }
        LateWhat::Invite { id } => store.invite(id).await?.map(|invite| {
            let since = stuck::unsent(&invite).unwrap_or(now);
            Found {
                due: Look::earlier(invite.due_at(), None),
                ..found(stuck::invite(&invite, now), since)
            }
        }),
        LateWhat::Notification {
            account_id,
            created_at,
            id,
        } => {
            let notification = store.notification(account_id, *created_at, id).await?;
            notification.map(|notification| {
                let verdict = if days_after(*created_at, MAIL_WITHIN_DAYS) <= now {
                    Verdict::Done
                } else {
                    Verdict::Announce(notification.created())
                };
                found(verdict, *created_at)
            })
        }
        LateWhat::StripeEvent { id } => store.accepted_stripe_event(id).await?.map(|event| {
            let since = event.created_at;
            found(Verdict::Announce(event.announcement()), since)
        }),
        LateWhat::Parked { customer_id, .. } => parked(store, customer_id).await?,
    };
    Ok(found)
}

fn of_credit(reward: &Reward, now: Timestamp) -> Found {
    Found {
        verdict: stuck::credit(reward),
        since: stuck::on_its_way(reward).unwrap_or(now),
        due: reward.look(),
        is_posting: stuck::is_stuck_posting(reward, now),
    }
}

/// A payment that was parked: once its customer is linked, the account's payments are settled.
async fn parked(
    store: &Store,
    customer_id: &StripeCustomerId,
) -> Result<Option<Found>, StoreError> {
    let parked = store.parked_payments(customer_id).await?;
    let Some(since) = parked.iter().map(|parked| parked.parked_at).min() else {
        return Ok(None);
    };
    let verdict = match store.account_of_customer(customer_id).await? {
        Some(account_id) => Verdict::Announce(Event::CustomerLinked {
            account_id,
            customer_id: customer_id.clone(),
        }),
        None => Verdict::Wait,
    };
    Ok(Some(found(verdict, since)))
}

fn found(verdict: Verdict, since: Timestamp) -> Found {
    Found {
        verdict,
        since,
        due: None,
        is_posting: false,
    }
}
