//! Dead letters: what was given up, what that means, and sending it back.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::console_session::Deed;
use domain::dead_letter::{DeadLetter, LetterStatus};
use domain::id::DeadLetterId;
use runtime::paging::Cursor;
use runtime::problem::Problem;

use super::frame::{Frame, Tab, respond};
use super::shown::instant;
use super::trouble::{Id, Trouble, told};
use super::visit::Visit;
use crate::App;
use crate::dead_letters::explain::meaning;

/// Letters of a page.
const ROWS: u8 = 20;

struct Row {
    id: String,
    queue: String,
    reason: String,
    buried: String,
    failures: u32,
}

#[derive(Template)]
#[template(path = "letters.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    /// What is listed now, and the other two lists.
    status: &'static str,
    statuses: [&'static str; 3],
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterHtml {
    frame: Frame,
    id: String,
    facts: Vec<(&'static str, String)>,
    meaning: &'static str,
    /// Why it cannot be sent back, if so.
    stuck: Option<String>,
    may_redrive: bool,
    may_discard: bool,
    is_discarded: bool,
}

/// `GET /admin/dead-letters`: the open ones, or those of a `status`. One table round trip.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Response {
    told(
        &app,
        listed(&app, &visit, query.as_deref().unwrap_or_default()).await,
    )
}

async fn listed(app: &App, visit: &Visit, query: &str) -> Result<Response, Trouble> {
    let all = [
        LetterStatus::Open,
        LetterStatus::Redriven,
        LetterStatus::Discarded,
    ];
    let has = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name));
    let asked = all.into_iter().find(|it| has("status=") == Some(it.code()));
    let status = asked.unwrap_or(LetterStatus::Open);
    let after: Option<Cursor> = has("after=").and_then(|it| it.parse().ok());
    let after = after.as_ref().map(Cursor::place);
    let page = app.store.dead_letters(status, None, after, ROWS).await;
    let page = page.map_err(Problem::unavailable)?;
    let next = page.next.map(|place| Cursor::at(place).to_string());
    let page = ListPage {
        frame: Frame::of(app, visit, ("Dead letters", Some(Tab::Letters))).await?,
        rows: page.data.iter().map(Row::of).collect(),
        status: status.code(),
        statuses: all.map(LetterStatus::code),
        next,
    };
    respond(&page, &page.frame.nonce)
}

impl Row {
    fn of(letter: &DeadLetter) -> Self {
        Self {
            id: letter.id.to_string(),
            queue: letter.queue.clone(),
            reason: letter.reason.clone(),
            buried: instant(letter.buried_at),
            failures: letter.failures,
        }
    }
}

/// `GET /admin/dead-letters/{id}`. One table round trip. The message itself, which may carry an
/// address, is for the API alone.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Id(id): Id<DeadLetterId>,
    RawQuery(query): RawQuery,
) -> Response {
    told(&app, shown(&app, &visit, (&id, query.as_deref())).await)
}

async fn shown(
    app: &App,
    visit: &Visit,
    (id, query): (&DeadLetterId, Option<&str>),
) -> Result<Response, Trouble> {
    let letter = app.letter(id).await?;
    let frame = Frame::of(
        app,
        visit,
        (format!("Dead letter of {}", letter.queue), None),
    )
    .await?;
    let role = visit.session.role;
    let stuck = letter.may_be_redriven().err().map(|it| it.to_string());
    let page = LetterHtml {
        frame: frame.saying(query),
        id: id.to_string(),
        facts: facts(&letter),
        meaning: meaning(&letter.queue),
        may_redrive: role.may(Deed::RedriveLetter) && stuck.is_none(),
        may_discard: role.may(Deed::DiscardLetter),
        is_discarded: letter.status == LetterStatus::Discarded,
        stuck,
    };
    respond(&page, &page.frame.nonce)
}

fn facts(letter: &DeadLetter) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Status", letter.status.code().to_owned()),
        ("Why it was given up", letter.reason.clone()),
        ("Sent", instant(letter.sent_at)),
        ("Given up", instant(letter.buried_at)),
        ("Failures", letter.failures.to_string()),
        ("Sent back", letter.redrives.to_string()),
        ("Message", letter.message_id.clone()),
    ];
    if let Some(reason) = &letter.discard_reason {
        facts.push(("Discarded because", reason.clone()));
    }
    facts
}
