//! Links that were looked up, kept in memory by the code that was followed: whose a link is, and
//! where it leads, never changes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::link::{Code, Link};
use store::{Store, StoreError};

/// Of some 300 bytes each. When there are as many, all are forgotten.
const KEPT_AT_MOST: usize = 4_000;

/// Links that were found. What was not found is not kept: it may be made at any time.
#[derive(Default)]
pub(crate) struct Links {
    kept: Mutex<HashMap<Code, Link>>,
}

impl Links {
    /// The link of this code, if there is one. One table round trip at most.
    pub(crate) async fn get(&self, code: &Code, store: &Store) -> Result<Option<Link>, StoreError> {
        if let Some(link) = self.kept(code) {
            return Ok(Some(link));
        }
        let link = store.link(code).await?;
        if let Some(link) = &link {
            self.keep(code, link.clone());
        }
        Ok(link)
    }

    fn kept(&self, code: &Code) -> Option<Link> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(code).cloned()
    }

    fn keep(&self, code: &Code, link: Link) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_AT_MOST {
            kept.clear();
        }
        kept.insert(code.clone(), link);
    }
}

#[cfg(test)]
mod tests {
    use domain::token::Signer;
    use jiff::Timestamp;

    use super::*;

    fn link(number: usize) -> Link {
        let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
        let program_id = "clientjoy".parse().unwrap();
        let account_id = "acme".parse().unwrap();
        let participant_id = format!("p{number}").parse().unwrap();
        Link {
            code: signer.code(&program_id, &account_id, &participant_id, 0),
            program_id,
            account_id,
            participant_id,
            created_at: Timestamp::UNIX_EPOCH,
            chosen: Vec::new(),
        }
    }

    #[test]
    fn no_number_of_links_fills_the_memory() {
        let links = Links::default();
        for number in 0..=KEPT_AT_MOST {
            let link = link(number);
            links.keep(&link.code.clone(), link);
        }
        assert_eq!(links.kept.lock().unwrap().len(), 1);
        assert_eq!(
            links.kept(&link(KEPT_AT_MOST).code),
            Some(link(KEPT_AT_MOST))
        );
    }
}
