//! Follows a link, shows an invite, and accepts it.
//!
//! Whatever is wrong with a link, its friend is led to a page to sign up at: a table that is
//! down, a program that ended, a code that never was. A link leads only where a program or the
//! installation itself says, and no address is in any URL.

mod accept;
mod app;
mod around;
#[cfg(feature = "describe")]
pub mod describe;
mod destination;
mod follow;
mod invitation;
mod links;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use app::App;

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let router = Router::new()
        .route("/r/{code}", get(follow::follow))
        .route("/i/{token}", get(invitation::show).post(accept::accept));
    runtime::http::serve(router.with_state(Arc::new(App::from_env().await?))).await
}
