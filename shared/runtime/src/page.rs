//! Pages for people: the headers that keep them safe and out of every index.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use domain::page_look::PageSettings;

use crate::random;

/// Marks the one style sheet inside a page as the page's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Another one for each response.
    ///
    /// # Errors
    /// If the platform has no random bytes to give.
    pub fn draw() -> Result<Self, getrandom::Error> {
        Ok(Self(BASE64URL_NOPAD.encode(&random::bytes::<16>()?)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a page's form may lead, redirects included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forms {
    /// Back to where the page came from.
    Here,
    /// On to another site, which browsers count as part of the form's own target.
    Anywhere,
}

/// A page that nobody stores, indexes or frames, and that loads and runs nothing.
pub fn respond(status: StatusCode, html: String, nonce: &Nonce, forms: Forms) -> Response {
    let form_action = match forms {
        Forms::Here => "; form-action 'self'",
        Forms::Anywhere => "",
    };
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{}'; base-uri 'none'; frame-ancestors 'none'{form_action}",
        nonce.0
    );
    guarded((status, html).into_response(), &policy, "no-referrer")
}

/// A page for somebody who is signed in: it loads its own style and script, and asks its own
/// origin alone.
///
/// Its forms say where they come from: with `no-referrer`, browsers would send `Origin: null`.
pub fn respond_to_signed_in(status: StatusCode, html: String, nonce: &Nonce) -> Response {
    respond_around(status, html, nonce, &Outside::default())
}

/// What a page has to do with other origins: nothing, unless it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outside {
    /// In whose pages it may be framed.
    pub framers: Vec<String>,
    /// The origin of its logo.
    pub logo: Option<String>,
}

impl Outside {
    /// As a program has it.
    pub fn of(page: &PageSettings) -> Self {
        let framers = page.embed_origins.iter();
        Self {
            framers: framers.map(|origin| origin.as_str().to_owned()).collect(),
            logo: page.logo_origin(),
        }
    }
}

/// The same for a page that shows a logo of the host's, or stands in a page of theirs.
pub fn respond_around(
    status: StatusCode,
    html: String,
    nonce: &Nonce,
    outside: &Outside,
) -> Response {
    let nonce = &nonce.0;
    let ancestors = match outside.framers.as_slice() {
        [] => " 'none'".to_owned(),
        framers => listed(framers),
    };
    let logo = listed(outside.logo.as_slice());
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; \
         img-src 'self'{logo}; connect-src 'self'; frame-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors{ancestors}"
    );
    let mut response = guarded((status, html).into_response(), &policy, "same-origin");
    let allowed = HeaderValue::from_static("clipboard-write=(self), web-share=(self)");
    let permissions = HeaderName::from_static("permissions-policy");
    response.headers_mut().insert(permissions, allowed);
    response
}

/// What is shown in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Framed {
    Html(String),
    Text(String),
}

/// A mail as it will be, for a frame of a page of ours: it runs nothing, submits nothing, loads
/// nothing, and belongs to no origin, whatever stands in it.
///
/// `framers` are the origins in whose pages our own may be: each frame around it is asked for.
pub fn respond_in_frame(content: Framed, framers: &[String]) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
         frame-ancestors 'self'{}; sandbox",
        listed(framers)
    );
    let (body, kind) = match content {
        Framed::Html(html) => (html, "text/html; charset=utf-8"),
        Framed::Text(text) => (text, "text/plain; charset=utf-8"),
    };
    let mut response = guarded(body.into_response(), &policy, "no-referrer");
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// ` https://app.example.com https://…`
fn listed(origins: &[String]) -> String {
    origins.iter().flat_map(|origin| [" ", origin]).collect()
}

fn guarded(mut response: Response, policy: &str, referrer: &'static str) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "private, no-store"),
        (REFERRER_POLICY, referrer),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_nothing_and_is_kept_nowhere() {
        let nonce = Nonce("abc".to_owned());
        let response = respond(StatusCode::OK, "<p>".to_owned(), &nonce, Forms::Here);
        let headers = response.headers();
        assert_eq!(
            headers[CONTENT_SECURITY_POLICY],
            "default-src 'none'; style-src 'nonce-abc'; base-uri 'none'; frame-ancestors 'none'; \
             form-action 'self'"
        );
        assert_eq!(headers[CACHE_CONTROL], "private, no-store");
        assert_eq!(headers[CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(headers["x-robots-tag"], "noindex, nofollow");
    }

    #[test]
    fn a_form_that_leads_on_to_another_site_is_not_held_back() {
        let nonce = Nonce("abc".to_owned());
        let response = respond(StatusCode::OK, String::new(), &nonce, Forms::Anywhere);
        let policy = response.headers()[CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(!policy.contains("form-action"), "{policy}");
    }

    #[test]
    fn s18_a_page_of_somebody_who_is_signed_in_runs_its_own_script_alone() {
        let nonce = Nonce("abc".to_owned());
        let response = respond_to_signed_in(StatusCode::OK, String::new(), &nonce);
        let headers = response.headers();
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.contains("script-src 'nonce-abc';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(headers[REFERRER_POLICY], "same-origin");
    }

    #[test]
    fn s18_a_page_is_framed_by_the_programs_origins_alone() {
        let policy = |framers: &[&str]| {
            let outside = Outside {
                framers: framers.iter().map(|it| (*it).to_owned()).collect(),
                logo: None,
            };
            let nonce = Nonce("abc".to_owned());
            let response = respond_around(StatusCode::OK, String::new(), &nonce, &outside);
            let policy = &response.headers()[CONTENT_SECURITY_POLICY];
            policy.to_str().unwrap().to_owned()
        };
        assert!(policy(&[]).ends_with("; frame-ancestors 'none'"));
        let two = policy(&["https://app.example.com", "https://b.example"]);
        assert!(two.ends_with("; frame-ancestors https://app.example.com https://b.example"));
    }

    #[test]
    fn f54_a_mail_in_a_frame_runs_nothing_and_belongs_to_no_origin() {
        let html = Framed::Html("<script>".to_owned());
        let response = respond_in_frame(html, &["https://app.example.com".to_owned()]);
        let policy = response.headers()[CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'self' https://app.example.com; sandbox"));
        assert!(!policy.contains("script"), "{policy}");
    }

    #[test]
    fn no_two_pages_share_a_nonce() {
        assert_ne!(Nonce::draw().unwrap(), Nonce::draw().unwrap());
    }
}
