//! The host's accounts, and the signup that a referrer is credited with.
//!
//! `POST /v1/signups` ties a new account to who referred it, once for ever; it never fails for
//! want of a referrer, and keeps the reason instead. `PUT /v1/accounts/{account_id}` tells of an
//! account and its members at any time.

mod account;
#[cfg(feature = "describe")]
pub mod describe;
mod evidence;
mod request;
mod response;
mod signup;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{post, put};
use domain::api_key::Scope;
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::{Auth, Caller};
use runtime::config;
use runtime::limit::Class;
use runtime::problem::{Kind, Problem};
use runtime::secrets::Secrets;
use store::Store;

/// The problems that only this function answers with.
pub const KINDS: [Kind; 1] = [CUSTOMER_CONFLICT];

const CUSTOMER_CONFLICT: Kind = Kind {
    slug: "customer-conflict",
    status: 409,
    title: "The Stripe customer contradicts what is known",
};

/// What both routes need.
pub(crate) struct App {
    pub(crate) store: Store,
    secrets: Arc<Secrets>,
    auth: Auth,
    /// Whether the last new signup was of an account that the host had told of before. It then does
    /// so each time, and to presume that an account is new would cost a failed transaction.
    pub(crate) told_before: AtomicBool,
}

impl App {
    /// Only the host's server may call, with this scope.
    pub(crate) async fn host(
        &self,
        headers: &HeaderMap,
        scope: Scope,
        now: Timestamp,
    ) -> Result<Caller, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let caller = self.auth.caller(headers, now, find_key).await?;
        caller.require(scope)?;
        let lease = async |lease| self.store.lease_calls(&lease).await;
        let call = (&caller, Class::Write);
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
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let secrets = Arc::new(Secrets::from_env()?);
    let app = Arc::new(App {
        store: Store::connect(&runtime::aws::sdk_config()?, table, livemode)
            .caused_by(runtime::cause::request_id)
            .opened()
            .await,
        auth: Auth::from_env(Arc::clone(&secrets))?,
        secrets,
        told_before: AtomicBool::new(false),
    });
    let router = Router::new()
        .route("/v1/signups", post(signup::handle))
        .route("/v1/accounts/{account_id}", put(account::handle))
        .with_state(app);
    runtime::http::serve(router).await
}
