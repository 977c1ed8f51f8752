//! Chapter 0: what the page promises, and what it rules out.

use reqwest::Method;
use serde_json::json;

use super::with_ana;
use crate::harness::answer::send;

#[test]
fn c1_c2_c4_the_offer_is_told_with_the_day_it_ends() {
    let stack = with_ana();
    let home = stack.participant("ana").home().everything();
    assert!(home.contains("$50"), "{home}");
    assert!(home.contains("31 May 2022"), "{home}");
    assert!(home.contains("$25"), "{home}");

    stack.clock().to("2022-06-02T00:00:00Z");

    let home = stack.participant("ana").home().everything();
    assert!(!home.contains("$50"), "{home}");
    assert!(home.contains("$25"), "{home}");
}

#[test]
fn c5_the_terms_are_a_click_away() {
    let stack = with_ana();
    let home = stack.participant("ana").home();
    assert_eq!(
        home.0["program"]["terms_url"],
        "https://www.example.com/refer-and-earn-terms"
    );
}

#[test]
fn c24_credit_is_never_cash() {
    let stack = with_ana();
    let faq = stack.participant("ana").home().faq();
    let says_no = |answer: &String| answer.contains("No") && answer.contains("bill");
    assert!(faq.iter().any(says_no), "{faq:?}");
}

#[test]
fn c24_no_route_pays_anything_out() {
    let template = include_str!("../../../template.yaml");
    let routes: Vec<&str> = template
        .lines()
        .filter_map(|line| line.split_once("Path: "))
        .map(|(_, path)| path.trim_matches(['"', '}', ' ']))
        .collect();
    assert!(routes.contains(&"/v1/redemptions"), "{routes:?}");
    for word in ["cash", "payout", "withdraw", "transfer", "bank"] {
        assert!(
            !routes.iter().any(|route| route.contains(word)),
            "{word} in {routes:?}"
        );
    }
    let stack = with_ana();
    for path in ["/v1/payouts", "/v1/withdrawals", "/v1/cash"] {
        let answer = send(
            stack
                .participant("ana")
                .request(Method::POST, path)
                .json(&json!({})),
        );
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
    }
}

#[test]
fn c25_c26_c27_the_answers_say_how_it_works() {
    let stack = with_ana();
    let faq = stack.participant("ana").home().faq();
    let one_says = |words: &[&str]| {
        let says = |answer: &String| words.iter().all(|word| answer.contains(word));
        assert!(faq.iter().any(says), "{words:?}: {faq:?}");
    };
    one_says(&["sign", "link"]);
    one_says(&["sign", "pay"]);
    one_says(&["upgrade"]);
}

#[test]
fn c29_credit_is_money_and_so_it_is_called() {
    let stack = with_ana();
    super::signs_up_by_anas_link(&stack, "bo");
    let home = stack.participant("ana").home();
    assert_eq!(
        home.0["balance"][0]["available"],
        json!({ "amount_minor": 5_000, "currency": "USD" })
    );
    assert!(
        !home.everything().to_lowercase().contains("points"),
        "{home:?}"
    );
}
