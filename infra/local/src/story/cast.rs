//! The people of the story.

use crate::example_host::{Account, Member, Plan};

/// Programs by the ids they have here.
pub(super) const CLIENTJOY: &str = "clientjoy";
pub(super) const CONTACTUALLY: &str = "contactually";

/// Somebody with an account since before there was any program.
pub(super) struct Customer {
    pub(super) account_id: &'static str,
    pub(super) business: &'static str,
    /// Id, name and address; the first is who the story is about.
    pub(super) members: &'static [(&'static str, &'static str, &'static str)],
    pub(super) program_id: &'static str,
    pub(super) plan: Plan,
}

/// Refers Bo in the first program.
pub(super) const ANA: &str = "ana";
/// Refers Dana in the second.
pub(super) const EVE: &str = "eve";
/// Pays yearly, and has referred nobody.
pub(super) const CY: &str = "cy";

pub(super) const CUSTOMERS: [Customer; 3] = [
    Customer {
        account_id: "lima-studio",
        business: "Lima Studio",
        members: &[(ANA, "Ana Lima", "ana@lima.example")],
        program_id: CLIENTJOY,
        plan: Plan::Monthly,
    },
    Customer {
        account_id: "harbor-homes",
        business: "Harbor Homes",
        members: &[
            (EVE, "Eve Marsh", "eve@harbor.example"),
            ("finn", "Finn Adler", "finn@harbor.example"),
        ],
        program_id: CONTACTUALLY,
        plan: Plan::Monthly,
    },
    Customer {
        account_id: "okafor-legal",
        business: "Okafor Legal",
        members: &[(CY, "Cy Okafor", "cy@okafor.example")],
        program_id: CONTACTUALLY,
        plan: Plan::Yearly,
    },
];

/// Invited by Eve; on a trial when the newcomer takes over.
pub(super) const DANA: (&str, &str, &str) = ("Dana Wu", "dana@wu.example", "Wu Realty");

impl Customer {
    pub(super) fn account(&self) -> Account {
        let member = |(id, name, email): &(&str, &str, &str)| Member {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            email: (*email).to_owned(),
        };
        Account {
            id: self.account_id.to_owned(),
            business: self.business.to_owned(),
            members: self.members.iter().map(member).collect(),
            stripe_customer_id: None,
            program_id: self.program_id.to_owned(),
            signup: String::new(),
        }
    }

    /// The member who acts for the account.
    pub(super) fn who(&self) -> &'static str {
        self.members.first().map_or("", |(id, _, _)| id)
    }
}
