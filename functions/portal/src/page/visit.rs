//! Who looks at the page: the cookie, and what a form has to bring.

use axum::http::header::{COOKIE, ORIGIN};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Redirect, Response};
use domain::portal_session::{PortalSession, ReturnUrl};
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::limit::Class;
use runtime::problem::Problem;
use url::Url;

use super::trouble::Trouble;
use crate::app::App;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A participant with an open session.
pub(crate) struct Visit {
    pub(crate) session: PortalSession,
    pub(crate) who: ActingFor,
}

impl Visit {
    /// # Errors
    /// [`Trouble`] without a session, with one that has ended, and for one call too many.
    pub(crate) async fn read(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        let session = session(app, headers, now).await?;
        let session = session.ok_or(Trouble::Ended(None))?;
        if !session.is_open(now) {
            return Err(Trouble::Ended(Some(Box::new(session))));
        }
        let caller = Caller::of_session(&session);
        app.admit(&caller, class, now).await?;
        let who = caller.acting_for(domain::api_key::Scope::Home, None, None)?;
        Ok(Self { session, who })
    }

    /// The same for a form: it has to come from this page.
    ///
    /// # Errors
    /// As [`Visit::read`], and [`Trouble::NotFromHere`].
    pub(crate) async fn write(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        let home = app.below("/", now).await?;
        if !is_from_here(headers, &home) {
            return Err(Trouble::NotFromHere);
        }
        Self::read(app, headers, (class, now)).await
    }

    pub(crate) fn return_url(&self) -> Option<&ReturnUrl> {
        self.session.return_url.as_ref()
    }
}

/// On to a page of ours, by GET, so that loading it again does nothing again.
pub(super) async fn back_to(app: &App, path: &str, now: Timestamp) -> Result<Response, Trouble> {
    let url = app.below(path, now).await?;
    Ok(Redirect::to(url.as_str()).into_response())
}

/// Whoever holds the cookie, also when its session has ended.
pub(super) async fn session(
    app: &App,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Option<PortalSession>, Problem> {
    let home = app.below("/", now).await?;
    let Some(value) = cookie(headers, cookie_name(&home)) else {
        return Ok(None);
    };
    let signer = app.signer(now).await?;
    Ok(signer.open_portal_session(value).ok())
}

/// The prefix has browsers refuse the cookie from anywhere else than this host by TLS; the local
/// stack has no TLS.
pub(super) fn cookie_name(home: &Url) -> &'static str {
    if home.scheme() == "https" {
        "__Host-gw_portal"
    } else {
        "gw_portal"
    }
}

/// Until the browser closes: how long it counts is in it.
pub(super) fn set_cookie(home: &Url, value: &str) -> String {
    let secure = if home.scheme() == "https" {
        "; Secure"
    } else {
        ""
    };
    let name = cookie_name(home);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(COOKIE).into_iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Whether a form was sent from a page of ours. Every browser that is in use sends `Origin` with a
/// POST; `Sec-Fetch-Site` speaks where a proxy took that away.
fn is_from_here(headers: &HeaderMap, home: &Url) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match text(ORIGIN) {
        Some(origin) => origin == home.origin().ascii_serialization(),
        None => text(SEC_FETCH_SITE) == Some("same-origin"),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn home() -> Url {
        Url::parse("https://refer.acme.example/").unwrap()
    }

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(HeaderName, &'static str)| {
            (name.clone(), HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_form_of_another_site_is_refused() {
        let from = |pairs: &[_]| is_from_here(&headers(pairs), &home());
        assert!(from(&[(ORIGIN, "https://refer.acme.example")]));
        assert!(from(&[(SEC_FETCH_SITE, "same-origin")]));
        for origin in [
            "null",
            "http://refer.acme.example",
            "https://refer.acme.example.evil.example",
            "https://acme.example",
            "https://refer.acme.example:8443",
        ] {
            let pairs = [(ORIGIN, origin), (SEC_FETCH_SITE, "same-origin")];
            assert!(!from(&pairs), "{origin}");
        }
        for site in ["same-site", "cross-site", "none"] {
            assert!(!from(&[(SEC_FETCH_SITE, site)]), "{site}");
        }
        assert!(!from(&[]));
    }

    #[test]
    fn the_cookie_is_read_among_others_by_its_whole_name() {
        let headers = headers(&[(COOKIE, "a=1; gw_portal2=x; gw_portal=v.1; b=2")]);
        assert_eq!(cookie(&headers, "gw_portal"), Some("v.1"));
        assert_eq!(cookie(&headers, "a"), Some("1"));
        assert_eq!(cookie(&headers, "gw"), None);
    }

    #[test]
    fn the_cookie_is_for_no_script_no_other_site_and_no_other_host() {
        let set = set_cookie(&home(), "v");
        assert_eq!(
            set,
            "__Host-gw_portal=v; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let local = Url::parse("http://127.0.0.1:8787/").unwrap();
        assert_eq!(
            set_cookie(&local, "v"),
            "gw_portal=v; Path=/; HttpOnly; SameSite=Lax"
        );
    }
}
