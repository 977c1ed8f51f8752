//! Fingerprints of many entries, by which two copies are compared without being side by side.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ledger::{EntryId, StatementLine};
use crate::time::fnv1a;

/// Parts into which entries fall by their names: only those of a part that differs are looked up.
const BUCKETS: u16 = 64;

/// The sum of the hashes of all entries of each part: the same in whatever order they are added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prints(Vec<u64>);

impl Default for Prints {
    fn default() -> Self {
        Self(vec![0; usize::from(BUCKETS)])
    }
}

impl Prints {
    /// Adds a line, or an entry as the line it should have.
    pub fn add(&mut self, line: &StatementLine) {
        if let Some(sum) = self.0.get_mut(usize::from(bucket_of(&line.entry_id))) {
            *sum = sum.wrapping_add(print_of(line));
        }
    }

    /// Adds all that the other has.
    pub fn merge(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(&other.0) {
            *sum = sum.wrapping_add(*more);
        }
    }

    /// Whether both sides have the same in the part that this entry is in.
    pub fn agree_on(&self, other: &Self, entry: &EntryId) -> bool {
        let bucket = usize::from(bucket_of(entry));
        self.0.get(bucket) == other.0.get(bucket)
    }
}

fn bucket_of(entry: &EntryId) -> u16 {
    let bucket = fnv1a(entry.as_str()).checked_rem(u32::from(BUCKETS));
    u16::try_from(bucket.unwrap_or(0)).unwrap_or(0)
}

fn print_of(line: &StatementLine) -> u64 {
    let text = serde_json::to_vec(line).unwrap_or_default();
    let hash = Sha256::digest(&text);
    let first = hash.first_chunk::<8>().copied().unwrap_or_default();
    u64::from_be_bytes(first)
}
