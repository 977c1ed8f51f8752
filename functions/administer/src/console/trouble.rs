//! What stands in the place of a page: who it is, is not known, or what was asked for cannot be.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::console_session::Deed;
use runtime::json::Path;
use runtime::page::{Nonce, respond_to_signed_in};
use runtime::problem::Problem;
use serde::de::DeserializeOwned;

use super::assets;
use crate::App;

#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no session, it is over, or its key was revoked.
    Ended,
    /// The link that opens a session was used, has run out, or is not one.
    LinkIsOver,
    /// A form that another site sent, or that was drawn for another session.
    NotFromHere,
    /// The role is not enough for it.
    NotAllowed(Deed),
    /// No page of the console stands at this address.
    NoPage,
    Problem(Problem),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Html<'a> {
    product: &'a str,
    nonce: &'a str,
    css: &'static str,
    title: &'static str,
    text: String,
    /// Whether the console itself is still open to them.
    is_inside: bool,
    /// Whether they looked for something that is not there: then the box is at hand.
    is_missing: bool,
    reference: Option<String>,
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Self::Ended => StatusCode::UNAUTHORIZED,
            Self::LinkIsOver => StatusCode::GONE,
            Self::NotFromHere | Self::NotAllowed(_) => StatusCode::FORBIDDEN,
            Self::NoPage => StatusCode::NOT_FOUND,
            Self::Problem(problem) => problem.status(),
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Ended => "Your session has ended",
            Self::LinkIsOver => "This link was used already, or has run out",
            Self::NotFromHere => "Nothing was done",
            Self::NotAllowed(_) => "Your role does not allow this",
            Self::NoPage => "There is no such page",
            Self::Problem(problem) if problem.status() == StatusCode::NOT_FOUND => {
                "Nothing here by that id"
            }
            Self::Problem(problem) => problem.title(),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Ended => {
                "Open the console again from your own back office. It lasts eight hours, and ends \
                 at once when the API key behind it is revoked."
                    .to_owned()
            }
            Self::LinkIsOver => {
                "Each link opens the console once, within a minute. Ask your back office for \
                 another."
                    .to_owned()
            }
            Self::NotFromHere => {
                "This form did not come from a page of your session. Open the page again, and \
                 press the button there."
                    .to_owned()
            }
            Self::NotAllowed(deed) => format!(
                "It takes the role {} or more. Nothing was done.",
                deed.needs().as_str()
            ),
            Self::NoPage => "Look for what you need by whatever the customer gave you.".to_owned(),
            Self::Problem(problem) => match problem.told() {
                Some(detail) => format!("{}.", detail.trim_end_matches('.')),
                None => "It may be spelt differently, or is gone. Look for it by a name, a mail \
                         address, or whatever else you have."
                    .to_owned(),
            },
        }
    }

    pub(super) fn page(self, product: &str) -> Response {
        let nonce = match Nonce::draw() {
            Ok(nonce) => nonce,
            Err(error) => return Problem::unavailable(error).into_response(),
        };
        let html = Html {
            product,
            nonce: nonce.as_str(),
            css: assets::CSS_PATH.as_str(),
            title: self.title(),
            text: self.text(),
            is_inside: !matches!(self, Self::Ended | Self::LinkIsOver),
            is_missing: self.status() == StatusCode::NOT_FOUND,
            reference: runtime::cause::request_id(),
        };
        let html = match html.render() {
            Ok(html) => html,
            Err(error) => return Problem::unavailable(error).into_response(),
        };
        let mut response = respond_to_signed_in(self.status(), html, &nonce);
        if let Self::Problem(problem) = self {
            let told = problem.into_response();
            if let Some(seconds) = told.headers().get(RETRY_AFTER) {
                response.headers_mut().insert(RETRY_AFTER, seconds.clone());
            }
        }
        response
    }
}

/// The page, or the one in its place.
pub(super) fn told(app: &App, result: Result<Response, Trouble>) -> Response {
    result.unwrap_or_else(|trouble| trouble.page(&app.product))
}

/// What stands at an address of the console that leads nowhere, or that a form alone leads to.
pub(super) async fn nowhere(State(app): State<Arc<App>>) -> Response {
    told(&app, Err(Trouble::NoPage))
}

/// An id in a page's address. What cannot be one names nothing, like one that there is not.
pub(super) struct Id<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Id<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let id = Path::from_request_parts(parts, app).await;
        let id = id.map_err(|problem| Trouble::from(problem).page(&app.product));
        id.map(|Path(id)| Self(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_says_what_it_is_and_what_to_do() {
        for (trouble, status) in [
            (Trouble::Ended, 401),
            (Trouble::LinkIsOver, 410),
            (Trouble::NotFromHere, 403),
            (Trouble::NotAllowed(Deed::MoveCredit), 403),
            (Trouble::NoPage, 404),
            (Trouble::Problem(Problem::not_found()), 404),
            (Trouble::Problem(Problem::too_many_requests(30)), 429),
        ] {
            assert!(!trouble.title().is_empty() && trouble.text().len() > 20);
            assert_eq!(trouble.page("Acme").status().as_u16(), status);
        }
        let text = Trouble::NotAllowed(Deed::MoveCredit).text();
        assert!(text.contains("the role manager or more"), "{text}");
    }
}
