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
    let (words, invites) = (shown.words, &shown.program.settings.invites);
    let most = invites.recipients_per_request.to_string();
    let per_day = invites.per_day.to_string();
    let key = match invites.mode {
        InviteMode::Server if invites.recipients_per_request == 1 => "faq-several-one",
        InviteMode::Server => "faq-several-many",
        InviteMode::SelfSend => "faq-several-self",
        InviteMode::Off => "faq-several-off",
    };
    let answer = words.fill(key, &[("most", &most), ("count", &per_day)]);
    let link = shown.rules.methods.contains(&Method::Link);
    let link = link.then(|| words.say("faq-several-link"));
    sentences(&[Some(answer), link])
}

/// K19.
pub(super) fn privacy(shown: &Shown<'_>) -> String {
    shown.words.say("faq-privacy-text")
}

/// K11, K12, E63, E64. Tells the rule, never the case (K25).
pub(super) fn missing(shown: &Shown<'_>) -> String {
    let product = [("product", shown.product)];
    let known = shown.program.settings.invites.suppress_known_addresses;
    let known = known.then(|| shown.words.fill("faq-missing-known", &product));
    let pause = usize::try_from(RECIPIENT_PAUSE_DAYS).unwrap_or_default();
    sentences(&[
        known,
        Some(shown.words.count("faq-missing-asked", pause)),
        Some(shown.words.say("faq-missing-spam")),
    ])
}
