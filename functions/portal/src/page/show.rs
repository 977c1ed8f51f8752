//! `GET /portal`: the page.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::invite;
use domain::program::Program;
use domain::progress::Progress;
use domain::words::Words;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::page::{Nonce, Outside, respond_around};
use runtime::problem::Problem;
use runtime::time::Now;

use super::invites::Invites;
use super::link_box::{Choice, LinkBox};
use super::model::{Model, Seen};
use super::notice::Notice;
use super::trouble::{Trouble, told};
use super::visit::Visit;
use super::why::Whys;
use super::{assets, parts};
use crate::app::App;
use crate::explanations::Asking;
use crate::loaded::Loaded;
use crate::program;
use crate::shown::Shown;

/// Invites that are listed.
const INVITES: u8 = 20;

#[derive(Template)]
#[template(path = "page.html")]
struct Html<'a> {
    words: &'static Words,
    product: &'a str,
    nonce: &'a str,
    css: &'static str,
    js: &'static str,
    theme: String,
    logo: Option<&'a str>,
    is_test: bool,
    page: Model,
    notice: Notice,
}

/// `GET /portal`: the page as it is now.
///
/// Two table round trips at a time, as `GET /v1/home`, beside two for the invites; then one for
/// every sixteen friends that are shown, for what is said of them. The programs are read at most
/// once a minute.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let visit = Visit::read(&app, &headers, (Class::Read, now)).await;
    let page = async {
        let asked = query.unwrap_or_default();
        respond(&app, &visit?, Notice::of_query(&asked), now).await
    };
    told(&app.product, page.await)
}

/// The page with what is to be said of what was just done.
pub(super) async fn respond(
    app: &App,
    visit: &Visit,
    notice: Notice,
    now: Timestamp,
) -> Result<Response, Trouble> {
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    let rows = notice.rows();
    let seen = seen(app, (&programs, program, visit), (rows, now)).await?;
    let words = seen.shown.words;
    let page = Model::of(&seen, &notice);
    let nonce = Nonce::draw().map_err(Problem::unavailable)?;
    let status = notice.status();
    let look = &program.settings.page;
    let html = Html {
        words,
        product: &app.product,
        nonce: nonce.as_str(),
        css: assets::CSS_PATH.as_str(),
        js: assets::JS_PATH.as_str(),
        theme: look.css(),
        logo: look.logo.as_deref(),
        is_test: app.is_test,
        page,
        notice,
    };
    let html = html.render().map_err(Problem::unavailable)?;
    let outside = Outside {
        framers: Vec::new(),
        ..Outside::of(look)
    };
    Ok(visit.mark(respond_around(status, html, &nonce, &outside)))
}

/// Everything the page is made of.
async fn seen<'a>(
    app: &'a App,
    (programs, program, visit): (&'a [Program], &'a Program, &'a Visit),
    (rows, now): (usize, Timestamp),
) -> Result<Seen<'a>, Problem> {
    let by = (&visit.who.account_id, &visit.who.participant_id);
    let today = invite::day_of(now);
    let invites = async {
        tokio::try_join!(
            app.store.invites_sent_on(by, &today),
            app.store.invites_of(by, None, INVITES)
        )
        .map_err(Problem::unavailable)
    };
    let loaded = Loaded::load(app, (program, &visit.who), now);
    let (loaded, (sent_today, invites)) = tokio::try_join!(loaded, invites)?;
    let words = loaded.words(program, &visit.who);
    let currency = loaded.currency(program);
    let shown =
        Shown::of(program, &app.product, (words, currency, now)).ok_or_else(Problem::internal)?;
    let asking = Asking {
        app,
        programs,
        who: &visit.who,
        now,
    };
    let whys = Whys::load(asking, &loaded.feed, rows).await?;
    let preferences = parts::preferences(&app.signer(now).await?, (&loaded, words), &visit.who);
    Ok(Seen {
        shown,
        programs,
        visit,
        loaded,
        preferences,
        sent_today,
        invites: invites.invites,
        whys,
    })
}
