//! What staff do by hand: programs and their terms, the host's API keys, mail that was stopped,
//! dead letters, reviews, accounts' statements, why a credit came or did not, and
//! reconciliations.
//!
//! Every route takes an API key with the scope `admin`; the first such key is the one that the
//! operator put into the secrets. Whatever is changed is in the audit trail, by the same
//! transaction.

mod adjustments;
mod api_keys;
mod audit;
mod console;
mod dead_letters;
#[cfg(feature = "describe")]
pub mod describe;
mod erasures;
mod explanations;
mod exports;
mod imports;
mod mail;
mod merges;
mod programs;
mod reconciliations;
mod referrals;
mod reviews;
mod rewards;
mod staff;
mod statements;

use std::sync::Arc;

use axum::Router;
use domain::api_key::Stage;
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::Auth;
use runtime::config;
use runtime::problem::{Kind, Problem};
use runtime::secrets::Secrets;
use store::Store;
use url::Url;

/// The problems that only this function answers with.
pub const KINDS: [Kind; 7] = [
    INVALID_PROGRAM,
    EDITED_MEANWHILE,
    CANNOT_BE_REDRIVEN,
    CREDIT_TOO_SMALL,
    NOTHING_TO_DECIDE,
    CLAIM_REFUSED,
    REVIEW_DECIDED,
];

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
pub(crate) const CREDIT_TOO_SMALL: Kind = Kind {
    slug: "credit-too-small",
    status: 409,
    title: "There is not that much credit to take",
};
pub(crate) const NOTHING_TO_DECIDE: Kind = Kind {
    slug: "nothing-to-decide",
    status: 409,
    title: "There is nothing to decide here now",
};
pub(crate) const CLAIM_REFUSED: Kind = Kind {
    slug: "claim-refused",
    status: 409,
    title: "This referral cannot be claimed",
};

pub(crate) const REVIEW_DECIDED: Kind = Kind {
    slug: "review-decided",
    status: 409,
    title: "The review was decided before",
};

/// What every route needs.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) stage: Stage,
    pub(crate) product: String,
    auth: Auth,
    secrets: Arc<Secrets>,
}

impl App {
    pub(crate) async fn signer(&self, now: Timestamp) -> Result<Signer, Problem> {
        self.secrets.signer(now).await.map_err(Problem::unavailable)
    }

    /// An address of this stack.
    pub(crate) async fn below(&self, path: &str, now: Timestamp) -> Result<Url, Problem> {
        let public_url = self.secrets.get("public-url", now).await;
        let public_url = public_url.map_err(Problem::unavailable)?;
        let url = format!("{}{path}", public_url.expose());
        Url::parse(&url).map_err(Problem::unavailable)
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
            .caused_by(runtime::cause::request_id)
            .opened()
            .await,
        stage,
        product: config::required("PRODUCT_NAME")?,
        auth: Auth::from_env(Arc::clone(&secrets))?,
        secrets,
    });
    let router = Router::new()
        .merge(api_keys::routes())
        .merge(audit::routes())
        .merge(console::routes())
        .merge(dead_letters::routes())
        .merge(explanations::routes())
        .merge(mail::routes())
        .merge(programs::routes())
        .merge(reconciliations::routes())
        .merge(reviews::routes())
        .merge(statements::routes())
        .merge(adjustments::routes())
        .merge(rewards::routes())
        .merge(referrals::routes())
        .merge(erasures::routes())
        .merge(exports::routes())
        .merge(imports::routes())
        .merge(merges::routes())
        .with_state(app);
    runtime::http::serve(router).await
}
