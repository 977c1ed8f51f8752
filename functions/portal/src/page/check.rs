//! What there is to say of a form while it is filled in: read and judged here alone, so that the
//! page's script knows none of the rules.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::invite_request::{Fault, Part, Recipient, check as check_invites};
use domain::locale::Locale;
use domain::pasted;
use domain::program::Program;
use domain::words::Words;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::page::{Nonce, respond_to_signed_in};
use runtime::problem::Problem;
use runtime::time::Now;

use super::code;
use super::invites::Typed;
use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::app::App;
use crate::program;

#[derive(Template)]
#[template(path = "check.html")]
struct Html {
    words: &'static Words,
    /// What there is to say of a code; none where addresses are what is typed.
    code: Option<String>,
    chips: Vec<Chip>,
}

/// An address as it was read.
struct Chip {
    shown: String,
    /// The same, as it is read again.
    entry: String,
    /// What is wrong with it.
    wrong: Option<String>,
    /// What pressing it does.
    remove: String,
}

/// `POST /portal/check`: the parts of the page that speak of what is being typed. Nothing is
/// stored, and nothing but the form's own fields is looked at.
///
/// One table round trip; another where a code is typed.
pub(super) async fn check(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    told(&app.product, checked(&app, &headers, (&body, now)).await)
}

async fn checked(
    app: &App,
    headers: &HeaderMap,
    (body, now): (&[u8], Timestamp),
) -> Result<Response, Trouble> {
    let visit = Visit::write(app, headers, (Class::Read, now)).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    let typed = Typed::of(body);
    let words = words(app, program, &visit).await?;
    let code = match &typed.code {
        Some(code) => Some(code::judged(app, (program, &visit), (code, words), now).await?),
        None => None,
    };
    let html = Html {
        words,
        code,
        chips: chips(program, &app.product, (&typed.recipients, words), now),
    };
    let html = html.render().map_err(Problem::unavailable)?;
    let nonce = Nonce::draw().map_err(Problem::unavailable)?;
    Ok(visit.mark(respond_to_signed_in(StatusCode::OK, html, &nonce)))
}

/// The language of the page around it.
async fn words(app: &App, program: &Program, visit: &Visit) -> Result<&'static Words, Problem> {
    let household = app.store.household(&visit.who.account_id).await;
    let household = household.map_err(Problem::unavailable)?;
    let own = household.participant(&visit.who.participant_id);
    let own = own.and_then(|participant| participant.locale.as_deref());
    let spoken = Locale::choose([own], program.settings.locale);
    Ok(Words::of(visit.who.locale.unwrap_or(spoken)))
}

fn chips(
    program: &Program,
    product: &str,
    (pasted, words): (&str, &Words),
    now: Timestamp,
) -> Vec<Chip> {
    let recipients = pasted::recipients(pasted);
    let faults = check_invites(program, product, (&recipients, None), now);
    let faults = faults.err().unwrap_or_default().into_iter();
    let mut wrong: HashMap<usize, String> = faults.filter_map(of_recipient).collect();
    let recipients = recipients.iter().enumerate();
    recipients
        .map(|(at, recipient)| Chip::of(recipient, wrong.remove(&at), words))
        .collect()
}

/// Which of them a fault is about, and what is wrong with it.
fn of_recipient(fault: Fault) -> Option<(usize, String)> {
    match fault.part {
        Part::Recipient(at) => Some((at, fault.detail)),
        Part::Recipients | Part::Message => None,
    }
}

impl Chip {
    fn of(recipient: &Recipient, wrong: Option<String>, words: &Words) -> Self {
        let shown = match &recipient.name {
            Some(name) => format!("{name} <{}>", recipient.email),
            None => recipient.email.clone(),
        };
        let entry = match &recipient.name {
            Some(name) if name.contains([',', ';']) => format!("\"{name}\" <{}>", recipient.email),
            Some(_) | None => shown.clone(),
        };
        Self {
            remove: words.fill("invites-remove", &[("address", &shown)]),
            shown,
            entry,
            wrong,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::preset::CLIENTJOY;

    use super::*;
    use crate::testing;

    fn chips_of(pasted: &str) -> Vec<Chip> {
        let program = testing::program(CLIENTJOY);
        let words = Words::english();
        chips(
            &program,
            "Clientjoy",
            (pasted, words),
            Timestamp::UNIX_EPOCH,
        )
    }

    #[test]
    fn k2_each_address_is_a_chip_and_what_is_wrong_with_it_is_told() {
        let chips = chips_of("Bo Kim <bo@a.example>, cy.example\nName,E-Mail\nEve,eve@a.example");
        let shown: Vec<&str> = chips.iter().map(|chip| chip.shown.as_str()).collect();
        assert_eq!(
            shown,
            ["Bo Kim <bo@a.example>", "cy.example", "Eve <eve@a.example>"]
        );
        let wrong: Vec<bool> = chips.iter().map(|chip| chip.wrong.is_some()).collect();
        assert_eq!(wrong, [false, true, false]);
    }

    #[test]
    fn what_chips_stand_for_is_read_as_the_same_again() {
        let pasted = "\"Fox, Fay\" <fay@a.example>;di@a.example\nBo,Kim,bo@a.example, \"Kim; Jo\" <jo@b.example>";
        let first = chips_of(pasted);
        let left: Vec<String> = first.iter().map(|chip| chip.entry.clone()).collect();
        let again = chips_of(&left.join("\n"));
        let entries = again.into_iter().map(|chip| chip.entry);
        assert_eq!(entries.collect::<Vec<_>>(), left);
    }
}
