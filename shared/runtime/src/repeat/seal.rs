//! Keeps a kept answer from whoever reads the table: it may hold addresses, or a new API key.
//!
//! ChaCha20-Poly1305 (RFC 8439) under a key of the one call. The nonce is made from the text, as
//! in RFC 5297: the same answer is always sealed alike, and no two texts share a nonce.

use data_encoding::BASE64URL_NOPAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac::{HMAC_SHA256, Key, sign};

/// Closes and opens the answer of one call.
pub(super) struct Seal {
    cipher: LessSafeKey,
    nonces: Key,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    pub(super) fn new(secret: &[u8]) -> Self {
        let secret = Key::new(HMAC_SHA256, secret);
        let cipher = sign(&secret, b"cipher");
        #[expect(
            clippy::expect_used,
            reason = "an HMAC-SHA256 has the cipher's 32 bytes"
        )]
        let cipher = UnboundKey::new(&CHACHA20_POLY1305, cipher.as_ref()).expect("32 bytes");
        Self {
            cipher: LessSafeKey::new(cipher),
            nonces: Key::new(HMAC_SHA256, sign(&secret, b"nonce").as_ref()),
        }
    }

    /// The nonce and the sealed text, in base64url.
    pub(super) fn close(&self, aad: &[u8], plain: &[u8]) -> String {
        let mut nonce = [0; NONCE_LEN];
        for (byte, drawn) in nonce.iter_mut().zip(sign(&self.nonces, plain).as_ref()) {
            *byte = *drawn;
        }
        let mut text = plain.to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        let closed = self
            .cipher
            .seal_in_place_append_tag(unique, Aad::from(aad), &mut text);
        #[expect(
            clippy::expect_used,
            reason = "no answer has the 256 GiB the cipher ends at"
        )]
        closed.expect("a text of any answer's length");
        BASE64URL_NOPAD.encode(&[&nonce[..], &text].concat())
    }

    /// The text, if it was closed here for the same `aad`.
    pub(super) fn open(&self, aad: &[u8], sealed: &str) -> Option<Vec<u8>> {
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut text = text.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let plain = self.cipher.open_in_place(nonce, Aad::from(aad), &mut text);
        Some(plain.ok()?.to_vec())
    }
}
