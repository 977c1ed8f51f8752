//! Builders for the tests of decisions: a program, a referrer (Ana of Acme), a friend (Bo of Bolt).

pub(crate) mod counters;
pub(crate) mod invites;
pub(crate) mod outcome;
pub(crate) mod story;
pub(crate) mod world;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::account::{Account, AccountStatus, AddressUse, Participant};
use crate::application::{BalanceMove, MoveKind};
use crate::attribution::Found;
use crate::email_address::EmailAddress;
use crate::id::{AccountId, RewardId};
use crate::money::Money;
use crate::paying::{Paying, Spell};
use crate::payment::{Dispute, Payment};
use crate::preset::Preset;
use crate::program::Program;
use crate::program_file;
use crate::referral::Evidence;
use crate::registration::{Member, Members, Update};
use crate::reward::Side;
use crate::schedule::Amounts;
use crate::terms::TermsVersion;
use crate::token::{AddressHash, Signer};

/// The account that refers, and the one that is referred.
pub(crate) const REFERRER: &str = "acme";
pub(crate) const FRIEND: &str = "bolt";

/// `2022-05-25`, `2022-05-25T10:00` or a whole instant, of UTC where it names no offset.
#[track_caller]
pub(crate) fn at(text: &str) -> Timestamp {
    let whole = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        16 => format!("{text}:00Z"),
        _ => text.to_owned(),
    };
    whole.parse().unwrap()
}

#[track_caller]
pub(crate) fn money(text: &str) -> Money {
    text.parse().unwrap()
}

#[track_caller]
pub(crate) fn amounts(texts: &[&str]) -> Amounts {
    Amounts::from_list(texts.iter().map(|text| money(text)).collect()).unwrap()
}

#[track_caller]
pub(crate) fn account_id(text: &str) -> AccountId {
    text.parse().unwrap()
}

/// A program of this preset with one version of terms, from long ago.
pub(crate) fn program(preset: Preset) -> Program {
    let (settings, rules) = program_file::parse(preset.toml).unwrap();
    Program {
        id: preset.name.parse().unwrap(),
        settings,
        terms: vec![TermsVersion {
            version: 1,
            effective_from: at("2020-01-01"),
            rules,
        }],
    }
}

/// An open account since 2021 that names neither customer nor currency.
pub(crate) fn account(id: &str) -> Account {
    Account {
        id: account_id(id),
        signed_up_at: at("2021-01-01"),
        status: AccountStatus::Open,
        name: None,
        stripe_customer_id: None,
        currency: None,
        imported_at: None,
        netted: std::collections::BTreeSet::new(),
        name_index: crate::name_words::VERSION,
        version: 1,
    }
}

/// A member with the mail address `<id>@<account>.com`.
pub(crate) fn member(id: &str, account: &str) -> Participant {
    Participant {
        id: id.parse().unwrap(),
        account_id: account_id(account),
        email: format!("{id}@{account}.com").parse().unwrap(),
        email_verified_at: None,
        name: None,
        locale: None,
        time_zone: None,
        seen_at: None,
        left_at: None,
        name_index: crate::name_words::VERSION,
        version: 1,
    }
}

/// What the host tells of Bolt when Bo signed up; the instant is set by the signup.
pub(crate) fn friend() -> (Update, Member) {
    let bo = member("bo", FRIEND);
    let bo = Member {
        id: bo.id,
        address_hash: hash_of(&bo.email),
        email: bo.email,
        email_verified_at: None,
        name: None,
        locale: None,
        time_zone: None,
    };
    let bolt = Update {
        account_id: account_id(FRIEND),
        signed_up_at: Timestamp::UNIX_EPOCH,
        closed_at: None,
        name: None,
        stripe_customer_id: None,
        currency: None,
        members: Members::AsBefore,
    };
    (bolt, bo)
}

/// What is known of the payments of `account`: a spell per pair of bounds, open without its end.
pub(crate) fn paying(account: &str, spells: &[(&str, Option<&str>)]) -> Paying {
    let spells = spells.iter().map(|(from, until)| Spell {
        from: at(from),
        until: until.map(at),
        in_doubt_since: None,
    });
    Paying {
        spells: spells.collect(),
        version: 1,
        ..Paying::never(account_id(account))
    }
}

/// The link of Ana of `account`, followed at this instant.
pub(crate) fn clicked(program: &Program, account: &str, instant: &str) -> Found {
    let code = match account {
        REFERRER => "k7xq2mnpqr",
        _ => "zzzzz22222",
    };
    found(
        program,
        account,
        Evidence::Link {
            code: code.parse().unwrap(),
            at: at(instant),
        },
    )
}

/// The code of `account`, typed in at signup.
pub(crate) fn typed(program: &Program, account: &str, instant: &str) -> Found {
    Found {
        typed: true,
        ..clicked(program, account, instant)
    }
}

/// An invite of `account`, accepted at this instant.
pub(crate) fn accepted(program: &Program, account: &str, instant: &str) -> Found {
    found(
        program,
        account,
        Evidence::Accept {
            invite_id: format!("inv_of_{account}").parse().unwrap(),
            at: at(instant),
        },
    )
}

fn found(program: &Program, account: &str, evidence: Evidence) -> Found {
    Found {
        evidence,
        typed: false,
        program_id: program.id.clone(),
        account_id: account_id(account),
        participant_id: "ana".parse().unwrap(),
    }
}

/// The address of this member is in use by `account`, or was until it closed.
pub(crate) fn address_use(who: &Member, account: &str, closed: Option<&str>) -> AddressUse {
    AddressUse {
        address_hash: who.address_hash.clone(),
        account_id: account_id(account),
        since: at("2021-01-01"),
        closed_at: closed.map(at),
    }
}

pub(crate) fn hash_of(address: &EmailAddress) -> AddressHash {
    let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
    signer.address_hash(address)
}

/// The credit of one side as it was put on its account's balance.
pub(crate) fn posted(side: Side, credit_minor: i64) -> BalanceMove {
    BalanceMove {
        id: format!("cbtxn_{side}"),
        kind: MoveKind::Ours(RewardId::of(&account_id(FRIEND), side)),
        credit_minor,
    }
}

/// What an invoice took from a balance: less than zero; above zero where it gave back.
pub(crate) fn invoiced(invoice: &str, credit_minor: i64) -> BalanceMove {
    BalanceMove {
        id: format!("cbtxn_{invoice}_{credit_minor}"),
        kind: MoveKind::Invoice(invoice.parse().unwrap()),
        credit_minor,
    }
}

/// A paid invoice of which nothing came back: its id, what was paid, and when.
pub(crate) fn payment(invoice: &str, paid: &str, paid_at: &str) -> Payment {
    Payment {
        invoice_id: invoice.parse().unwrap(),
        paid_at: at(paid_at),
        paid: money(paid),
        out_of_band: money(paid).less_minor(i64::MAX),
        bills_subscription: true,
        billed: BTreeSet::new(),
        net_paid: money(paid),
        came_back_at: None,
        dispute: Dispute::None,
        signals: BTreeSet::new(),
    }
}
