//! The account's own statement, as a bank would write it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use domain::id::{AccountId, ParticipantId};
use domain::statement::sheet::{Period, Statement};
use jiff::civil::Date;
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::problem::{FieldError, Problem};
use runtime::time::Now;
use serde::Deserialize;

use crate::app::App;
use crate::who::Asked;

/// What follows the `?`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "StatementQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The first day, of UTC. Where it is left out, the statement begins with the first line.
    from: Option<Date>,
    /// The last day, of UTC, included. Where it is left out, the statement ends now.
    to: Option<Date>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

/// `GET /v1/statement`: of the caller's account, whoever of it earned the credit (K17).
///
/// One table round trip a megabyte, which is some 2,000 lines. An API key is read at most once a
/// minute.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(request): Query<Request>,
) -> Result<Json<Statement>, Problem> {
    let asked = Asked {
        account_id: request.account_id,
        participant_id: request.participant_id,
    };
    let who = asked.who(&app.caller(&headers, Class::Read, now).await?)?;
    let feed = app.store.feed(&who.account_id).await;
    let feed = feed.map_err(Problem::unavailable)?;
    let period = Period {
        from: request.from,
        to: request.to,
    };
    let told = &feed.notifications;
    let statement = Statement::of(&who.account_id, period, &feed.lines, told);
    statement.map(Json).map_err(|wrong| {
        Problem::invalid_fields(vec![FieldError {
            pointer: "/from".to_owned(),
            detail: wrong.to_string(),
        }])
    })
}
