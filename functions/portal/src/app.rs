//! What the routes need, kept between invocations.

use std::sync::Arc;

use axum::http::HeaderMap;
use domain::link::Link;
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::token::Participant;
use runtime::auth::{Auth, Caller};
use runtime::config::{self, ConfigError};
use runtime::http::note_caller;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::secrets::Secrets;
use store::Store;
use url::Url;

use crate::identity::{self, Provider};

pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) product: String,
    /// Whether nothing here is real money.
    pub(crate) is_test: bool,
    secrets: Arc<Secrets>,
    auth: Auth,
    provider: Option<Provider>,
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
            auth: Auth::from_env(Arc::clone(&secrets))?.with_sessions(),
            provider: Provider::from_env()?,
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

    /// The participant of a token that the host signed, or its identity provider, unless this is
    /// one call too many.
    pub(crate) async fn participant(
        &self,
        token: &str,
        (class, now): (Class, Timestamp),
    ) -> Result<Participant, Problem> {
        if identity::is_one(token) {
            self.identified(token, (class, now)).await
        } else {
            let participant = self.auth.participant(token, now).await?;
            let caller = Caller::Participant(participant.clone());
            self.admit(&caller, class, now).await?;
            Ok(participant)
        }
    }

    /// The member of an account whom the host's identity provider vouches for. One table round
    /// trip, unless this is one call too many: whoever made an account there counts, known here or
    /// not.
    ///
    /// # Errors
    /// 401 for a token that is not good, 403 for whom the host never told of, 503 while the
    /// provider's keys cannot be read.
    pub(crate) async fn identified(
        &self,
        token: &str,
        (class, now): (Class, Timestamp),
    ) -> Result<Participant, Problem> {
        let provider = self.provider.as_ref().ok_or_else(identity::not_set_up)?;
        let named = provider.identify(token, now).await?;
        let caller = Caller::Participant(named.clone());
        self.admit(&caller, class, now).await?;
        let (account, id) = (&named.account_id, &named.participant_id);
        let household = self.store.member(account, id).await;
        identity::check_member(&household.map_err(Problem::unavailable)?, id)?;
        note_caller("participant");
        Ok(named)
    }

    pub(crate) async fn signer(&self, now: Timestamp) -> Result<Signer, Problem> {
        self.secrets.signer(now).await.map_err(Problem::unavailable)
    }

    /// Where the link can be followed.
    pub(crate) async fn url_of(&self, link: &Link, now: Timestamp) -> Result<Url, Problem> {
        self.below(&format!("/r/{}", link.shown()), now).await
    }

    /// An address of this stack.
    pub(crate) async fn below(&self, path: &str, now: Timestamp) -> Result<Url, Problem> {
        let public_url = self.secrets.get("public-url", now).await;
        let public_url = public_url.map_err(Problem::unavailable)?;
        let url = format!("{}{path}", public_url.expose());
        Url::parse(&url).map_err(Problem::unavailable)
    }
}
