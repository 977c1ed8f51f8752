//! An invite, to its sender. It tells the rule for addresses, never the case (K11, K25).

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::explanation::Standing;
use crate::invite::{Invite, RECIPIENT_PAUSE_DAYS};
use crate::program::Program;
use crate::reason::Reason;
use crate::wording::{day, last_day};

pub(crate) fn text(invite: &Invite, standing: Standing, zone: &TimeZone) -> String {
    let made = day(invite.created_at, zone);
    match (standing.code, invite.accepted_at) {
        (Reason::InviteBounced, _) => {
            format!("The invite that you made on {made} could not be delivered.")
        }
        (Reason::InviteExpired, _) => format!(
            "The invite that you made on {made} was not accepted by {}, so it has expired.",
            last_day(invite.expires_at, zone)
        ),
        (Reason::AttributionWindowPassed, Some(accepted_at)) => format!(
            "Your invite was accepted on {}, and nobody signed up in time.",
            day(accepted_at, zone)
        ),
        (_, Some(accepted_at)) => format!(
            "Your invite was accepted on {}, and nobody has signed up by it yet.",
            day(accepted_at, zone)
        ),
        (_, None) => format!("You made this invite on {made}. Nobody has signed up by it yet."),
    }
}

pub(crate) fn change(
    invite: &Invite,
    (program, standing): (&Program, Standing),
    (zone, now): (&TimeZone, Timestamp),
) -> String {
    let accepted = invite.accepted_at.is_some();
    let until = standing.next_date.filter(|until| now < *until);
    match (standing.code, until) {
        (Reason::InviteBounced, _) => {
            "Check the address for a slip, and invite your friend at the right one.".to_owned()
        }
        (Reason::InviteExpired | Reason::AttributionWindowPassed, _) => {
            "You can invite your friend again.".to_owned()
        }
        (_, Some(until)) if accepted => format!(
            "Your friend only has to sign up, by {}.",
            last_day(until, zone)
        ),
        (_, until) => {
            let until = until.map_or_else(String::new, |until| {
                format!(" It can be accepted until {}.", last_day(until, zone))
            });
            let known = if program.settings.invites.suppress_known_addresses {
                "No invite goes to an address that has, or once had, an account with us, or that "
            } else {
                "No invite goes to an address that "
            };
            format!(
                "If your friend cannot find it, it may be in the spam or junk folder or, in Gmail, \
                 on the Promotions tab. {known}asked us not to write, or that was invited in the \
                 last {RECIPIENT_PAUSE_DAYS} days.{until}"
            )
        }
    }
}
