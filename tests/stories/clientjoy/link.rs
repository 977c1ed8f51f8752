//! Chapter 1: Ana's link.

use reqwest::Method;
use serde_json::json;

use super::{signs_up_by_anas_link, with_ana};
use crate::harness::answer::{send, send_at_once};
use crate::harness::stack::SIGNUP_URL;

#[test]
fn c8_the_link_is_made_on_demand_and_c10_then_shown() {
    let stack = with_ana();
    let ana = stack.participant("ana");
    assert_eq!(ana.home().link(), None);

    let made = ana.makes_link().expect(201);

    assert_eq!(ana.home().link(), made["url"].as_str());
}

#[test]
fn c9_the_link_is_the_users_own() {
    let stack = with_ana();
    stack.host().keeps("ben").told();
    let (anas, bens) = (
        stack.participant("ana").link(),
        stack.participant("ben").link(),
    );
    assert_ne!(anas, bens);

    let touch = stack.friend().touch_of(&bens);
    let told = stack.host().signs_up("bo").with_touch(&touch).told();

    assert_eq!(told["referral"]["referrer_participant_id"], "ben");
}

#[test]
fn c9_two_members_of_one_account_have_two_links() {
    let stack = with_ana();
    stack.host().keeps("ana").and("ben@ana").told();
    assert_ne!(
        stack.participant("ana").link(),
        stack.participant("ben@ana").link()
    );
}

#[test]
fn e1_asking_again_gives_the_same_link() {
    let stack = with_ana();
    let ana = stack.participant("ana");
    let first = ana.makes_link().expect(201);
    let second = ana.makes_link().expect(200);
    assert_eq!(first.text, second.text);
}

#[test]
fn e1_asking_eight_times_at_once_gives_one_link() {
    let stack = with_ana();
    let ana = stack.participant("ana");
    let ask = |_| ana.request(Method::POST, "/v1/links").json(&json!({}));

    let answers = send_at_once((0..8).map(ask).collect());

    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(made, 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .all(|answer| answer["url"] == answers[0]["url"]),
        "{answers:?}"
    );
}

#[test]
fn c11_the_bare_link_works_over_any_channel() {
    let stack = with_ana();
    let link = stack.participant("ana").link();
    assert!(!link.contains('?') && !link.contains('#'), "{link}");

    let landing = stack.friend().follows(&link);

    assert!(
        landing.url.starts_with(&format!("{SIGNUP_URL}?")),
        "{landing:?}"
    );
    let told = stack
        .host()
        .signs_up("bo")
        .with_touch(&landing.touch.unwrap())
        .told();
    assert_eq!(told["referral"]["referrer_account_id"], "ana-co");
}

#[test]
fn c11_what_a_channel_adds_to_the_link_is_kept() {
    let stack = with_ana();
    let link = stack.participant("ana").link();
    let landing = stack
        .friend()
        .follows(&format!("{link}?utm_source=radio&c=wa"));
    assert!(landing.url.contains("utm_source=radio"), "{landing:?}");
    assert!(landing.touch.is_some(), "{landing:?}");
}

#[test]
fn c11_e6_a_code_that_was_read_aloud_works_in_capitals() {
    let stack = with_ana();
    let made = stack.participant("ana").makes_link();
    let code = made["code"].as_str().unwrap().to_uppercase();

    let told = stack
        .host()
        .signs_up("bo")
        .with_code(&format!(" {code} "))
        .told();

    assert_eq!(
        told["referral"]["referrer_participant_id"], "ana",
        "{told:?}"
    );
}

#[test]
fn c15_each_network_is_one_click_away() {
    let stack = with_ana();
    let made = stack.participant("ana").makes_link();
    let encoded = made["url"]
        .as_str()
        .unwrap()
        .replace(':', "%3A")
        .replace('/', "%2F");
    let share = made["share"].as_array().unwrap();

    let networks: Vec<_> = share
        .iter()
        .map(|each| each["network"].as_str().unwrap())
        .collect();

    assert_eq!(networks, ["whatsapp", "x", "linkedin", "facebook", "email"]);
    let addresses = [
        "https://wa.me/?text=",
        "https://x.com/intent/tweet?",
        "https://www.linkedin.com/sharing/share-offsite/?url=",
        "https://www.facebook.com/sharer/sharer.php?u=",
        "mailto:?",
    ];
    for (intent, address) in share.iter().zip(addresses) {
        let url = intent["url"].as_str().unwrap();
        assert!(url.starts_with(address), "{url}");
        assert!(url.contains(&encoded), "{url} lacks {encoded}");
    }
}

#[test]
fn c15_what_is_shared_names_the_offer() {
    let stack = with_ana();
    let made = stack.participant("ana").makes_link();
    let whatsapp = made["share"][0]["url"].as_str().unwrap();
    assert!(whatsapp.contains("%2450"), "{whatsapp}");
}

#[test]
fn an_unknown_code_still_leads_somewhere() {
    let stack = with_ana();
    let landing = stack.friend().gets("/r/23456789ab").expect(302);
    assert_eq!(landing.header("location"), SIGNUP_URL);
}

#[test]
fn the_host_may_ask_for_a_customers_link() {
    let stack = with_ana();
    let body = json!({ "account_id": "ana-co", "participant_id": "ana" });
    let made = stack
        .host()
        .sends(Method::POST, "/v1/links", &body)
        .expect(201);
    assert_eq!(
        stack.participant("ana").link(),
        made["url"].as_str().unwrap()
    );
}

#[test]
fn a_link_is_read_again_by_its_owner_and_by_nobody_else() {
    let stack = with_ana();
    stack.host().keeps("eve").told();
    let made = stack.participant("ana").makes_link();
    let path = format!("/v1/links/{}", made["code"].as_str().unwrap());

    let own = send(stack.participant("ana").request(Method::GET, &path)).expect(200);

    assert_eq!(own["url"], made["url"]);
    let eves = send(stack.participant("eve").request(Method::GET, &path));
    assert_eq!(eves.problem(404), "not_found");
    signs_up_by_anas_link(&stack, "bo");
}
