//! People by short names: `ana` is the member `ana` of the account `ana-co`, and `ben@ana` the
//! member `ben` of the same account.

use serde_json::{Value, json};

/// Somebody, as the host knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) account_id: String,
}

impl Person {
    pub(crate) fn named(name: &str) -> Self {
        let (id, account) = name.split_once('@').unwrap_or((name, name));
        Self {
            id: id.to_owned(),
            account_id: format!("{account}-co"),
        }
    }

    pub(crate) fn email(&self) -> String {
        format!("{}@{}.example", self.id, self.account_id)
    }

    /// `Ana Ruiz`, for everybody whose id is `ana`.
    pub(crate) fn name(&self) -> String {
        let mut letters = self.id.chars().filter(|letter| letter.is_alphabetic());
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        format!(
            "{}{} Ruiz",
            first.unwrap_or('X'),
            letters.collect::<String>()
        )
    }

    /// The same person, as the host tells of them who live in this time zone.
    pub(crate) fn member_in(&self, zone: &str) -> Value {
        let mut member = self.member();
        member["time_zone"] = zone.into();
        member
    }

    /// As a member in the host's calls.
    pub(crate) fn member(&self) -> Value {
        json!({ "id": self.id, "email": self.email(), "name": self.name() })
    }
}
