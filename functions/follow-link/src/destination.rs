//! Where a friend is led: an address that was stored here, with what the visit carries along.

use domain::program::TouchParameter;
use url::{Url, form_urlencoded};

/// What the signup page is given to pass on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Carried {
    /// That a link was followed, under the name that the program gives it.
    Touch(TouchParameter, String),
    /// That an invite was accepted.
    Accept(String),
}

const ACCEPT: &str = "accept_token";

impl Carried {
    fn pair(&self) -> (&'static str, &str) {
        match self {
            Self::Touch(parameter, token) => (parameter.as_str(), token),
            Self::Accept(token) => (ACCEPT, token),
        }
    }
}

/// `stored`, if one can be led there: a whole web address without user name (F63).
pub(crate) fn parse(stored: &str) -> Option<Url> {
    let url = Url::parse(stored).ok()?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.has_host();
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_web && is_plain).then_some(url)
}

/// `to` with its own query and fragment, then the visit's query, then what is carried.
///
/// The visit changes nothing of the destination's own query, and brings no token: those are made
/// here alone.
pub(crate) fn lead(to: &Url, visit: Option<&str>, carried: Option<&Carried>) -> Url {
    let carried = carried.map(Carried::pair);
    let own =
        pieces(to.query()).filter(|piece| carried.is_none_or(|(name, _)| name_of(piece) != name));
    let own: Vec<&str> = own.collect();
    let is_taken = |name: &str| {
        let is_ours = [TouchParameter::Ref.as_str(), ACCEPT].contains(&name);
        let is_carried = carried.is_some_and(|(carried, _)| carried == name);
        is_ours || is_carried || own.iter().any(|piece| name_of(piece) == name)
    };
    let brought = pieces(visit).filter(|piece| !is_taken(&name_of(piece)));
    let mut query: Vec<String> = own
        .iter()
        .copied()
        .chain(brought)
        .map(str::to_owned)
        .collect();
    query.extend(carried.map(|(name, token)| format!("{name}={token}")));
    let mut led = to.clone();
    led.set_query((!query.is_empty()).then(|| query.join("&")).as_deref());
    led
}

fn pieces(query: Option<&str>) -> impl Iterator<Item = &str> {
    query
        .unwrap_or_default()
        .split('&')
        .filter(|piece| !piece.is_empty())
}

fn name_of(piece: &str) -> String {
    form_urlencoded::parse(piece.as_bytes())
        .next()
        .map(|(name, _)| name.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(to: &str, visit: Option<&str>, carried: Option<Carried>) -> String {
        lead(&parse(to).unwrap(), visit, carried.as_ref()).into()
    }

    fn touch() -> Carried {
        Carried::Touch(TouchParameter::Ref, "k7.1.mac".to_owned())
    }

    #[test]
    fn the_destination_keeps_its_query_and_fragment() {
        assert_eq!(
            led("https://acme.com/join?plan=pro#top", None, Some(touch())),
            "https://acme.com/join?plan=pro&ref=k7.1.mac#top"
        );
        assert_eq!(
            led("https://acme.com/join", None, None),
            "https://acme.com/join"
        );
    }

    #[test]
    fn marks_of_the_visit_go_along() {
        assert_eq!(
            led(
                "https://acme.com/join",
                Some("c=wa&utm_source=x%20y&&gclid"),
                Some(touch())
            ),
            "https://acme.com/join?c=wa&utm_source=x%20y&gclid&ref=k7.1.mac"
        );
    }

    #[test]
    fn a_visit_brings_no_token_of_its_own() {
        for visit in ["ref=evil", "r%65f=evil", "accept_token=evil&ref=evil"] {
            assert_eq!(
                led("https://acme.com/join", Some(visit), Some(touch())),
                "https://acme.com/join?ref=k7.1.mac"
            );
            assert_eq!(
                led("https://acme.com/join", Some(visit), None),
                "https://acme.com/join"
            );
        }
    }

    #[test]
    fn a_visit_changes_nothing_of_the_destinations_own() {
        assert_eq!(
            led(
                "https://acme.com/join?plan=pro",
                Some("plan=free&pl%61n=free"),
                None
            ),
            "https://acme.com/join?plan=pro"
        );
        assert_eq!(
            led("https://acme.com/join?ref=site", None, Some(touch())),
            "https://acme.com/join?ref=k7.1.mac"
        );
    }

    #[test]
    fn a_program_names_the_parameter_and_a_visit_brings_none_under_that_name() {
        let carried = Carried::Touch(TouchParameter::Via, "k7.1.mac".to_owned());
        let site = "https://acme.com/join?ref=site#top";
        assert_eq!(
            led(site, Some("via=evil&r=east"), Some(carried)),
            "https://acme.com/join?ref=site&r=east&via=k7.1.mac#top"
        );
    }

    #[test]
    fn an_accepted_invite_carries_its_token() {
        let carried = Some(Carried::Accept("inv_a.1.mac".to_owned()));
        assert_eq!(
            led("https://acme.com/join?ref=site", None, carried),
            "https://acme.com/join?ref=site&accept_token=inv_a.1.mac"
        );
    }

    #[test]
    fn f63_no_visit_leads_to_another_origin() {
        for visit in [
            "//evil.com",
            "\\\\evil.com",
            "@evil.com",
            "#@evil.com/",
            "\r\nLocation: https://evil.com",
            "https://evil.com",
            "%0d%0a",
        ] {
            let url = lead(
                &parse("https://acme.com/join").unwrap(),
                Some(visit),
                Some(&touch()),
            );
            assert_eq!(
                url.origin().ascii_serialization(),
                "https://acme.com",
                "{visit:?}"
            );
            assert_eq!(url.path(), "/join", "{visit:?}");
            assert!(url.as_str().bytes().all(|b| b.is_ascii_graphic()), "{url}");
        }
    }

    #[test]
    fn f63_only_whole_web_addresses_are_led_to() {
        for stored in [
            "//evil.com",
            "\\\\evil.com",
            "/\\evil.com",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "JavaScript://acme.com/%0aalert(1)",
            "vbscript:x",
            "https://acme.com@evil.com/",
            "https://acme.com:443@evil.com/",
            "https://:x@evil.com/",
            "data:text/html,x",
            "blob:https://acme.com/x",
            "file:///etc/passwd",
            "ftp://acme.com/",
            "mailto:bo@acme.com",
            "https://",
            "https:///",
            "https://a cme.com/",
            "https://acme.com:port/",
            "https://xn--/",
            "/join",
            "join",
            "",
        ] {
            assert_eq!(parse(stored), None, "{stored}");
        }
    }

    #[test]
    fn f63_a_destination_that_looks_like_another_is_spelt_out() {
        // Where it leads is told by the ASCII of its host, never by how it looks.
        let host = |stored: &str| parse(stored).unwrap().host_str().unwrap().to_owned();
        assert_eq!(host("https://\u{430}cme.com/"), "xn--cme-5cd.com");
        assert_eq!(host("https://ACME.com\\@evil.com/"), "acme.com");
        assert_eq!(host("https://acme。com/"), "acme.com");
    }
}
