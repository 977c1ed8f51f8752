//! "Send invites".

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::invite_request::{Asked, Fault, Part, Refusal, check, check_program, check_sender};
use domain::pasted;
use domain::program::Program;
use domain::terms::Method;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;

use super::invites::{Outcome, Typed};
use super::notice::Notice;
use super::show;
use super::trouble::{Trouble, told};
use super::visit::{Visit, back_to};
use crate::app::App;
use crate::link;
use crate::program;

/// `POST /portal/invites`: the page, with what became of each address. Sending the form again
/// sends nothing again (F43).
///
/// The same table round trips as `POST /v1/invites`, then the page's.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    told(&app.product, sent(&app, &headers, (&body, now)).await)
}

/// `GET /portal/invites`: where a form was answered, the page itself is one step on. No table
/// round trip.
pub(super) async fn back(State(app): State<Arc<App>>, Now(now): Now) -> Response {
    told(&app.product, back_to(&app, "/portal#invites", now).await)
}

async fn sent(
    app: &App,
    headers: &HeaderMap,
    (body, now): (&[u8], Timestamp),
) -> Result<Response, Trouble> {
    let visit = Visit::write(app, headers, (Class::Invite, now)).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    let typed = Typed::of(body);
    let outcome = match checked(app, program, (&visit, &typed), now).await? {
        Ok(asked) => Outcome::Sent(recorded(app, program, (&visit, asked), now).await?),
        Err(faults) => Outcome::Refused { typed, faults },
    };
    let notice = Notice {
        invites: Some(outcome),
        ..Notice::default()
    };
    show::respond(app, &visit, notice, now).await
}

/// What is asked for, or what is wrong with it.
pub(super) async fn checked(
    app: &App,
    program: &Program,
    (visit, typed): (&Visit, &Typed),
    now: Timestamp,
) -> Result<Result<Asked, Vec<Fault>>, Problem> {
    let recipients = pasted::recipients(&typed.recipients);
    let asked = (recipients.as_slice(), typed.message.as_deref());
    let asked = match check(program, &app.product, asked, now) {
        // The friend reads what the referrer does, unless the host asked for another language.
        Ok(asked) => Asked {
            locale: visit.who.locale,
            ..asked
        },
        Err(faults) => return Ok(Err(faults)),
    };
    let household = app.store.household(&visit.who.account_id).await;
    let household = household.map_err(Problem::unavailable)?;
    let sender = (&household, &visit.who.participant_id);
    let is_edited = asked.message.is_some();
    let refused = check_program(program)
        .and_then(|()| check_sender(program, sender, (visit.who.email_verified, is_edited), now));
    if let Err(refusal) = refused {
        return Ok(Err(vec![of_refusal(refusal)]));
    }
    let has_what_it_carries = program.allows(Method::Accept, now)
        || link::find(app, (program, &visit.who), now).await?.is_some();
    Ok(if has_what_it_carries {
        Ok(asked)
    } else {
        Err(vec![fault(
            Part::Recipients,
            "wait for your link: make it first",
        )])
    })
}

/// A page that was open while the rules changed.
fn of_refusal(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::ProgramInactive => fault(Part::Recipients, "the program takes nothing new"),
        Refusal::NotByServer(_) => fault(Part::Recipients, "this program sends no invites"),
        Refusal::SenderUnknown => fault(Part::Recipients, "your account is not known yet"),
        Refusal::SenderUnnamed => fault(Part::Recipients, "your name is not known yet"),
        Refusal::EditingNotAllowed(_) => fault(Part::Message, "cannot be edited by you"),
    }
}

fn fault(part: Part, detail: &str) -> Fault {
    Fault {
        part,
        detail: detail.to_owned(),
    }
}

async fn recorded(
    app: &App,
    program: &Program,
    (visit, asked): (&Visit, Asked),
    now: Timestamp,
) -> Result<Vec<String>, Problem> {
    let sender = (&visit.who.account_id, &visit.who.participant_id);
    let invites = asked.invites(program, sender, &app.signer(now).await?, now);
    let recorded = app
        .store
        .record_invites(program, &invites, (None, now))
        .await;
    recorded.map_err(Problem::unavailable)?;
    let address =
        |invite: &domain::invite::Invite| Some(invite.recipient.as_ref()?.as_str().to_owned());
    Ok(invites.iter().filter_map(address).collect())
}
