//! Tokens that somebody made up, bent, or took from elsewhere: every one is refused (F59). The kinds
//! of cases follow RFC 8725 and the published attacks on JWS; the tokens are made here.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and an overflow fails the test"
)]

mod signed;

use super::*;

use signed::{by_claims, by_signature};

/// A text of these JSON texts, signed with the host's own secret whatever they say.
fn signed_texts(header: &str, claims: &str) -> String {
    let encode = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    signed_message(&format!("{}.{}", encode(header), encode(claims)))
}

fn signed_message(message: &str) -> String {
    format!(
        "{message}.{}",
        mac(message, SECRET.as_bytes(), Algorithm::HS256)
    )
}

fn mac(message: &str, secret: &[u8], algorithm: Algorithm) -> String {
    let key = EncodingKey::from_secret(secret);
    sign(message.as_bytes(), &key, algorithm)
}

fn header(alg: &str) -> String {
    json!({"alg": alg, "typ": "JWT"}).to_string()
}

/// What is wrong is the header's algorithm, or its form.
fn by_header() -> Vec<(String, String)> {
    let claims = claims().to_string();
    let mut found = Vec::new();
    for alg in [
        "none", "None", "NONE", "nOnE", "none ", " none", "null", "", "HS256 ", "hs256", "Hs256",
        "HMAC", "HS1", "HS257", "A256KW", "dir", "RS256", "RS384", "RS512", "PS256", "PS384",
        "PS512", "ES256", "ES256K", "ES384", "ES512", "EdDSA", "Ed25519", "HS384", "HS512",
    ] {
        found.push((format!("alg {alg:?}"), signed_texts(&header(alg), &claims)));
    }
    for text in [
        "{}",
        "[]",
        "null",
        "\"HS256\"",
        "HS256",
        "{",
        "",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":null}",
        "{\"alg\":256}",
        "{\"alg\":[\"HS256\"]}",
        "{\"alg\":{\"HS256\":1}}",
        "{\"ALG\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"alg\":\"none\"}",
        "{\"alg\":\"none\",\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"HS256\",\"crit\":[]}",
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
        "\u{feff}{\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\"}{}",
        "{\"alg\":\"HS256\"}\0",
        "{'alg':'HS256'}",
    ] {
        found.push((format!("header {text:?}"), signed_texts(text, &claims)));
    }
    found
}

/// What is wrong is the header's wish for a key of its own; the key made the signature.
fn by_key() -> Vec<(String, String)> {
    let own = b"the secret that eve brings along";
    let jwk = json!({"kty": "oct", "k": BASE64URL_NOPAD.encode(own), "alg": "HS256"});
    let mut found = Vec::new();
    for (field, value) in [
        ("kid", json!("../../../../dev/null")),
        ("kid", json!("/proc/sys/kernel/randomize_va_space")),
        (
            "kid",
            json!("x' UNION SELECT 'the secret that eve brings along' -- "),
        ),
        ("kid", json!("; cat /etc/passwd")),
        ("kid", json!("http://evil.example/key")),
        ("kid", json!("")),
        ("jku", json!("https://evil.example/jwks.json")),
        ("jku", json!("https://host.example@evil.example/jwks.json")),
        ("x5u", json!("https://evil.example/x509.pem")),
        ("jwk", jwk),
        ("x5c", json!(["MIIB"])),
        ("x5t", json!("AAAA")),
        ("x5t#S256", json!("AAAA")),
    ] {
        let mut header = json!({"alg": "HS256"});
        header[field] = value.clone();
        for secret in [&own[..], b"\0", b"2"] {
            let token = hs256(&header, &claims(), secret);
            found.push((format!("{field} {value}"), token));
        }
    }
    found
}

/// What is wrong is its form: dots, letters, length.
fn by_form() -> Vec<(String, String)> {
    let good = token(&claims());
    let parts: Vec<&str> = good.split('.').collect();
    let (head, body, tail) = (parts[0], parts[1], parts[2]);
    let mut found: Vec<(String, String)> = [
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        "...".to_owned(),
        "....".to_owned(),
        head.to_owned(),
        format!("{head}.{body}"),
        format!("{head}.{tail}"),
        format!(".{body}.{tail}"),
        format!("{head}..{tail}"),
        format!("{head}.{body}."),
        format!("{good}."),
        format!(".{good}"),
        format!("{good}.{tail}"),
        format!("{good}.{good}"),
        format!("{head}.{body}.{body}.{tail}"),
        format!("{head}.{body}.{head}.{body}.{tail}"),
        format!("{body}.{head}.{tail}"),
        format!("{head},{body},{tail}"),
        format!("{head}=.{body}.{tail}"),
        format!("{head}.{body}==.{tail}"),
        format!(" {good}"),
        format!("{good} "),
        format!("{good}\n"),
        format!("\u{feff}{good}"),
        format!("{head} .{body}.{tail}"),
        format!("{head}.{body}\r\n.{tail}"),
        format!("Bearer {good}"),
        good.to_uppercase(),
        good.to_lowercase(),
        good.replace('.', "%2E"),
        good.chars().rev().collect(),
        json!({"payload": body, "signatures": [{"protected": head, "signature": tail}]})
            .to_string(),
        json!({"protected": head, "payload": body, "signature": tail}).to_string(),
        "é.é.é".to_owned(),
        "\0.\0.\0".to_owned(),
    ]
    .into_iter()
    .enumerate()
    .map(|(number, token)| (format!("form {number}"), token))
    .collect();
    // Whatever of it is cut off, from either end.
    for length in 0..good.len() {
        found.push((
            format!("the first {length} bytes"),
            good[..length].to_owned(),
        ));
        found.push((
            format!("without the first {} bytes", length + 1),
            good[length + 1..].to_owned(),
        ));
    }
    found
}

#[test]
fn f59_no_forged_token_is_taken() {
    let forged = [
        by_header(),
        by_signature(),
        by_key(),
        by_claims(),
        by_form(),
    ]
    .concat();
    assert!(forged.len() > 401, "{} tokens", forged.len());
    for (case, token) in &forged {
        let taken = keys().verify(token, &expected());
        assert!(taken.is_err(), "{case}: {token}");
    }
}

/// The same hands make a good one, so that the cases differ in what they say alone.
#[test]
fn f59_what_the_forgers_start_from_is_good() {
    for good in [
        signed_texts(&header("HS256"), &claims().to_string()),
        signed_message(&format!(
            "{}.{}",
            encoded(&json!({"alg": "HS256"})),
            encoded(&claims())
        )),
        token(&with("nbf", json!(expected().now.as_second()))),
        eddsa(&claims()),
    ] {
        assert!(keys().verify(&good, &expected()).is_ok(), "{good}");
    }
}
