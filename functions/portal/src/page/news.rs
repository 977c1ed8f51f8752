//! What is new, for the page that asks again while it is looked at (C19).

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use domain::id::NotificationId;
use domain::notification::Telling;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::app::App;
use crate::friends::Friends;
use crate::home;
use crate::loaded::Loaded;
use crate::program;
use crate::shown::Shown;

/// What is new.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "PageNews")
)]
pub(crate) struct NewsView<'a> {
    unread: usize,
    /// Whether the newest that is unread tells of credit.
    is_reward: bool,
    /// Of the newest that is unread.
    id: Option<&'a NotificationId>,
    /// The same in a sentence.
    text: Option<&'a str>,
}

/// `GET /portal/news`: how much is unread, and the newest of it; 304 while nothing has changed,
/// 401 once the session has ended.
///
/// Two table round trips at a time, as `GET /v1/home`.
pub(super) async fn news(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Response {
    told(&app.product, newest(&app, &headers, now).await)
}

async fn newest(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Response, Trouble> {
    let visit = Visit::read(app, headers, (Class::Read, now)).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    let loaded = Loaded::load(app, (program, &visit.who), now).await?;
    let words = loaded.words(program, &visit.who);
    let currency = loaded.currency(program);
    let shown =
        Shown::of(program, &app.product, (words, currency, now)).ok_or_else(Problem::internal)?;
    let friends = Friends::of(&loaded, &visit.who);
    let list = home::notifications(&shown, &visit.who, (&loaded, &friends));
    let unread: Vec<_> = list.iter().filter(|it| it.unread).collect();
    let newest = unread.first();
    let body = serde_json::to_string(&NewsView {
        unread: unread.len(),
        is_reward: newest.is_some_and(|it| is_reward(&it.telling)),
        id: newest.map(|it| &it.id),
        text: newest.map(|it| it.text.as_str()),
    });
    let body = body.map_err(Problem::unavailable)?;
    let tag = format!(
        "\"{}\"",
        BASE64URL_NOPAD.encode(&Sha256::digest(&body)[..12])
    );
    let is_known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body.into_response()
    };
    let headers = response.headers_mut();
    let tag = HeaderValue::from_str(&tag).map_err(Problem::unavailable)?;
    headers.insert(ETAG, tag);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(visit.mark(response))
}

/// Whether somebody is the richer for it.
fn is_reward(telling: &Telling) -> bool {
    match telling {
        Telling::CreditEarned { .. }
        | Telling::FriendCredit { .. }
        | Telling::CreditGiven { .. }
        | Telling::CreditReinstated { .. } => true,
        Telling::NoCredit { .. }
        | Telling::CreditPosted { .. }
        | Telling::CreditCanceled { .. }
        | Telling::CreditExpired { .. }
        | Telling::CreditReversed { .. }
        | Telling::CreditTaken { .. }
        | Telling::CreditApplied { .. } => false,
    }
}
