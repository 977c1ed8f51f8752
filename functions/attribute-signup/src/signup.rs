//! `POST /v1/signups`: a new account, and who is credited with it.
//!
//! Three table round trips with a touch or an accept token, which carry whose they are: the address
//! beside the referrer, and one transaction with all that follows. A code that was typed in carries
//! nobody: its link is one more, before the referrer. The account is presumed to be new, which the
//! transaction's conditions hold; where it is not, all of it is read and decided again
//! (`docs/decisions/0021-what-a-signup-reads.md`). Where the program sets a budget or caps, what was
//! counted is read beside the referrer. The programs are kept for a minute.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::account::{AddressUse, Household};
use domain::allowance::Tally;
use domain::api_key::Scope;
use domain::attribution::{self, Found, Signup};
use domain::change::ChangeSet;
use domain::id::AccountId;
use domain::program::Program;
use domain::registration::{self, Members, Update};
use domain::time::clamp_to_now;
use jiff::Timestamp;
use runtime::json::Json;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use store::{Store, StoreError};

use crate::App;
use crate::evidence::Brought;
use crate::request::SignupRequest;
use crate::response::SignupResponse;

/// All that decides a signup.
struct Loaded {
    programs: Arc<[Program]>,
    friend: registration::State,
    address_uses: Vec<AddressUse>,
    found: Vec<Found>,
    referrer: Household,
    tally: Tally,
}

impl Loaded {
    fn state(&self) -> attribution::State<'_> {
        attribution::State {
            friend: &self.friend,
            address_uses: &self.address_uses,
            programs: &self.programs,
            found: &self.found,
            referrer: &self.referrer,
            tally: &self.tally,
        }
    }
}

pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<SignupRequest>>,
) -> Result<Answer, Problem> {
    let caller = app.host(&headers, Scope::Signups, now).await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let attributed = attributed(&app, body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(attributed, find).await
}

async fn attributed(
    app: &App,
    request: SignupRequest,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    request.check()?;
    let signer = app.signer(now).await?;
    let brought = Brought::open(&request, &signer);
    let account_id = request.account_id.clone();
    let signup = signup(request, &signer, now)?;
    let presume_new = AtomicBool::new(!app.told_before.load(Ordering::Relaxed));
    let load = || {
        let presume_new = presume_new.swap(false, Ordering::Relaxed);
        load(app, &signup, (&brought, presume_new))
    };
    let answer = |loaded: &Loaded, changes: &ChangeSet| {
        let before = &loaded.friend.household;
        let second = attribution::came_second(&loaded.state(), &signup);
        let response = SignupResponse::of(account_id.clone(), before, changes);
        let reason = response.reason.or(second);
        Answer::json(StatusCode::OK, &SignupResponse { reason, ..response })
    };
    let decide = |loaded: &Loaded| {
        let mut changes = attribution::decide(&loaded.state(), &signup);
        once.keep(|changes| answer(loaded, changes), &mut changes);
        Ok::<_, Infallible>(changes)
    };
    let changed = app
        .store
        .change(now, load, decide)
        .await
        .map_err(Unanswered::of)?;
    let Ok(changed) = changed;
    if !changed.changes.is_empty() {
        let told_before = changed.state.friend.household.account.is_some();
        app.told_before.store(told_before, Ordering::Relaxed);
    }
    Ok(answer(&changed.state, &changed.changes))
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

/// Nothing is read of an account that is presumed to be new: that nothing was ever told of it, that
/// no signup of it was decided, and that no other account has its Stripe customer are conditions of
/// what is written.
async fn load(
    app: &App,
    signup: &Signup,
    (brought, presume_new): (&Brought, bool),
) -> Result<Loaded, StoreError> {
    let store = &app.store;
    let (friend, programs, found, (referrer, tally)) = if presume_new {
        let referred = async {
            let (programs, found) = evidence(store, signup, brought).await?;
            let nothing_known = Household::default();
            let side = referring(store, (&programs, &found), (&nothing_known, signup)).await?;
            Ok((programs, found, side))
        };
        let uses = store.address_uses(&signup.member.address_hash);
        let (uses, (programs, found, side)) = tokio::try_join!(uses, referred)?;
        ((Household::default(), uses, None), programs, found, side)
    } else {
        let (friend, (programs, found)) =
            tokio::try_join!(known(store, signup), evidence(store, signup, brought))?;
        let side = referring(store, (&programs, &found), (&friend.0, signup)).await?;
        (friend, programs, found, side)
    };
    let (household, address_uses, customer_of) = friend;
    let of_account = |address: &&AddressUse| address.account_id == *signup.account_id();
    let addresses = address_uses.iter().filter(of_account).cloned().collect();
    Ok(Loaded {
        programs,
        friend: registration::State {
            household,
            customer_of,
            addresses,
        },
        address_uses,
        found,
        referrer,
        tally,
    })
}

/// The account, the uses of the member's address, and whose the named Stripe customer is.
async fn known(
    store: &Store,
    signup: &Signup,
) -> Result<(Household, Vec<AddressUse>, Option<AccountId>), StoreError> {
    let customer = async {
        match &signup.update.stripe_customer_id {
            Some(customer) => store.account_of_customer(customer).await,
            None => Ok(None),
        }
    };
    tokio::try_join!(
        store.household(signup.account_id()),
        store.address_uses(&signup.member.address_hash),
        customer,
    )
}

async fn evidence(
    store: &Store,
    signup: &Signup,
    brought: &Brought,
) -> Result<(Arc<[Program]>, Vec<Found>), StoreError> {
    tokio::try_join!(
        store.programs(signup.now),
        brought.find(store, signup.signed_up_at)
    )
}

/// The referrer of the evidence that counts, if any does, and what the program has granted.
async fn referring(
    store: &Store,
    (programs, found): (&[Program], &[Found]),
    (friend, signup): (&Household, &Signup),
) -> Result<(Household, Tally), StoreError> {
    match attribution::choose(programs, found, (friend, signup)) {
        Ok((chosen, program)) => of_referrer(store, (chosen, program), signup).await,
        Err(_) => Ok((Household::default(), Tally::default())),
    }
}

/// The referrer, and what the program has granted as far as it limits that.
async fn of_referrer(
    store: &Store,
    (chosen, program): (&Found, &Program),
    signup: &Signup,
) -> Result<(Household, Tally), StoreError> {
    let referrer = store.household(&chosen.account_id);
    let Some(terms) = program.terms_at(signup.signed_up_at) else {
        return Ok((referrer.await?, Tally::default()));
    };
    let instants = [signup.signed_up_at];
    let earner = (&chosen.account_id, instants.as_slice());
    tokio::try_join!(referrer, store.tally(program, &terms.rules, earner))
}
