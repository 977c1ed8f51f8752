//! An account's statement, for the host's staff.

#[cfg(feature = "describe")]
pub(crate) mod describe;
mod rows;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
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
use crate::exports::{download, sheet};

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
    /// `json` where it is left out.
    #[serde(default)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "StatementFormat")
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    #[default]
    Json,
    /// RFC 4180 in UTF-8, with a row for the opening, for each line and for the closing, and safe
    /// to open in a spreadsheet.
    Csv,
}

/// `GET /v1/admin/accounts/{account_id}/statement`. One table round trip a megabyte, which is some
/// 2,000 lines.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(account_id): Path<AccountId>,
    Query(Days { from, to, format }): Query<Days>,
) -> Result<Response, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let feed = app.store.feed(&account_id).await;
    let feed = feed.map_err(Problem::unavailable)?;
    if feed.household.account.is_none() && feed.lines.is_empty() {
        return Err(Problem::not_found());
    }
    let period = Period { from, to };
    let told = &feed.notifications;
    let statement = Statement::of(&account_id, period, &feed.lines, told);
    let statement = statement.map_err(|wrong| {
        Problem::invalid_fields(vec![FieldError {
            pointer: "/from".to_owned(),
            detail: wrong.to_string(),
        }])
    })?;
    Ok(match format {
        Format::Json => Json(statement).into_response(),
        Format::Csv => download(sheet::CSV, sheet::csv(&rows::of(&statement), true)),
    })
}
