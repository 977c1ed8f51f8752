//! How credit comes off a bill.

use domain::terms::Application;

use crate::shown::Shown;

/// C21, C27, C35, K6 to K8, K14, K21.
pub(super) fn instant(shown: &Shown<'_>) -> String {
    let when = match shown.rules.application {
        Application::Automatic => {
            "It comes off your next invoice by itself, and that invoice shows it. On a monthly \
             plan that is next month’s; on an annual plan it is next year’s, unless an invoice \
             comes earlier, such as for an upgrade."
        }
        Application::OnRequest => {
            "At any time. Once redeemed it comes off your next invoice, or off an upgrade or \
             add-on that is billed at once. On an annual plan, where nothing else is billed \
             before, that is next year’s invoice."
        }
    };
    format!("{when} What one invoice leaves of it carries over to the next.")
}

/// C22, C23.
pub(super) fn redemption(shown: &Shown<'_>) -> String {
    match (shown.rules.application, &shown.program.settings.redeem_url) {
        (Application::Automatic, _) => {
            "You need not do anything: it comes off your bill by itself.".to_owned()
        }
        (Application::OnRequest, None) => {
            "Redeem it yourself on this page, or ask our support staff to do it.".to_owned()
        }
        (Application::OnRequest, Some(url)) => {
            format!("Ask our support staff to do it, or redeem it yourself at {url}")
        }
    }
}

/// C33, K17.
pub(super) fn bill() -> String {
    "The team’s. Credit goes to the account that is billed, whoever on it earned it, and not to \
     one person."
        .to_owned()
}
