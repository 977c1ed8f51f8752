//! `POST /v1/signups`: a new account, and who is credited with it.
//!
//! Four table round trips with one touch: the programs are kept for a minute, then the account,
//! the address and the link, the referrer, and one transaction with all that follows. Where the
//! program sets a budget or caps, what was counted is read beside the referrer.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::account::{AddressUse, Household};
use domain::allowance::Tally;
use domain::api_key::Scope;
use domain::attribution::{self, Found, Signup};
use domain::change::ChangeSet;
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
    let load = || load(app, &signup, &brought);
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

async fn load(app: &App, signup: &Signup, brought: &Brought) -> Result<Loaded, StoreError> {
    let store = &app.store;
    let account_id = signup.account_id();
    let customer = async {
        match &signup.update.stripe_customer_id {
            Some(customer) => store.account_of_customer(customer).await,
            None => Ok(None),
        }
    };
    let (programs, household, address_uses, found, customer_of) = tokio::try_join!(
        store.programs(signup.now),
        store.household(account_id),
        store.address_uses(&signup.member.address_hash),
        brought.find(store, signup.signed_up_at),
        customer,
    )?;
    let of_account = |address: &&AddressUse| address.account_id == *account_id;
    let addresses = address_uses.iter().filter(of_account).cloned().collect();
    let friend = registration::State {
        household,
        customer_of,
        addresses,
    };
    let (referrer, tally) =
        match attribution::choose(&programs, &found, (&friend.household, signup)) {
            Ok((chosen, program)) => of_referrer(store, (chosen, program), signup).await?,
            Err(_) => (Household::default(), Tally::default()),
        };
    Ok(Loaded {
        programs,
        friend,
        address_uses,
        found,
        referrer,
        tally,
    })
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
