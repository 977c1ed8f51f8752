//! The routes for friends: a bad address never ends at an error.

use reqwest::Method;

use super::with_ana_and_eve;
use crate::harness::answer::{Answer, send};
use crate::harness::stack::SIGNUP_URL;

#[test]
fn a_bad_link_leads_to_the_signup_page_and_brings_no_touch() {
    let stack = with_ana_and_eve();
    for code in [
        "x",
        "23456789ab",
        "%00",
        "..%2f..",
        "a%0d%0aLocation:%20https:%2f%2fevil.example",
    ] {
        let answer = stack.friend().gets(&format!("/r/{code}"));
        let location = answer.header("location").to_owned();
        assert_eq!(answer.status, 302, "{code}: {answer:?}");
        assert_eq!(location, SIGNUP_URL, "{code}");
    }
}

/// Codes are public: all that a guess can learn is that it met one, at the price of any other visit.
#[test]
fn f58_a_code_that_is_guessed_is_answered_as_one_that_is_known() {
    let stack = with_ana_and_eve();
    let known = stack.participant("ana").link();
    let warm = stack.participant("eve").link();
    let visit = |link: &str| {
        let mut answer = None;
        let round_trips = stack.calls().round_trips("follow-link", || {
            answer = Some(stack.friend().gets(link));
        });
        (answer.unwrap(), round_trips)
    };
    visit(&warm);

    let (shown, cost) = visit(&known);
    assert_eq!(cost, 1);
    assert!(shown.header("location").contains("ref="), "{shown:?}");
    let headers = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        for differs in ["location", "date", "x-request-id", "apigw-requestid"] {
            headers.remove(differs);
        }
        headers
    };
    let (base, _) = known.rsplit_once('/').unwrap();
    for guess in ["23456789ab", "zzzzzzzzzz", "2222222222"] {
        let (answer, guessed) = visit(&format!("{base}/{guess}"));
        assert_eq!((answer.status, guessed), (shown.status, cost), "{guess}");
        assert_eq!(headers(&answer), headers(&shown), "{guess}");
        assert_eq!(answer.text, shown.text, "{guess}");
        assert_eq!(answer.header("location"), SIGNUP_URL, "{guess}");
    }
}

#[test]
fn f63_a_visit_leads_to_no_other_site() {
    let stack = with_ana_and_eve();
    let link = stack.participant("ana").link();
    for more in [
        "?to=//evil.example",
        "?@evil.example",
        "?next=https://evil.example",
        "?next=%2F%2Fevil.example",
        "?\\\\evil.example",
        "?to=javascript:alert(1)",
        "?x=%0d%0aLocation:%20https://evil.example",
        "?to=https://user@evil.example",
        "?to=https://xn--pple-43d.example",
        "?ref=forged",
    ] {
        let landing = stack.friend().follows(&format!("{link}{more}"));
        let rest = landing.url.strip_prefix(SIGNUP_URL);
        assert!(
            rest.is_some_and(|rest| rest.starts_with('?')),
            "{landing:?}"
        );
        assert_eq!(landing.url.matches("ref=").count(), 1, "{landing:?}");
        assert!(!landing.url.contains("forged"), "{landing:?}");
    }
}

#[test]
fn a_bad_invite_shows_a_page_with_a_way_on() {
    let stack = with_ana_and_eve();
    for token in ["x", "inv_a.mac", "inv_%00.mac"] {
        let page = stack.friend().gets(&format!("/i/{token}"));
        assert!(matches!(page.status, 404 | 410), "{token}: {page:?}");
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{token}: {page:?}"
        );
        assert!(page.text.contains(SIGNUP_URL), "{token}: {page:?}");
        let landing = stack.friend().accepts(&format!("/i/{token}"));
        assert_eq!((landing.touch, landing.accept), (None, None), "{token}");
    }
}

#[test]
fn a_bad_unsubscribe_link_stops_nobodys_mail() {
    let stack = with_ana_and_eve();
    for token in ["x", "1.abc.mac"] {
        let page = stack
            .friend()
            .unsubscribes_by_one_click(&format!("/u/{token}"));
        assert_eq!(page.status, 400, "{token}: {page:?}");
    }
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    stack.mailbox().only_one_to("bo");
}

#[test]
fn pages_may_not_be_framed_and_run_no_foreign_script() {
    let stack = with_ana_and_eve();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("bo");
    for url in [mail.unsubscribe_url(), "/i/x".to_owned()] {
        let page = stack.friend().gets(&url);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
    }
}

#[test]
fn what_no_route_takes_is_not_found() {
    let stack = with_ana_and_eve();
    for (method, path) in [
        (Method::GET, "/v2/home"),
        (Method::DELETE, "/v1/links"),
        (Method::POST, "/"),
    ] {
        let answer = send(stack.request(method, path));
        assert!(matches!(answer.status, 404 | 405), "{path}: {answer:?}");
    }
}
