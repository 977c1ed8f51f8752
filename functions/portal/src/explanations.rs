//! `GET /v1/explanations`: why a credit came, or did not, to the participant whom it concerns.

pub(crate) mod account;
#[cfg(feature = "describe")]
pub(crate) mod describe;
mod one;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use domain::account::{Household, Participant};
use domain::explanation::told::Told;
use domain::id::{AccountId, InviteId, ParticipantId, ProgramId, ReferralId, RewardId};
use domain::locale::Locale;
use domain::program::Program;
use domain::words::Words;
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Deserialize;

use crate::app::App;
use crate::who::Asked;

/// The query of `GET /v1/explanations`: one of the ids, or none for all of the account's.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ExplanationQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    referral_id: Option<ReferralId>,
    reward_id: Option<RewardId>,
    invite_id: Option<InviteId>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
}

/// What every explanation is made with.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) app: &'a App,
    pub(crate) programs: &'a [Program],
    pub(crate) who: &'a ActingFor,
    pub(crate) now: Timestamp,
}

impl Asking<'_> {
    /// What the caller asks for, else what they read, else what the program speaks.
    pub(crate) fn words(&self, own: &Household, program: &Program) -> &'static Words {
        self.spoken(own.participant(&self.who.participant_id), program)
    }

    pub(crate) fn spoken(&self, own: Option<&Participant>, program: &Program) -> &'static Words {
        let own = own.and_then(|participant| participant.locale.as_deref());
        let spoken = Locale::choose([own], program.settings.locale);
        Words::of(self.who.locale.unwrap_or(spoken))
    }

    /// The program of a record; one that is gone explains nothing.
    pub(crate) fn program(&self, id: &ProgramId) -> Result<&Program, Problem> {
        let found = self.programs.iter().find(|program| program.id == *id);
        found.ok_or_else(Problem::not_found)
    }
}

/// `GET /v1/explanations`: of one referral, reward or invite, or of all that the account has.
///
/// One table round trip for a referral or a reward, two reads at a time; two for an invite, two
/// more where it was accepted; of the whole account one, and one for every sixteen referrals. The
/// programs, and an API key, are each read at most once a minute. What is not the caller's looks
/// like what does not exist (K25).
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(request): Query<Request>,
) -> Result<Json<Page<Told>>, Problem> {
    let caller = app.caller(&headers, Class::Read, now).await?;
    let asked = Asked {
        account_id: request.account_id.clone(),
        participant_id: request.participant_id.clone(),
    };
    let who = asked.who(&caller)?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let asking = Asking {
        app: &app,
        programs: &programs,
        who: &who,
        now,
    };
    let told = match (&request.referral_id, &request.reward_id, &request.invite_id) {
        (Some(id), None, None) => one::referral(asking, id).await?,
        (None, Some(id), None) => one::reward(asking, id).await?,
        (None, None, Some(id)) => one::invite(asking, id).await?,
        (None, None, None) => {
            let after = (request.starting_after.as_ref(), request.limit);
            return Ok(Json(account::page(asking, after).await?));
        }
        _ => {
            return Err(Problem::invalid_request(
                "name one of referral_id, reward_id and invite_id; none of them for all",
            ));
        }
    };
    Ok(Json(Page {
        data: vec![told],
        has_more: false,
        next_cursor: None,
    }))
}
