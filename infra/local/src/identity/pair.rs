//! Pairs of keys: what is published of them, and what they sign.

use anyhow::{Result, anyhow};
use data_encoding::BASE64URL_NOPAD;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde_json::{Value, json};

/// Pairs that every laptop has: they protect nothing. To make one takes seconds, and `ring` makes
/// none.
const RSA: [&[u8]; 2] = [include_bytes!("rsa-1.pk8"), include_bytes!("rsa-2.pk8")];

pub(super) enum Pair {
    Rsa(Rsa),
    P256(P256),
}

/// For RS256.
pub(super) struct Rsa(RsaKeyPair);

/// For ES256.
pub(super) struct P256 {
    pkcs8: Vec<u8>,
    pair: EcdsaKeyPair,
}

impl Pair {
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(Rsa(pair)) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                let signed = pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature);
                signed.map_err(|_| anyhow!("RS256 cannot be signed"))?;
                Ok(signature)
            }
            Self::P256(P256 { pair, .. }) => {
                let signed = pair.sign(&random, message);
                let signature = signed.map_err(|_| anyhow!("ES256 cannot be signed"))?;
                Ok(signature.as_ref().to_vec())
            }
        }
    }
}

impl Rsa {
    /// One after the other.
    pub(super) fn of_round(round: usize) -> Result<Self> {
        let pkcs8 = if round.is_multiple_of(2) {
            RSA[0]
        } else {
            RSA[1]
        };
        let pair = RsaKeyPair::from_pkcs8(pkcs8);
        Ok(Self(pair.map_err(|error| anyhow!("no RSA key: {error}"))?))
    }

    pub(super) fn jwk(&self, id: &str) -> Value {
        let public: PublicKeyComponents<Vec<u8>> = self.0.public().into();
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": id,
            "n": BASE64URL_NOPAD.encode(&public.n),
            "e": BASE64URL_NOPAD.encode(&public.e),
        })
    }
}

impl P256 {
    pub(super) fn generate() -> Result<Self> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new());
        let pkcs8 = pkcs8.map_err(|_| anyhow!("no key of P-256 can be made"))?;
        Self::of(pkcs8.as_ref().to_vec())
    }

    pub(super) fn copy(&self) -> Result<Self> {
        Self::of(self.pkcs8.clone())
    }

    fn of(pkcs8: Vec<u8>) -> Result<Self> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, &pkcs8, &SystemRandom::new());
        let pair = pair.map_err(|error| anyhow!("no key of P-256: {error}"))?;
        Ok(Self { pkcs8, pair })
    }

    pub(super) fn jwk(&self, id: &str) -> Value {
        // 4, then both coordinates (SEC 1 §2.3.3).
        let (_, point) = self.pair.public_key().as_ref().split_at(1);
        let (x, y) = point.split_at(32);
        json!({
            "kty": "EC",
            "use": "sig",
            "alg": "ES256",
            "kid": id,
            "crv": "P-256",
            "x": BASE64URL_NOPAD.encode(x),
            "y": BASE64URL_NOPAD.encode(y),
        })
    }
}
