//! How credit comes off a bill.

use domain::terms::Application;

use crate::shown::Shown;

/// C21, C27, C35, K6 to K8, K14, K21.
pub(super) fn instant(shown: &Shown<'_>) -> String {
    shown.words.say(match shown.rules.application {
        Application::Automatic => "faq-use-automatic",
        Application::OnRequest => "faq-use-on-request",
    })
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
