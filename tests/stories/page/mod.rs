//! The hosted Refer and Earn page over HTTP, without a browser: its door, its buttons, its states.
//! `tests/browser` drives the same page in a real browser.

use reqwest::Method;

use crate::harness::answer::send;
use crate::harness::page::Page;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn with_ana() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    stack
}

/// The value of the link box.
fn link_on(html: &str) -> String {
    let (_, rest) = html
        .split_once("<input id=\"url\" readonly value=\"")
        .unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn c7_the_link_into_the_page_works_once_and_within_a_minute() {
    let stack = with_ana();
    let entry = Page::entry(&stack, "ana");
    let follow = || send(stack.request(Method::GET, &entry));
    follow().expect(303);
    let again = follow().expect(410);
    assert!(
        again.text.contains("This link was used already"),
        "{again:?}"
    );
    assert!(
        again.text.contains("https://app.example.com/settings"),
        "{again:?}"
    );

    let late = Page::entry(&stack, "ana");
    stack.clock().advance("PT61S");
    send(stack.request(Method::GET, &late)).expect(410);
    send(stack.request(Method::GET, "/portal/enter/forged.mac")).expect(410);
}

#[test]
fn c8_c10_the_button_makes_the_link_and_a_second_press_the_same() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    assert!(page.shows().contains("Generate my link"));
    for _ in 0..2 {
        let answer = page.posts("/portal/link", &[]).expect(303);
        assert!(
            answer.header("location").ends_with("/portal?made#link"),
            "{answer:?}"
        );
    }
    let shown = link_on(&page.shows());
    assert_eq!(shown, stack.participant("ana").link());
}

#[test]
fn c16_c19_c20_all_of_it_is_on_one_page() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    page.posts("/portal/link", &[]).expect(303);
    let touch = stack.friend().touch_of(&link_on(&page.shows()));
    stack.host().signs_up("bo").with_touch(&touch).told();
    let html = page.shows();
    for part in [
        "WhatsApp",
        "LinkedIn",
        "$50",
        "Rewarded",
        "you earned $50",
        "1 new",
        "How it works",
        "Questions and answers",
        "/portal/qr/",
        "/u/notifications.",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    page.posts("/portal/seen", &[]).expect(303);
    assert!(!page.shows().contains("1 new"));
}

#[test]
fn the_qr_code_is_drawn_for_anybody_and_asks_the_table_nothing() {
    let stack = with_ana();
    let asked = stack.calls().round_trips("portal", || {
        let drawn = send(stack.request(Method::GET, "/portal/qr/ana-ruiz")).expect(200);
        assert_eq!(drawn.header("content-type"), "image/svg+xml");
        assert!(drawn.text.starts_with("<svg"), "{drawn:?}");
        send(stack.request(Method::GET, "/portal/qr/no")).expect(404);
    });
    assert_eq!(asked, 0);
}

#[test]
fn what_is_typed_is_looked_at_and_stored_nowhere() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    page.posts("/portal/link", &[]).expect(303);
    let before = stack.table();
    let typed = [("recipients", "Bo <bo@a.example>, no-address")];
    let chips = page.posts("/portal/check", &typed).expect(200).text;
    assert!(
        chips.contains("value=\"Bo &#60;bo@a.example&#62;\""),
        "{chips}"
    );
    assert!(chips.contains("class=\"bad\""), "{chips}");
    let code = page
        .posts("/portal/check", &[("code", "ana-ruiz")])
        .expect(200);
    assert!(code.text.contains("ana-ruiz is free."), "{code:?}");
    assert_eq!(stack.table(), before);
}

#[test]
fn c23_the_button_uses_the_credit_once() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    page.posts("/portal/link", &[]).expect(303);
    let touch = stack.friend().touch_of(&link_on(&page.shows()));
    stack.host().signs_up("bo").with_touch(&touch).told();
    assert!(page.shows().contains("Use my credit"));
    page.posts("/portal/redeem", &[]).expect(303);
    assert!(!page.shows().contains("Use my credit"));
    page.posts("/portal/redeem", &[]).expect(303);
    let redeemed = stack.events().into_iter();
    let redeemed = redeemed.filter(|event| event["detail-type"] == "credit.redeemed");
    assert_eq!(redeemed.count(), 1);
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    let before = stack.table();
    for path in [
        "/portal/link",
        "/portal/code",
        "/portal/seen",
        "/portal/redeem",
    ] {
        for origin in ["https://evil.example", "null"] {
            page.is_made_to_post(path, origin).expect(403);
        }
        send(stack.request(Method::POST, path)).expect(403);
    }
    assert_eq!(stack.table(), before);
}

#[test]
fn a_session_ends_after_an_hour_and_shows_the_way_back() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    stack.clock().advance("PT59M");
    page.gets("/portal").expect(200);
    stack.clock().advance("PT2M");
    for path in ["/portal", "/portal/news"] {
        let ended = page.gets(path).expect(401);
        assert!(
            ended.text.contains("https://app.example.com/settings"),
            "{path}"
        );
    }
    page.posts("/portal/link", &[]).expect(401);
    send(stack.request(Method::GET, "/portal")).expect(401);
}

#[test]
fn f61_a_session_is_for_one_participant_and_their_account_alone() {
    let stack = with_ana();
    stack.host().keeps("eve").told();
    let ana = Page::of(&stack, "ana");
    ana.posts("/portal/link", &[]).expect(303);
    let eve = Page::of(&stack, "eve");
    assert!(eve.shows().contains("Generate my link"));
    let key = stack.host().makes_key(&["home", "links"]);
    let host = stack.host().with_key(&key);
    let body = serde_json::json!({ "account_id": "ana-co", "participant_id": "ana" });
    host.sends(Method::POST, "/v1/portal-sessions", &body)
        .expect(403);
}

#[test]
fn c19_the_page_asks_for_news_and_hears_nothing_twice() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    let first = page.gets("/portal/news").expect(200);
    let tag = first.header("etag").to_owned();
    let ask = || {
        let request = stack.request(Method::GET, "/portal/news");
        send(page.sends(request).header("if-none-match", &tag))
    };
    ask().expect(304);
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    stack.host().signs_up("bo").with_touch(&touch).told();
    stack.settle();
    assert_eq!(ask().expect(200)["unread"], 1);
}

#[test]
fn e4_a_paused_program_makes_no_link_and_says_so() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    stack
        .host()
        .puts(&Program::clientjoy().with("status", "\"paused\""));
    // Functions keep the programs for a minute.
    stack.clock().advance("PT2M");
    let html = page.shows();
    assert!(html.contains("The program is paused"), "{html}");
    page.posts("/portal/link", &[]).expect(303);
    assert!(!page.shows().contains("<input id=\"url\""));
}

#[test]
fn f63_a_way_back_that_is_no_web_address_is_refused() {
    let stack = with_ana();
    for wrong in [
        "//evil.example",
        "javascript:alert(1)",
        "http://evil.example",
        "https://a@b.example",
    ] {
        let body = serde_json::json!({
            "account_id": "ana-co", "participant_id": "ana", "return_url": wrong,
        });
        let answer = stack
            .host()
            .sends(Method::POST, "/v1/portal-sessions", &body);
        assert_eq!(answer.problem(400), "invalid_request", "{wrong}");
    }
}
