//! What the routes need, kept between invocations.

use domain::id::ProgramId;
use domain::program::Program;
use jiff::Timestamp;
use runtime::config;
use runtime::secrets::Secrets;
use store::{Store, StoreError};
use url::Url;

use crate::destination;
use crate::links::Links;

pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) links: Links,
    pub(crate) product: String,
    /// Where everybody may sign up.
    pub(crate) signup_url: Url,
    pub(crate) secrets: Secrets,
}

impl App {
    pub(crate) async fn from_env() -> Result<Self, lambda_runtime::Error> {
        let livemode = config::stage()?.livemode();
        let table = config::required("TABLE_NAME")?;
        Ok(Self {
            store: Store::connect(&runtime::aws::sdk_config()?, table, livemode)
                .caused_by(runtime::cause::request_id)
                .opened()
                .await,
            links: Links::default(),
            product: config::required("PRODUCT_NAME")?,
            signup_url: config::parsed("SIGNUP_URL")?,
            secrets: Secrets::from_env()?,
        })
    }

    /// The program of this id. No table round trip where programs were read within a minute.
    pub(crate) async fn program(
        &self,
        id: &ProgramId,
        now: Timestamp,
    ) -> Result<Option<Program>, StoreError> {
        let programs = self.store.programs(now).await?;
        Ok(programs.iter().find(|program| program.id == *id).cloned())
    }

    /// Where a friend signs up by this program.
    pub(crate) fn signup_page(&self, program: &Program) -> Url {
        let own = program.settings.signup_url.as_deref();
        own.and_then(destination::parse)
            .unwrap_or_else(|| self.signup_url.clone())
    }
}
