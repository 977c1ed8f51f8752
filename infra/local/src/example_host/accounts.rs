//! The host's own records: accounts and their members.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

/// A business that uses the product; one bill for all its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) business: String,
    pub(crate) members: Vec<Member>,
    pub(crate) stripe_customer_id: Option<String>,
    /// The referral program its members see.
    pub(crate) program_id: String,
    /// What became of its signup, in words.
    pub(crate) signup: String,
}

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
}

impl Member {
    pub(crate) fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

/// All accounts, by id.
#[derive(Default)]
pub(super) struct Accounts {
    by_id: Mutex<BTreeMap<String, Account>>,
}

impl Accounts {
    /// The accounts that [`save`](Self::save) wrote down.
    pub(super) fn reopen(saved: &str) -> serde_json::Result<Self> {
        Ok(Self {
            by_id: Mutex::new(serde_json::from_str(saved)?),
        })
    }

    pub(super) fn save(&self) -> serde_json::Result<String> {
        serde_json::to_string(&*self.lock())
    }

    pub(super) fn all(&self) -> Vec<Account> {
        self.lock().values().cloned().collect()
    }

    pub(super) fn of_member(&self, id: &str) -> Option<(Account, Member)> {
        let accounts = self.lock();
        let mut members = accounts.values().flat_map(|account| {
            let of_account = account.members.iter();
            of_account.map(move |member| (account, member))
        });
        members
            .find(|(_, member)| member.id == id)
            .map(|(account, member)| (account.clone(), member.clone()))
    }

    /// Keeps `account` as it is now.
    pub(super) fn put(&self, account: Account) {
        self.lock().insert(account.id.clone(), account);
    }

    /// An id for a new account, made from its name.
    pub(super) fn free_account_id(&self, business: &str) -> String {
        let accounts = self.lock();
        free(&slug(business), |id| accounts.contains_key(id))
    }

    /// An id for a new member, made from the first name.
    pub(super) fn free_member_id(&self, name: &str) -> String {
        let first = name.split_whitespace().next().unwrap_or(name);
        free(&slug(first), |id| self.of_member(id).is_some())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Account>> {
        self.by_id.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Letters and digits, with one hyphen between words.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.to_lowercase().chars().take(40) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "somebody" } else { slug }.to_owned()
}

/// `wanted`, or `wanted-2`, `wanted-3` and so on.
fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(wanted) {
        return wanted.to_owned();
    }
    let mut numbered = (2_u64..).map(|n| format!("{wanted}-{n}"));
    numbered.find(|id| !is_taken(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: &str, member: &str) -> Account {
        Account {
            id: id.to_owned(),
            business: "Keller Print".to_owned(),
            members: vec![Member {
                id: member.to_owned(),
                name: "Bo Keller".to_owned(),
                email: "bo@keller.example".to_owned(),
            }],
            stripe_customer_id: None,
            program_id: "clientjoy".to_owned(),
            signup: String::new(),
        }
    }

    #[test]
    fn ids_are_made_from_names_and_never_taken_twice() {
        let accounts = Accounts::default();
        accounts.put(account("keller-print", "bo"));
        assert_eq!(
            accounts.free_account_id(" Keller & Print "),
            "keller-print-2"
        );
        assert_eq!(accounts.free_member_id("Bo Diddley"), "bo-2");
        assert_eq!(accounts.free_member_id("Ünal"), "nal");
        assert_eq!(accounts.free_member_id("山田"), "somebody");
    }

    #[test]
    fn accounts_outlive_the_program() {
        let accounts = Accounts::default();
        accounts.put(account("keller-print", "bo"));
        let again = Accounts::reopen(&accounts.save().unwrap()).unwrap();
        assert_eq!(again.all(), [account("keller-print", "bo")]);
        assert_eq!(again.of_member("bo").unwrap().1.first_name(), "Bo");
    }
}
