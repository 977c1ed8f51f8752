//! One click, and mail of a kind stops at once (RFC 8058); and a page to choose what comes.
//!
//! GET shows the page and changes nothing, since scanners follow links. POST needs no cookie and
//! no login: the token in the address is all there is. It names the address by its hash, and the
//! kind of mail it stood in. A participant may take a stop of their own back with the same token;
//! one who never asked for invites may not (`docs/decisions/0008-stopping-mail.md`).

#[cfg(feature = "describe")]
pub mod describe;
mod form;
mod page;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::locale::Locale;
use domain::suppression::{MailKind, chosen};
use domain::token::AddressHash;
use domain::words::Words;
use jiff::Timestamp;
use runtime::config;
use runtime::problem::Problem;
use runtime::secrets::Secrets;
use runtime::time::Now;
use store::Store;

use page::{Page, Standing};

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
        .route("/u/{token}", get(ask).post(choose))
        .with_state(app);
    runtime::http::serve(router).await
}

/// `GET /u/{token}`: what comes, and what can be stopped. One table round trip.
async fn ask(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let speaks = (spoken(query.as_deref()), app.product.as_str());
    let Some((kind, address)) = opened(&app, &token, now).await? else {
        return Page::not_ours(speaks).respond();
    };
    let suppressions = app.store.suppressions(&address).await;
    let suppressions = suppressions.map_err(Problem::unavailable)?;
    Page::asking(speaks, Standing::of(kind, &suppressions)).respond()
}

/// `POST /u/{token}`: stops at once, whatever the body says, or does what the page's form says.
/// Three table round trips.
async fn choose(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Result<Response, Problem> {
    let speaks = (spoken(query.as_deref()), app.product.as_str());
    let Some((kind, address)) = opened(&app, &token, now).await? else {
        return Page::not_ours(speaks).respond();
    };
    let choice = form::choice(&body, kind);
    let load = || app.store.suppressions(&address);
    let decide = |current: &_| Ok::<_, Infallible>(chosen(&address, current, choice, now));
    let changed = app.store.change(now, load, decide).await;
    let Ok(_) = changed.map_err(Problem::unavailable)?;
    let suppressions = app.store.suppressions(&address).await;
    let suppressions = suppressions.map_err(Problem::unavailable)?;
    Page::done(speaks, Standing::of(kind, &suppressions)).respond()
}

/// The language of the mail that led here: its link names it.
fn spoken(query: Option<&str>) -> &'static Words {
    let pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let mut named = pairs.filter(|(name, _)| name == "lang");
    let named = named.find_map(|(_, tag)| Locale::nearest(&tag));
    Words::of(named.unwrap_or_default())
}

async fn opened(
    app: &App,
    token: &str,
    now: Timestamp,
) -> Result<Option<(MailKind, AddressHash)>, Problem> {
    let signer = app.secrets.signer(now).await;
    let signer = signer.map_err(Problem::unavailable)?;
    Ok(signer.open_unsubscribe(token).ok())
}
