//! A code of the participant's own choice.

use domain::change::ChangeSet;
use domain::link::choice::{Rejection, Standing, Wanted, decide};
use domain::link::{Chosen, Code, Link};
use jiff::Timestamp;
use runtime::problem::{Kind, Problem};
use serde::Deserialize;

use crate::app::App;

pub(crate) const CODE_TAKEN: Kind = Kind {
    slug: "code-taken",
    status: 409,
    title: "Somebody has or had this code",
};

pub(crate) const CODE_CHOSEN_RECENTLY: Kind = Kind {
    slug: "code-chosen-recently",
    status: 409,
    title: "A code was chosen a short while ago",
};

/// The body of `PUT /v1/links/{code}`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "LinkChoice")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// What the link is to be shown by.
    pub(crate) code: Code,
}

/// The link as it is shown then.
pub(crate) async fn choose(
    app: &App,
    own: &Link,
    code: &Code,
    now: Timestamp,
) -> Result<Link, Problem> {
    let hash = app.signer(now).await?.code_hash(code);
    let load = async || {
        let read = tokio::try_join!(
            app.store.link(&own.code),
            app.store.code_standing(code, &hash),
            app.store.was_erased(&own.account_id, &own.participant_id),
        );
        let (own, standing, erased) = read?;
        Ok(own.filter(|_| !erased).map(|own| (own, standing)))
    };
    let wanted = Wanted {
        code,
        hash: &hash,
        product: &app.product,
    };
    let decide = |state: &Option<(Link, Standing)>| match state {
        Some((own, standing)) => decide(own, wanted, standing, now),
        None => Ok(ChangeSet::default()),
    };
    let changed = app.store.change(now, load, decide).await;
    let changed = changed.map_err(Problem::unavailable)?.map_err(rejected)?;
    let (mut link, _) = changed.state.ok_or_else(Problem::not_found)?;
    if !changed.changes.is_empty() {
        link.chosen.push(Chosen {
            code: code.clone(),
            at: now,
        });
    }
    Ok(link)
}

fn rejected(rejection: Rejection) -> Problem {
    let detail = rejection.to_string();
    match rejection {
        Rejection::NotAllowed => Problem::wrong("/code", &detail),
        Rejection::Taken => Problem::of(CODE_TAKEN)
            .detail(format!("/code {detail}"))
            .pointer("/code", detail),
        Rejection::TooSoon { .. } => Problem::of(CODE_CHOSEN_RECENTLY)
            .detail(format!("/code {detail}"))
            .pointer("/code", detail),
    }
}
