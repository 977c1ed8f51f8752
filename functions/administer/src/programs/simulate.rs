//! What recorded referrals would have come to under a program file that is not stored yet.

pub(crate) mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::account::Household;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::program_file;
use domain::referral::Referral;
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::paging::Cursor;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Deserialize;
use store::{Store, StoreError};

use super::{edited, invalid};
use crate::App;

/// Referrals of one call; where there are more, the answer says where to go on.
const REFERRALS_AT_MOST: usize = 500;

/// Stretches of the table that one call reads.
const PAGES_AT_MOST: u8 = 10;

/// The body of a simulation.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ProgramSimulationRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulationRequest {
    /// The program file (TOML), as one text.
    file: String,
    /// The `next_cursor` of the answer before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
}

/// `POST /v1/admin/programs/{program_id}/simulate`: nothing is stored. Two table round trips, up to
/// ten for each megabyte of the table that is read, and two for each sixteen referrals in it.
pub(crate) async fn simulate(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ProgramId>,
    Repeatable { body, call }: Repeatable<Json<SimulationRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let simulated = simulated(&app, (id, &body.0), (&once, now)).await;
    app.settled(once, simulated).await
}

async fn simulated(
    app: &App,
    (id, request): (ProgramId, &SimulationRequest),
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let (settings, rules) = program_file::parse(&request.file).map_err(invalid)?;
    let programs = app.store.read_programs().await;
    let programs = programs.map_err(Problem::unavailable)?;
    let before = programs.into_iter().find(|program| program.id == id);
    let draft = edited(before.as_ref(), &id, (settings, rules), now);
    let after = request.starting_after.as_ref().map(Cursor::place);
    let recorded = recorded(&app.store, &id, after).await;
    let (recorded, next) = recorded.map_err(Problem::unavailable)?;
    let simulation = told::of(&draft, &recorded, (next, now)).ok_or_else(Problem::internal)?;
    let answer = Answer::json(StatusCode::OK, &simulation);
    if let Some(kept) = once.kept(&answer) {
        let stored = app.store.keep_answer(&kept).await;
        stored.map_err(Unanswered::of)?;
    }
    Ok(answer)
}

/// A friend's household with its referral, and the referrer's, by the instant of the signup.
type Recorded = Vec<(Household, Household)>;

async fn recorded(
    store: &Store,
    program: &ProgramId,
    after: Option<&str>,
) -> Result<(Recorded, Option<String>), StoreError> {
    let mut next = after.map(ToOwned::to_owned);
    let mut referrals: Vec<Referral> = Vec::new();
    for _ in 0..PAGES_AT_MOST {
        let page = store.export_referrals(next.as_deref()).await?;
        let own = page.records.into_iter();
        referrals.extend(own.filter(|referral| referral.program_id == *program));
        next = page.next;
        if next.is_none() || REFERRALS_AT_MOST <= referrals.len() {
            break;
        }
    }
    referrals.sort_by_key(|referral| referral.signed_up_at);
    let friends = referrals.iter().map(|referral| {
        let friend = &referral.friend_account_id;
        (friend.clone(), referral.friend_participant_id.clone())
    });
    let friends: Vec<(AccountId, ParticipantId)> = friends.collect();
    let referrers: BTreeSet<(AccountId, ParticipantId)> = referrals
        .iter()
        .map(|referral| {
            let referrer = &referral.referrer_account_id;
            (referrer.clone(), referral.referrer_participant_id.clone())
        })
        .collect();
    let referrers: Vec<_> = referrers.into_iter().collect();
    let households = store.referred(&friends).await?;
    let theirs = store.referred(&referrers).await?;
    let of_referrer: BTreeMap<&AccountId, &Household> =
        referrers.iter().map(|(id, _)| id).zip(&theirs).collect();
    let both = households.into_iter().zip(&referrals);
    let both = both.filter_map(|(friend, referral)| {
        let referrer = *of_referrer.get(&referral.referrer_account_id)?;
        Some((friend, referrer.clone()))
    });
    Ok((both.collect(), next))
}
