//! What every page of the host has around it.

use super::Host;
use super::accounts::{Account, Member};
use crate::html::day;

/// A page of a signed-in member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Plan,
    Bills,
    Refer,
}

/// What the frame's template shows.
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) today: String,
    /// Nobody is signed in where this is absent.
    pub(super) signed_in: Option<SignedIn>,
    pub(super) notice: String,
}

pub(super) struct SignedIn {
    pub(super) member: Member,
    pub(super) business: String,
    pub(super) section: Section,
}

impl Frame {
    /// A page that anybody sees.
    pub(super) fn public(host: &Host, title: &str, notice: String) -> Self {
        Self {
            title: title.to_owned(),
            today: day(host.shared.clock.now()),
            signed_in: None,
            notice,
        }
    }

    /// A page of a member.
    pub(super) fn of(
        host: &Host,
        (account, member): &(Account, Member),
        section: Section,
        notice: String,
    ) -> Self {
        let signed_in = SignedIn {
            member: member.clone(),
            business: account.business.clone(),
            section,
        };
        Self {
            signed_in: Some(signed_in),
            ..Self::public(host, section.title(), notice)
        }
    }
}

impl Section {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Bills => "Bills",
            Self::Refer => "Refer and Earn",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Plan => "",
            Self::Bills => "/bills",
            Self::Refer => "/refer-and-earn",
        }
    }
}

impl SignedIn {
    /// The member's pages: title, path, and whether this is it.
    pub(super) fn sections(&self) -> Vec<(&'static str, String, bool)> {
        let entry = |section: Section| {
            let path = path(&self.member.id, section);
            (section.title(), path, section == self.section)
        };
        [Section::Refer, Section::Plan, Section::Bills]
            .map(entry)
            .into()
    }
}

/// Where a member's page is.
pub(super) fn path(member_id: &str, section: Section) -> String {
    format!("{}/people/{member_id}{}", super::PATH, section.name())
}
