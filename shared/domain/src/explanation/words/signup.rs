//! A signup that nobody was credited with, to whoever signed up.

use super::case::Case;
use crate::terms::Method;

/// C25, K9, K18.
pub(super) fn not_via_link_or_accept(case: &Case<'_>) -> String {
    format!(
        "{}, and the sign-up did not come {}, so nobody is credited with it.",
        signed_up(case),
        ways(case)
    )
}

pub(super) fn too_late(case: &Case<'_>) -> String {
    let window = case.rules().map(|rules| rules.attribution_window_days);
    let days = window.unwrap_or_default();
    format!(
        "{}, more than {days} days after you had come through a friend’s link or invite, so it \
         could not be tied to them any more.",
        signed_up(case)
    )
}

pub(super) fn own_link(case: &Case<'_>) -> String {
    format!(
        "{} by a link or an invite of your own. A referral of oneself earns no credit.",
        signed_up(case)
    )
}

pub(super) fn own_account(case: &Case<'_>) -> String {
    format!(
        "{} by a link or an invite from your own account. A referral earns credit where it brings \
         another account.",
        signed_up(case)
    )
}

pub(super) fn not_running(case: &Case<'_>) -> String {
    format!(
        "{}. The referral program was not running then, or whoever referred you took no part in \
         it any more.",
        signed_up(case)
    )
}

fn signed_up(case: &Case<'_>) -> String {
    match &case.known.friend.account {
        Some(account) => format!("You signed up on {}", case.day(account.signed_up_at)),
        None => "You signed up".to_owned(),
    }
}

/// How the program ties a signup to somebody.
fn ways(case: &Case<'_>) -> &'static str {
    let methods = case.rules().map(|rules| &rules.methods);
    let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
    match (takes(Method::Link), takes(Method::Accept)) {
        (true, false) => "through a friend’s link",
        (false, true) => "through the Accept button of a friend’s invite",
        (true, true) | (false, false) => {
            "through a friend’s link or the Accept button of a friend’s invite"
        }
    }
}
