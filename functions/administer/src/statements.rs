//! An account's statement, for the host's staff.

#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;
use domain::id::AccountId;
use domain::statement::sheet::{Period, Statement};
use jiff::civil::Date;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::problem::{FieldError, Problem};
use runtime::time::Now;
use serde::Deserialize;

use crate::App;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/admin/accounts/{account_id}/statement", get(read))
}

/// What follows the `?`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AccountStatementQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    /// The first day, of UTC. Where it is left out, the statement begins with the first line.
    from: Option<Date>,
    /// The last day, of UTC, included. Where it is left out, the statement ends now.
    to: Option<Date>,
}

/// `GET /v1/admin/accounts/{account_id}/statement`. One table round trip a megabyte, which is some
/// 2,000 lines.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(account_id): Path<AccountId>,
    Query(Days { from, to }): Query<Days>,
) -> Result<Json<Statement>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let feed = app.store.feed(&account_id).await;
    let feed = feed.map_err(Problem::unavailable)?;
    if feed.household.account.is_none() && feed.lines.is_empty() {
        return Err(Problem::not_found());
    }
    let period = Period { from, to };
    let told = &feed.notifications;
    let statement = Statement::of(&account_id, period, &feed.lines, told);
    statement.map(Json).map_err(|wrong| {
        Problem::invalid_fields(vec![FieldError {
            pointer: "/from".to_owned(),
            detail: wrong.to_string(),
        }])
    })
}
