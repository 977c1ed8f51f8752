//! What is wrong under a signature, and with one.

use super::*;

/// What is wrong is the signature, or who made it.
pub(super) fn by_signature() -> Vec<(String, String)> {
    let message = format!(
        "{}.{}",
        encoded(&json!({"alg": "HS256"})),
        encoded(&claims())
    );
    let good = mac(&message, SECRET.as_bytes(), Algorithm::HS256);
    let public_key = BASE64URL_NOPAD.decode(PUBLIC_KEY.as_bytes()).unwrap();
    let own_key = b"the secret that eve brings along";
    let by = |what: &str, signature: &str| (what.to_owned(), format!("{message}.{signature}"));
    let of_secret = |what: &str, secret: &[u8]| by(what, &mac(&message, secret, Algorithm::HS256));
    let bytes = BASE64URL_NOPAD.decode(good.as_bytes()).unwrap();
    let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let flipped: Vec<u8> = bytes.iter().map(|byte| byte ^ 1).collect();
    let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
    let mut found = vec![
        of_secret("by the public key's bytes", &public_key),
        of_secret("by the public key's text", PUBLIC_KEY.as_bytes()),
        of_secret("by an empty secret", b""),
        of_secret("by another secret", own_key),
        of_secret("by a part of the secret", &SECRET.as_bytes()[1..]),
        of_secret(
            "by the secret and a line end",
            format!("{SECRET}\n").as_bytes(),
        ),
        of_secret(
            "by the key's line in the settings",
            format!("HS256:{SECRET}").as_bytes(),
        ),
        by("without a signature", ""),
        by(
            "with HS384's",
            &mac(&message, SECRET.as_bytes(), Algorithm::HS384),
        ),
        by(
            "with HS512's",
            &mac(&message, SECRET.as_bytes(), Algorithm::HS512),
        ),
        by("of no bytes but zeros", &encode(&[0; 32])),
        by("with each byte changed", &encode(&flipped)),
        by("backwards", &encode(&reversed)),
        by("cut off", &encode(&bytes[..31])),
        by("of one byte", &encode(&bytes[..1])),
        by("of one byte more", &encode(&[&bytes[..], &[0]].concat())),
        by("doubled", &encode(&[&bytes[..], &bytes[..]].concat())),
        by("padded", &format!("{good}=")),
        by("with a line end", &format!("{good}\n")),
        by("with a space", &format!(" {good}")),
        by("in hex", &data_encoding::HEXLOWER.encode(&bytes)),
        by("in no alphabet", "????"),
        ("of other claims".to_owned(), {
            let other = encoded(&with("sub", json!("eve")));
            format!("{}.{other}.{good}", encoded(&json!({"alg": "HS256"})))
        }),
        ("of another header".to_owned(), {
            let other = encoded(&json!({"alg": "HS256", "x": 1}));
            format!("{other}.{}.{good}", encoded(&claims()))
        }),
    ];
    // The last character has two bits to spare: another spelling of the same bytes is no signature.
    let last = good.chars().last().unwrap();
    for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars() {
        if other != last {
            let respelt = format!("{}{other}", &good[..good.len() - 1]);
            found.push(by(&format!("ending in {other}"), &respelt));
        }
    }
    for signature in [[0_u8; 64], [0xff; 64]] {
        let message = format!(
            "{}.{}",
            encoded(&json!({"alg": "EdDSA"})),
            encoded(&claims())
        );
        found.push((
            "EdDSA of no point".to_owned(),
            format!("{message}.{}", encode(&signature)),
        ));
    }
    let genuine = eddsa(&claims());
    let (_, of_eddsa) = genuine.rsplit_once('.').unwrap();
    found.push(by("EdDSA's under HS256", of_eddsa));
    found
}

/// What is wrong is what it says, under the host's own signature.
#[expect(clippy::too_many_lines, reason = "a table: one line a case")]
pub(super) fn by_claims() -> Vec<(String, String)> {
    let now = expected().now.as_second();
    let id_token = json!({
        "iss": "host", "aud": "the host's own client", "sub": "ana", "exp": now + 300,
        "iat": now, "auth_time": now, "nonce": "n", "azp": "the host's own client",
    });
    let mut found = vec![
        ("an ID token".to_owned(), token(&id_token)),
        ("an ID token for here".to_owned(), {
            let mut id_token = id_token;
            id_token["aud"] = json!("goodword-test");
            token(&id_token)
        }),
    ];
    for (field, values) in [
        (
            "iss",
            vec![
                json!("Host"),
                json!("host/"),
                json!("https://host"),
                json!(""),
                json!(1),
            ],
        ),
        (
            "iss",
            vec![
                json!(["host"]),
                json!({"host": 1}),
                json!("host\0"),
                json!(" host"),
            ],
        ),
        (
            "aud",
            vec![
                json!("goodword-live"),
                json!("goodword"),
                json!("goodword-test/"),
            ],
        ),
        (
            "aud",
            vec![
                json!("*"),
                json!([]),
                json!([["goodword-test"]]),
                json!({}),
                json!(1),
            ],
        ),
        (
            "exp",
            vec![
                json!(now - 60),
                json!(0),
                json!(-1),
                json!(i64::MIN),
                json!(i64::MAX),
            ],
        ),
        ("exp", vec![json!(1e300), json!(1.5), json!("9999999999")]),
        (
            "exp",
            vec![
                json!([now + 60]),
                json!(true),
                json!({}),
                json!("2099-01-01T00:00:00Z"),
            ],
        ),
        (
            "nbf",
            vec![
                json!(now + 61),
                json!(i64::MAX),
                json!("0"),
                json!([]),
                json!(false),
            ],
        ),
        (
            "sub",
            vec![
                json!(""),
                json!(1),
                json!(["ana"]),
                json!("a#b"),
                json!("a b"),
                json!({}),
            ],
        ),
        (
            "account_id",
            vec![
                json!(""),
                json!("../acme"),
                json!("a#b"),
                json!(["acme"]),
                json!(0),
            ],
        ),
    ] {
        for value in values {
            found.push((format!("{field} {value}"), token(&with(field, value))));
        }
    }
    for field in ["iss", "aud", "exp", "sub", "account_id"] {
        found.push((format!("no {field}"), token(&without(field))));
        let twice = claims().to_string();
        let twice = twice.replacen('{', &format!("{{\"{field}\":\"eve\","), 1);
        found.push((
            format!("{field} twice"),
            signed_texts(&header("HS256"), &twice),
        ));
    }
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "\"ana\"",
        "0",
        "{",
        "[[[[[[",
        "\u{feff}{}",
        "ana",
        "{}{}",
    ] {
        found.push((
            format!("claims {text:?}"),
            signed_texts(&header("HS256"), text),
        ));
    }
    found
}
