//! What the routes need, kept between invocations.

use std::sync::Arc;

use axum::http::HeaderMap;
use domain::link::Link;
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::token::Participant;
use runtime::auth::{Auth, Caller};
use runtime::config::{self, ConfigError};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::secrets::Secrets;
use store::Store;
use url::Url;

pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) product: String,
    /// Whether nothing here is real money.
    pub(crate) is_test: bool,
    secrets: Arc<Secrets>,
    auth: Auth,
}

impl App {
    pub(crate) async fn from_env() -> Result<Self, ConfigError> {
        let table = config::required("TABLE_NAME")?;
        let livemode = config::stage()?.livemode();
        let secrets = Arc::new(Secrets::from_env()?);
        Ok(Self {
            store: Store::connect(&runtime::aws::sdk_config()?, table, livemode)
                .caused_by(runtime::cause::request_id)
                .opened()
                .await,
            product: config::required("PRODUCT_NAME")?,
            is_test: !livemode,
            auth: Auth::from_env(Arc::clone(&secrets))?,
            secrets,
        })
    }

    pub(crate) async fn caller(
        &self,
        headers: &HeaderMap,
        class: Class,
        now: Timestamp,
    ) -> Result<Caller, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let caller = self.auth.caller(headers, now, find_key).await?;
        self.admit(&caller, class, now).await?;
        Ok(caller)
    }

    /// Lets the call through, or refuses it as one too many.
    pub(crate) async fn admit(
        &self,
        caller: &Caller,
        class: Class,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let lease = async |lease| self.store.lease_calls(&lease).await;
        self.auth.limits.admit((caller, class), now, lease).await
    }

    /// The participant of a token that the host signed.
    pub(crate) async fn participant(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Participant, Problem> {
        self.auth.participant(token, now).await
    }

    pub(crate) async fn signer(&self, now: Timestamp) -> Result<Signer, Problem> {
        self.secrets.signer(now).await.map_err(Problem::unavailable)
    }

    /// Where the link can be followed.
    pub(crate) async fn url_of(&self, link: &Link, now: Timestamp) -> Result<Url, Problem> {
        self.below(&format!("/r/{}", link.code), now).await
    }

    /// An address of this stack.
    pub(crate) async fn below(&self, path: &str, now: Timestamp) -> Result<Url, Problem> {
        let public_url = self.secrets.get("public-url", now).await;
        let public_url = public_url.map_err(Problem::unavailable)?;
        let url = format!("{}{path}", public_url.expose());
        Url::parse(&url).map_err(Problem::unavailable)
    }
}
