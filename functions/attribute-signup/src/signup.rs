//! `POST /v1/signups`: a new account, and who is credited with it.
//!
//! Two table round trips with a touch or an accept token: the referrer, and one transaction with
//! all that follows. One more for a code that was typed in, and for a token that does not carry
//! its referrer; one less where nobody is named. The programs, and the API key, are each read at
//! most once a minute.
//!
//! The friend's account is presumed to be new, and is not read: that it was never told of, nor
//! its signup decided, nor its address in use, nor its Stripe customer another's, are conditions
//! of the transaction. Where one fails, all of it is read and decided again; so it costs three
//! round trips more. Whether the referrer is still there, and is somebody else, is read: as a
//! condition on the referrer's own items it would make two friends conflict.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::HeaderMap;
use domain::account::Household;
use domain::api_key::Scope;
use domain::attribution::{self, Found, Signup};
use domain::change::ChangeSet;
use domain::program::Program;
use domain::registration::{self, Members, Update};
use domain::time::clamp_to_now;
use jiff::Timestamp;
use runtime::json::Json;
use runtime::problem::Problem;
use runtime::time::Now;
use store::{Changed, StoreError};

use crate::App;
use crate::evidence::Brought;
use crate::request::SignupRequest;
use crate::response::SignupResponse;

/// All that decides a signup.
struct Loaded {
    programs: Arc<[Program]>,
    /// Empty where the account is presumed to be new.
    friend: registration::State,
    found: Vec<Found>,
    referrer: Household,
}

pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Json(request): Json<SignupRequest>,
) -> Result<Json<SignupResponse>, Problem> {
    app.host(&headers, Scope::Signups, now).await?;
    request.check()?;
    let signer = app.signer(now).await?;
    let brought = Brought::open(&request, &signer);
    let signup = signup(request, &signer, now)?;
    let changed = change(&app, &signup, &brought).await;
    let changed = changed.map_err(Problem::unavailable)?;
    let before = &changed.state.friend.household;
    let response = SignupResponse::of(signup.account_id().clone(), before, &changed.changes);
    Ok(Json(response))
}

async fn change(
    app: &App,
    signup: &Signup,
    brought: &Brought,
) -> Result<Changed<Loaded>, StoreError> {
    let presume = AtomicBool::new(!app.told_before.load(Ordering::Relaxed));
    let load = || load(app, signup, brought, presume.swap(false, Ordering::Relaxed));
    let decide = |loaded: &Loaded| Ok::<ChangeSet, Infallible>(decided(loaded, signup));
    let Ok(changed) = app.store.change(signup.now, load, decide).await?;
    // A host that tells of an account before its signup does so each time: then presuming that it
    // is new would only cost a transaction that fails.
    if !changed.changes.is_empty() {
        let known = changed.state.friend.household.account.is_some();
        app.told_before.store(known, Ordering::Relaxed);
    }
    Ok(changed)
}

fn decided(loaded: &Loaded, signup: &Signup) -> ChangeSet {
    let state = attribution::State {
        friend: &loaded.friend,
        programs: &loaded.programs,
        found: &loaded.found,
        referrer: &loaded.referrer,
    };
    attribution::decide(&state, signup)
}

fn signup(
    request: SignupRequest,
    signer: &domain::token::Signer,
    now: Timestamp,
) -> Result<Signup, Problem> {
    let member = request.member.member(signer, "/member")?;
    Ok(Signup {
        signed_up_at: clamp_to_now(request.signed_up_at, now),
        update: Update {
            account_id: request.account_id,
            signed_up_at: request.signed_up_at,
            closed_at: None,
            name: request
                .name
                .as_deref()
                .and_then(domain::person_name::PersonName::parse),
            stripe_customer_id: request.stripe_customer_id,
            currency: request.currency,
            members: Members::Among(vec![member.clone()]),
        },
        member,
        now,
    })
}

async fn load(
    app: &App,
    signup: &Signup,
    brought: &Brought,
    presumed_new: bool,
) -> Result<Loaded, StoreError> {
    let friend = async {
        if presumed_new {
            Ok(registration::State::default())
        } else {
            friend(app, signup).await
        }
    };
    let (programs, friend, found) = tokio::try_join!(
        app.store.programs(signup.now),
        friend,
        brought.find(&app.store, signup.signed_up_at),
    )?;
    let referrer = match attribution::choose(&programs, &found, (&friend.household, signup)) {
        Ok((chosen, _)) => app.store.household(&chosen.account_id).await?,
        Err(_) => Household::default(),
    };
    Ok(Loaded {
        programs,
        friend,
        found,
        referrer,
    })
}

/// What is stored of the account, and of the address and the Stripe customer that it names.
async fn friend(app: &App, signup: &Signup) -> Result<registration::State, StoreError> {
    let store = &app.store;
    let customer = async {
        match &signup.update.stripe_customer_id {
            Some(customer) => store.account_of_customer(customer).await,
            None => Ok(None),
        }
    };
    let (household, addresses, customer_of) = tokio::try_join!(
        store.household(signup.account_id()),
        store.address_uses(&signup.member.address_hash),
        customer,
    )?;
    Ok(registration::State {
        household,
        customer_of,
        addresses,
    })
}
