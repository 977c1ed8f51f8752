use proptest::prelude::*;

use super::*;

const BODY: &[u8] = br#"{"id":"evt_1","note":"caf\u00e9"}"#;
const SECRET: &str = "whsec_goodword_example";
const SIGNED_AT: i64 = 1_653_472_800;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn signed() -> String {
    sign(BODY, SECRET, at(SIGNED_AT)).unwrap()
}

/// What the parts of a genuine header are, to be put together otherwise.
fn v1() -> String {
    signed().split_once("v1=").unwrap().1.to_owned()
}

#[track_caller]
fn then(header: &str, expected: Result<(), SignatureError>) {
    assert_eq!(
        verify(BODY, Some(header), &[SECRET], at(SIGNED_AT)),
        expected,
        "{header}"
    );
}

#[test]
fn f28_what_stripes_own_library_signed_is_genuine() {
    // By WebhookSignature of the Python package stripe 16.1.0.
    let body = "{\"id\":\"evt_1\",\"note\":\"café\"}".as_bytes();
    let header = "t=1653472800,\
        v1=daa300098c1e3d081874b4cd27fface69e0338237e738c80ef54168c32064c62";
    assert_eq!(verify(body, Some(header), &[SECRET], at(SIGNED_AT)), Ok(()));
}

#[test]
fn f28_f29_a_header_that_lacks_what_it_needs_is_refused_for_that_reason() {
    let v1 = v1();
    for (header, reason) in [
        (String::new(), SignatureError::TimeNotOnce),
        (format!("v1={v1}"), SignatureError::TimeNotOnce),
        (
            format!("t={SIGNED_AT},t={SIGNED_AT},v1={v1}"),
            SignatureError::TimeNotOnce,
        ),
        (format!("t=,v1={v1}"), SignatureError::InvalidTime),
        (format!("t=now,v1={v1}"), SignatureError::InvalidTime),
        (
            format!("t=+{SIGNED_AT},v1={v1}"),
            SignatureError::InvalidTime,
        ),
        (format!("t=-1,v1={v1}"), SignatureError::InvalidTime),
        (
            format!("t=99999999999999999999,v1={v1}"),
            SignatureError::InvalidTime,
        ),
        (
            format!("t={},v1={v1}", i64::MAX),
            SignatureError::InvalidTime,
        ),
        (format!("t={SIGNED_AT}"), SignatureError::NoSignature),
        (
            format!("t={SIGNED_AT},v0={v1}"),
            SignatureError::NoSignature,
        ),
        (format!("t={SIGNED_AT},v1="), SignatureError::Mismatch),
        (format!("t={SIGNED_AT},v1=zz"), SignatureError::Mismatch),
        (
            format!("t={SIGNED_AT},v1={}", v1.to_uppercase()),
            SignatureError::Mismatch,
        ),
        (
            format!("t={SIGNED_AT},v1={}", &v1[..62]),
            SignatureError::Mismatch,
        ),
        (format!("t=0{SIGNED_AT},v1={v1}"), SignatureError::Mismatch),
    ] {
        then(&header, Err(reason));
    }
}

#[test]
fn f28_no_header_is_told_from_an_empty_one() {
    let refused = verify(BODY, None, &[SECRET], at(SIGNED_AT));
    assert_eq!(refused, Err(SignatureError::MissingHeader));
}

#[test]
fn f30_any_of_several_signatures_is_enough() {
    let (v1, other) = (v1(), "0".repeat(64));
    then(&format!("t={SIGNED_AT},v1={other},v1={v1},v0=6f"), Ok(()));
    then(&format!("v1={v1},v1=zz,t={SIGNED_AT}"), Ok(()));
}

#[test]
fn f30_while_a_secret_is_rolled_both_are_good() {
    let now = at(SIGNED_AT);
    assert_eq!(
        verify(BODY, Some(&signed()), &["whsec_new", SECRET], now),
        Ok(())
    );
    assert_eq!(
        verify(BODY, Some(&signed()), &[SECRET, "whsec_new"], now),
        Ok(())
    );
    let refused = verify(BODY, Some(&signed()), &["whsec_new"], now);
    assert_eq!(refused, Err(SignatureError::Mismatch));
}

#[test]
fn without_a_usable_secret_nothing_is_genuine() {
    for secrets in [&[][..], &[""], &[SECRET, ""], &["a", "b", SECRET]] {
        let refused = verify(BODY, Some(&signed()), secrets, at(SIGNED_AT));
        assert_eq!(refused, Err(SignatureError::NoUsableSecret), "{secrets:?}");
    }
}

#[test]
fn f29_a_signature_is_good_for_300_seconds_either_way() {
    for (now, expected) in [
        (SIGNED_AT + 300, Ok(())),
        (SIGNED_AT + 301, Err(SignatureError::TooOld)),
        (SIGNED_AT - 300, Ok(())),
        (SIGNED_AT - 301, Err(SignatureError::TooFarAhead)),
    ] {
        assert_eq!(
            verify(BODY, Some(&signed()), &[SECRET], at(now)),
            expected,
            "{now}"
        );
    }
}

#[test]
fn f28_whoever_knows_no_secret_does_not_learn_that_the_time_is_wrong() {
    let header = format!("t={SIGNED_AT},v1={}", "0".repeat(64));
    let refused = verify(BODY, Some(&header), &[SECRET], at(SIGNED_AT + 9_999));
    assert_eq!(refused, Err(SignatureError::Mismatch));
}

#[test]
fn f32_the_body_counts_byte_for_byte() {
    let header = signed();
    let text = std::str::from_utf8(BODY).unwrap();
    let reencoded = [
        text.replace("\\u00e9", "é"),
        format!("\u{feff}{text}"),
        format!("{text}\r\n"),
        text.replace(',', ", "),
    ];
    for body in reencoded {
        let refused = verify(body.as_bytes(), Some(&header), &[SECRET], at(SIGNED_AT));
        assert_eq!(refused, Err(SignatureError::Mismatch), "{body:?}");
    }
}

proptest! {
    #[test]
    fn f28_what_was_signed_is_genuine_and_one_changed_byte_is_not(
        body in proptest::collection::vec(any::<u8>(), 1..512),
        secret in "[!-~]{1,64}",
        second in 0_i64..10_000_000_000,
        index in any::<prop::sample::Index>(),
        change in 1_u8..=255,
    ) {
        let header = sign(&body, &secret, at(second)).unwrap();
        prop_assert_eq!(verify(&body, Some(&header), &[&secret], at(second)), Ok(()));
        let mut altered = body.clone();
        altered[index.index(body.len())] ^= change;
        let refused = verify(&altered, Some(&header), &[&secret], at(second));
        prop_assert_eq!(refused, Err(SignatureError::Mismatch));
    }

    #[test]
    fn no_header_makes_it_panic(header in any::<String>(), body in any::<Vec<u8>>()) {
        prop_assert!(verify(&body, Some(&header), &[SECRET], at(SIGNED_AT)).is_err());
    }
}
