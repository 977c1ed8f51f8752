use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use domain::account::{Account, AccountStatus};
use ring::hmac;
use runtime::auth::token::InvalidToken;
use serde_json::{Value, json};

use super::key::Key;
use super::person::Refusal;
use super::settings::{Claim, Settings, keys_url};
use super::testing::{Signing, at};
use super::*;

static RSA: LazyLock<Signing> = LazyLock::new(|| Signing::rsa("rsa-1"));
static P256: LazyLock<Signing> = LazyLock::new(|| Signing::p256("p256-1"));

fn settings() -> Settings {
    Settings {
        issuer: "https://login.acme.example/".to_owned(),
        audiences: vec!["web".to_owned(), "app".to_owned()],
        keys_url: keys_url("https://login.acme.example/keys").unwrap(),
        account: Claim("https://acme.example/account".to_owned()),
        participant: Claim("sub".to_owned()),
    }
}

fn published() -> Vec<Key> {
    vec![RSA.public(), P256.public()]
}

fn claims() -> Value {
    json!({
        "iss": "https://login.acme.example/", "aud": "web", "sub": "ana",
        "https://acme.example/account": "ana-co", "exp": at(600).as_second(),
        "iat": at(0).as_second(), "locale": "de-AT", "email": "ana@example.com",
    })
}

fn with(claim: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[claim] = value;
    claims
}

fn identified(token: &str) -> Result<Participant, Refusal> {
    let claims = Unchecked::read(token)?.claims(&published())?;
    person::of(&claims, &settings(), at(0))
}

fn of(claims: &Value) -> Result<Participant, Refusal> {
    identified(&RSA.token(&RSA.header(), claims))
}

#[track_caller]
fn then_refused(token: &str, reason: InvalidToken) {
    assert_eq!(identified(token), Err(Refusal::Token(reason)), "{token}");
}

#[test]
fn who_is_signed_in_at_the_provider_is_the_participant_that_its_claims_name() {
    for signing in [&*RSA, &*P256] {
        let ana = identified(&signing.token(&signing.header(), &claims())).unwrap();
        assert_eq!(ana.account_id.as_str(), "ana-co");
        assert_eq!(ana.participant_id.as_str(), "ana");
        assert_eq!(ana.locale.as_deref(), Some("de-AT"));
        assert_eq!(ana.expires_at, at(600));
        // Who somebody is, the host tells.
        assert_eq!((ana.email, ana.name), (None, None));
        assert!(!ana.email_verified);
    }
}

#[test]
fn f59_each_bit_of_the_signature_counts_and_so_does_all_that_is_signed() {
    for signing in [&*RSA, &*P256] {
        let token = signing.token(&signing.header(), &claims());
        let (message, signature) = token.rsplit_once('.').unwrap();
        let mut bytes = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
        bytes[10] ^= 1;
        let forged = format!("{message}.{}", BASE64URL_NOPAD.encode(&bytes));
        then_refused(&forged, InvalidToken::Signature);
        let (header, _) = message.split_once('.').unwrap();
        let others = BASE64URL_NOPAD.encode(with("sub", json!("eve")).to_string().as_bytes());
        let forged = format!("{header}.{others}.{signature}");
        then_refused(&forged, InvalidToken::Signature);
        then_refused(&format!("{message}."), InvalidToken::Signature);
    }
}

#[test]
fn f59_a_key_that_the_provider_does_not_publish_signs_nothing() {
    let stranger = Signing::p256("p256-1");
    then_refused(
        &stranger.token(&stranger.header(), &claims()),
        InvalidToken::Signature,
    );
    let mut header = stranger.header();
    header["jwk"] = stranger.jwk();
    header["jku"] = json!("https://evil.example/keys");
    header["x5u"] = json!("https://evil.example/cert");
    then_refused(&stranger.token(&header, &claims()), InvalidToken::Signature);
}

#[test]
fn f59_a_key_signs_under_its_own_name_and_in_its_own_algorithm_alone() {
    let named = |kid: Value, signing: &Signing| {
        let mut header = signing.header();
        header["kid"] = kid;
        signing.token(&header, &claims())
    };
    then_refused(&named(json!("p256-1"), &RSA), InvalidToken::Signature);
    then_refused(&named(json!("../rsa-1"), &RSA), InvalidToken::Signature);
    then_refused(
        &named(json!("rsa-1' OR 1=1"), &RSA),
        InvalidToken::Signature,
    );
    assert!(identified(&named(Value::Null, &RSA)).is_ok());
    let mut header = P256.header();
    header["alg"] = json!("RS256");
    then_refused(&P256.token(&header, &claims()), InvalidToken::Signature);
}

#[test]
fn f59_no_other_algorithm_is_looked_at_least_of_all_one_by_the_public_key() {
    let part = |json: &Value| BASE64URL_NOPAD.encode(json.to_string().as_bytes());
    for algorithm in [
        "none", "None", "HS256", "RS384", "RS512", "PS256", "ES384", "EdDSA",
    ] {
        let header = json!({ "alg": algorithm, "typ": "JWT", "kid": "rsa-1" });
        let message = format!("{}.{}", part(&header), part(&claims()));
        for secret in [
            RSA.jwk()["n"].as_str().unwrap().as_bytes(),
            RSA.jwk().to_string().as_bytes(),
        ] {
            let mac = hmac::sign(
                &hmac::Key::new(hmac::HMAC_SHA256, secret),
                message.as_bytes(),
            );
            let token = format!("{message}.{}", BASE64URL_NOPAD.encode(mac.as_ref()));
            assert!(!is_one(&token), "{algorithm}");
            then_refused(&token, InvalidToken::NotAToken);
        }
        then_refused(&format!("{message}."), InvalidToken::NotAToken);
    }
}

#[test]
fn f59_a_token_of_another_type_is_none() {
    for (member, value) in [
        ("typ", json!("at+jwt")),
        ("typ", json!("logout+jwt")),
        ("crit", json!(["b64"])),
    ] {
        let mut header = RSA.header();
        header[member] = value;
        then_refused(&RSA.token(&header, &claims()), InvalidToken::NotAToken);
    }
    let mut header = RSA.header();
    header.as_object_mut().unwrap().remove("typ");
    assert!(identified(&RSA.token(&header, &claims())).is_ok());
    let long = with("groups", json!("x".repeat(8 * 1024)));
    then_refused(&RSA.token(&RSA.header(), &long), InvalidToken::TooLong);
    for text in [
        "",
        "a.b.c",
        "..",
        &RSA.token(&RSA.header(), &claims())[..60],
    ] {
        assert!(!is_one(text) || Unchecked::read(text).is_err(), "{text}");
    }
}

#[test]
fn f59_a_token_for_others_or_by_others_is_refused() {
    for audience in [json!("other"), json!(["other"]), json!([]), json!("")] {
        let refused = of(&with("aud", audience)).unwrap_err();
        assert_eq!(refused, InvalidToken::Audience.into());
    }
    assert!(of(&with("aud", json!(["other", "app"]))).is_ok());
    for issuer in ["https://login.acme.example", "https://evil.example/"] {
        let refused = of(&with("iss", json!(issuer))).unwrap_err();
        assert_eq!(refused, InvalidToken::Issuer.into());
    }
    for claim in ["iss", "aud", "exp"] {
        for value in [Value::Null, json!(true), json!({})] {
            assert_eq!(
                of(&with(claim, value)).unwrap_err(),
                Refusal::Claims,
                "{claim}"
            );
        }
    }
}

#[test]
fn f59_a_token_is_good_for_a_minute_beside_its_time() {
    let from = |seconds| with("nbf", json!(at(seconds).as_second()));
    let until = |seconds| with("exp", json!(at(seconds).as_second()));
    assert!(of(&until(-59)).is_ok());
    assert_eq!(of(&until(-60)).unwrap_err(), InvalidToken::Expired.into());
    assert!(of(&from(60)).is_ok());
    assert_eq!(of(&from(61)).unwrap_err(), InvalidToken::NotYet.into());
    assert_eq!(of(&with("exp", json!("1"))).unwrap_err(), Refusal::Claims);
    assert_eq!(
        of(&with("exp", json!(i64::MAX))).unwrap_err(),
        Refusal::Claims
    );
}

#[test]
fn the_claim_that_names_nobody_is_named() {
    let account = "https://acme.example/account";
    for value in [
        Value::Null,
        json!(""),
        json!("a#b"),
        json!(["ana-co"]),
        json!(-1),
    ] {
        let refused = of(&with(account, value)).unwrap_err();
        assert!(refused.to_string().contains(account), "{refused}");
    }
    let refused = of(&with("sub", json!("auth0|507f"))).unwrap_err();
    assert!(refused.to_string().contains("sub"), "{refused}");
    assert_eq!(
        of(&with(account, json!(42))).unwrap().account_id.as_str(),
        "42"
    );
}

fn account() -> Account {
    Account {
        id: "acme".parse().unwrap(),
        signed_up_at: at(0),
        status: AccountStatus::Open,
        name: None,
        stripe_customer_id: None,
        currency: None,
        imported_at: None,
        netted: std::collections::BTreeSet::new(),
        name_index: domain::name_words::VERSION,
        version: 1,
    }
}

#[test]
fn only_a_member_of_an_open_account_is_let_in() {
    let household = |change: &dyn Fn(&mut Household)| {
        let mut household = Household {
            account: Some(account()),
            participants: vec![crate::testing::person("acme", "Ana Ruiz")],
            ..Household::default()
        };
        change(&mut household);
        check_member(&household, &"acme-owner".parse().unwrap()).map_err(|problem| problem.status())
    };
    assert_eq!(household(&|_| ()), Ok(()));
    assert_eq!(household(&|it| it.account = None).unwrap_err(), 403);
    assert_eq!(household(&|it| it.participants.clear()).unwrap_err(), 403);
    let left = |it: &mut Household| it.participants[0].left_at = Some(at(0));
    assert_eq!(household(&left).unwrap_err(), 403);
    let closed = |it: &mut Household| {
        let account = it.account.as_mut().unwrap();
        account.status = AccountStatus::Closed { closed_at: at(0) };
    };
    assert_eq!(household(&closed).unwrap_err(), 403);
}
