//! The provider's keys change, are taken back, or cannot be had.

use serde_json::json;

use super::{entered, framed, with_ana};

#[test]
fn f59_keys_are_rotated_and_nobody_notices_but_who_holds_an_old_token() {
    let stack = with_ana();
    let old = stack.identity().token_of("ana").signed();
    framed(&stack, &old).expect(200);
    stack.identity().rotates();
    stack.clock().advance("PT1M");
    stack.identity().token_of("ana").exchanged().expect(201);
    framed(&stack, &old).expect(401);
}

#[test]
fn f59_a_key_that_was_taken_back_opens_nothing_after_an_hour() {
    let stack = with_ana();
    let day = stack.clock().now().as_second().saturating_add(86_400);
    let old = stack
        .identity()
        .token_of("ana")
        .with("exp", json!(day))
        .signed();
    framed(&stack, &old).expect(200);
    stack.identity().rotates();
    stack.clock().advance("PT50M");
    framed(&stack, &old).expect(200);
    stack.clock().advance("PT11M");
    framed(&stack, &old).expect(401);
}

#[test]
fn f59_made_up_names_of_keys_have_the_provider_asked_once_a_minute() {
    let stack = with_ana();
    stack.identity().token_of("ana").exchanged().expect(201);
    stack.clock().advance("PT1M");
    let (asked, since) = (stack.identity().asked(), stack.clock().now());
    for number in 0..20 {
        let token = stack.identity().token_of("ana");
        let token = token.headed("kid", json!(format!("made-up-{number}")));
        assert_eq!(token.exchanged().problem(401), "unauthorized");
    }
    let minutes = stack.clock().now().duration_since(since).as_mins();
    let again = i64::try_from(stack.identity().asked() - asked).unwrap();
    assert!(
        0 < again && again <= 1 + minutes,
        "{again} in {minutes} min"
    );
}

#[test]
fn while_the_provider_is_down_kept_keys_count_and_without_any_it_is_said_when_to_come_back() {
    let stack = with_ana();
    let ana = || stack.identity().token_of("ana");
    let since = stack.clock().now();
    stack.identity().goes_down();
    for _ in 0..2 {
        let refused = ana().exchanged();
        assert_eq!(refused.problem(503), "identity_provider_unreachable");
        assert_eq!(refused.header("retry-after"), "10");
    }
    for page in [
        entered(&stack, &ana().signed()),
        framed(&stack, &ana().signed()),
    ] {
        assert_eq!(page.expect(503).header("retry-after"), "10");
    }
    let seconds = stack.clock().now().duration_since(since).as_secs();
    let asked = i64::try_from(stack.identity().asked()).unwrap();
    assert!(asked <= 1 + seconds / 10, "{asked} in {seconds} s");
    stack.identity().comes_back();
    stack.clock().advance("PT10S");
    ana().exchanged().expect(201);

    stack.identity().goes_down();
    stack.clock().advance("PT2H");
    ana().exchanged().expect(201);
    stack.identity().rotates();
    stack.clock().advance("PT1M");
    let refused = ana().exchanged();
    assert_eq!(refused.problem(503), "identity_provider_unreachable");
    stack.clock().advance("P1D");
    let old = ana().headed("kid", json!("rsa-0"));
    assert_eq!(
        old.exchanged().problem(503),
        "identity_provider_unreachable"
    );
}
