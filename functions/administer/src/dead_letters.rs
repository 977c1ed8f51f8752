//! Dead letters: what was given up, why, and what to do about it.

#[cfg(feature = "describe")]
pub(crate) mod describe;
pub(crate) mod explain;
pub(crate) mod settle;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use domain::dead_letter::{DeadLetter, LetterStatus};
use domain::id::DeadLetterId;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Deserialize;

use crate::App;
use explain::{Explained, Listed};

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/admin/dead-letters", get(list))
        .route("/v1/admin/dead-letters/redrive", post(settle::redrive_all))
        .route("/v1/admin/dead-letters/{id}", get(show))
        .route("/v1/admin/dead-letters/{id}/redrive", post(settle::redrive))
        .route("/v1/admin/dead-letters/{id}/discard", post(settle::discard))
}

/// The query of `GET /v1/admin/dead-letters`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DeadLetterQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// `open` where it is left out.
    status: Option<LetterStatus>,
    /// Letters of this queue only, such as `post-credits`.
    queue: Option<String>,
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
}

/// `GET /v1/admin/dead-letters`: by queue, the one that failed last first. One table round trip.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<Listed>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let limit = paging.limit.get();
    let status = paging.status.unwrap_or(LetterStatus::Open);
    let page = app
        .store
        .dead_letters(status, paging.queue.as_deref(), after, limit)
        .await
        .map_err(Problem::unavailable)?;
    let letters = page.data.into_iter();
    let listed = letters.map(|letter| Listed::of(letter, now)).collect();
    Ok(Json(Page::until(page.next, listed)))
}

/// `GET /v1/admin/dead-letters/{id}`: what it is about, why it failed, what to do. One table
/// round trip.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<DeadLetterId>,
) -> Result<Json<Explained>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let letter = app.letter(&id).await?;
    Ok(Json(Explained::of(letter, now)))
}

impl App {
    pub(crate) async fn letter(&self, id: &DeadLetterId) -> Result<DeadLetter, Problem> {
        let letter = self.store.dead_letter(id).await;
        letter
            .map_err(Problem::unavailable)?
            .ok_or_else(Problem::not_found)
    }
}
