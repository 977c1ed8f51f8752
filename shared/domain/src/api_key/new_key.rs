//! A key in the making.

use data_encoding::{BASE32_DNSSEC, BASE64URL_NOPAD};

use crate::api_key::{ApiKeyId, ID_LENGTH, KeyHash, Stage, checksum_of};

const SECRET_LENGTH: usize = 43;

/// How many random bytes a new key is made of: 8 for its id, 32 for its secret.
pub const RANDOM_LENGTH: usize = 40;

/// A new key, complete. It is shown once and never stored.
#[derive(Clone)]
pub struct NewKey {
    pub id: ApiKeyId,
    /// The whole key, for its owner's eyes only.
    pub text: String,
}

impl NewKey {
    /// From bytes that nobody can guess; the same bytes give the same key.
    pub fn from_random(stage: Stage, random: &[u8; RANDOM_LENGTH]) -> Self {
        let (for_id, for_secret) = random.split_at(8);
        let mut id = BASE32_DNSSEC.encode(for_id);
        id.truncate(ID_LENGTH);
        Self::with_secret(stage, ApiKeyId(id), for_secret)
    }

    /// Another secret for a key that there is. Of the bytes, those for an id are left out.
    pub fn next_for(id: &ApiKeyId, stage: Stage, random: &[u8; RANDOM_LENGTH]) -> Self {
        let (_, for_secret) = random.split_at(8);
        Self::with_secret(stage, id.clone(), for_secret)
    }

    fn with_secret(stage: Stage, id: ApiKeyId, for_secret: &[u8]) -> Self {
        let secret = BASE64URL_NOPAD.encode(for_secret);
        debug_assert_eq!(secret.len(), SECRET_LENGTH);
        let body = format!("gw_{stage}_{}_{secret}", id.as_str());
        let checksum = checksum_of(&body);
        Self {
            id,
            text: format!("{body}{checksum}"),
        }
    }

    /// What is to be kept of it.
    pub fn hash(&self) -> KeyHash {
        KeyHash::of(&self.text)
    }
}
