mod forged;

use jsonwebtoken::EncodingKey;
use jsonwebtoken::crypto::rust_crypto;
use serde_json::{Value, json};

use super::*;

const SECRET: &str = "a secret of the host of 32 bytes or more";
/// RFC 8037, appendix A.
const PUBLIC_KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const PRIVATE_KEY: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
/// What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410 §7).
const PKCS8: [u8; 16] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

fn keys() -> Keys {
    Keys::parse(&format!("HS256:{SECRET},EdDSA:{PUBLIC_KEY}")).unwrap()
}

fn expected() -> Expected<'static> {
    let now = "2022-05-25T10:00:00Z".parse().unwrap();
    Expected {
        issuer: "host",
        audience: "goodword-test",
        now,
    }
}

fn claims() -> Value {
    json!({
        "iss": "host", "aud": "goodword-test", "sub": "ana", "account_id": "acme",
        "exp": 1_653_473_100, "email": "ana@example.com", "email_verified": true,
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[field] = value;
    claims
}

fn without(field: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(field);
    claims
}

/// By the library's own back end, which the code here does without.
fn sign(message: &[u8], key: &EncodingKey, algorithm: Algorithm) -> String {
    let signer = (rust_crypto::DEFAULT_PROVIDER.signer_factory)(&algorithm, key).unwrap();
    BASE64URL_NOPAD.encode(&signer.try_sign(message).unwrap())
}

fn encoded(json: &Value) -> String {
    BASE64URL_NOPAD.encode(json.to_string().as_bytes())
}

fn hs256(header: &Value, claims: &Value, secret: &[u8]) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let key = EncodingKey::from_secret(secret);
    let signature = sign(message.as_bytes(), &key, Algorithm::HS256);
    format!("{message}.{signature}")
}

fn token(claims: &Value) -> String {
    hs256(
        &json!({"alg": "HS256", "typ": "JWT"}),
        claims,
        SECRET.as_bytes(),
    )
}

fn eddsa(claims: &Value) -> String {
    let private_key = BASE64URL_NOPAD.decode(PRIVATE_KEY.as_bytes()).unwrap();
    let key = EncodingKey::from_ed_der(&[&PKCS8[..], &private_key].concat());
    let message = format!("{}.{}", encoded(&json!({"alg": "EdDSA"})), encoded(claims));
    let signature = sign(message.as_bytes(), &key, Algorithm::EdDSA);
    format!("{message}.{signature}")
}

#[track_caller]
fn then_refused(token: &str, reason: InvalidToken) {
    assert_eq!(keys().verify(token, &expected()), Err(reason), "{token}");
}

#[test]
fn a_participant_is_whom_the_host_vouches_for() {
    for token in [token(&claims()), eddsa(&claims())] {
        let participant = keys().verify(&token, &expected()).unwrap();
        assert_eq!(participant.participant_id.as_str(), "ana");
        assert_eq!(participant.account_id.as_str(), "acme");
        assert_eq!(participant.email.as_deref(), Some("ana@example.com"));
        assert!(participant.email_verified);
        assert_eq!(
            format!("{participant:?}"),
            r#"Participant { account_id: AccountId("acme"), participant_id: ParticipantId("ana"), .. }"#
        );
    }
}

#[test]
fn any_key_of_the_algorithm_will_do_so_that_keys_can_be_rolled() {
    let keys = Keys::parse(&format!("HS256:{},HS256:{SECRET}", "x".repeat(32))).unwrap();
    assert!(keys.verify(&token(&claims()), &expected()).is_ok());
}

#[test]
fn an_audience_may_be_one_of_several() {
    let several = with("aud", json!(["goodword-test", "another"]));
    assert!(keys().verify(&token(&several), &expected()).is_ok());
}

#[test]
fn f59_a_token_says_all_that_is_needed_in_the_right_form() {
    for field in ["iss", "aud", "sub", "account_id", "exp"] {
        then_refused(&token(&without(field)), InvalidToken::Claims);
        then_refused(&token(&with(field, Value::Null)), InvalidToken::Claims);
    }
    for (field, value) in [
        ("exp", json!("1653473100")),
        ("exp", json!(1e30)),
        ("nbf", json!("now")),
        ("iss", json!(["host"])),
        ("sub", json!("a#b")),
        ("account_id", json!("../acme")),
    ] {
        then_refused(&token(&with(field, value)), InvalidToken::Claims);
    }
}

#[test]
fn f59_a_token_for_somebody_else_or_by_somebody_else_is_refused() {
    then_refused(&token(&with("iss", json!("another"))), InvalidToken::Issuer);
    for audience in [
        json!("goodword-live"),
        json!(["another"]),
        json!([]),
        json!(""),
    ] {
        then_refused(&token(&with("aud", audience)), InvalidToken::Audience);
    }
}

#[test]
fn f59_a_token_is_good_for_a_minute_beside_its_time() {
    let now = expected().now.as_second();
    let good = |claims: &Value| keys().verify(&token(claims), &expected()).map(|_| ());
    assert_eq!(good(&with("exp", json!(now - 59))), Ok(()));
    assert_eq!(
        good(&with("exp", json!(now - 60))),
        Err(InvalidToken::Expired)
    );
    assert_eq!(good(&with("nbf", json!(now + 60))), Ok(()));
    assert_eq!(
        good(&with("nbf", json!(now + 61))),
        Err(InvalidToken::NotYet)
    );
}

#[test]
fn the_machines_clock_does_not_matter() {
    // At the machine's own time this token has long expired.
    assert!(keys().verify(&token(&claims()), &expected()).is_ok());
}

#[test]
fn f59_a_token_without_a_good_signature_is_refused_whatever_it_says() {
    let good = token(&claims());
    let (message, signature) = good.rsplit_once('.').unwrap();
    let other = with("sub", json!("eve"));
    let forged = format!(
        "{}.{}.{signature}",
        encoded(&json!({"alg": "HS256"})),
        encoded(&other)
    );
    let by_another = hs256(&json!({"alg": "HS256"}), &claims(), &[b'x'; 32]);
    let empty = hs256(&json!({"alg": "HS256"}), &claims(), b"");
    for token in [
        forged,
        by_another,
        empty,
        format!("{message}."),
        format!("{message}.AAAA"),
    ] {
        then_refused(&token, InvalidToken::Signature);
    }
}

#[test]
fn f59_a_token_cannot_choose_its_algorithm() {
    let unsigned = |alg: &str| format!("{}.{}.", encoded(&json!({"alg": alg})), encoded(&claims()));
    for alg in ["none", "None", "NONE", "nOnE", "", "HS257"] {
        then_refused(&unsigned(alg), InvalidToken::NotAToken);
    }
    for alg in ["RS256", "ES256", "PS512", "HS384"] {
        then_refused(&unsigned(alg), InvalidToken::Signature);
    }
}

#[test]
fn f59_a_public_key_is_never_a_secret() {
    let public_key = BASE64URL_NOPAD.decode(PUBLIC_KEY.as_bytes()).unwrap();
    let keys = Keys::parse(&format!("EdDSA:{PUBLIC_KEY}")).unwrap();
    for secret in [&public_key[..], PUBLIC_KEY.as_bytes()] {
        let mixed_up = hs256(&json!({"alg": "HS256"}), &claims(), secret);
        assert_eq!(
            keys.verify(&mixed_up, &expected()),
            Err(InvalidToken::Signature)
        );
    }
}

#[test]
fn f59_a_token_cannot_choose_its_key() {
    let own_secret = b"the secret that eve brings along";
    let own_key = json!({"kty": "oct", "k": BASE64URL_NOPAD.encode(own_secret), "alg": "HS256"});
    for (field, value) in [
        ("kid", json!("../../dev/null")),
        ("kid", json!("' UNION SELECT 'x")),
        ("jku", json!("https://eve.example/keys")),
        ("x5u", json!("https://eve.example/chain")),
        ("jwk", own_key),
    ] {
        let mut header = json!({"alg": "HS256"});
        header[field] = value;
        then_refused(
            &hs256(&header, &claims(), own_secret),
            InvalidToken::Signature,
        );
        let by_the_host = hs256(&header, &claims(), SECRET.as_bytes());
        assert!(
            keys().verify(&by_the_host, &expected()).is_ok(),
            "{field} must be ignored"
        );
    }
}

#[test]
fn f59_what_must_be_understood_and_is_not_is_refused() {
    let header = json!({"alg": "HS256", "crit": ["b64"], "b64": false});
    then_refused(
        &hs256(&header, &claims(), SECRET.as_bytes()),
        InvalidToken::NotAToken,
    );
}

#[test]
fn f59_a_claim_given_twice_is_refused() {
    let twice = claims().to_string().replace('{', "{\"sub\":\"eve\",");
    let message = format!(
        "{}.{}",
        encoded(&json!({"alg": "HS256"})),
        BASE64URL_NOPAD.encode(twice.as_bytes())
    );
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let signature = sign(message.as_bytes(), &key, Algorithm::HS256);
    then_refused(&format!("{message}.{signature}"), InvalidToken::Claims);
}

#[test]
fn f59_what_is_not_a_token_is_refused() {
    for token in [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "é.é.é",
        &"a".repeat(MAX_LENGTH),
    ] {
        then_refused(token, InvalidToken::NotAToken);
    }
    then_refused(&"a".repeat(MAX_LENGTH + 1), InvalidToken::TooLong);
}

#[test]
fn keys_that_cannot_be_used_are_the_operators_mistake() {
    let five = ["HS256:"; 5]
        .map(|algorithm| format!("{algorithm}{SECRET}"))
        .join(",");
    let no_point = format!("EdDSA:{}", BASE64URL_NOPAD.encode(&[2; 32]));
    for (text, reason) in [
        ("", InvalidKeys::Algorithm),
        (&*format!("HS256:{SECRET},"), InvalidKeys::Algorithm),
        ("none:", InvalidKeys::Algorithm),
        ("RS256:x", InvalidKeys::Algorithm),
        ("HS256:short", InvalidKeys::TooShort),
        ("EdDSA:", InvalidKeys::NotAPublicKey),
        ("EdDSA:AAAA", InvalidKeys::NotAPublicKey),
        ("EdDSA:$$$", InvalidKeys::NotAPublicKey),
        (&no_point, InvalidKeys::NotAPublicKey),
        (&five, InvalidKeys::Number),
    ] {
        assert_eq!(Keys::parse(text).err(), Some(reason), "{text}");
    }
}
