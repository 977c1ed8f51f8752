//! The one box: from what staff have at hand to what it names.
//!
//! Every kind of text is a key of the table or of one of its indexes: nothing is scanned.

mod look;
mod names;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::email_address::EmailAddress;
use domain::id::{
    AccountId, DeadLetterId, InviteId, ReferralId, RewardId, StripeCustomerId, StripeEventId,
};
use domain::link::Code;
use domain::name_words::Asked;
use domain::token::{AddressHash, Signer};
use jiff::Timestamp;
use runtime::form::Form;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;

use super::frame::{Frame, respond};
use super::trouble::{Trouble, told};
use super::visit::{self, Visit};
use crate::App;

/// What a text may name: several at once, where its form does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    Account(AccountId),
    Address(AddressHash),
    Code(Code),
    Customer(StripeCustomerId),
    Invite(InviteId),
    Letter(DeadLetterId),
    Referral(ReferralId),
    Reward(RewardId),
    StripeEvent(StripeEventId),
}

/// One thing that was found.
struct Hit {
    kind: &'static str,
    title: String,
    detail: String,
    path: Option<String>,
}

#[derive(Template)]
#[template(path = "found.html")]
struct Page {
    frame: Frame,
    hits: Vec<Hit>,
    /// Where the names go on that were looked for, if they do.
    next: Option<String>,
    /// Why a text of this form cannot be found, if so.
    hint: Option<&'static str>,
}

/// `POST /admin/find`: what the text names; where that is one page, leads on to it. A POST, so
/// that no address and no name stands in a URL; it changes nothing.
///
/// One table round trip for each kind of thing that the text may name, and one more for each
/// account that an address or a customer leads to; for a name as [`names::by_name`] says.
pub(super) async fn find(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    form: Result<Form, Problem>,
) -> Response {
    let found = async { found(&app, &headers, (&form?, now)).await };
    told(&app, found.await)
}

/// `GET /admin/find`, as of somebody who loads the page anew by its address, which does not have
/// what they looked for: leads to the console. No table round trip.
pub(super) async fn again(State(app): State<Arc<App>>, Now(now): Now) -> Response {
    told(&app, visit::on_to(&app, "/admin", now).await)
}

async fn found(
    app: &App,
    headers: &HeaderMap,
    (form, now): (&Form, Timestamp),
) -> Result<Response, Trouble> {
    let visit = Visit::of_form(app, headers, (Class::Read, now)).await?;
    let asked = form.text("q");
    let after = Some(form.text("after")).filter(|place| !place.is_empty());
    let mut hits = Vec::new();
    // What has the very id comes first, and once.
    if after.is_none() {
        for it in &named(asked, &app.signer(now).await?) {
            hits.extend(look::up(app, it).await?);
        }
    }
    let names = match Asked::parse(asked) {
        Some(name) => names::by_name(app, &name, after).await?,
        None => names::Found::default(),
    };
    let exact: Vec<Option<String>> = hits.iter().map(|hit| hit.path.clone()).collect();
    let others = names.hits.into_iter();
    hits.extend(others.filter(|hit| !exact.contains(&hit.path)));
    if let Some(path) = only_page(&hits).filter(|_| after.is_none() && names.next.is_none()) {
        return visit::on_to(app, path, now).await;
    }
    let mut frame = Frame::of(app, &visit, ("Found", None)).await?;
    asked.clone_into(&mut frame.asked);
    let page = Page {
        hint: hint(asked).filter(|_| hits.is_empty()),
        next: names.next,
        hits,
        frame,
    };
    respond(&page, &page.frame.nonce)
}

/// The page that all of them lead to.
fn only_page(hits: &[Hit]) -> Option<&str> {
    let path = hits.first()?.path.as_deref()?;
    let same = |hit: &Hit| hit.path.as_deref() == Some(path);
    hits.iter().all(same).then_some(path)
}

/// Every kind of thing that this text may name.
fn named(text: &str, signer: &Signer) -> Vec<Named> {
    if let Some(it) = of_link(text, signer) {
        return vec![it];
    }
    let of_prefix = |prefix: &str| text.starts_with(prefix).then_some(text);
    let by_prefix = [
        of_prefix("cus_").and_then(|it| it.parse().ok().map(Named::Customer)),
        of_prefix("evt_").and_then(|it| it.parse().ok().map(Named::StripeEvent)),
        of_prefix("inv_").and_then(|it| it.parse().ok().map(Named::Invite)),
        of_prefix("dlt_").and_then(|it| it.parse().ok().map(Named::Letter)),
        of_prefix("ref_").and_then(|it| it.parse().ok().map(Named::Referral)),
        of_prefix("rwd_").and_then(|it| it.parse().ok().map(Named::Reward)),
        of_prefix("adj_").and_then(|it| it.parse().ok().map(Named::Reward)),
    ];
    let address = text.parse::<EmailAddress>().ok();
    let address = address.map(|it| Named::Address(signer.address_hash(&it)));
    let code = text.parse().ok().map(Named::Code);
    let account = text.parse().ok().map(Named::Account);
    let all = by_prefix.into_iter().chain([address, code, account]);
    all.flatten().collect()
}

/// A whole link: a personal one, that of an invite, or the way out of mail.
fn of_link(text: &str, signer: &Signer) -> Option<Named> {
    let last = |mark: &str| {
        let (_, rest) = text.split_once(mark)?;
        rest.split(['?', '#', '/']).next()
    };
    if let Some(token) = last("/i/") {
        return signer.open_invite(token).ok().map(Named::Invite);
    }
    if let Some(token) = last("/u/") {
        let (_, hash) = signer.open_unsubscribe(token).ok()?;
        return Some(Named::Address(hash));
    }
    last("/r/")?;
    text.parse().ok().map(Named::Code)
}

/// Ids by which nothing is kept, and what to look for instead.
fn hint(text: &str) -> Option<&'static str> {
    let of_stripe = ["in_", "sub_", "pi_", "ch_", "re_", "dp_", "du_", "py_"];
    of_stripe
        .iter()
        .any(|prefix| text.starts_with(prefix))
        .then_some(
            "Nothing is kept under this kind of Stripe id. Open the payment in Stripe, and look \
             for its customer (cus_…).",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::from_secret("a secret that is long enough for anyone").unwrap()
    }

    fn asked(text: &str) -> Vec<Named> {
        named(text, &signer())
    }

    #[test]
    fn an_address_is_looked_for_by_its_hash_alone() {
        let hash = signer().address_hash(&"bo@example.com".parse().unwrap());
        assert!(asked("Bo@Example.com").contains(&Named::Address(hash)));
    }

    #[test]
    fn a_link_is_what_it_names() {
        let code = Named::Code("k7xq2mnpqr".parse().unwrap());
        let text = "https://refer.acme.example/r/K7XQ2MNPQR?c=wa";
        assert_eq!(asked(text), [code]);
        let invite: InviteId = "inv_abc".parse().unwrap();
        let text = format!("https://refer.acme.example/i/{}", signer().invite(&invite));
        assert_eq!(asked(&text), [Named::Invite(invite)]);
        assert_eq!(asked("https://refer.acme.example/i/inv_abc.forged"), []);
    }

    #[test]
    fn an_id_is_looked_for_as_what_its_prefix_says_and_as_an_account() {
        for (text, kinds) in [
            ("cus_1", 2),
            ("evt_1", 2),
            ("inv_1", 2),
            ("ref_bolt", 2),
            ("rwd_bolt.referrer", 2),
            ("dlt_1", 2),
            ("acme", 2),
            ("k7xq2mnpqr", 2),
            ("two words", 0),
            ("<script>", 0),
        ] {
            assert_eq!(asked(text).len(), kinds, "{text}");
        }
    }

    #[test]
    fn who_asks_by_an_invoice_is_told_what_to_ask_by() {
        assert!(hint("in_1").is_some_and(|hint| hint.contains("cus_…")));
        assert_eq!(hint("acme"), None);
    }
}
