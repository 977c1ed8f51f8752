//! `PUT /v1/accounts/{account_id}`: what the host tells of an account, at any time.
//!
//! Two table round trips, the account and one table transaction; one more for each member's
//! address, for the Stripe customer where one is named, and for the referrer where there is one.
//! The programs, and an API key, are each read at most once a minute.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use domain::account::{Account, Household};
use domain::allowance::{Limits, Tally};
use domain::api_key::Scope;
use domain::attribution;
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ParticipantId};
use domain::person_name::PersonName;
use domain::program::Program;
use domain::referral::Referral;
use domain::registration::{self, Member, Members, Rejection, Update};
use domain::token::Signer;
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::problem::Problem;
use runtime::time::Now;
use store::{Store, StoreError};

use crate::request::{AccountRequest, Status, wrong};
use crate::response::AccountResponse;
use crate::{App, CUSTOMER_CONFLICT};

/// What decides an update: the account, and, where it was referred, the referrer's.
struct Loaded {
    state: registration::State,
    referrer: Household,
    tally: Tally,
}

pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(account_id): Path<AccountId>,
    Json(request): Json<AccountRequest>,
) -> Result<Json<AccountResponse>, Problem> {
    app.host(&headers, Scope::Accounts, now).await?;
    request.check()?;
    let signer = app.signer(now).await?;
    let update = update(account_id, request, &signer, now)?;
    let programs = app
        .store
        .programs(now)
        .await
        .map_err(Problem::unavailable)?;
    let decide = |loaded: &Loaded| {
        let mut changes = registration::decide(&loaded.state, &update, now)?;
        changes.append(verified(loaded, &update, &programs, now));
        Ok(changes)
    };
    let changed = app
        .store
        .change(now, || load(&app, &update, (&programs, &signer)), decide)
        .await
        .map_err(Problem::unavailable)?
        .map_err(|rejection| rejected(&rejection))?;
    let before = &changed.state.state.household;
    let account = written(&changed.changes).or(before.account.as_ref());
    let account = account.ok_or_else(Problem::internal)?;
    Ok(Json(AccountResponse::of(account, members(before, &update))))
}

fn update(
    account_id: AccountId,
    request: AccountRequest,
    signer: &Signer,
    now: Timestamp,
) -> Result<Update, Problem> {
    let member = |(index, member): (usize, crate::request::MemberRequest)| {
        member.member(signer, &format!("/members/{index}"))
    };
    let members = match request.members {
        None => Members::AsBefore,
        Some(members) => {
            let members: Result<Vec<Member>, Problem> =
                members.into_iter().enumerate().map(member).collect();
            Members::All(members?)
        }
    };
    Ok(Update {
        account_id,
        signed_up_at: request.signed_up_at,
        closed_at: (request.status == Status::Closed).then(|| request.closed_at.unwrap_or(now)),
        name: request.name.as_deref().and_then(PersonName::parse),
        stripe_customer_id: request.stripe_customer_id,
        currency: request.currency,
        members,
    })
}

async fn load(
    app: &App,
    update: &Update,
    (programs, signer): (&[Program], &Signer),
) -> Result<Loaded, StoreError> {
    let store = &app.store;
    let household = store.household(&update.account_id).await?;
    let customer_of = match &update.stripe_customer_id {
        Some(customer) => store.account_of_customer(customer).await?,
        None => None,
    };
    let known = household
        .participants
        .iter()
        .map(|p| signer.address_hash(&p.email));
    let listed = update
        .members
        .listed()
        .iter()
        .map(|member| member.address_hash.clone());
    let hashes: std::collections::BTreeSet<_> = known.chain(listed).collect();
    let mut addresses = Vec::new();
    for hash in hashes {
        let uses = store.address_uses(&hash).await?;
        addresses.extend(
            uses.into_iter()
                .filter(|a| a.account_id == update.account_id),
        );
    }
    let (referrer, tally) = match &household.referral {
        Some(referral) => of_referrer(store, (referral, programs), update).await?,
        None => (Household::default(), Tally::default()),
    };
    Ok(Loaded {
        state: registration::State {
            household,
            customer_of,
            addresses,
        },
        referrer,
        tally,
    })
}

/// The referrer, and what the program has granted as far as it limits that.
async fn of_referrer(
    store: &Store,
    (referral, programs): (&Referral, &[Program]),
    update: &Update,
) -> Result<(Household, Tally), StoreError> {
    let referrer = store.household(&referral.referrer_account_id);
    let program = programs.iter().find(|it| it.id == referral.program_id);
    let terms = program.and_then(|it| Some((it, it.terms_version(referral.terms_version)?)));
    let verified = update.members.listed().iter();
    let mut instants: Vec<Timestamp> = verified.filter_map(|it| it.email_verified_at).collect();
    let Some((program, terms)) = terms.filter(|_| !instants.is_empty()) else {
        return Ok((referrer.await?, Tally::default()));
    };
    instants.push(referral.signed_up_at);
    let earner = (&referral.referrer_account_id, instants.as_slice());
    tokio::try_join!(referrer, store.tally(program, &terms.rules, earner))
}

/// The friend's address was verified: a referral that waited for it qualifies (C32).
fn verified(loaded: &Loaded, update: &Update, programs: &[Program], now: Timestamp) -> ChangeSet {
    let household = &loaded.state.household;
    let Some(referral) = &household.referral else {
        return ChangeSet::default();
    };
    let friend = &referral.friend_participant_id;
    let member = update
        .members
        .listed()
        .iter()
        .find(|member| member.id == *friend);
    let verified_at = member.and_then(|member| member.email_verified_at);
    let program = programs
        .iter()
        .find(|program| program.id == referral.program_id);
    let (Some(verified_at), Some(program)) = (verified_at, program) else {
        return ChangeSet::default();
    };
    let tally = &loaded.tally;
    let limits = Limits { program, tally };
    attribution::email_verified(household, &loaded.referrer, limits, (verified_at, now))
}

fn written(changes: &ChangeSet) -> Option<&Account> {
    changes.writes.iter().find_map(|write| {
        if let Write::Account(account) = write {
            Some(account)
        } else {
            None
        }
    })
}

fn members(before: &Household, update: &Update) -> Vec<ParticipantId> {
    match &update.members {
        Members::AsBefore | Members::Address(_) => {
            before.members().map(|member| member.id.clone()).collect()
        }
        Members::Among(members) | Members::All(members) => {
            members.iter().map(|member| member.id.clone()).collect()
        }
    }
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::CustomerOfAnother(_) | Rejection::AnotherCustomer(_) => {
            Problem::of(CUSTOMER_CONFLICT)
                .detail(rejection.to_string())
                .pointer("/stripe_customer_id", rejection.to_string())
        }
        Rejection::MemberTwice(_) => wrong("/members", &rejection.to_string()),
    }
}
