//! What staff did: `GET /v1/admin/audit`.

#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;
use domain::audit::{AuditRecord, StaffId, Target};
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Deserialize;
use store::AuditOf;

use crate::App;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/admin/audit", get(list))
}

/// The query of `GET /v1/admin/audit`: one of the three, or all of the trail.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AuditQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// What was done to this: a kind and an id, such as `account:acme` or
    /// `reward:rwd_bo-co.referrer`.
    target: Option<String>,
    /// What was done for this member of staff, as `Goodword-Actor` named them.
    staff: Option<StaffId>,
    /// What was done by this API key; the operator's first one is `admin`.
    key_id: Option<String>,
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

/// `GET /v1/admin/audit`, newest first. One table round trip.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<AuditRecord>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let target = paging.target.as_deref().map(str::parse::<Target>);
    let target = target.transpose().map_err(|error| {
        let detail = error.to_string();
        Problem::invalid_request(format!("/target {detail}")).pointer("/target", detail)
    })?;
    let of = match (&target, &paging.staff, &paging.key_id) {
        (None, None, None) => AuditOf::All,
        (Some(target), None, None) => AuditOf::Target(target),
        (None, Some(staff), None) => AuditOf::Staff(staff),
        (None, None, Some(key_id)) => AuditOf::Key(key_id),
        _ => {
            return Err(Problem::invalid_request(
                "ask by target, by staff or by key_id: one of them at a time",
            ));
        }
    };
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.audit(of, after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    Ok(Json(Page::until(page.next, page.data)))
}
