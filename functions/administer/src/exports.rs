//! Everything in tables: `GET /v1/admin/exports/{what}` as JSON lines or CSV.
//!
//! An export is read page by page: each answer has as many rows as were found in one stretch of
//! the table, and names the next stretch in a header. Pages put after each other are the file.

#[cfg(feature = "describe")]
pub(crate) mod describe;
mod rows;
pub(crate) mod sheet;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use runtime::json::{Path, Query};
use runtime::limit::Class;
use runtime::paging::Cursor;
use runtime::problem::Problem;
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use store::{ExportPage, Store, StoreError};

use crate::App;
use rows::{EntryRow, InviteRow, ReferralRow, RewardRow};

/// Names the page that follows; absent on the last.
const NEXT: HeaderName = HeaderName::from_static("goodword-next-cursor");

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/admin/exports/{what}", get(export))
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Exported {
    Referrals,
    Rewards,
    Journal,
    /// Without addresses, names and messages.
    Invites,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ExportFormat")
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// A JSON object a line.
    #[default]
    Jsonl,
    /// RFC 4180 in UTF-8, with the columns' names in the first line of the first page, and safe
    /// to open in a spreadsheet.
    Csv,
}

/// The query of an export.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ExportQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// `jsonl` where it is left out.
    #[serde(default)]
    format: Format,
    /// The `Goodword-Next-Cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
}

/// One table round trip a megabyte of the table, up to ten a page.
pub(crate) async fn export(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(what): Path<Exported>,
    Query(paging): Query<Paging>,
) -> Result<Response, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let file = file(&app.store, what, (paging.format, after)).await;
    let (body, next) = file.map_err(Problem::unavailable)?;
    let kind = match paging.format {
        Format::Jsonl => "application/x-ndjson",
        Format::Csv => sheet::CSV,
    };
    let mut response = download(kind, body);
    if let Some(next) = next {
        let next = HeaderValue::try_from(Cursor::at(next).to_string());
        let next = next.map_err(|_| Problem::internal())?;
        response.headers_mut().insert(NEXT, next);
    }
    Ok(response)
}

/// A file of this media type, which nobody keeps on the way.
pub(crate) fn download(kind: &'static str, body: Vec<u8>) -> Response {
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")];
    (headers, body).into_response()
}

/// A page of the file, and where the next one begins.
async fn file(
    store: &Store,
    what: Exported,
    (format, after): (Format, Option<&str>),
) -> Result<(Vec<u8>, Option<String>), StoreError> {
    let is_first = after.is_none();
    Ok(match what {
        Exported::Referrals => {
            let page = store.export_referrals(after).await?;
            written(page, ReferralRow::of, (format, is_first))
        }
        Exported::Rewards => {
            let page = store.export_rewards(after).await?;
            written(page, RewardRow::of, (format, is_first))
        }
        Exported::Journal => {
            let page = store.export_journal(after).await?;
            written(page, EntryRow::of, (format, is_first))
        }
        Exported::Invites => {
            let page = store.export_invites(after).await?;
            written(page, InviteRow::of, (format, is_first))
        }
    })
}

fn written<T, R: Serialize + sheet::Columns>(
    page: ExportPage<T>,
    row: impl Fn(&T) -> R,
    (format, is_first): (Format, bool),
) -> (Vec<u8>, Option<String>) {
    let rows: Vec<R> = page.records.iter().map(row).collect();
    let body = match format {
        Format::Jsonl => sheet::json_lines(&rows),
        Format::Csv => sheet::csv(&rows, is_first),
    };
    (body, page.next)
}
