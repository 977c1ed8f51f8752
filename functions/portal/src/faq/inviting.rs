//! How friends are invited.

use domain::invite::RECIPIENT_PAUSE_DAYS;
use domain::program::InviteMode;
use domain::terms::Method;

use super::sentences;
use crate::shown::Shown;

/// Whether Goodword sends the invites' mail.
pub(super) fn is_done_by_us(shown: &Shown<'_>) -> bool {
    shown.program.settings.invites.mode == InviteMode::Server
}

/// C11, C28, K2.
pub(super) fn several(shown: &Shown<'_>) -> String {
    let invites = &shown.program.settings.invites;
    let (at_once, per_day) = (invites.recipients_per_request, invites.per_day);
    let answer = match invites.mode {
        InviteMode::Server if at_once == 1 => {
            format!("No: an invite goes to one person at a time, and you can send {per_day} a day.")
        }
        InviteMode::Server => format!("Yes, up to {at_once} at once, and {per_day} a day."),
        InviteMode::SelfSend => {
            "You send the invites from your own mail program, to as many as you like.".to_owned()
        }
        InviteMode::Off => "No invites are sent from here.".to_owned(),
    };
    let link = shown.rules.methods.contains(&Method::Link);
    let link = link.then(|| "Share your link with as many as you like.".to_owned());
    sentences(&[Some(answer), link])
}

/// K19.
pub(super) fn privacy(_: &Shown<'_>) -> String {
    "No. Each of them gets a message of their own, and sees nobody else’s name or address."
        .to_owned()
}

/// K11, K12, E63, E64. Tells the rule, never the case (K25).
pub(super) fn missing(shown: &Shown<'_>) -> String {
    let product = shown.product;
    let known = shown.program.settings.invites.suppress_known_addresses;
    let known = known.then(|| {
        format!("No invite goes to an address that has, or once had, an account at {product}.")
    });
    sentences(&[
        known,
        Some(format!(
            "Nobody is written to who asked us not to, or who was invited in the last \
             {RECIPIENT_PAUSE_DAYS} days."
        )),
        Some(
            "Anybody else may find it in the spam or junk folder or, in Gmail, on the Promotions \
             tab."
                .to_owned(),
        ),
    ])
}
