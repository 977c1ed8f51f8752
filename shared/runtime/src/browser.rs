//! What a browser brings along: its cookies, and where a form came from.

use axum::http::header::{COOKIE, ORIGIN};
use axum::http::{HeaderMap, HeaderName};
use url::Url;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The value of the cookie of this whole name.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(COOKIE).into_iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// `Set-Cookie` for this host alone, until the browser closes; how long it counts is in it.
///
/// The prefix has browsers refuse the cookie from anywhere else than this host by TLS; the local
/// stack has no TLS.
pub fn set_cookie(home: &Url, name: &str, value: &str) -> String {
    let secure = if home.scheme() == "https" {
        "; Secure"
    } else {
        ""
    };
    let name = cookie_name(home, name);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// The name that a cookie has at this address.
pub fn cookie_name(home: &Url, name: &str) -> String {
    if home.scheme() == "https" {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// Whether a form was sent from a page of ours. Every browser that is in use sends `Origin` with a
/// POST; `Sec-Fetch-Site` speaks where a proxy took that away.
pub fn is_from_here(headers: &HeaderMap, home: &Url) -> bool {
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
        let set = set_cookie(&home(), "gw_portal", "v");
        assert_eq!(
            set,
            "__Host-gw_portal=v; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let local = Url::parse("http://127.0.0.1:8787/").unwrap();
        assert_eq!(
            set_cookie(&local, "gw_portal", "v"),
            "gw_portal=v; Path=/; HttpOnly; SameSite=Lax"
        );
    }
}
