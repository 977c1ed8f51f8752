//! "Use my credit": all that is available goes to the next bill (C21, C23).

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::change::ChangeSet;
use domain::id::{AccountId, RewardId};
use domain::redemption;
use domain::reward::Reward;
use domain::statement;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;
use store::StoreError;

use super::trouble::{Trouble, told};
use super::visit::{Visit, back_to};
use crate::app::App;

/// Rewards of one table transaction: each is two of its hundred actions.
const AT_ONCE: usize = 45;

/// `POST /portal/redeem`: what was redeemed before stays as it is, so pressing twice is pressing
/// once. Three table round trips, and two more for each 45 further credits.
pub(super) async fn redeem(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Response {
    told(&app.product, redeemed(&app, &headers, now).await)
}

async fn redeemed(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Response, Trouble> {
    let visit = Visit::write(app, headers, (Class::Write, now)).await?;
    let account = &visit.who.account_id;
    all(app, account, now).await.map_err(Problem::unavailable)?;
    back_to(app, "/portal?redeemed#balance", now).await
}

/// Where it breaks off, what was redeemed stays so, and pressing again does the rest.
async fn all(app: &App, account: &AccountId, now: Timestamp) -> Result<(), StoreError> {
    let lines = app.store.feed(account).await?.lines;
    let available: Vec<RewardId> = statement::available_rewards(&lines)
        .into_iter()
        .cloned()
        .collect();
    for ids in available.chunks(AT_ONCE) {
        let load = || owned(app, account, ids);
        let decide = |rewards: &Vec<Reward>| Ok::<_, Infallible>(decided(rewards, now));
        let Ok(_) = app.store.change(now, load, decide).await?;
    }
    Ok(())
}

/// All that can be; none was named, so none is refused.
fn decided(rewards: &[Reward], now: Timestamp) -> ChangeSet {
    redemption::decide(rewards, None, now).unwrap_or_default()
}

async fn owned(
    app: &App,
    account: &AccountId,
    ids: &[RewardId],
) -> Result<Vec<Reward>, StoreError> {
    let mut rewards = app.store.rewards(ids).await?;
    rewards.retain(|reward| reward.account_id == *account);
    Ok(rewards)
}
