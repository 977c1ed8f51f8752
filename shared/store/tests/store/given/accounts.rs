//! Accounts, their people, their payments and their addresses.

use domain::account::{Account, AccountStatus, AddressUse, Participant};
use domain::change::{ParkedPayment, Write};
use domain::paying::{BillingInterval, NextInvoice, Paying, Spell};
use domain::person_name::PersonName;

use super::{NOW, days_later, email, hash, id};

/// An open account, written for the first time.
pub(crate) fn account(account: &str) -> Account {
    Account {
        id: id(account),
        signed_up_at: NOW,
        status: AccountStatus::Open,
        name: PersonName::parse("Acme and Sons"),
        stripe_customer_id: Some(id(&format!(
            "cus_{}",
            account.chars().take(20).collect::<String>()
        ))),
        currency: Some(id("USD")),
        imported_at: Some(NOW),
        netted: [id("rwd_bolt.referrer")].into(),
        name_index: domain::name_words::VERSION,
        version: 1,
    }
}

/// A member of an account, written for the first time.
pub(crate) fn participant(account: &str, participant: &str) -> Participant {
    Participant {
        id: id(participant),
        account_id: id(account),
        email: email(&format!("{participant}@example.com")),
        email_verified_at: Some(NOW),
        name: PersonName::parse("Ana Kim"),
        locale: Some("en-GB".to_owned()),
        time_zone: Some("Europe/London".to_owned()),
        seen_at: None,
        left_at: None,
        name_index: domain::name_words::VERSION,
        version: 1,
    }
}

/// An account that pays since [`NOW`], written for the first time.
pub(crate) fn paying(account: &str) -> Paying {
    Paying {
        account_id: id(account),
        spells: vec![
            Spell {
                from: NOW,
                until: Some(days_later(30)),
                in_doubt_since: None,
            },
            Spell {
                from: days_later(60),
                until: None,
                in_doubt_since: None,
            },
        ],
        trial_ends_at: None,
        last_invoice: None,
        left: vec![days_later(30)],
        review_due: true,
        next_invoice: Some(NextInvoice {
            at: days_later(90),
            interval: BillingInterval::Month,
        }),
        version: 1,
    }
}

/// An address in use at an account.
pub(crate) fn address_use(address: &str, account: &str) -> AddressUse {
    AddressUse {
        address_hash: hash(address),
        account_id: id(account),
        since: NOW,
        closed_at: None,
    }
}

pub(crate) fn link_customer(customer: &str, account: &str) -> Write {
    Write::LinkCustomer {
        customer_id: id(customer),
        account_id: id(account),
    }
}

pub(crate) fn await_account(customer: &str, account: &str) -> Write {
    Write::AwaitAccount {
        account_id: id(account),
        customer_id: id(customer),
    }
}

pub(crate) fn parked(customer: &str, invoice: &str) -> ParkedPayment {
    ParkedPayment {
        customer_id: id(customer),
        invoice_id: id(invoice),
        parked_at: NOW,
    }
}
