//! Whether the program lets this sender invite, and edit the message.

use domain::account::Household;
use domain::invite_request::{self, Asked, Refusal};
use domain::program::{InviteEditing, InviteMode, Program};
use domain::terms::Method;
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::{Kind, Problem};
use runtime::program::PROGRAM_INACTIVE;

use crate::app::App;

pub(crate) const INVITES_DISABLED: Kind = Kind {
    slug: "invites-disabled",
    status: 409,
    title: "The program sends no invites",
};
pub(crate) const EDITING_NOT_ALLOWED: Kind = Kind {
    slug: "editing-not-allowed",
    status: 409,
    title: "The message cannot be edited",
};
pub(crate) const LINK_NEEDED: Kind = Kind {
    slug: "link-needed",
    status: 409,
    title: "The sender has no link yet",
};
pub(crate) const PARTICIPANT_UNKNOWN: Kind = Kind {
    slug: "participant-unknown",
    status: 409,
    title: "The sender is not known yet",
};

pub(crate) const SENDER_UNNAMED: Kind = Kind {
    slug: "sender-unnamed",
    status: 409,
    title: "The sender has no name",
};

/// The problems that this function answers with, beside those of every function.
pub const KINDS: [Kind; 6] = [
    PROGRAM_INACTIVE,
    INVITES_DISABLED,
    EDITING_NOT_ALLOWED,
    LINK_NEEDED,
    PARTICIPANT_UNKNOWN,
    SENDER_UNNAMED,
];

/// Whether the program sends invites at all.
pub(crate) fn check_program(program: &Program) -> Result<(), Problem> {
    invite_request::check_program(program).map_err(rejected)
}

/// Whether the sender is known, has what the invite needs, and may edit it.
pub(crate) async fn check_sender(
    app: &App,
    program: &Program,
    sender: &ActingFor,
    (asked, now): (&Asked, Timestamp),
) -> Result<(), Problem> {
    let household = app.store.household(&sender.account_id).await;
    let household = household.map_err(Problem::unavailable)?;
    check_household(program, sender, &household, (asked.message.is_some(), now))?;
    if program.allows(Method::Accept, now) || has_link(app, program, sender, now).await? {
        return Ok(());
    }
    Err(Problem::of(LINK_NEEDED).detail(
        "this program's invites carry the sender's personal link: make it first by POST /v1/links",
    ))
}

fn check_household(
    program: &Program,
    sender: &ActingFor,
    household: &Household,
    (is_edited, now): (bool, Timestamp),
) -> Result<(), Problem> {
    let by = (household, &sender.participant_id);
    let checked =
        invite_request::check_sender(program, by, (sender.email_verified, is_edited), now);
    checked.map_err(rejected)
}

fn rejected(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::ProgramInactive => {
            Problem::of(PROGRAM_INACTIVE).detail("the program is not active")
        }
        Refusal::NotByServer(InviteMode::SelfSend | InviteMode::Server) => {
            Problem::of(INVITES_DISABLED).detail(
                "participants send their invites themselves: offer them the mailto: link among \
                 the share links of POST /v1/links",
            )
        }
        Refusal::NotByServer(InviteMode::Off) => {
            Problem::of(INVITES_DISABLED).detail("its invites are off")
        }
        Refusal::SenderUnknown => Problem::of(PARTICIPANT_UNKNOWN).detail(
            "invites name their sender: tell of the account and its members first by \
             PUT /v1/accounts/{account_id}",
        ),
        Refusal::SenderUnnamed => Problem::of(SENDER_UNNAMED).detail(
            "an invite tells its reader who sends it: give the member a name by \
             PUT /v1/accounts/{account_id}",
        ),
        Refusal::EditingNotAllowed(editing) => Problem::of(EDITING_NOT_ALLOWED)
            .detail(match editing {
                InviteEditing::PayingOrVerified => {
                    "only paying customers, and senders whose address is verified, may edit it"
                }
                InviteEditing::All | InviteEditing::Off => "the program's own text is sent",
            })
            .pointer("/message", "must be left out"),
    }
}

/// Whether the sender has made a personal link (C8). One table round trip.
async fn has_link(
    app: &App,
    program: &Program,
    sender: &ActingFor,
    now: Timestamp,
) -> Result<bool, Problem> {
    let signer = app.signer(now).await?;
    let owner = (&sender.account_id, &sender.participant_id);
    let link = app.store.link_of(&signer, &program.id, owner).await;
    Ok(link.map_err(Problem::unavailable)?.is_some())
}

#[cfg(test)]
mod tests;
