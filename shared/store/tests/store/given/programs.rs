//! Programs, links and keys: what is set up before anybody refers anybody.

use domain::api_key::{ApiKey, KeyHash, Scope};
use domain::change::Write;
use domain::link::Link;
use domain::program::Program;
use domain::program_file;
use domain::terms::TermsVersion;
use store::{Store, StoreError};

use super::{NOW, days_later, id};
use crate::table::only;

/// A program file that says everything a program can say, so that all of it is stored.
const PROGRAM: &str = r#"
name = "Refer and Earn"
status = "active"
default = true
time_zone = "Asia/Kolkata"
currency = "USD"
signup_url = "https://app.example.com/sign-up"
terms_url = "https://www.example.com/terms"
upgrade_url = "https://app.example.com/plans"
redeem_url = "https://app.example.com/credit"

[reward]
trigger = "first_payment"
qualification_window_days = 365
hold_days = 14
application = "on_request"
minimum_payment = ["5 USD", "500 JPY"]

[[schedule]]
until = 2022-06-01T00:00:00
referrer = ["50 USD", "5000 JPY"]
friend = ["50 USD"]

[[schedule]]
from = 2022-06-01T00:00:00
referrer = ["25 USD"]

[referrer]
eligibility = "paying"
eligibility_instant = "both"
on_ineligible = "wait"
wait_days = 90

[attribution]
methods = ["link", "accept"]
window_days = 90
model = "last_touch"

[limits]
budget = ["10000 USD", "900000 JPY"]
rewards_per_referrer = 50
rewards_per_period = 5
period = "month"

[sharing]
networks = ["whatsapp", "email"]
text = "Sign up with my link and you get {reward} in credit."

[invites]
mode = "server"
recipients_per_request = 45
per_day = 20
open_at_most = 50
editing = "paying_or_verified"
suppress_known_addresses = true
postal_address = "1 Example Street, Example City"
subject = "{referrer} gives you {reward} for {product}"
message = "Hi {friend_name}, have a look!"
"#;

/// A program with one version of terms.
pub(crate) fn program(program: &str) -> Program {
    let (settings, rules) = program_file::parse(PROGRAM).unwrap();
    let terms = vec![TermsVersion {
        version: 1,
        effective_from: NOW,
        rules,
    }];
    Program {
        id: id(program),
        settings,
        terms,
    }
}

/// Ana's link.
pub(crate) fn link(code: &str) -> Link {
    Link {
        code: id(code),
        program_id: id("clientjoy"),
        account_id: id("acme"),
        participant_id: id("ana"),
        created_at: NOW,
        chosen: Vec::new(),
    }
}

/// A key of the host's billing server.
pub(crate) fn api_key(key: &str) -> ApiKey {
    ApiKey {
        id: id(key),
        hash: KeyHash::of(key),
        scopes: [Scope::Accounts, Scope::Signups].into(),
        name: "billing server".to_owned(),
        created_at: NOW,
        expires_at: Some(days_later(365)),
        outgoing: None,
    }
}

/// Stores the program, with its latest version of terms where that is new.
pub(crate) async fn put_program(
    store: &Store,
    program: &Program,
    new_terms: bool,
) -> Result<(), StoreError> {
    let program = Box::new(program.clone());
    let write = Write::Program { program, new_terms };
    store.commit(&only(write), NOW).await
}

/// Stores a new key.
pub(crate) async fn put_api_key(store: &Store, key: &ApiKey) -> Result<(), StoreError> {
    let write = Write::NewApiKey(key.clone());
    store.commit(&only(write), NOW).await
}
