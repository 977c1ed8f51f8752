//! Packs the domains of throw-away addresses, so that they need not be unpacked when a function
//! starts.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let domains: BTreeSet<&str> = mailchecker::blacklist().into_iter().collect();
    let packed = fst::Set::from_iter(domains)?;
    let folder = std::env::var("OUT_DIR")?;
    let file = Path::new(&folder).join("disposable-domains.fst");
    Ok(std::fs::write(file, packed.as_fst().as_bytes())?)
}
