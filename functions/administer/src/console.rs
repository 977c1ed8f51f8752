//! The staff console: what staff see and do in a browser, whole without any script
//! (`docs/decisions/0019-the-staff-console.md`).
//!
//! It decides nothing and changes nothing by itself: each deed is the same call as that of the
//! API, by the session's member of staff instead of an API key.

mod account;
mod assets;
mod audit;
mod credit;
mod deeds;
#[cfg(feature = "describe")]
pub(crate) mod describe;
mod enter;
mod find;
mod frame;
mod funnel;
mod invite;
mod letters;
mod mail;
mod referral;
mod remainder;
mod reviews;
mod sessions;
mod shown;
mod start;
mod trouble;
mod visit;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get, post};

use crate::App;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/admin", get(start::show))
        .route("/admin/enter/{token}", get(enter::enter))
        .route("/admin/leave", post(enter::leave))
        .route("/admin/find", get(find::again).post(find::find))
        .route("/admin/accounts/{account_id}", get(account::show))
        .route("/admin/referrals/{referral_id}", get(referral::show))
        .route("/admin/invites/{invite_id}", get(invite::show))
        .route("/admin/reviews", get(reviews::list))
        .route("/admin/dead-letters", get(letters::list))
        .route("/admin/dead-letters/{id}", get(letters::show))
        .route("/admin/funnel", get(funnel::show))
        .route("/admin/mail", get(mail::show))
        .route("/admin/audit", get(audit::list))
        .route("/admin/deeds", post(deeds::act))
        .route("/admin/console.css", get(assets::css))
        .route("/admin/console.js", get(assets::js))
        .route("/admin/{*page}", any(trouble::nowhere))
        .method_not_allowed_fallback(trouble::nowhere)
        .route("/v1/console-sessions", post(sessions::begin))
}
