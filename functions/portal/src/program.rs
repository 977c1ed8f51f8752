//! Which program is shown, and what of it.

use std::collections::BTreeSet;

use domain::id::ProgramId;
use domain::money::Money;
use domain::program::{InviteEditing, InviteMode, Program, ProgramStatus};
use domain::schedule::Amounts;
use domain::terms::{Application, Method, Trigger};
use jiff::Timestamp;
use runtime::problem::{Kind, Problem};
use runtime::program;
use serde::Serialize;

use crate::shown::Shown;
use crate::words;

pub(crate) const NO_PROGRAM: Kind = Kind {
    slug: "no-program",
    status: 409,
    title: "There is no program yet",
};

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeProgram")
)]
pub(crate) struct ProgramView {
    id: ProgramId,
    name: String,
    status: ProgramStatus,
    terms_url: Option<String>,
    upgrade_url: Option<String>,
    redeem_url: Option<String>,
    application: Application,
    trigger: Trigger,
    methods: BTreeSet<Method>,
    offer: OfferView,
    invites: InvitesView,
}

/// What both sides earn now; an empty list for a side that earns nothing.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeOffer")
)]
struct OfferView {
    referrer: Vec<Money>,
    friend: Vec<Money>,
    /// The first instant at which other amounts hold.
    ends_at: Option<Timestamp>,
    words: String,
}

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeInvites")
)]
struct InvitesView {
    mode: InviteMode,
    recipients_per_request: u32,
    editing: InviteEditing,
}

impl ProgramView {
    pub(crate) fn of(shown: &Shown<'_>) -> Self {
        let settings = &shown.program.settings;
        let offer = shown.rules.offer_at(shown.now);
        Self {
            id: shown.program.id.clone(),
            name: settings.name.clone(),
            status: settings.status,
            terms_url: settings.terms_url.clone(),
            upgrade_url: settings.upgrade_url.clone(),
            redeem_url: settings.redeem_url.clone(),
            application: shown.rules.application,
            trigger: shown.rules.trigger,
            methods: shown.rules.methods.clone(),
            offer: OfferView {
                referrer: list(&offer.referrer),
                friend: list(&offer.friend),
                ends_at: shown.rules.offer_ends(shown.now),
                words: words::offer(shown),
            },
            invites: InvitesView {
                mode: settings.invites.mode,
                recipients_per_request: settings.invites.recipients_per_request,
                editing: settings.invites.editing,
            },
        }
    }
}

fn list(amounts: &Amounts) -> Vec<Money> {
    amounts.all().filter(|money| !money.is_zero()).collect()
}

/// The program that is shown.
///
/// # Errors
/// As [`program::chosen`], and 409 where there is no program at all.
pub(crate) fn chosen<'a>(
    programs: &'a [Program],
    named: Option<&ProgramId>,
) -> Result<&'a Program, Problem> {
    if named.is_none() && programs.is_empty() {
        return Err(Problem::of(NO_PROGRAM)
            .detail("set one up first: PUT /v1/admin/programs/{program_id}, with an admin key"));
    }
    program::chosen(programs, named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn then_refused(programs: &[Program], named: Option<&str>, status: u16) {
        let named = named.map(|id| id.parse().unwrap());
        let problem = chosen(programs, named.as_ref()).unwrap_err();
        assert_eq!(problem.status(), status);
    }

    #[test]
    fn without_any_program_it_says_what_to_do() {
        then_refused(&[], None, 409);
        then_refused(&[], Some("clientjoy"), 404);
    }
}
