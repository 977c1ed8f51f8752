//! What every page has around it: who is there, where to go, and the box that finds things.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::person_name::PersonName;
use runtime::page::{Nonce, respond_to_signed_in};
use runtime::problem::Problem;

use super::assets;
use super::trouble::Trouble;
use super::visit::Visit;
use crate::App;

/// A place in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Start,
    Reviews,
    Funnel,
    Mail,
    Letters,
    Audit,
}

const TABS: [Tab; 6] = [
    Tab::Start,
    Tab::Reviews,
    Tab::Funnel,
    Tab::Mail,
    Tab::Letters,
    Tab::Audit,
];

impl Tab {
    fn path(self) -> &'static str {
        match self {
            Self::Start => "/admin",
            Self::Reviews => "/admin/reviews",
            Self::Funnel => "/admin/funnel",
            Self::Mail => "/admin/mail",
            Self::Letters => "/admin/dead-letters",
            Self::Audit => "/admin/audit",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Reviews => "Review",
            Self::Funnel => "Funnel",
            Self::Mail => "Mail",
            Self::Letters => "Dead letters",
            Self::Audit => "Audit",
        }
    }
}

/// One entry of the navigation.
pub(super) struct Entry {
    pub(super) path: &'static str,
    pub(super) label: &'static str,
    pub(super) is_here: bool,
}

pub(super) struct Frame {
    pub(super) product: String,
    pub(super) nonce: Nonce,
    pub(super) css: &'static str,
    pub(super) js: &'static str,
    pub(super) title: String,
    pub(super) tabs: Vec<Entry>,
    /// What the member of staff is called.
    pub(super) who: String,
    pub(super) role: &'static str,
    /// What the page's forms bring back.
    pub(super) press: String,
    /// What the press is made from, for a page that comes in two steps.
    pub(super) drawn: String,
    pub(super) is_test: bool,
    /// What was just done.
    pub(super) said: Option<&'static str>,
    /// What was asked for in the box.
    pub(super) asked: String,
}

impl Frame {
    /// The frame of a page under a tab, if it is one's.
    pub(super) async fn of(
        app: &App,
        visit: &Visit,
        (title, tab): (impl Into<String>, Option<Tab>),
    ) -> Result<Self, Trouble> {
        let nonce = Nonce::draw().map_err(Problem::unavailable)?;
        let drawn = Nonce::draw().map_err(Problem::unavailable)?;
        let signer = app.signer(visit.now).await?;
        let session = &visit.session;
        let name = session.name.as_ref().map(PersonName::as_str);
        let entry = |each: Tab| Entry {
            path: each.path(),
            label: each.label(),
            is_here: tab == Some(each),
        };
        Ok(Self {
            product: app.product.clone(),
            nonce,
            css: assets::CSS_PATH.as_str(),
            js: assets::JS_PATH.as_str(),
            title: title.into(),
            tabs: TABS.map(entry).into(),
            who: name.unwrap_or(session.staff_id.as_str()).to_owned(),
            role: session.role.as_str(),
            press: signer.console_form(session, drawn.as_str()),
            drawn: drawn.as_str().to_owned(),
            is_test: !app.stage.livemode(),
            said: None,
            asked: String::new(),
        })
    }

    /// With the press of an earlier page, so that whoever goes back to this one presses the same.
    pub(super) async fn drawn_before(
        self,
        app: &App,
        visit: &Visit,
        drawn: &str,
    ) -> Result<Self, Trouble> {
        let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if drawn.is_empty() || drawn.len() > 64 || !drawn.bytes().all(is_ours) {
            return Ok(self);
        }
        let signer = app.signer(visit.now).await?;
        Ok(Self {
            press: signer.console_form(&visit.session, drawn),
            ..self
        })
    }

    /// With what the query says was just done: only words of ours.
    pub(super) fn saying(self, query: Option<&str>) -> Self {
        let done = query.and_then(|query| query.strip_prefix("done="));
        Self {
            said: done.and_then(super::deeds::said),
            ..self
        }
    }
}

/// The page itself.
pub(super) fn respond(page: &impl Template, nonce: &Nonce) -> Result<Response, Trouble> {
    let html = page.render().map_err(Problem::unavailable)?;
    Ok(respond_to_signed_in(StatusCode::OK, html, nonce))
}

#[cfg(test)]
impl Frame {
    /// Around a page that a test draws; the press is as long as one that is signed.
    pub(super) fn drawn_by_a_test() -> Self {
        let entry = |each: Tab| Entry {
            path: each.path(),
            label: each.label(),
            is_here: false,
        };
        Self {
            product: "Acme".to_owned(),
            nonce: Nonce::draw().unwrap(),
            css: assets::CSS_PATH.as_str(),
            js: assets::JS_PATH.as_str(),
            title: "Review".to_owned(),
            tabs: TABS.map(entry).into(),
            who: "Jo Marsh".to_owned(),
            role: "manager",
            press: "p".repeat(130),
            drawn: String::new(),
            is_test: true,
            said: None,
            asked: String::new(),
        }
    }
}
