//! Domains that are known to hand out throw-away addresses.

use fst::Set;

/// Some 56,000 names, packed by `build.rs` and read where they lie: as a list of texts they are some 4 MB
/// of every function that may ask, and each text is moved to its place whenever one starts.
const DOMAINS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/disposable-domains.fst"));

/// Whether `domain`, in lower case, or one above it is among them.
pub(super) fn is_disposable(domain: &str) -> bool {
    #[expect(clippy::expect_used, reason = "build.rs made it of the same crate")]
    let domains = Set::new(DOMAINS).expect("a set");
    std::iter::successors(Some(domain), |domain| above(domain)).any(|name| domains.contains(name))
}

fn above(domain: &str) -> Option<&str> {
    domain.split_once('.').map(|(_, above)| above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_domain_of_the_list_is_known_and_those_below_it() {
        let domains = mailchecker::blacklist();
        assert!(domains.len() > 50_000, "{}", domains.len());
        for domain in domains {
            assert!(is_disposable(domain), "{domain}");
            assert!(is_disposable(&format!("mail.{domain}")), "{domain}");
        }
    }

    #[test]
    fn no_other_domain_is_and_none_that_merely_ends_alike() {
        for domain in [
            "gmail.com",
            "com",
            "",
            ".",
            "the-mailinator.com",
            "mailinator.com.example",
        ] {
            assert!(!is_disposable(domain), "{domain}");
        }
    }
}
