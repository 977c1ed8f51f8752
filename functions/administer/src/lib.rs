//! What the operator does by hand: programs and their terms, and the host's API keys.
//!
//! Every route takes an API key with the scope `admin`; the first such key is the one that the
//! operator put into the secrets.

mod api_keys;
#[cfg(feature = "describe")]
pub mod describe;
mod programs;

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{delete, get, post};
use domain::api_key::{Scope, Stage};
use jiff::Timestamp;
use runtime::auth::Auth;
use runtime::config;
use runtime::problem::{Kind, Problem};
use runtime::secrets::Secrets;
use store::Store;

/// The problems that only this function answers with.
pub const KINDS: [Kind; 2] = [INVALID_PROGRAM, EDITED_MEANWHILE];

pub(crate) const INVALID_PROGRAM: Kind = Kind {
    slug: "invalid-program",
    status: 422,
    title: "The program file has a mistake",
};
pub(crate) const EDITED_MEANWHILE: Kind = Kind {
    slug: "edited-meanwhile",
    status: 409,
    title: "Somebody else edited this at the same time",
};

/// What every route needs.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) stage: Stage,
    auth: Auth,
}

impl App {
    /// Lets an operator through, and nobody else.
    pub(crate) async fn operator(
        &self,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        self.auth
            .caller(headers, now, find_key)
            .await?
            .require(Scope::Admin)
            .map(drop)
    }
}

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let stage = config::stage()?;
    let table = config::required("TABLE_NAME")?;
    let app = Arc::new(App {
        store: Store::connect(&runtime::aws::sdk_config()?, table, stage.livemode())
            .caused_by(runtime::cause::request_id)
            .opened()
            .await,
        stage,
        auth: Auth::from_env(Arc::new(Secrets::from_env()?))?,
    });
    let router = Router::new()
        .route("/v1/admin/programs", get(programs::list))
        .route(
            "/v1/admin/programs/{program_id}",
            get(programs::read).put(programs::put),
        )
        .route("/v1/admin/api-keys", post(api_keys::create))
        .route("/v1/admin/api-keys/{key_id}", delete(api_keys::revoke))
        .with_state(app);
    runtime::http::serve(router).await
}
