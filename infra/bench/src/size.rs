//! How large a binary is, as it is and as it is uploaded.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// In bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Size {
    pub(crate) stripped: u64,
    /// Deflated as in a zip, whose directory adds some 150 bytes.
    pub(crate) zipped: u64,
}

impl Size {
    pub(crate) fn of(binary: &Path) -> Result<Self> {
        let bytes = std::fs::read(binary)?;
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        let zipped = encoder.finish()?;
        Ok(Self {
            stripped: u64::try_from(bytes.len())?,
            zipped: u64::try_from(zipped.len())?,
        })
    }
}

/// `4.81 MB`, of a million bytes each.
pub(crate) fn megabytes(bytes: u64) -> String {
    let hundredths = bytes.div_euclid(10_000);
    format!(
        "{}.{:02} MB",
        hundredths.div_euclid(100),
        hundredths.rem_euclid(100)
    )
}
