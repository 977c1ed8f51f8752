//! An invite, to its sender. It tells the rule for addresses, never the case (K11, K25).

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::explanation::Standing;
use crate::invite::{Invite, RECIPIENT_PAUSE_DAYS};
use crate::program::Program;
use crate::reason::Reason;
use crate::wording::{day, last_day};
use crate::words::Words;

pub(crate) fn text(
    words: &Words,
    invite: &Invite,
    (standing, zone): (Standing, &TimeZone),
) -> String {
    let made = day(words, invite.created_at, zone);
    let ended = last_day(words, invite.expires_at, zone);
    let accepted = invite.accepted_at.map(|at| day(words, at, zone));
    let key = match (standing.code, &accepted) {
        (Reason::InviteBounced, _) => "invite-told-bounced",
        (Reason::InviteExpired, _) => "invite-told-expired",
        (Reason::AttributionWindowPassed, Some(_)) => "invite-told-too-late",
        (_, Some(_)) => "invite-told-accepted",
        (_, None) => "invite-told-waiting",
    };
    let accepted = accepted.unwrap_or_default();
    words.fill(
        key,
        &[("made", &made), ("ended", &ended), ("accepted", &accepted)],
    )
}

pub(crate) fn change(
    words: &Words,
    invite: &Invite,
    (program, standing): (&Program, Standing),
    (zone, now): (&TimeZone, Timestamp),
) -> String {
    let accepted = invite.accepted_at.is_some();
    let until = standing.next_date.filter(|until| now < *until);
    let key = match (standing.code, until) {
        (Reason::InviteBounced, _) => "change-invite-address",
        (Reason::InviteExpired | Reason::AttributionWindowPassed, _) => "change-invite-again",
        (_, Some(_)) if accepted => "change-invite-signup",
        (_, _) => "change-invite-spam",
    };
    let last = until.map(|until| last_day(words, until, zone));
    let known = if program.settings.invites.suppress_known_addresses {
        "known"
    } else {
        ""
    };
    let values = [
        ("last", last.as_deref().unwrap_or_default()),
        ("known", known),
        ("count", &RECIPIENT_PAUSE_DAYS.to_string()),
    ];
    words.fill(key, &values)
}
