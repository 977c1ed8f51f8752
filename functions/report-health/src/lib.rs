//! How the stack is: `GET /v1/health`.
//!
//! Everybody may know its version, its stage and whether it is well; whoever sends an API key of
//! the host's learns why. It reads and never writes, so that a page anybody may call can change
//! nothing. Other functions note down what they see as they go: nothing is counted here.

#[cfg(feature = "describe")]
pub mod describe;
mod report;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::routing::get;
use domain::api_key::Stage;
use domain::dead_letter::LetterStatus;
use jiff::Timestamp;
use runtime::auth::{Auth, Caller};
use runtime::config;
use runtime::json::Json;
use runtime::problem::Problem;
use runtime::secrets::Secrets;
use runtime::time::Now;
use store::Store;

use report::{Report, Seen};

/// Letters that are counted; more are "at least so many".
const LETTERS_COUNTED: u8 = 100;

struct App {
    store: Store,
    stage: Stage,
    auth: Auth,
}

/// Serves the route until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let stage = config::stage()?;
    let table = config::required("TABLE_NAME")?;
    let store = Store::connect(&runtime::aws::sdk_config()?, table, stage.livemode());
    let app = Arc::new(App {
        store,
        stage,
        auth: Auth::from_env(Arc::new(Secrets::from_env()?))?,
    });
    let router = Router::new().route("/v1/health", get(health));
    runtime::http::serve(router.with_state(app)).await
}

/// `GET /v1/health`. Two table round trips, and one more for an API key that is not kept.
async fn health(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Result<Json<Report>, Problem> {
    let is_host = match headers.get(AUTHORIZATION) {
        Some(_) => app.is_host(&headers, now).await?,
        None => false,
    };
    let health = app.store.health().await.map_err(Problem::unavailable)?;
    let letters = app
        .store
        .dead_letters(LetterStatus::Open, None, None, LETTERS_COUNTED)
        .await
        .map_err(Problem::unavailable)?;
    let seen = Seen { health, letters };
    let report = Report::of(&seen, app.stage, now);
    Ok(Json(if is_host { report } else { report.in_public() }))
}

impl App {
    /// Whether the host asks. A participant learns what everybody does.
    async fn is_host(&self, headers: &HeaderMap, now: Timestamp) -> Result<bool, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let caller = self.auth.caller(headers, now, find_key).await?;
        Ok(matches!(caller, Caller::Host(_)))
    }
}
