//! A signup that is tied to its referrer afterwards: `POST /v1/admin/referrals` (C25, K18, E6).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::account::{AddressUse, Household, Participant};
use domain::allowance::Tally;
use domain::attribution::claim::{self, Claim, Rejection};
use domain::audit::grounds::Grounds;
use domain::audit::{Action, AuditRecord, Target};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ParticipantId, ProgramId, ReferralId};
use domain::program::{self, Program};
use domain::token::Signer;
use jiff::Timestamp;
use runtime::json::Json;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Deserialize;
use serde_json::{Value, json};
use store::StoreError;

use super::answer;
use crate::staff::Staff;
use crate::{App, CLAIM_REFUSED};

#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimRequest {
    /// Who signed up.
    friend_account_id: AccountId,
    /// Who of the friend's account did; its first member, where it is left out.
    friend_participant_id: Option<ParticipantId>,
    /// Who referred them.
    referrer_account_id: AccountId,
    referrer_participant_id: ParticipantId,
    /// The default program, where it is left out.
    program_id: Option<ProgramId>,
    /// When the referrer told the friend, by the evidence: before the signup, and within the
    /// program's attribution window.
    referred_at: Timestamp,
    /// What shows it, for whoever looks later: a ticket, a screenshot's place.
    evidence: Grounds,
    /// Why it is claimed.
    reason: Grounds,
}

/// Both sides as they are now.
struct Loaded {
    friend: Household,
    referrer: Household,
    address_uses: Vec<AddressUse>,
    tally: Tally,
}

/// Five table round trips, one more where the program is not remembered.
pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<ClaimRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let claimed = claimed(&app, &body.0, (&once, &staff)).await;
    app.settled(once, claimed).await
}

async fn claimed(
    app: &App,
    request: &ClaimRequest,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let signer = app.signer(now).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::choose(&programs, request.program_id.as_ref());
    let program = program.ok_or_else(|| {
        let detail = "must name a program: there is none of this id, or no default";
        Problem::wrong("/program_id", detail)
    })?;
    let decide = |loaded: &Loaded| {
        let mut changes = decide((request, program), loaded, (&signer, now))?;
        let record = record(request, program, staff);
        changes.write(Write::Audit(Box::new(record)));
        let told = |changes: &ChangeSet| answer(StatusCode::CREATED, &loaded.friend, changes);
        once.keep(told, &mut changes);
        Ok::<_, Problem>(changes)
    };
    let load = || load(app, (request, program), &signer);
    let changed = app.store.change(now, load, decide).await;
    let changed = changed.map_err(Unanswered::of)??;
    let friend = &changed.state.friend;
    Ok(answer(StatusCode::CREATED, friend, &changed.changes))
}

fn decide(
    (request, program): (&ClaimRequest, &Program),
    loaded: &Loaded,
    (signer, now): (&Signer, Timestamp),
) -> Result<ChangeSet, Problem> {
    let unknown = |pointer, detail| Problem::wrong(pointer, detail);
    let account = loaded.friend.account.as_ref().ok_or_else(|| {
        let detail = "is no account that is known here: tell of it first";
        unknown("/friend_account_id", detail)
    })?;
    let member = member(request, &loaded.friend);
    let member = member.ok_or_else(|| {
        unknown(
            "/friend_participant_id",
            "must be a member of the friend's account",
        )
    })?;
    if loaded.referrer.account.is_none() {
        let detail = "is no account that is known here: tell of it first";
        return Err(unknown("/referrer_account_id", detail));
    }
    claim::decide(&Claim {
        program,
        friend: &loaded.friend,
        account,
        member: (member, signer.address_hash(&member.email)),
        referrer: &loaded.referrer,
        referrer_participant_id: &request.referrer_participant_id,
        referred_at: request.referred_at,
        address_uses: &loaded.address_uses,
        tally: &loaded.tally,
        now,
    })
    .map_err(|rejection| rejected(&rejection))
}

fn member<'a>(request: &ClaimRequest, friend: &'a Household) -> Option<&'a Participant> {
    match &request.friend_participant_id {
        Some(id) => friend.participant(id),
        None => friend.members().min_by(|a, b| a.id.cmp(&b.id)),
    }
}

async fn load(
    app: &App,
    (request, program): (&ClaimRequest, &Program),
    signer: &Signer,
) -> Result<Loaded, StoreError> {
    let store = &app.store;
    let friend = store.household(&request.friend_account_id).await?;
    let referrer = store.household(&request.referrer_account_id).await?;
    let address_uses = match member(request, &friend) {
        Some(member) => {
            let hash = signer.address_hash(&member.email);
            store.address_uses(&hash).await?
        }
        None => Vec::new(),
    };
    let signed_up_at = friend.account.as_ref().map(|account| account.signed_up_at);
    let terms = signed_up_at.and_then(|at| Some((at, program.terms_at(at)?)));
    let tally = match terms {
        Some((at, terms)) => {
            let instants = [at];
            let earner = (&request.referrer_account_id, instants.as_slice());
            store.tally(program, &terms.rules, earner).await?
        }
        None => Tally::default(),
    };
    Ok(Loaded {
        friend,
        referrer,
        address_uses,
        tally,
    })
}

fn record(request: &ClaimRequest, program: &Program, staff: &Staff) -> AuditRecord {
    let referral = ReferralId::of(&request.friend_account_id);
    let record = staff
        .call
        .did(Action::ReferralClaimed, Target::referral(&referral));
    record.because(request.reason.clone()).changing(
        Value::Null,
        json!({
            "referrer_account_id": request.referrer_account_id,
            "referrer_participant_id": request.referrer_participant_id,
            "program_id": program.id,
            "referred_at": request.referred_at,
            "evidence": request.evidence,
        }),
    )
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::UnknownReferrer(_) => Problem::wrong(
            "/referrer_participant_id",
            "must be a member of the referrer's account",
        ),
        Rejection::TooLate | Rejection::NotAttributed(_) => {
            Problem::of(CLAIM_REFUSED).detail(rejection.to_string())
        }
    }
}
