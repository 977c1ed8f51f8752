//! Acme: an example of a product that runs Goodword for its customers.
//!
//! It stands where a host's own product stands: it knows Goodword by its public API, with an API
//! key and with tokens it signs itself, and Stripe by Stripe's. What it does here, a host does.

mod accounts;
mod billing;
mod bills;
#[path = "../../../../docs/hosts/axum/capture.rs"]
#[expect(unreachable_pub, reason = "a host has it where it likes")]
mod capture;
mod entry;
mod frame;
mod goodword;
mod home;
mod hosted;
mod plan;
mod refer;
mod signup;
mod token;

use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub(crate) use accounts::{Account, Member};
pub(crate) use goodword::{Answer, Goodword};
pub(crate) use home::Home;
pub(crate) use plan::Plan;
pub(crate) use signup::Newcomer;

use crate::clock::Clock;
use accounts::Accounts;
use billing::Billing;
use capture::Capture;

/// Where the host's pages are.
pub(crate) const PATH: &str = "/_local/host";

/// The host. Clones share one.
#[derive(Clone)]
pub(crate) struct Host {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    goodword: Goodword,
    billing: Billing,
    accounts: Accounts,
}

impl Host {
    /// The host with the accounts that [`save`](Self::save) wrote down, or with none.
    ///
    /// # Errors
    /// If `saved` is not what a host of this version wrote.
    pub(crate) fn open(
        clock: Clock,
        goodword: Goodword,
        stripe: (&str, &str),
        saved: Option<&str>,
    ) -> Result<Self> {
        let shared = Shared {
            clock,
            goodword,
            billing: Billing::new(stripe)?,
            accounts: match saved {
                Some(saved) => Accounts::reopen(saved)?,
                None => Accounts::default(),
            },
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Its own records, as text for [`open`](Self::open).
    pub(crate) fn save(&self) -> serde_json::Result<String> {
        self.shared.accounts.save()
    }

    /// The public API of the Goodword that this host runs.
    pub(crate) fn goodword(&self) -> &Goodword {
        &self.shared.goodword
    }

    /// Somebody's account, and who they are in it.
    pub(crate) fn find(&self, member_id: &str) -> Option<(Account, Member)> {
        self.shared.accounts.of_member(member_id)
    }
}

/// The pages, relative to [`PATH`], all of which keep the link by which a visitor came.
pub(crate) fn router(host: Host) -> Router {
    let kept = Capture {
        name: "ref".to_owned(),
        days: 90,
        domain: None,
        consents: |_| true,
    };
    Router::new()
        .route("/", get(entry::show))
        .route("/plans", get(entry::plans))
        .route("/refer-and-earn", get(entry::refer_and_earn))
        .route("/terms", get(entry::terms))
        .route("/signup", get(signup::show).post(signup::submit))
        .route("/people/{member}", get(plan::show))
        .route("/people/{member}/plan", post(plan::subscribe))
        .route("/people/{member}/plan/end", post(plan::end))
        .route("/people/{member}/bills", get(bills::show))
        .route("/people/{member}/refer-and-earn", get(refer::show))
        .route("/people/{member}/hosted", get(hosted::open))
        .route("/people/{member}/link", post(refer::make_link))
        .route("/people/{member}/invites", post(refer::send_invites))
        .route("/people/{member}/redemptions", post(refer::redeem))
        .route("/people/{member}/seen", post(refer::seen))
        .layer(from_fn_with_state(kept, capture::capture))
        .with_state(host)
}
