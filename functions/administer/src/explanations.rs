//! `GET /v1/admin/explanations`: why a credit came, or did not, with all causes.

pub(crate) mod account;
#[cfg(feature = "describe")]
pub(crate) mod describe;
mod find;
pub(crate) mod one;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;
use domain::email_address::EmailAddress;
use domain::explanation::told::ForStaff;
use domain::id::{AccountId, InviteId, ProgramId, ReferralId, RewardId, StripeCustomerId};
use domain::link::Code;
use domain::program::Program;
use jiff::Timestamp;
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Deserialize;

use crate::App;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/admin/explanations", get(read))
}

/// The query of `GET /v1/admin/explanations`: exactly one of these, but `email` may have the
/// sender's `account_id` beside it.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "StaffExplanationQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Both sides of it.
    referral_id: Option<ReferralId>,
    reward_id: Option<RewardId>,
    invite_id: Option<InviteId>,
    /// How the account came, and whom it referred.
    account_id: Option<AccountId>,
    /// Every account that has, or had, this address; with `account_id`, that account's invites to
    /// it.
    email: Option<EmailAddress>,
    /// The account of whoever has this link.
    code: Option<Code>,
    /// The account of this Stripe customer.
    stripe_customer_id: Option<StripeCustomerId>,
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
}

/// What is asked for.
enum About<'a> {
    Referral(&'a ReferralId),
    Reward(&'a RewardId),
    Invite(&'a InviteId),
    Account(&'a AccountId),
    InvitesTo(&'a EmailAddress, &'a AccountId),
    Address(&'a EmailAddress),
    Link(&'a Code),
    Customer(&'a StripeCustomerId),
}

impl Request {
    /// # Errors
    /// 400 where it is not one thing.
    fn about(&self) -> Result<About<'_>, Problem> {
        let account = self.account_id.as_ref();
        let to = self.email.as_ref().zip(account);
        let named = [
            self.referral_id.as_ref().map(About::Referral),
            self.reward_id.as_ref().map(About::Reward),
            self.invite_id.as_ref().map(About::Invite),
            to.map(|(address, sender)| About::InvitesTo(address, sender)),
            account.filter(|_| to.is_none()).map(About::Account),
            self.email
                .as_ref()
                .filter(|_| to.is_none())
                .map(About::Address),
            self.code.as_ref().map(About::Link),
            self.stripe_customer_id.as_ref().map(About::Customer),
        ];
        let mut named = named.into_iter().flatten();
        match (named.next(), named.next()) {
            (Some(about), None) => Ok(about),
            (None | Some(_), _) => Err(Problem::invalid_request(
                "name one of referral_id, reward_id, invite_id, account_id, email, code and \
                 stripe_customer_id; account_id may stand beside email, for the invites of that \
                 account to that address",
            )),
        }
    }
}

/// What every explanation is made with.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) app: &'a App,
    pub(crate) programs: &'a [Program],
    pub(crate) now: Timestamp,
}

impl Asking<'_> {
    pub(crate) fn program(&self, id: &ProgramId) -> Result<&Program, Problem> {
        let found = self.programs.iter().find(|program| program.id == *id);
        found.ok_or_else(Problem::not_found)
    }
}

/// `GET /v1/admin/explanations`: every rule with its facts, and an answer for the customer.
///
/// One table round trip for the programs; two for a referral or a reward; one for an invite, and
/// three more where a signup came of it; of an account one, one for every sixteen referrals and
/// one for whoever referred it. An address, a code or a customer takes one more, and each account
/// that an address has is read on its own.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(request): Query<Request>,
) -> Result<Json<Page<ForStaff>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let about = request.about()?;
    let programs = app.store.read_programs().await;
    let programs = programs.map_err(Problem::unavailable)?;
    let asking = Asking {
        app: &app,
        programs: &programs,
        now,
    };
    let after = (request.starting_after.as_ref(), request.limit);
    let all = match about {
        About::Referral(id) => one::referral(asking, id).await?,
        About::Reward(id) => one::reward(asking, id).await?,
        About::Invite(id) => one::invite(asking, id).await?,
        About::InvitesTo(address, sender) => find::invites(asking, address, sender).await?,
        About::Address(address) => find::accounts(asking, address).await?,
        About::Account(id) => return account::page(asking, id, after).await.map(Json),
        About::Link(code) => {
            let id = find::owner(asking, code).await?;
            return account::page(asking, &id, after).await.map(Json);
        }
        About::Customer(id) => {
            let id = find::payer(asking, id).await?;
            return account::page(asking, &id, after).await.map(Json);
        }
    };
    Ok(Json(Page {
        data: all,
        has_more: false,
        next_cursor: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(change: impl Fn(&mut Request)) -> bool {
        let mut request = Request::default();
        change(&mut request);
        request.about().is_ok()
    }

    #[test]
    fn one_thing_is_asked_for_at_a_time() {
        let account = || Some("acme".parse().unwrap());
        let email = || Some("bo@example.com".parse().unwrap());
        assert!(!asked(|_| {}));
        assert!(asked(|it| it.account_id = account()));
        assert!(asked(|it| it.email = email()));
        assert!(asked(|it| {
            it.email = email();
            it.account_id = account();
        }));
        assert!(!asked(|it| {
            it.account_id = account();
            it.referral_id = Some("ref_bolt".parse().unwrap());
        }));
    }
}
