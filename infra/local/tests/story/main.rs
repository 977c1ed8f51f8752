//! The story as a newcomer clicks it: the first screen, the example host, the clock.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod browser;

use browser::{Browser, Stack};

#[tokio::test]
async fn a_newcomer_clicks_from_link_to_invoice() {
    let stack = Stack::start(&["--ephemeral", "--story"]).await;
    let browser = stack.browser();
    assert_eq!(
        steps(&browser).await,
        ["next - - - -", "done done next - -"]
    );

    let ana = "/_local/host/people/ana";
    let page = browser.post(&format!("{ana}/link"), &[]).await;
    let link = between(&page, "id=\"link\" value=\"", "\"").to_owned();
    assert_eq!(steps(&browser).await[0], "done next - - -");
    let start = browser.get("/_local").await;
    assert!(
        start.contains(&format!("href=\"{link}\">Follow Ana’s link")),
        "{start}"
    );

    let signup = browser.get(&link).await;
    assert!(signup.contains("Referred: yes, by a link"), "{signup}");
    let touch = between(&signup, "name=\"gw_ref\" value=\"", "\"");
    let bo = [
        ("gw_ref", touch),
        ("name", "Bo Keller"),
        ("email", "bo@keller.example"),
        ("business", "Keller Print"),
    ];
    let welcome = browser.post("/_local/host/signup", &bo).await;
    assert!(welcome.contains("Referred by Ana Lima"), "{welcome}");
    assert_eq!(steps(&browser).await[0], "done done done next -");
    let mail = browser
        .get("/_local/view/mailbox?to=ana@lima.example")
        .await;
    assert!(mail.contains("You earned $50 credit"), "{mail}");

    browser.post(&format!("{ana}/redemptions"), &[]).await;
    assert_eq!(steps(&browser).await[0], "done done done done next");

    let month = [("advance", "P1M1D"), ("back", "/_local")];
    browser.post("/_local/view/clock", &month).await;
    assert_eq!(
        steps(&browser).await,
        ["done done done done done", "done done done done done"]
    );
    let bills = browser.get(&format!("{ana}/bills")).await;
    assert!(bills.contains("Referral credit"), "{bills}");
    assert!(
        bills.contains("-$50.00") && bills.contains("$29.00"),
        "{bills}"
    );
    let bills = browser.get("/_local/host/people/eve/bills").await;
    assert!(
        bills.contains("-$10.00") && bills.contains("$69.00"),
        "{bills}"
    );
}

#[tokio::test]
async fn the_story_goes_on_after_a_stop() {
    let directory = tempfile::tempdir().unwrap();
    let options = ["--state-dir", directory.path().to_str().unwrap()];
    let stack = Stack::start(&options).await;
    let browser = stack.browser();
    browser.post("/_local/host/people/ana/link", &[]).await;
    stack.stop().await;

    let stack = Stack::start(&options).await;
    let browser = stack.browser();
    assert_eq!(
        steps(&browser).await,
        ["done next - - -", "done done next - -"]
    );
    let mail = browser.get("/_local/view/mailbox").await;
    assert!(mail.contains("Eve Marsh invites you"), "{mail}");
    let week = [("advance", "P7D"), ("back", "/_local")];
    browser.post("/_local/view/clock", &week).await;
    assert_eq!(steps(&browser).await[1], "done done done done next");
    stack.stop().await;

    let fresh = [options[0], options[1], "--fresh"];
    let stack = Stack::start(&fresh).await;
    let browser = stack.browser();
    assert_eq!(
        steps(&browser).await,
        ["next - - - -", "done done next - -"]
    );
    stack.stop().await;
}

#[tokio::test]
async fn every_part_of_the_stack_has_a_page() {
    let stack = Stack::start(&["--ephemeral", "--story"]).await;
    let browser = stack.browser();
    browser.settle().await;
    for (page, shown) in [
        ("mailbox", "Eve Marsh invites you to Acme"),
        ("events", "invite.created"),
        ("table", "ACCOUNT#lima-studio"),
        ("logs?function=deliver-mail", "deliver-mail"),
        ("stripe", "Lima Studio"),
        ("calls", "stripe-webhook"),
        ("dead-letters", "There are none."),
    ] {
        let text = browser.get(&format!("/_local/view/{page}")).await;
        assert!(text.contains(shown), "{page}: {text}");
    }
}

#[tokio::test]
async fn a_recipient_acts_on_a_message() {
    let stack = Stack::start(&["--ephemeral", "--story"]).await;
    let browser = stack.browser();
    browser.settle().await;
    let mailbox = browser.get("/_local/view/mailbox").await;
    let message = between(&mailbox, "<li><a href=\"", "\"").to_owned();
    let html = browser.get(&format!("{message}/html")).await;
    assert!(html.contains("<base target=\"_blank\">"), "{html}");
    let back = [("back", "/_local/view/mailbox")];
    let done = browser.post(&format!("{message}/unsubscribe"), &back).await;
    assert!(done.contains("Unsubscribed by one click"), "{done}");
    let done = browser.post(&format!("{message}/bounce"), &back).await;
    assert!(done.contains("bounced"), "{done}");
}

#[tokio::test]
async fn what_goes_wrong_with_stripe_ends_when_told() {
    let stack = Stack::start(&["--ephemeral", "--story"]).await;
    let browser = stack.browser();
    let faults = "/_local/view/stripe/faults";
    let down = browser.post(faults, &[("kind", "down")]).await;
    assert!(down.contains("Stripe is down"), "{down}");
    let bills = browser.get("/_local/host/people/ana/bills").await;
    assert!(bills.contains("Something went wrong"), "{bills}");
    let up = browser.post(faults, &[("kind", "none")]).await;
    assert!(!up.contains("Stripe is down"), "{up}");
    let card = [("customer", "cus_00000001"), ("on", "true")];
    let declined = browser.post("/_local/view/stripe/decline", &card).await;
    assert!(declined.contains("declined"), "{declined}");
}

#[tokio::test]
async fn a_stack_without_a_story_says_so() {
    let stack = Stack::start(&["--ephemeral"]).await;
    let start = stack.browser().get("/_local").await;
    assert!(start.contains("No story was told"), "{start}");
}

/// The steps of both programs: each `done`, `next` or `-`.
async fn steps(browser: &Browser) -> [String; 2] {
    let start = browser.get("/_local").await;
    let mut lists = start.split("<ol class=\"steps\">").skip(1).map(|list| {
        let list = list.split("</ol>").next().unwrap();
        let steps = list.split("<li class=\"").skip(1);
        let word = |step: &str| match step.split('"').next().unwrap() {
            "" => "-".to_owned(),
            word => word.to_owned(),
        };
        steps.map(word).collect::<Vec<_>>().join(" ")
    });
    [lists.next().unwrap(), lists.next().unwrap()]
}

/// What stands after the first `before`, up to the next `after`.
#[track_caller]
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let found = text.split_once(before);
    let (_, rest) = found.unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().unwrap()
}
