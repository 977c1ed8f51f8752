//! Pages in place of the page: why it is not shown, and what to do.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::locale::Locale;
use domain::page_look::PageSettings;
use domain::portal_session::PortalSession;
use domain::words::Words;
use runtime::page::{Nonce, respond_to_signed_in};
use runtime::problem::Problem;

use super::{PATH, assets};

/// Why the page is not shown.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// There is no session, or it is over; then the cookie may still know the way back.
    Ended(Option<Box<PortalSession>>),
    /// The link that opens a session was used, has run out, or is not one.
    LinkIsOver(Option<Box<PortalSession>>),
    /// A form that another site sent.
    NotFromHere,
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
    words: &'static Words,
    product: &'a str,
    nonce: &'a str,
    css: &'static str,
    theme: String,
    title: String,
    text: String,
    button: Option<(String, String)>,
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Self::Ended(_) => StatusCode::UNAUTHORIZED,
            Self::LinkIsOver(_) => StatusCode::GONE,
            Self::NotFromHere => StatusCode::FORBIDDEN,
            Self::Problem(problem) => problem.status(),
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Ended(_) => "trouble-expired",
            Self::LinkIsOver(_) => "trouble-used",
            Self::NotFromHere => "trouble-origin",
            Self::Problem(problem) => match problem.status().as_u16() {
                403 => "trouble-stranger",
                429 => "trouble-busy",
                404 | 409 => "trouble-program",
                _ => "trouble-down",
            },
        }
    }

    /// Where to go on: back to the product if that is known, else here again.
    fn button(&self, words: &Words, product: &str) -> Option<(String, String)> {
        match self {
            Self::Ended(session) | Self::LinkIsOver(session) => {
                let url = session.as_ref().and_then(|it| it.return_url.as_ref());
                let label = words.fill("page-back", &[("product", product)]);
                url.map(|url| (url.as_str().to_owned(), label))
            }
            Self::NotFromHere => Some((PATH.to_owned(), words.say("trouble-open"))),
            Self::Problem(_) => Some((PATH.to_owned(), words.say("trouble-reload"))),
        }
    }

    /// What the session asked for: of who it was, nothing is read here.
    fn locale(&self) -> Locale {
        let session = match self {
            Self::Ended(session) | Self::LinkIsOver(session) => session.as_ref(),
            Self::NotFromHere | Self::Problem(_) => None,
        };
        session.and_then(|it| it.locale).unwrap_or_default()
    }

    pub(super) fn page(self, product: &str) -> Response {
        let words = Words::of(self.locale());
        let nonce = match Nonce::draw() {
            Ok(nonce) => nonce,
            Err(error) => return Problem::unavailable(error).into_response(),
        };
        let key = self.key();
        let html = Html {
            words,
            product,
            nonce: nonce.as_str(),
            css: assets::CSS_PATH.as_str(),
            theme: PageSettings::default().css(),
            title: words.say(key),
            text: words.fill(&format!("{key}-text"), &[("product", product)]),
            button: self.button(words, product),
        };
        let html = match html.render() {
            Ok(html) => html,
            Err(error) => return Problem::unavailable(error).into_response(),
        };
        let mut response = respond_to_signed_in(self.status(), html, &nonce);
        if let Self::Problem(problem) = self {
            let told = problem.into_response();
            if let Some(seconds) = told.headers().get(RETRY_AFTER) {
                let seconds: HeaderValue = seconds.clone();
                response.headers_mut().insert(RETRY_AFTER, seconds);
            }
        }
        response
    }
}

/// The page, or the one in its place.
pub(super) fn told(product: &str, result: Result<Response, Trouble>) -> Response {
    result.unwrap_or_else(|trouble| trouble.page(product))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::NOT_A_MEMBER;

    #[test]
    fn each_trouble_says_what_it_is_and_what_to_do() {
        let session = Box::new(PortalSession {
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            program_id: None,
            return_url: Some(
                "https://app.acme.example/settings"
                    .to_owned()
                    .try_into()
                    .unwrap(),
            ),
            locale: Some(Locale::German),
            expires_at: jiff::Timestamp::UNIX_EPOCH,
        });
        for (trouble, status) in [
            (Trouble::Ended(Some(session.clone())), 401),
            (Trouble::Ended(None), 401),
            (Trouble::LinkIsOver(None), 410),
            (Trouble::NotFromHere, 403),
            (Trouble::Problem(Problem::too_many_requests(30)), 429),
            (Trouble::Problem(Problem::of(NOT_A_MEMBER)), 403),
            (Trouble::Problem(Problem::not_found()), 404),
        ] {
            let words = Words::english();
            let key = trouble.key();
            assert!(words.has(key) && words.has(&format!("{key}-text")), "{key}");
            let response = trouble.page("Acme");
            assert_eq!(response.status().as_u16(), status);
        }
    }

    #[test]
    fn who_calls_too_often_is_told_when_to_come_back() {
        let trouble = Trouble::Problem(Problem::too_many_requests(30));
        assert_eq!(trouble.page("Acme").headers()[RETRY_AFTER], "30");
    }
}
