use super::*;
use crate::identity::testing::{Signing, at};

/// What was kept, with the keys of these names read at the start.
fn kept(ids: &[&str]) -> Kept {
    let mut kept = Kept::default();
    assert!(kept.begins_to_ask(ids.first().copied(), at(0)));
    kept.note(Some(keys(ids)), at(0));
    kept
}

fn keys(ids: &[&str]) -> Vec<Key> {
    ids.iter().map(|id| Signing::p256(id).public()).collect()
}

/// So many seconds in a minute more or less.
fn secs(span: SignedDuration) -> i64 {
    span.as_secs()
}

#[test]
fn keys_are_read_once_an_hour_while_they_are_those_that_tokens_name() {
    let mut kept = kept(&["a"]);
    for second in [0, 60, secs(FRESH_FOR) - 1] {
        assert!(!kept.begins_to_ask(Some("a"), at(second)), "{second}");
        assert!(kept.answer(Some("a"), at(second)).is_ok());
    }
    assert!(kept.begins_to_ask(Some("a"), at(secs(FRESH_FOR))));
}

#[test]
fn a_name_that_is_unknown_has_them_read_anew_once_a_minute_at_most() {
    let mut kept = kept(&["a"]);
    let asked = (0..600).filter(|second| {
        let asks = kept.begins_to_ask(Some(&format!("made-up-{second}")), at(*second));
        if asks {
            kept.note(Some(keys(&["a"])), at(*second));
        }
        asks
    });
    assert_eq!(asked.count(), 9);
}

#[test]
fn an_unknown_name_is_answered_with_the_keys_there_are() {
    let kept = kept(&["a"]);
    assert_eq!(kept.answer(Some("b"), at(1)).unwrap().len(), 1);
}

#[test]
fn keys_that_the_provider_took_back_are_gone_with_the_next_reading() {
    let mut kept = kept(&["a", "b"]);
    kept.note(Some(keys(&["b"])), at(secs(FRESH_FOR)));
    assert!(!kept.knows(Some("a")));
}

#[test]
fn while_the_provider_is_down_kept_keys_count_for_a_day() {
    let mut kept = kept(&["a"]);
    kept.note(None, at(secs(FRESH_FOR)));
    assert!(kept.answer(Some("a"), at(secs(KEPT_FOR) - 1)).is_ok());
    assert_eq!(
        kept.answer(Some("a"), at(secs(KEPT_FOR))).unwrap_err(),
        Unreachable
    );
}

#[test]
fn while_the_provider_is_down_an_unknown_name_may_be_a_new_key_s() {
    let mut kept = kept(&["a"]);
    assert!(kept.begins_to_ask(Some("b"), at(60)));
    kept.note(None, at(60));
    assert_eq!(kept.answer(Some("b"), at(60)).unwrap_err(), Unreachable);
    assert!(kept.answer(Some("a"), at(60)).is_ok());
    assert!(kept.answer(None, at(60)).is_ok());
}

#[test]
fn without_any_key_the_provider_is_asked_every_ten_seconds() {
    let mut kept = Kept::default();
    let asked = (0..60).filter(|second| {
        let asks = kept.begins_to_ask(Some("a"), at(*second));
        if asks {
            kept.note(None, at(*second));
        }
        assert_eq!(
            kept.answer(Some("a"), at(*second)).unwrap_err(),
            Unreachable
        );
        asks
    });
    assert_eq!(asked.count(), 6);
}
