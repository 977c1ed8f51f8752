//! What the routes need, kept between invocations.

use std::sync::Arc;

use axum::http::HeaderMap;
use domain::link::Link;
use domain::program::Program;
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::{Auth, Caller};
use runtime::config::{self, ConfigError};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::secrets::Secrets;
use store::Store;

use crate::view::LinkView;

pub(crate) struct App {
    pub(crate) store: Store,
    secrets: Arc<Secrets>,
    auth: Auth,
    pub(crate) product: String,
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
            auth: Auth::from_env(Arc::clone(&secrets))?.with_sessions(),
            secrets,
            product: config::required("PRODUCT_NAME")?,
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
        let lease = async |lease| self.store.lease_calls(&lease).await;
        self.auth.limits.admit((&caller, class), now, lease).await?;
        Ok(caller)
    }

    pub(crate) async fn signer(&self, now: Timestamp) -> Result<Signer, Problem> {
        self.secrets.signer(now).await.map_err(Problem::unavailable)
    }

    pub(crate) async fn view(
        &self,
        program: &Program,
        link: &Link,
        now: Timestamp,
    ) -> Result<LinkView, Problem> {
        let public_url = self.secrets.get("public-url", now).await;
        let public_url = public_url.map_err(Problem::unavailable)?;
        LinkView::of(program, link, &self.product, (public_url.expose(), now))
            .map_err(Problem::unavailable)
    }
}
