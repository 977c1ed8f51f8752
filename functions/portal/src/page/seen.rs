//! "Mark all as read".

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;

use super::trouble::{Trouble, told};
use super::visit::{Visit, back_to};
use crate::app::App;

/// `POST /portal/seen`: every notification up to now counts as read. One table round trip.
pub(super) async fn seen(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Response {
    told(&app.product, marked(&app, &headers, now).await)
}

async fn marked(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Response, Trouble> {
    let visit = Visit::write(app, headers, (Class::Write, now)).await?;
    let (account, participant) = (&visit.who.account_id, &visit.who.participant_id);
    let marked = app.store.mark_seen(account, participant, now).await;
    marked.map_err(Problem::unavailable)?;
    back_to(app, "/portal#news", now).await
}
