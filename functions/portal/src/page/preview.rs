//! The invite as the friend will see it, by the renderer that sends it.

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::invite_request::{Asked, Fault};
use domain::locale::Locale;
use domain::person_name::PersonName;
use domain::program::Program;
use domain::words::Words;
use jiff::Timestamp;
use mail::content::{Content, Look};
use mail::invite_letter::InviteLetter;
use mail::web_address::WebAddress;
use runtime::limit::Class;
use runtime::page::{Framed, Outside, respond_in_frame};
use runtime::problem::Problem;
use runtime::time::Now;

use super::invites::Typed;
use super::send;
use super::trouble::{Trouble, told};
use super::visit::{Brought, Visit};
use crate::app::App;
use crate::program;

/// Stands for a friend of whom nothing is typed yet.
const SOMEBODY: &str = "friend@example.com";

#[derive(Template)]
#[template(path = "faults.html")]
struct Faults<'a> {
    words: &'static Words,
    faults: &'a [Fault],
}

/// `POST /portal/preview`: the mail as HTML by day or by night, or as text, for the page's frame; nothing is stored.
///
/// One table round trip, another where the program's invites carry the personal link.
pub(super) async fn preview(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    told(&app.product, shown(&app, &headers, (&body, now)).await)
}

async fn shown(
    app: &App,
    headers: &HeaderMap,
    (body, now): (&[u8], Timestamp),
) -> Result<Response, Trouble> {
    let mut typed = Typed::of(body);
    // A frame's form has no header of its own: there the token comes beside what was typed.
    let visit = match &typed.token {
        None => Visit::write(app, headers, (Class::Read, now)).await?,
        Some(token) => {
            Visit::from_here(app, headers, now).await?;
            let program = Some(typed.program.as_str());
            Visit::by_token(app, Brought { token, program }, (Class::Read, now)).await?
        }
    };
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    let first = domain::pasted::recipients(&typed.recipients)
        .into_iter()
        .next();
    typed.recipients = first.map_or_else(
        || SOMEBODY.to_owned(),
        |it| format!("\"{}\" <{}>", it.name.unwrap_or_default(), it.email),
    );
    let content = match send::checked(app, program, (&visit, &typed), now).await? {
        Ok(asked) => {
            let content = letter(app, program, (&visit, &asked), now).await?;
            match typed.look.as_str() {
                "text" => Framed::Text(content.text().to_owned()),
                "dark" => Framed::Html(content.html_in(Look::Dark)),
                _ => Framed::Html(content.html_in(Look::Light)),
            }
        }
        Err(faults) => {
            let words = Words::of(visit.who.locale.unwrap_or(program.settings.locale));
            let faults = Faults {
                words,
                faults: &faults,
            };
            Framed::Html(faults.render().map_err(Problem::unavailable)?)
        }
    };
    Ok(respond_in_frame(
        content,
        &Outside::of(&program.settings.page).framers,
    ))
}

async fn letter(
    app: &App,
    program: &Program,
    (visit, asked): (&Visit, &Asked),
    now: Timestamp,
) -> Result<Content, Problem> {
    let household = app.store.household(&visit.who.account_id).await;
    let household = household.map_err(Problem::unavailable)?;
    // Its links lead nowhere: a preview has no invite.
    let nowhere = app.below("/portal#invites", now).await?;
    let nowhere = WebAddress::parse(nowhere.as_str()).map_err(Problem::unavailable)?;
    let friend_name = asked.friends.first().and_then(|(_, name)| name.clone());
    let own = household.participant(&visit.who.participant_id);
    let own = own.and_then(|participant| participant.locale.as_deref());
    let spoken = Locale::choose([own], program.settings.locale);
    let letter = InviteLetter {
        locale: asked.locale.unwrap_or(spoken),
        program,
        product: &app.product,
        referrer: InviteLetter::referrer(&household, &visit.who.participant_id)
            .or_else(|| PersonName::parse("You"))
            .ok_or_else(Problem::internal)?,
        friend_name,
        message: asked.message.as_ref(),
        accept_url: nowhere.clone(),
        unsubscribe_url: nowhere,
        reference: None,
        now,
    };
    let invite = letter.compose().map_err(Problem::unavailable)?;
    Ok(invite.render())
}
