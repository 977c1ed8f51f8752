//! One click, and an address is never written to again (RFC 8058).
//!
//! GET shows a page and changes nothing, since scanners follow links. POST needs no cookie and
//! no login: the token in the address is all there is. It holds for every program, and for the
//! kind of mail it stood in.

#[cfg(feature = "describe")]
pub mod describe;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::change::{ChangeSet, Write};
use domain::reason::Reason;
use domain::suppression::{MailKind, Suppression};
use domain::token::AddressHash;
use jiff::Timestamp;
use runtime::config;
use runtime::problem::Problem;
use runtime::secrets::Secrets;
use runtime::time::Now;
use store::Store;

use page::Answer;

struct App {
    store: Store,
    secrets: Secrets,
    product: String,
}

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let app = Arc::new(App {
        store: Store::connect(&runtime::aws::sdk_config()?, table, livemode)
            .caused_by(runtime::cause::request_id),
        secrets: Secrets::from_env()?,
        product: config::required("PRODUCT_NAME")?,
    });
    let router = Router::new()
        .route("/u/{token}", get(ask).post(suppress))
        .with_state(app);
    runtime::http::serve(router).await
}

/// `GET /u/{token}`: asks. No table round trip.
async fn ask(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let answer = match address(&app, &token, now).await? {
        Some((kind, _)) => Answer::Ask(kind),
        None => Answer::NotOurs,
    };
    page::answer(&app.product, answer)
}

/// `POST /u/{token}`: suppresses at once, whatever the body says. One table round trip.
async fn suppress(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some((kind, address_hash)) = address(&app, &token, now).await? else {
        return page::answer(&app.product, Answer::NotOurs);
    };
    let mut changes = ChangeSet::default();
    changes.write(Write::Suppress(Suppression {
        address_hash,
        kind,
        reason: Reason::InviteOptedOut,
        since: now,
        apart_from_reminders: true,
    }));
    app.store
        .commit(&changes, now)
        .await
        .map_err(Problem::unavailable)?;
    page::answer(&app.product, Answer::Done(kind))
}

async fn address(
    app: &App,
    token: &str,
    now: Timestamp,
) -> Result<Option<(MailKind, AddressHash)>, Problem> {
    let signer = app.secrets.signer(now).await;
    let signer = signer.map_err(Problem::unavailable)?;
    Ok(signer.open_unsubscribe(token).ok())
}

impl Answer {
    fn status(self) -> StatusCode {
        match self {
            Self::Ask(_) | Self::Done(_) => StatusCode::OK,
            Self::NotOurs => StatusCode::BAD_REQUEST,
        }
    }
}
