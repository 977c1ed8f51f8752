//! The first page: the box that finds things, and what waits for somebody.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::circuit::MailStream;
use domain::dead_letter::LetterStatus;
use runtime::problem::Problem;

use super::frame::{Frame, Tab, respond};
use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::App;

/// Counted up to here; `20+` above.
const COUNTED: u8 = 20;

/// Something that waits for somebody.
struct Needs {
    path: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Page {
    frame: Frame,
    needs: Vec<Needs>,
}

/// `GET /admin`. Four table round trips.
pub(super) async fn show(State(app): State<Arc<App>>, visit: Visit) -> Response {
    told(&app, shown(&app, &visit).await)
}

async fn shown(app: &App, visit: &Visit) -> Result<Response, Trouble> {
    let needs = needs(app).await?;
    let frame = Frame::of(app, visit, ("Find anything", Some(Tab::Start))).await?;
    let page = Page { frame, needs };
    respond(&page, &page.frame.nonce)
}

async fn needs(app: &App) -> Result<Vec<Needs>, Trouble> {
    let reviews = app.store.reviews(None, COUNTED).await;
    let reviews = reviews.map_err(Problem::unavailable)?;
    let reviews = counted(
        (reviews.data.len(), reviews.next.is_some()),
        ("review", "reviews"),
        "/admin/reviews",
    );
    let open = app
        .store
        .dead_letters(LetterStatus::Open, None, None, COUNTED);
    let open = open.await.map_err(Problem::unavailable)?;
    let letters = counted(
        (open.data.len(), open.next.is_some()),
        ("open dead letter", "open dead letters"),
        "/admin/dead-letters",
    );
    let mut needs: Vec<Needs> = reviews.into_iter().chain(letters).collect();
    for stream in MailStream::ALL {
        let circuit = app.store.circuit(stream).await;
        if circuit.map_err(Problem::unavailable)?.is_open() {
            needs.push(Needs {
                path: "/admin/mail",
                text: format!("mail to {} is stopped", stream.as_str()),
            });
        }
    }
    Ok(needs)
}

fn counted(
    (count, has_more): (usize, bool),
    (one, many): (&str, &str),
    path: &'static str,
) -> Option<Needs> {
    let more = if has_more { "+" } else { "" };
    let words = if count == 1 { one } else { many };
    (count > 0).then(|| Needs {
        path,
        text: format!("{count}{more} {words}"),
    })
}
