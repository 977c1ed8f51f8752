//! Every route that takes a key or a token.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// One route, with a body that it takes.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: String,
    /// The scope of the host's keys that may call it.
    pub(crate) scope: &'static str,
    /// Whether participants may call it for themselves.
    pub(crate) participants: bool,
    /// Absent where the route takes none.
    pub(crate) body: Option<Value>,
    /// The fields that cannot be left out, by the host.
    pub(crate) required: &'static [&'static str],
    /// Fields and values of another type.
    pub(crate) wrong: Vec<(&'static str, Value)>,
}

impl Route {
    /// A request without a caller.
    pub(crate) fn request(&self, stack: &Stack) -> RequestBuilder {
        let request = stack.request(self.method.clone(), &self.path);
        match &self.body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

fn route(method: Method, path: &str, scope: &'static str) -> Route {
    Route {
        method,
        path: path.to_owned(),
        scope,
        participants: false,
        body: None,
        required: &[],
        wrong: Vec::new(),
    }
}

/// Ana's account and her own id, which the host has to name.
fn of_ana(mut more: Value) -> Value {
    more["account_id"] = "ana-co".into();
    more["participant_id"] = "ana".into();
    more
}

const OWNER: &[&str] = &["account_id", "participant_id"];

/// A dead letter that there is none of.
pub(crate) const LETTER: &str = "dlt_00000000000000000000000000000000";

/// An API key that there is none of.
pub(crate) const KEY: &str = "000000000000";

/// Every route but those for friends and for Stripe; `code` is that of Ana's link.
#[expect(clippy::too_many_lines, reason = "a table: one entry a route")]
pub(crate) fn all(code: &str) -> Vec<Route> {
    let member = json!({ "id": "bo", "email": "bo@bo-co.example" });
    let signed_up_at = "2022-05-25T09:00:00Z";
    let mut home = route(
        Method::GET,
        "/v1/home?account_id=ana-co&participant_id=ana",
        "home",
    );
    home.participants = true;
    let mut invites = route(
        Method::GET,
        "/v1/invites?account_id=ana-co&participant_id=ana",
        "invites",
    );
    invites.participants = true;
    let mut link = route(Method::GET, &format!("/v1/links/{code}"), "links");
    link.participants = true;
    let mut statement = route(
        Method::GET,
        "/v1/statement?account_id=ana-co&participant_id=ana",
        "home",
    );
    statement.participants = true;
    let mut explanations = route(
        Method::GET,
        "/v1/explanations?account_id=ana-co&participant_id=ana",
        "home",
    );
    explanations.participants = true;
    vec![
        home,
        statement,
        explanations,
        route(
            Method::GET,
            "/v1/admin/explanations?account_id=ana-co",
            "admin",
        ),
        Route {
            body: Some(of_ana(json!({}))),
            required: OWNER,
            wrong: vec![
                ("program_id", json!(7)),
                ("account_id", json!("a b")),
                ("participant_id", json!([])),
                ("return_url", json!("javascript:alert(1)")),
            ],
            ..route(Method::POST, "/v1/portal-sessions", "portal_sessions")
        },
        Route {
            body: Some(json!({ "staff_id": "jo.support", "role": "viewer" })),
            required: &["staff_id", "role"],
            wrong: vec![
                ("staff_id", json!("jo@acme.example")),
                ("name", json!(7)),
                ("role", json!("god")),
                ("role", json!(1)),
            ],
            ..route(Method::POST, "/v1/console-sessions", "console_sessions")
        },
        route(Method::GET, "/v1/admin/accounts/ana-co/statement", "admin"),
        route(Method::POST, "/v1/admin/reconciliations", "admin"),
        route(Method::GET, "/v1/admin/reconciliations", "admin"),
        route(Method::GET, "/v1/admin/reconciliations/rcn_none", "admin"),
        route(
            Method::GET,
            "/v1/admin/reconciliations/rcn_none/findings",
            "admin",
        ),
        invites,
        link,
        Route {
            participants: true,
            body: Some(of_ana(json!({}))),
            required: OWNER,
            wrong: vec![
                ("program_id", json!(7)),
                ("account_id", json!([])),
                ("account_id", json!("a b")),
            ],
            ..route(Method::POST, "/v1/links", "links")
        },
        Route {
            participants: true,
            body: Some(json!({ "code": "ana-ruiz" })),
            required: &["code"],
            wrong: vec![("code", json!(7)), ("code", json!("a b"))],
            ..route(Method::PUT, &format!("/v1/links/{code}"), "links")
        },
        Route {
            participants: true,
            body: Some(of_ana(
                json!({ "recipients": [{ "email": "bo@bo-co.example" }] }),
            )),
            required: &["recipients", "account_id", "participant_id"],
            wrong: vec![
                ("recipients", json!("bo@bo-co.example")),
                ("recipients", json!([])),
                ("message", json!({})),
                ("participant_id", json!(true)),
            ],
            ..route(Method::POST, "/v1/invites", "invites")
        },
        Route {
            participants: true,
            body: Some(of_ana(json!({}))),
            required: OWNER,
            wrong: vec![("account_id", json!(1))],
            ..route(Method::POST, "/v1/home/seen", "home")
        },
        Route {
            participants: true,
            body: Some(json!({ "account_id": "ana-co" })),
            required: &["account_id"],
            wrong: vec![
                ("account_id", json!({})),
                ("reward_ids", json!("all")),
                ("reward_ids", json!([1])),
            ],
            ..route(Method::POST, "/v1/redemptions", "redemptions")
        },
        Route {
            body: Some(
                json!({ "account_id": "bo-co", "member": member, "signed_up_at": signed_up_at }),
            ),
            required: &["account_id", "member", "signed_up_at"],
            wrong: vec![
                ("account_id", json!("")),
                ("member", json!("bo")),
                ("member", json!({ "id": "bo", "email": "bo" })),
                ("signed_up_at", json!("yesterday")),
                ("signed_up_at", json!(1_653_469_200)),
                ("touches", json!("k7.1.mac")),
                ("currency", json!("dollars")),
                ("stripe_customer_id", json!(5)),
            ],
            ..route(Method::POST, "/v1/signups", "signups")
        },
        Route {
            body: Some(json!({ "signed_up_at": signed_up_at, "members": [member] })),
            required: &["signed_up_at"],
            wrong: vec![
                ("signed_up_at", json!(null)),
                ("status", json!("asleep")),
                ("members", json!({})),
                ("members", json!([{ "id": "bo" }])),
                ("currency", json!(840)),
            ],
            ..route(Method::PUT, "/v1/accounts/bo-co", "accounts")
        },
        route(Method::GET, "/v1/admin/programs", "admin"),
        route(Method::GET, "/v1/admin/programs/clientjoy", "admin"),
        route(Method::GET, "/v1/admin/mail", "admin"),
        route(Method::POST, "/v1/admin/mail/invites/resume", "admin"),
        Route {
            body: Some(json!({ "name": "billing", "scopes": ["accounts"] })),
            required: &["name", "scopes"],
            wrong: vec![
                ("name", json!(1)),
                ("name", json!("")),
                ("scopes", json!("accounts")),
                ("scopes", json!(["everything"])),
                ("scopes", json!([])),
                ("expires_at", json!("2020-01-01T00:00:00Z")),
            ],
            ..route(Method::POST, "/v1/admin/api-keys", "admin")
        },
        route(Method::GET, "/v1/admin/api-keys", "admin"),
        route(
            Method::DELETE,
            &format!("/v1/admin/api-keys/{KEY}"),
            "admin",
        ),
        Route {
            body: Some(json!({ "overlap_hours": 1 })),
            wrong: vec![("overlap_hours", json!(-1)), ("overlap_hours", json!(721))],
            ..route(
                Method::POST,
                &format!("/v1/admin/api-keys/{KEY}/rotate"),
                "admin",
            )
        },
        route(Method::GET, "/v1/admin/audit", "admin"),
        route(Method::GET, "/v1/admin/exports/referrals", "admin"),
        Route {
            body: Some(json!({ "file": Program::clientjoy().file })),
            required: &["file"],
            wrong: vec![("file", json!(1))],
            ..route(
                Method::POST,
                "/v1/admin/programs/clientjoy/validate",
                "admin",
            )
        },
        Route {
            body: Some(json!({ "file": Program::clientjoy().file })),
            required: &["file"],
            wrong: vec![("file", json!(1)), ("starting_after", json!(1))],
            ..route(
                Method::POST,
                "/v1/admin/programs/clientjoy/simulate",
                "admin",
            )
        },
        route(
            Method::GET,
            "/v1/admin/programs/clientjoy/difference?from=1&to=1",
            "admin",
        ),
        Route {
            body: Some(json!({
                "direction": "give",
                "amount": { "amount_minor": 1, "currency": "USD" },
                "reason": "a test",
            })),
            required: &["direction", "amount", "reason"],
            wrong: vec![
                ("direction", json!("keep")),
                ("amount", json!(1)),
                ("reason", json!("ana@ana-co.example")),
                ("participant_id", json!("nobody")),
                ("program_id", json!("no-program")),
            ],
            ..route(
                Method::POST,
                "/v1/admin/accounts/ana-co/adjustments",
                "admin",
            )
        },
        // Bo signed up above, and nobody was credited.
        Route {
            body: Some(json!({
                "friend_account_id": "bo-co",
                "referrer_account_id": "ana-co",
                "referrer_participant_id": "ana",
                "referred_at": "2022-05-25T08:00:00Z",
                "evidence": "a test",
                "reason": "a test",
            })),
            required: &[
                "friend_account_id",
                "referrer_account_id",
                "referrer_participant_id",
                "referred_at",
                "evidence",
                "reason",
            ],
            wrong: vec![
                ("friend_account_id", json!("nobody")),
                ("referred_at", json!("yesterday")),
                ("evidence", json!("")),
            ],
            ..route(Method::POST, "/v1/admin/referrals", "admin")
        },
        decision("/v1/admin/rewards/rwd_bo-co.referrer/reverse"),
        decision("/v1/admin/rewards/rwd_bo-co.referrer/restore"),
        decision("/v1/admin/referrals/ref_bo-co/disqualify"),
        Route {
            body: Some(json!({ "email": "gone@friend.example", "reason": "a test" })),
            required: &["reason"],
            wrong: vec![("email", json!("gone")), ("reason", json!(" "))],
            ..route(Method::POST, "/v1/admin/erasures", "admin")
        },
        route(Method::GET, "/v1/admin/reviews", "admin"),
        Route {
            body: Some(json!({ "reason": "a test" })),
            required: &["reason"],
            wrong: vec![("reason", json!(1)), ("reason", json!(" "))],
            ..route(
                Method::POST,
                "/v1/admin/reviews/ref_wes-co/approve",
                "admin",
            )
        },
        Route {
            body: Some(json!({ "reason": "a test", "code": "fraud" })),
            required: &["reason", "code"],
            wrong: vec![
                ("reason", json!(1)),
                ("reason", json!(" ")),
                ("code", json!("refunded")),
            ],
            ..route(Method::POST, "/v1/admin/reviews/ref_hal-co/deny", "admin")
        },
        remainder("rwd_lee-co.referrer/waive"),
        remainder("rwd_may-co.referrer/net"),
        remainder("rwd_ned-co.referrer/debit"),
        Route {
            body: Some(json!({ "into": "ana-co", "reason": "a test" })),
            required: &["into", "reason"],
            wrong: vec![("into", json!(1)), ("reason", json!(" "))],
            ..route(Method::POST, "/v1/admin/accounts/cy-co/merge", "admin")
        },
        route(Method::GET, "/v1/admin/dead-letters", "admin"),
        route(Method::GET, &of_letter(""), "admin"),
        Route {
            body: Some(json!({})),
            wrong: vec![("queue", json!(1))],
            ..route(Method::POST, "/v1/admin/dead-letters/redrive", "admin")
        },
        route(Method::POST, &of_letter("/redrive"), "admin"),
        Route {
            body: Some(json!({ "reason": "a test" })),
            required: &["reason"],
            wrong: vec![("reason", json!(1)), ("reason", json!(" "))],
            ..route(Method::POST, &of_letter("/discard"), "admin")
        },
    ]
}

/// A decision of staff about Bo's referral, or what it earned.
fn decision(path: &str) -> Route {
    Route {
        body: Some(json!({ "reason": "a test" })),
        required: &["reason"],
        wrong: vec![("reason", json!(1)), ("reason", json!(""))],
        ..route(Method::POST, path, "admin")
    }
}

fn of_letter(deed: &str) -> String {
    format!("/v1/admin/dead-letters/{LETTER}{deed}")
}

/// The routes that take a body of JSON.
pub(crate) fn with_bodies(code: &str) -> Vec<Route> {
    let mut routes = all(code);
    routes.retain(|route| route.body.is_some());
    routes
}

/// Every route of the template that takes a key or a token: `GET /v1/home`, a brace left open.
pub(crate) fn declared() -> Vec<String> {
    let template = include_str!("../../../template.yaml");
    let mut declared: Vec<String> = template
        .lines()
        .filter_map(|line| line.split_once("Method: ").map(|(_, rest)| rest))
        .filter_map(|rest| rest.split_once(", Path: "))
        .map(|(method, path)| {
            format!(
                "{method} {}",
                path.trim_matches(['"', '}', ' ']).trim_end_matches('}')
            )
        })
        .collect();
    declared.retain(|route| !route.contains("/webhooks/") && !route.contains("/r/"));
    declared.retain(|route| !route.contains("/i/") && !route.contains("/u/"));
    // A browser with the page's cookie calls these: the stories of the page do.
    declared.retain(|route| !route.contains(" /portal"));
    // So with the console's: the stories of the console do.
    declared.retain(|route| !route.contains(" /admin"));
    // It takes a table and no object: the stories of staff look at it.
    declared.retain(|route| !route.ends_with("/imports/accounts"));
    // Open to everybody: the stories of recovery look at it.
    declared.retain(|route| route != "GET /v1/health");
    declared
}

/// Every route of the template is looked at here or in `public` and `webhook`.
#[test]
fn no_route_is_forgotten() {
    let declared = declared();
    let looked_at: Vec<String> = all("CODE")
        .iter()
        .map(|route| route.name().split('?').next().unwrap().to_owned())
        .chain(["PUT /v1/admin/programs/clientjoy".to_owned()])
        .collect();
    for route in &declared {
        let open = route.split('{').next().unwrap();
        assert!(
            looked_at.iter().any(|seen| seen.starts_with(open)),
            "{route} in {looked_at:?}"
        );
    }
    assert_eq!(declared.len(), looked_at.len(), "{declared:?}");
}

/// What staff decide of what invoices had used.
fn remainder(decision: &str) -> Route {
    Route {
        body: Some(json!({ "reason": "a test" })),
        required: &["reason"],
        wrong: vec![("reason", json!(1)), ("reason", json!(" "))],
        ..route(
            Method::POST,
            &format!("/v1/admin/reviews/{decision}"),
            "admin",
        )
    }
}
