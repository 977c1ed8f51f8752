//! What somebody is to look at: referrals before their credit is released, and what is left of
//! credit that was taken back. The queue, and what staff decide.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;
use domain::audit::grounds::Grounds;
use domain::reason::Reason;
use domain::remainder::Choice;
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Page};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Deserialize;

use crate::App;
use crate::programs::Paging;
use ruling::{Ruling, Verdict, ruled};
use view::ReviewView;

#[cfg(feature = "describe")]
pub(crate) mod describe;
pub(crate) mod ruling;
pub(crate) mod view;

pub(crate) fn routes() -> Router<Arc<App>> {
    let deny = |body: Denial| Ruling {
        verdict: Verdict::Deny(body.code.reason()),
        reason: body.reason,
    };
    Router::new()
        .route("/v1/admin/reviews", get(list))
        .route(&path("approve"), ruled(|body| by(Verdict::Approve, body)))
        .route(&path("deny"), ruled(deny))
        .route(&path("waive"), ruled(|body| settle(Choice::Waive, body)))
        .route(&path("net"), ruled(|body| settle(Choice::Net, body)))
        .route(&path("debit"), ruled(|body| settle(Choice::Debit, body)))
}

fn path(decision: &str) -> String {
    format!("/v1/admin/reviews/{{id}}/{decision}")
}

fn settle(choice: Choice, body: Decision) -> Ruling {
    by(Verdict::Settle(choice), body)
}

fn by(verdict: Verdict, body: Decision) -> Ruling {
    Ruling {
        verdict,
        reason: body.reason,
    }
}

/// The body of every decision that needs no more than its reason.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReviewDecision")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    /// Why, for whoever looks later: 1 to 500 characters.
    reason: Grounds,
}

/// The body of a denial.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReviewDenial")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Denial {
    /// Why, for whoever looks later: 1 to 500 characters.
    reason: Grounds,
    /// What the referrer is told: that the program does not pay for such a referral, or only that
    /// staff decided.
    code: DenialCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum DenialCode {
    Fraud,
    AdminDecision,
}

impl DenialCode {
    pub(crate) fn reason(self) -> Reason {
        match self {
            Self::Fraud => Reason::Fraud,
            Self::AdminDecision => Reason::AdminDecision,
        }
    }
}

/// `GET /v1/admin/reviews`: what waits for somebody to look, the oldest first. Two table round
/// trips.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<ReviewView>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.reviews(after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let rewards = app.store.rewards(&view::rewards_of(&page.data)).await;
    let rewards = rewards.map_err(Problem::unavailable)?;
    let items = page.data.iter();
    let listed = items.filter_map(|item| ReviewView::of(item, &rewards));
    Ok(Json(Page::until(page.next, listed.collect())))
}
