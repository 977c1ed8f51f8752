//! How far referrals come, by the way they came, over a period.
//!
//! Counted from the referrals themselves when the page is asked for, so that it is right at once
//! and no counter is written while anybody earns (P14). They are in no order of time, so this is
//! the one page that goes through the table: a megabyte at a time, and never further than a bound.

mod tally;

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::id::{ProgramId, RewardId};
use domain::referral::Referral;
use domain::reward::Side;
use domain::time::days_before;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use runtime::problem::Problem;

use super::frame::{Frame, Tab, respond};
use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::App;
use tally::{Row, rows};

/// Pages of the table that are gone through, each up to a megabyte with a referral in it.
const PAGES_AT_MOST: u8 = 20;

/// Days of the period where none is asked for.
const DAYS: u32 = 30;

/// What is counted: days of UTC, both included, and a program, if one alone.
struct Asked {
    from: Date,
    to: Date,
    program: Option<ProgramId>,
}

#[derive(Template)]
#[template(path = "funnel.html")]
struct Page {
    frame: Frame,
    from: String,
    to: String,
    program: String,
    programs: Vec<String>,
    rows: Vec<Row>,
    /// Whether the bound was met before the end of the table.
    is_part: bool,
}

/// `GET /admin/funnel`: of the last 30 days, or of `from` to `to`, of all programs or of one.
///
/// Up to twenty table round trips of a megabyte, and one for each hundred referrals of the period.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Response {
    told(
        &app,
        shown(&app, &visit, query.as_deref().unwrap_or_default()).await,
    )
}

async fn shown(app: &App, visit: &Visit, query: &str) -> Result<Response, Trouble> {
    let asked = Asked::of_query(query, visit.now);
    let (referrals, is_part) = referrals(app, &asked).await?;
    let ids = referrals.iter().flat_map(|it| {
        [Side::Referrer, Side::Friend].map(|side| RewardId::of(&it.friend_account_id, side))
    });
    let ids: Vec<RewardId> = ids.collect();
    let rewards = app.store.rewards(&ids).await;
    let rewards = rewards.map_err(Problem::unavailable)?;
    let programs = app.store.programs(visit.now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let page = Page {
        frame: Frame::of(app, visit, ("Funnel", Some(Tab::Funnel))).await?,
        from: asked.from.to_string(),
        to: asked.to.to_string(),
        program: asked.program.map_or_else(String::new, |it| it.to_string()),
        programs: programs.iter().map(|it| it.id.to_string()).collect(),
        rows: rows(&referrals, &rewards),
        is_part,
    };
    respond(&page, &page.frame.nonce)
}

async fn referrals(app: &App, asked: &Asked) -> Result<(Vec<Referral>, bool), Problem> {
    let mut found = Vec::new();
    let mut after = None;
    for _ in 0..PAGES_AT_MOST {
        let page = app.store.export_referrals(after.as_deref()).await;
        let page = page.map_err(Problem::unavailable)?;
        found.extend(page.records.into_iter().filter(|it| asked.takes(it)));
        after = page.next;
        if after.is_none() {
            return Ok((found, false));
        }
    }
    Ok((found, true))
}

impl Asked {
    /// What cannot be read is left out.
    fn of_query(query: &str, now: Timestamp) -> Self {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let text = |name: &str| {
            let field = fields.iter().find(|(known, _)| known == name);
            field.map(|(_, value)| value.trim())
        };
        let day = |name: &str| text(name).and_then(|it| it.parse::<Date>().ok());
        let date = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
        Self {
            from: day("from").unwrap_or_else(|| date(days_before(now, DAYS))),
            to: day("to").unwrap_or_else(|| date(now)),
            program: text("program").and_then(|it| it.parse().ok()),
        }
    }

    fn takes(&self, referral: &Referral) -> bool {
        let day = referral.signed_up_at.to_zoned(TimeZone::UTC).date();
        let after = self.to.checked_add(1.day()).unwrap_or(self.to);
        let of_program = |id: &ProgramId| *id == referral.program_id;
        self.from <= day && day < after && self.program.as_ref().is_none_or(of_program)
    }
}
