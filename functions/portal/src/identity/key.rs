//! One key of the provider's, good for its one algorithm (RFC 7517, RFC 7518 §6).

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::Algorithm;
use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse, RSAKeyParameters,
};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::Value;

/// Most keys kept of a set; providers publish two to six.
const MAX_KEYS: usize = 32;
/// Length of a coordinate of P-256, in bytes.
const COORDINATE_LENGTH: usize = 32;
/// Shortest modulus, in bytes (RFC 7518 §3.3: 2048 bits).
const MODULUS_MIN_LENGTH: usize = 256;

/// A public key that tokens are signed with.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) id: Option<String>,
    material: Material,
}

#[derive(Debug)]
enum Material {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// A point as SEC 1 writes it uncompressed.
    P256(Vec<u8>),
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Value>,
}

/// The keys of a set (RFC 7517 §5) that are understood here: those for encryption, for other
/// algorithms and of other kinds are passed over.
///
/// # Errors
/// If it is no set.
pub(super) fn read(body: &[u8]) -> serde_json::Result<Vec<Key>> {
    let set: Set = serde_json::from_slice(body)?;
    let keys = set.keys.into_iter().filter_map(Key::of);
    Ok(keys.take(MAX_KEYS).collect())
}

impl Key {
    fn of(json: Value) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(json).ok()?;
        let is_for_signatures = jwk
            .common
            .public_key_use
            .is_none_or(|it| it == PublicKeyUse::Signature);
        let (algorithm, material) = if let AlgorithmParameters::RSA(rsa) = &jwk.algorithm {
            (KeyAlgorithm::RS256, rsa_key(rsa)?)
        } else if let AlgorithmParameters::EllipticCurve(point) = &jwk.algorithm
            && point.curve == EllipticCurve::P256
        {
            (KeyAlgorithm::ES256, p256_key(&point.x, &point.y)?)
        } else {
            return None;
        };
        let stated = jwk.common.key_algorithm;
        (is_for_signatures && stated.is_none_or(|it| it == algorithm)).then_some(Self {
            id: jwk.common.key_id,
            material,
        })
    }

    /// The one algorithm that it is for.
    pub(super) fn algorithm(&self) -> Algorithm {
        match self.material {
            Material::Rsa { .. } => Algorithm::RS256,
            Material::P256(_) => Algorithm::ES256,
        }
    }

    /// Whether its owner signed the message.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match &self.material {
            Material::Rsa { modulus, exponent } => RsaPublicKeyComponents {
                n: modulus,
                e: exponent,
            }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
            Material::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
        };
        verified.is_ok()
    }
}

fn rsa_key(rsa: &RSAKeyParameters) -> Option<Material> {
    let (modulus, exponent) = (number(&rsa.n)?, number(&rsa.e)?);
    (modulus.len() >= MODULUS_MIN_LENGTH).then_some(Material::Rsa { modulus, exponent })
}

fn p256_key(x: &str, y: &str) -> Option<Material> {
    let (x, y) = (bytes(x)?, bytes(y)?);
    let is_whole = x.len() == COORDINATE_LENGTH && y.len() == COORDINATE_LENGTH;
    is_whole.then(|| Material::P256([&[4], &x[..], &y[..]].concat()))
}

/// A number without zeros before it, which some write in spite of RFC 7518 §2.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = bytes(text)?;
    Some(bytes.into_iter().skip_while(|byte| *byte == 0).collect())
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::identity::testing::Signing;

    fn ids(keys: &Value) -> Vec<String> {
        let set = json!({ "keys": keys }).to_string();
        let keys = read(set.as_bytes()).unwrap();
        keys.into_iter().filter_map(|key| key.id).collect()
    }

    fn with(mut key: Value, member: &str, value: Value) -> Value {
        key[member] = value;
        key
    }

    #[test]
    fn f59_of_a_set_only_keys_for_signatures_in_the_two_algorithms_count() {
        let (rsa, p256) = (Signing::rsa("r").jwk(), Signing::p256("p").jwk());
        assert_eq!(ids(&json!([rsa, p256])), ["r", "p"]);
        for wrong in [
            with(rsa.clone(), "use", json!("enc")),
            with(rsa.clone(), "alg", json!("RS512")),
            with(rsa.clone(), "alg", json!("RSA-OAEP")),
            with(rsa.clone(), "alg", json!("ES256")),
            with(rsa.clone(), "n", json!("AQAB")),
            with(rsa.clone(), "n", json!("not base64url!")),
            with(p256.clone(), "crv", json!("P-384")),
            with(p256.clone(), "crv", json!("secp256k1")),
            with(p256.clone(), "alg", json!("RS256")),
            with(p256.clone(), "x", json!("AQAB")),
            json!({ "kty": "oct", "k": "c2VjcmV0", "alg": "HS256", "kid": "o" }),
            json!({ "kty": "PQC", "kid": "new" }),
            json!("no key"),
        ] {
            assert_eq!(ids(&json!([wrong, p256])), ["p"], "{wrong}");
        }
        assert!(read(b"<h1>Down</h1>").is_err());
        assert!(read(b"{}").is_err());
    }

    #[test]
    fn a_key_without_use_or_algorithm_is_taken_for_its_kind_s() {
        let mut rsa = Signing::rsa("r").jwk();
        let members = rsa.as_object_mut().unwrap();
        members.remove("use");
        members.remove("alg");
        assert_eq!(ids(&json!([rsa])), ["r"]);
    }

    #[test]
    fn a_number_may_have_zeros_before_it() {
        let signing = Signing::rsa("r");
        let mut jwk = signing.jwk();
        let modulus = bytes(jwk["n"].as_str().unwrap()).unwrap();
        jwk["n"] = json!(BASE64URL_NOPAD.encode(&[&[0], &modulus[..]].concat()));
        let set = json!({ "keys": [jwk] }).to_string();
        let keys = read(set.as_bytes()).unwrap();
        assert!(keys[0].signed(b"message", &signing.sign(b"message")));
        assert!(!keys[0].signed(b"another", &signing.sign(b"message")));
    }
}
