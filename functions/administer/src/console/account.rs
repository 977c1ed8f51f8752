//! An account: its people, its credit, how it came, and whom it referred.

mod view;

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::console_session::Deed;
use domain::id::AccountId;
use runtime::problem::Problem;
use store::Feed;

use super::credit::Asked;
use super::frame::{Frame, respond};
use super::trouble::{Id, Trouble, told};
use super::visit::Visit;
use crate::App;
use view::{Friend, InviteRow, Model};

/// Members whose invites are shown, and invites of each.
const MEMBERS: usize = 3;
const INVITES: u8 = 5;

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    frame: Frame,
    shown: Model,
    /// Whether the role may move credit.
    may_move: bool,
}

/// `GET /admin/accounts/{account_id}`: with `direction`, `amount`, `currency` and `reason` in the
/// query, it also shows what that would make of the credit.
///
/// Two table round trips, one for each of up to three members' invites, and one where a friend
/// has a name to show.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Id(id): Id<AccountId>,
    RawQuery(query): RawQuery,
) -> Response {
    told(&app, shown(&app, &visit, (&id, query.as_deref())).await)
}

async fn shown(
    app: &App,
    visit: &Visit,
    (id, query): (&AccountId, Option<&str>),
) -> Result<Response, Trouble> {
    let feed = app.store.feed(id).await.map_err(Problem::unavailable)?;
    if feed.household.account.is_none() && feed.referrals.is_empty() {
        return Err(Problem::not_found().into());
    }
    let rewards = view::rewards_of(&feed);
    let rewards = app.store.rewards(&rewards).await;
    let rewards = rewards.map_err(Problem::unavailable)?;
    let asked = Asked::of_query(query.unwrap_or_default());
    let drawn = asked.as_ref().map(|it| it.drawn.clone());
    let plan = asked.map(|asked| asked.planned(&feed.lines, (id, &rewards), visit.now));
    let (friends, invites) = (friends(app, &feed).await?, invites(app, &feed).await?);
    let page = Model::of((id, &feed), (&rewards, friends, invites), (plan, visit.now));
    let frame = Frame::of(app, visit, (page.title.clone(), None)).await?;
    let drawn = drawn.unwrap_or_default();
    let frame = frame.drawn_before(app, visit, &drawn).await?;
    let page = Page {
        frame: frame.saying(query),
        shown: page,
        may_move: visit.session.role.may(Deed::MoveCredit),
    };
    respond(&page, &page.frame.nonce)
}

/// The newest of whom the account referred, with their names.
async fn friends(app: &App, feed: &Feed) -> Result<Vec<Friend>, Problem> {
    let newest = feed.referrals.iter().take(view::ROWS);
    let names: Vec<_> = newest
        .clone()
        .map(|it| {
            (
                it.friend_account_id.clone(),
                it.friend_participant_id.clone(),
            )
        })
        .collect();
    let people = app.store.participants(&names).await;
    let people = people.map_err(Problem::unavailable)?;
    Ok(newest.map(|it| Friend::of(it, &people)).collect())
}

async fn invites(app: &App, feed: &Feed) -> Result<Vec<InviteRow>, Problem> {
    let mut rows = Vec::new();
    for member in feed.household.participants.iter().take(MEMBERS) {
        let by = (&member.account_id, &member.id);
        let page = app.store.invites_of(by, None, INVITES).await;
        let page = page.map_err(Problem::unavailable)?;
        rows.extend(page.invites.iter().map(InviteRow::of));
    }
    Ok(rows)
}
