//! What staff did, newest first.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::audit::{AuditRecord, StaffId, Target, TargetKind};
use domain::timeline::{actor, did};
use runtime::paging::Cursor;
use runtime::problem::Problem;
use store::AuditOf;

use super::frame::{Frame, Tab, respond};
use super::shown::instant;
use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::App;

/// Records of a page.
const ROWS: u8 = 20;

struct Row {
    at: String,
    what: &'static str,
    who: String,
    /// The id that the host named, for asking what else they did.
    staff: Option<String>,
    target: String,
    path: Option<String>,
    reason: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    /// Whose records these are, if one's alone.
    of: Option<String>,
    next: Option<String>,
}

/// `GET /admin/audit`: all of it, or what was done for `staff`. One table round trip.
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
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let text = |name: &str| {
        let field = fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.trim())
    };
    let staff = text("staff").and_then(|it| it.parse::<StaffId>().ok());
    let after: Option<Cursor> = text("after").and_then(|it| it.parse().ok());
    let of = staff.as_ref().map_or(AuditOf::All, AuditOf::Staff);
    let page = app.store.audit(of, after.as_ref().map(Cursor::place), ROWS);
    let page = page.await.map_err(Problem::unavailable)?;
    let next = page.next.map(|place| Cursor::at(place).to_string());
    let page = Page {
        frame: Frame::of(app, visit, ("Audit", Some(Tab::Audit))).await?,
        rows: page.data.iter().map(Row::of).collect(),
        of: staff.map(|it| it.as_str().to_owned()),
        next,
    };
    respond(&page, &page.frame.nonce)
}

impl Row {
    fn of(record: &AuditRecord) -> Self {
        let reason = record.reason.as_ref();
        Self {
            at: instant(record.at),
            what: did(record.action),
            who: actor(&record.actor),
            staff: record.actor.staff.as_ref().map(|it| it.as_str().to_owned()),
            target: record.target.to_string(),
            path: path(&record.target),
            reason: reason.map_or_else(String::new, |it| it.as_str().to_owned()),
        }
    }
}

/// The page of what it was done to, where it has one.
fn path(target: &Target) -> Option<String> {
    let id = &target.id;
    match target.kind {
        TargetKind::Account => Some(format!("/admin/accounts/{id}")),
        TargetKind::DeadLetter => Some(format!("/admin/dead-letters/{id}")),
        TargetKind::Referral => Some(format!("/admin/referrals/{id}")),
        TargetKind::Reward => {
            let reward: domain::id::RewardId = id.parse().ok()?;
            let (friend, _) = reward.parts()?;
            let referral = domain::id::ReferralId::of(&friend);
            Some(format!("/admin/referrals/{referral}"))
        }
        TargetKind::Mail => Some("/admin/mail".to_owned()),
        TargetKind::Program
        | TargetKind::ApiKey
        | TargetKind::Address
        | TargetKind::Reconciliation
        | TargetKind::Import => None,
    }
}
