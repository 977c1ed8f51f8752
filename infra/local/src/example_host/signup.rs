//! Signing up: where a followed link and an accepted invite lead.

use anyhow::Result;
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Host;
use super::accounts::{Account, Member};
use super::capture::{tokens, touches};
use super::frame::{Frame, Section, path};
use crate::html::{Page, Trouble, page};

/// What forms suggest, so that nobody has to invent people: the next of these who is new.
const SUGGESTIONS: [(&str, &str, &str); 4] = [
    ("Bo Keller", "bo@keller.example", "Keller Print"),
    ("Fay Novak", "fay@novak.example", "Novak Tiles"),
    ("Gus Brandt", "gus@brandt.example", "Brandt Bikes"),
    ("Hana Sato", "hana@sato.example", "Sato Interiors"),
];

/// Who is referred sees this program; everybody else the first.
const FIRST_PROGRAM: &str = "clientjoy";

/// Somebody who signs up, and what they came with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Newcomer {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) business: String,
    /// What a followed link appended; the form has it, too, for browsers that keep no cookie.
    #[serde(rename = "gw_ref", alias = "ref")]
    pub(crate) touch: String,
    /// The touches that the browser's cookie keeps; no form brings them.
    #[serde(skip)]
    pub(crate) kept: Vec<String>,
    /// What an accepted invite appended.
    pub(crate) accept_token: String,
    /// A code that a friend told them, or a link that they pasted.
    pub(crate) code: String,
}

#[derive(Template)]
#[template(path = "host/signup.html")]
struct SignupPage {
    frame: Frame,
    newcomer: Newcomer,
    trouble: String,
}

#[derive(Template)]
#[template(path = "host/welcome.html")]
struct WelcomePage {
    frame: Frame,
    first_name: String,
    words: String,
    is_referred: bool,
    plan_path: String,
    refer_path: String,
}

/// What Goodword made of a signup.
#[derive(Deserialize)]
struct Outcome {
    referral: Option<Referral>,
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Referral {
    program_id: String,
    referrer_participant_id: String,
    status: String,
}

pub(super) async fn show(
    State(host): State<Host>,
    headers: HeaderMap,
    Query(brought): Query<Newcomer>,
) -> Page {
    let brought = Newcomer {
        kept: touches(&headers),
        ..brought
    };
    let newcomer = match host.suggestion() {
        Some((name, email, business)) if brought.email.is_empty() => Newcomer {
            name: name.to_owned(),
            email: email.to_owned(),
            business: business.to_owned(),
            ..brought
        },
        Some(_) | None => brought,
    };
    page(&SignupPage {
        frame: Frame::public(&host, "Sign up", String::new()),
        newcomer,
        trouble: String::new(),
    })
}

/// Signs up. Then the cookie has done its work: who signs up next in this browser is somebody else.
pub(super) async fn submit(
    State(host): State<Host>,
    headers: HeaderMap,
    Form(newcomer): Form<Newcomer>,
) -> Result<Response, Trouble> {
    let newcomer = Newcomer {
        kept: touches(&headers),
        ..newcomer
    };
    let (account, member, referred) = match host.sign_up(&newcomer).await {
        Ok(signed_up) => signed_up,
        Err(error) => {
            let again = page(&SignupPage {
                frame: Frame::public(&host, "Sign up", String::new()),
                newcomer,
                trouble: format!("{error:#}"),
            });
            return again.map(IntoResponse::into_response);
        }
    };
    let welcome = page(&WelcomePage {
        frame: Frame::public(&host, "Welcome", String::new()),
        first_name: member.first_name().to_owned(),
        words: account.signup,
        is_referred: referred,
        plan_path: path(&member.id, Section::Plan),
        refer_path: path(&member.id, Section::Refer),
    })?;
    let forgotten = [(SET_COOKIE, "gw_ref=; Path=/; Max-Age=0")];
    Ok((AppendHeaders(forgotten), welcome).into_response())
}

impl Newcomer {
    /// By whose links they came: the first touch and the latest.
    fn touches(&self) -> Vec<String> {
        [self.kept.clone(), tokens(&self.touch)].concat()
    }

    /// By what they were referred, in words; empty where it was nobody.
    fn referred_by(&self) -> &'static str {
        match (self.accept_token.is_empty(), self.touches().is_empty()) {
            (false, _) => "an invite",
            (true, false) => "a link",
            (true, true) => "",
        }
    }
}

impl Host {
    /// Somebody who has no account yet: name, address and business.
    pub(super) fn suggestion(&self) -> Option<(&'static str, &'static str, &'static str)> {
        let is_new = |(_, email, _): &(&str, &str, &str)| !self.has_address(email);
        SUGGESTIONS.into_iter().find(is_new)
    }

    /// Whether somebody with this address has an account.
    pub(crate) fn has_address(&self, email: &str) -> bool {
        let accounts = self.shared.accounts.all();
        let mut members = accounts.iter().flat_map(|account| &account.members);
        members.any(|member| member.email == email)
    }

    /// Tells Goodword of an account that signed up before, at `signed_up_at`.
    pub(crate) async fn tell_of(&self, account: Account, signed_up_at: &str) -> Result<()> {
        let member = |member: &Member| {
            json!({
                "id": member.id,
                "email": member.email,
                "email_verified_at": signed_up_at,
                "name": member.name,
            })
        };
        let body = json!({
            "signed_up_at": signed_up_at,
            "name": account.business,
            "members": account.members.iter().map(member).collect::<Vec<_>>(),
        });
        let path = format!("/v1/accounts/{}", account.id);
        let answer = self.goodword().call(Method::PUT, &path, &body).await?;
        answer.success()?;
        self.shared.accounts.put(account);
        Ok(())
    }

    /// Makes the newcomer's account and tells Goodword of it; says whether they were referred.
    pub(crate) async fn sign_up(&self, newcomer: &Newcomer) -> Result<(Account, Member, bool)> {
        let accounts = &self.shared.accounts;
        let member = Member {
            id: accounts.free_member_id(&newcomer.name),
            name: newcomer.name.trim().to_owned(),
            email: newcomer.email.trim().to_owned(),
        };
        let id = accounts.free_account_id(&newcomer.business);
        let body = self.told(&id, &member, newcomer);
        let answer = self
            .goodword()
            .call(Method::POST, "/v1/signups", &body)
            .await?;
        let outcome: Outcome = answer.read()?;
        let program = outcome.referral.as_ref().map(|it| it.program_id.clone());
        let account = Account {
            id,
            business: newcomer.business.trim().to_owned(),
            members: vec![member.clone()],
            stripe_customer_id: None,
            program_id: program.unwrap_or_else(|| FIRST_PROGRAM.to_owned()),
            signup: self.in_words(&outcome),
        };
        accounts.put(account.clone());
        Ok((account, member, outcome.referral.is_some()))
    }

    /// The body of `POST /v1/signups`. Acme counts every address as verified.
    fn told(&self, account_id: &str, member: &Member, newcomer: &Newcomer) -> Value {
        let now = self.shared.clock.now().to_string();
        let mut body = json!({
            "account_id": account_id,
            "name": newcomer.business,
            "member": {
                "id": member.id,
                "email": member.email,
                "email_verified_at": now,
                "name": member.name,
            },
            "signed_up_at": now,
        });
        body["touches"] = json!(newcomer.touches());
        if !newcomer.accept_token.is_empty() {
            body["accept_token"] = json!(newcomer.accept_token);
        }
        if !newcomer.code.trim().is_empty() {
            body["code"] = json!(newcomer.code.trim());
        }
        body
    }

    fn in_words(&self, outcome: &Outcome) -> String {
        let Some(referral) = &outcome.referral else {
            let reason = outcome.reason.as_deref().unwrap_or("not referred");
            return not_referred(reason);
        };
        let referrer = self.find(&referral.referrer_participant_id);
        let referrer = referrer.map_or_else(|| "somebody".to_owned(), |(_, member)| member.name);
        match referral.status.as_str() {
            "attributed" => format!("Referred by {referrer}: it counts with the first payment."),
            "qualified" => format!("Referred by {referrer}: it counts already."),
            status => format!("Referred by {referrer}: {status}."),
        }
    }
}

fn not_referred(reason: &str) -> String {
    let why = match reason {
        "not_via_link_or_accept" => "the sign-up came by no link and no accepted invite",
        "existing_account" => "the account existed before",
        "former_account" => "the address had an account before",
        "self_referral" => "nobody can refer themselves",
        "same_account" => "both belong to the same account",
        "attribution_window_passed" => "the link was followed too long ago",
        "program_inactive" => "the program takes nothing new",
        other => return format!("Not referred: {}.", other.replace('_', " ")),
    };
    format!("Not referred: {why}.")
}
