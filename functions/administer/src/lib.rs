//! What the operator does by hand: programs and their terms, the host's API keys, mail that was
//! stopped, dead letters, and accounts' statements.
//!
//! Every route takes an API key with the scope `admin`; the first such key is the one that the
//! operator put into the secrets.

mod api_keys;
mod dead_letters;
#[cfg(feature = "describe")]
pub mod describe;
mod mail;
mod programs;
mod statements;

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{delete, get, post};
use domain::api_key::{Scope, Stage};
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::{Auth, Caller};
use runtime::config;
use runtime::limit::Class;
use runtime::problem::{Kind, Problem};
use runtime::secrets::Secrets;
use store::Store;

/// The problems that only this function answers with.
pub const KINDS: [Kind; 3] = [INVALID_PROGRAM, EDITED_MEANWHILE, CANNOT_BE_REDRIVEN];

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
pub(crate) const CANNOT_BE_REDRIVEN: Kind = Kind {
    slug: "cannot-be-redriven",
    status: 409,
    title: "The dead letter cannot be sent back",
};

/// What every route needs.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) stage: Stage,
    auth: Auth,
    secrets: Arc<Secrets>,
}

impl App {
    /// Lets an operator through, and nobody else.
    pub(crate) async fn operator(
        &self,
        headers: &HeaderMap,
        class: Class,
        now: Timestamp,
    ) -> Result<Caller, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let caller = self.auth.caller(headers, now, find_key).await?;
        caller.require(Scope::Admin)?;
        let lease = async |lease| self.store.lease_calls(&lease).await;
        let call = (&caller, class);
        self.auth.limits.admit(call, now, lease).await?;
        Ok(caller)
    }

    pub(crate) async fn signer(&self, now: Timestamp) -> Result<Signer, Problem> {
        self.secrets.signer(now).await.map_err(Problem::unavailable)
    }
}

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let stage = config::stage()?;
    let table = config::required("TABLE_NAME")?;
    let secrets = Arc::new(Secrets::from_env()?);
    let app = Arc::new(App {
        store: Store::connect(&runtime::aws::sdk_config()?, table, stage.livemode())
            .caused_by(runtime::cause::request_id),
        stage,
        auth: Auth::from_env(Arc::clone(&secrets))?,
        secrets,
    });
    let router = Router::new()
        .route("/v1/admin/programs", get(programs::list))
        .route(
            "/v1/admin/programs/{program_id}",
            get(programs::read).put(programs::put),
        )
        .route(
            "/v1/admin/accounts/{account_id}/statement",
            get(statements::read),
        )
        .route("/v1/admin/mail", get(mail::read))
        .route("/v1/admin/mail/{stream}/resume", post(mail::resume))
        .route("/v1/admin/api-keys", post(api_keys::create))
        .route("/v1/admin/api-keys/{key_id}", delete(api_keys::revoke))
        .route("/v1/admin/dead-letters", get(dead_letters::list))
        .route(
            "/v1/admin/dead-letters/redrive",
            post(dead_letters::redrive_all),
        )
        .route("/v1/admin/dead-letters/{id}", get(dead_letters::show))
        .route(
            "/v1/admin/dead-letters/{id}/redrive",
            post(dead_letters::redrive),
        )
        .route(
            "/v1/admin/dead-letters/{id}/discard",
            post(dead_letters::discard),
        )
        .with_state(app);
    runtime::http::serve(router).await
}
