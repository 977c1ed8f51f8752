//! How credit comes off a bill.

use domain::terms::Application;

use super::sentences;
use crate::shown::Shown;

/// C21, C27, C35, K6 to K8, K14, K21, E33.
pub(super) fn instant(shown: &Shown<'_>) -> String {
    let (rules, words) = (shown.rules, shown.words);
    let used = words.say(match rules.application {
        Application::Automatic => "faq-use-automatic",
        Application::OnRequest => "faq-use-on-request",
    });
    let void = rules.void_on_cancel.then(|| words.say("faq-void"));
    sentences(&[Some(used), void])
}

/// C22, C23.
pub(super) fn redemption(shown: &Shown<'_>) -> String {
    match (shown.rules.application, &shown.program.settings.redeem_url) {
        (Application::Automatic, _) => shown.words.say("faq-redeem-automatic"),
        (Application::OnRequest, None) => shown.words.say("faq-redeem-here"),
        (Application::OnRequest, Some(url)) => {
            shown.words.fill("faq-redeem-there", &[("url", url)])
        }
    }
}
