//! "Generate my link": one button, and pressing it again gives the same link (C8, E1).

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::link::{CODES_TRIED, Link};
use domain::program::Program;
use domain::reminder::{Enrolment, moments};
use domain::terms::Method;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;
use store::PutLink;

use super::trouble::{Trouble, told};
use super::visit::{Visit, back_to};
use crate::app::App;
use crate::program;

/// Three codes of one link belong to others: not to be expected, of 31 to the power of 10.
#[derive(Debug, thiserror::Error)]
#[error("{CODES_TRIED} codes in a row belong to other links")]
struct CodesTaken;

/// `POST /portal/link`: makes the link unless there is one, and leads back to the page. One table
/// round trip; the programs are read at most once a minute.
pub(super) async fn enrol(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Response {
    told(&app.product, enrolled(&app, &headers, now).await)
}

async fn enrolled(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Response, Trouble> {
    let visit = Visit::write(app, headers, (Class::Write, now)).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    // A page from before the program paused has the button still: the page then says what is.
    if program.is_active() && program.allows(Method::Link, now) {
        make(app, program, &visit, now).await?;
    }
    back_to(app, "/portal?made#link", now).await
}

async fn make(app: &App, program: &Program, visit: &Visit, now: Timestamp) -> Result<(), Problem> {
    let signer = app.signer(now).await?;
    let (account, who) = (&visit.who.account_id, &visit.who.participant_id);
    for n in 0..CODES_TRIED {
        let link = Link {
            code: signer.code(&program.id, account, who, n),
            program_id: program.id.clone(),
            account_id: account.clone(),
            participant_id: who.clone(),
            created_at: now,
            chosen: Vec::new(),
        };
        let first_look = moments::first_look(&Enrolment::from(&link), program);
        let put = app.store.put_link(&link, first_look).await;
        match put.map_err(Problem::unavailable)? {
            PutLink::Created => return Ok(()),
            PutLink::Exists(own) if own.belongs_to(&program.id, who, account) => return Ok(()),
            PutLink::Exists(_) => {}
        }
    }
    Err(Problem::unavailable(CodesTaken))
}
