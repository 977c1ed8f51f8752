//! A participant's personal link, made on demand (C8 to C11).
//!
//! A code is made from whose link it is, so asking again, or twice at once, gives the same link
//! (E1). The participant asks for their own; the host's server, with an API key, for anybody's:
//! who they are is the host's word.

mod app;
mod choose;
#[cfg(feature = "describe")]
pub mod describe;
mod make;
mod owner;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use domain::link::{Code, Link};
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::program;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;

use app::App;
use owner::Request;
use view::LinkView;

pub use make::KINDS;

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let router = Router::new()
        .route("/v1/links", post(create))
        .route("/v1/links/{code}", get(read).put(choose_code));
    runtime::http::serve(router.with_state(Arc::new(App::from_env().await?))).await
}

/// `POST /v1/links`: 201 with a new link, 200 with the one there is.
///
/// One table round trip; two with an `Idempotency-Key` where there is a link already. The programs,
/// and an API key, are each read at most once a minute.
async fn create(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let caller = app.caller(&headers, Class::Write, now).await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let made = made(&app, &caller, body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(made, find).await
}

async fn made(
    app: &App,
    caller: &Caller,
    request: Request,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let owner = request.owner(caller)?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, request.program_id.as_ref())?;
    make::check(program, now)?;
    make::make(app, program, &owner, (once, now)).await
}

/// `GET /v1/links/{code}`: what is not the caller's looks like what does not exist (F61).
///
/// One table round trip, two by a code that was chosen. The programs, and an API key, are each read
/// at most once a minute.
async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(code): Path<Code>,
) -> Result<Json<LinkView>, Problem> {
    let caller = app.caller(&headers, Class::Read, now).await?;
    let link = own(&app, &caller, &code).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = domain::program::choose(&programs, Some(&link.program_id));
    let program = program.ok_or_else(Problem::not_found)?;
    Ok(Json(app.view(program, &link, now).await?))
}

/// `PUT /v1/links/{code}`: shows the link by another code; the ones before lead there for good.
/// Asking again changes nothing.
///
/// Three table round trips, four by a code that was chosen before, and beside them one for whether
/// the participant was erased.
async fn choose_code(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(code): Path<Code>,
    Json(request): Json<choose::Request>,
) -> Result<Json<LinkView>, Problem> {
    let caller = app.caller(&headers, Class::Write, now).await?;
    let link = own(&app, &caller, &code).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = domain::program::choose(&programs, Some(&link.program_id));
    let program = program.ok_or_else(Problem::not_found)?;
    make::check(program, now)?;
    let link = choose::choose(&app, &link, &request.code, now).await?;
    Ok(Json(app.view(program, &link, now).await?))
}

/// The link of this code, if it is for the caller to see: as it is shown, whichever of its codes
/// this is.
async fn own(app: &App, caller: &Caller, code: &Code) -> Result<Link, Problem> {
    let link = app.store.link(code).await.map_err(Problem::unavailable)?;
    let link = link.ok_or_else(Problem::not_found)?;
    if !owner::may_see(caller, &link)? {
        return Err(Problem::not_found());
    }
    if link.code.key() == code.key() {
        return Ok(link);
    }
    let first = app.store.link(&link.code).await;
    first
        .map_err(Problem::unavailable)?
        .ok_or_else(Problem::not_found)
}
