//! A code of the participant's own choice for the link (experience 2.3).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::change::ChangeSet;
use domain::link::choice::{Rejection, Standing, Wanted, decide};
use domain::link::{CHOSEN_AT_LEAST, CHOSEN_AT_MOST, Code, Link};
use domain::program::Program;
use domain::terms::Method;
use domain::token::{CodeHash, Signer};
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;
use store::StoreError;

use super::invites::Typed;
use super::notice::Notice;
use super::show;
use super::trouble::{Trouble, told};
use super::visit::{Visit, back_to};
use crate::app::App;
use crate::program;

/// What was asked for and cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) typed: String,
    fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// Other letters, too few or too many.
    NoCode,
    Rejected(Rejection),
}

impl Refused {
    pub(super) fn said(&self, (words, zone): (&Words, &TimeZone)) -> String {
        let about = |key| words.fill(key, &[("code", &self.typed)]);
        match &self.fault {
            Fault::NoCode => rule(words),
            Fault::Rejected(Rejection::NotAllowed) => about("link-code-refused"),
            Fault::Rejected(Rejection::Taken) => about("link-code-taken"),
            Fault::Rejected(Rejection::TooSoon { next_at }) => next(*next_at, (words, zone)),
        }
    }
}

/// What a code is.
pub(super) fn rule(words: &Words) -> String {
    let (least, most) = (CHOSEN_AT_LEAST.to_string(), CHOSEN_AT_MOST.to_string());
    words.fill("link-code-rule", &[("least", &least), ("most", &most)])
}

/// From when on another may be chosen.
pub(super) fn next(at: Timestamp, (words, zone): (&Words, &TimeZone)) -> String {
    let date = wording::day(words, at, zone);
    words.fill("link-code-next", &[("date", &date)])
}

/// `POST /portal/code`: the link is shown by this code from now on; the one before keeps working.
/// Two table round trips, and beside the first one for whether the participant was erased.
pub(super) async fn choose(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    told(&app.product, chosen(&app, &headers, (&body, now)).await)
}

/// `GET /portal/code`: where a form was answered, the page itself is one step on. No table round
/// trip.
pub(super) async fn back(State(app): State<Arc<App>>, Now(now): Now) -> Response {
    told(&app.product, back_to(&app, "/portal#link", now).await)
}

async fn chosen(
    app: &App,
    headers: &HeaderMap,
    (body, now): (&[u8], Timestamp),
) -> Result<Response, Trouble> {
    let visit = Visit::write(app, headers, (Class::Write, now)).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    // A page from before the program paused has the form still: the page then says what is.
    if !program.is_active() || !program.allows(Method::Link, now) {
        return back_to(app, "/portal#link", now).await;
    }
    let typed = Typed::of(body).code.unwrap_or_default();
    match store(app, (program, &visit), (&typed, now)).await? {
        Ok(()) => back_to(app, "/portal?chosen#link", now).await,
        Err(fault) => {
            let notice = Notice {
                code: Some(Refused { typed, fault }),
                ..Notice::default()
            };
            show::respond(app, &visit, notice, now).await
        }
    }
}

async fn store(
    app: &App,
    whose: (&Program, &Visit),
    (typed, now): (&str, Timestamp),
) -> Result<Result<(), Fault>, Problem> {
    let Ok(code) = typed.parse() else {
        return Ok(Err(Fault::NoCode));
    };
    let choice = Choice::of(app, whose, code, now).await?;
    let decide = |state: &Option<(Link, Standing)>| choice.decide(state.as_ref());
    let stored = app.store.change(now, || choice.load(), decide).await;
    Ok(match stored.map_err(Problem::unavailable)? {
        Ok(changed) if changed.state.is_none() => return Err(Problem::not_found()),
        Ok(_) => Ok(()),
        Err(rejection) => Err(Fault::Rejected(rejection)),
    })
}

/// A code that is looked at for one participant.
struct Choice<'a> {
    app: &'a App,
    program: &'a Program,
    visit: &'a Visit,
    signer: Signer,
    code: Code,
    hash: CodeHash,
    now: Timestamp,
}

impl<'a> Choice<'a> {
    async fn of(
        app: &'a App,
        (program, visit): (&'a Program, &'a Visit),
        code: Code,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let signer = app.signer(now).await?;
        Ok(Self {
            hash: signer.code_hash(&code),
            app,
            program,
            visit,
            signer,
            code,
            now,
        })
    }

    /// The link, and what is known of the code; nothing where there is no link to show.
    async fn load(&self) -> Result<Option<(Link, Standing)>, StoreError> {
        let store = &self.app.store;
        let who = &self.visit.who;
        let who = (&who.account_id, &who.participant_id);
        let (own, standing, erased) = tokio::try_join!(
            store.link_of(&self.signer, &self.program.id, who),
            store.code_standing(&self.code, &self.hash),
            store.was_erased(who.0, who.1),
        )?;
        Ok(own.filter(|_| !erased).map(|own| (own, standing)))
    }

    fn decide(&self, state: Option<&(Link, Standing)>) -> Result<ChangeSet, Rejection> {
        let Some((own, standing)) = state else {
            return Ok(ChangeSet::default());
        };
        let wanted = Wanted {
            code: &self.code,
            hash: &self.hash,
            product: &self.app.product,
        };
        decide(own, wanted, standing, self.now)
    }
}

/// What there is to say of a code while it is typed.
pub(super) async fn judged(
    app: &App,
    (program, visit): (&Program, &Visit),
    (typed, words): (&str, &Words),
    now: Timestamp,
) -> Result<String, Problem> {
    let zone = program.terms_at(now).map(|terms| terms.rules.zone());
    let zone = zone.unwrap_or(TimeZone::UTC);
    let refused = |fault| {
        let typed = typed.to_owned();
        Refused { typed, fault }.said((words, &zone))
    };
    let Ok(code) = typed.parse::<Code>() else {
        return Ok(refused(Fault::NoCode));
    };
    let free = words.fill("link-code-free", &[("code", code.as_str())]);
    let choice = Choice::of(app, (program, visit), code, now).await?;
    let state = choice.load().await.map_err(Problem::unavailable)?;
    let state = state.ok_or_else(Problem::not_found)?;
    Ok(match choice.decide(Some(&state)) {
        Ok(changes) if changes.is_empty() => words.say("link-code-own"),
        Ok(_) => free,
        Err(rejection) => refused(Fault::Rejected(rejection)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_is_a_sentence_that_says_what_to_do() {
        let next_at = "2022-06-24T10:00:00Z".parse().unwrap();
        let faults = [
            Fault::NoCode,
            Fault::Rejected(Rejection::NotAllowed),
            Fault::Rejected(Rejection::Taken),
            Fault::Rejected(Rejection::TooSoon { next_at }),
        ];
        let said = faults.map(|fault| {
            let typed = "ana-ruiz".to_owned();
            Refused { typed, fault }.said((Words::english(), &TimeZone::UTC))
        });
        insta::assert_snapshot!(said.join("\n"));
    }
}
