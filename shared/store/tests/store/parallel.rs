//! Many at once: each effect happens once, and what has nothing to do with each other does not
//! wait for each other (P14).

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::account::{Account, Household};
use domain::allowance::{Limits, Tally};
use domain::attribution::{self, Found, Signup};
use domain::change::{ChangeSet, Write};
use domain::email_address::EmailAddress;
use domain::event::Event;
use domain::money::Money;
use domain::payment::{Dispute, Payment};
use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use domain::program::Program;
use domain::program_file;
use domain::qualification;
use domain::referral::Evidence;
use domain::registration::{self, Member, Members, Update};
use domain::terms::TermsVersion;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{Acceptance, AcceptedStripeEvent, StoreError};

use crate::given::accounts::{account, participant, paying};
use crate::given::invites::{limits, sent_by};
use crate::given::referrals::{grant, referral, reward};
use crate::given::{NOW, hash, id, minutes_later};
use crate::table::wire::Asked;
use crate::table::{Table, only};

const WRITERS: usize = 16;

/// The same commit by many at once, each with connections of its own; how often it was stored.
async fn committed_by_many(table: &Arc<Table>, changes: ChangeSet) -> usize {
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (store, changes) = (table.another_store(), changes.clone());
            tokio::spawn(async move { store.commit(&changes, NOW).await })
        })
        .collect();
    let mut stored = 0;
    for writer in writers {
        match writer.await.unwrap() {
            Ok(()) => stored += 1,
            Err(error) => assert!(matches!(error, StoreError::Stale), "{error:?}"),
        }
    }
    stored
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_writers_of_one_entry_leave_one_entry_and_one_line() {
    let table = Arc::new(Table::empty().await);
    let mut changes = only(Write::Journal(grant("birch")));
    changes.announce(Event::CreditAvailable {
        reward_id: reward("birch").id,
        account_id: id("acme"),
    });
    assert_eq!(committed_by_many(&table, changes).await, 1);
    let feed = table.store.feed(&id("acme")).await.unwrap();
    assert_eq!(feed.lines, [grant("birch").statement_line()]);
    assert_eq!(table.items().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_signups_of_one_account_make_one_referral() {
    let table = Arc::new(Table::empty().await);
    let changes = only(Write::Referral(referral("birch")));
    assert_eq!(committed_by_many(&table, changes).await, 1);
    assert_eq!(table.items().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn f47_of_sixteen_invites_at_once_ten_keep_within_a_cap_of_ten() {
    let table = Arc::new(Table::empty().await);
    assert_eq!(
        committed_by_many(&table, only(sent_by("ana", NOW, 10))).await,
        10
    );
    assert_eq!(limits(&table, 1).await.sent_today, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_changes_of_one_account_all_come_to_pass() {
    let table = Arc::new(Table::with([Write::Account(account("acme"))]).await);
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| tokio::spawn(count_on(Arc::clone(&table))))
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let stored = table
        .store
        .household(&id("acme"))
        .await
        .unwrap()
        .account
        .unwrap();
    assert_eq!(stored.version, 1 + u64::try_from(WRITERS).unwrap());
}

/// One change of the account, delivered again until it is made.
async fn count_on(table: Arc<Table>) {
    let store = &table.store;
    let load = || async { Ok(store.household(&id("acme")).await?.account) };
    let decide = |read: &Option<Account>| {
        let read = read.as_ref().ok_or("no account")?;
        Ok::<_, &str>(only(Write::Account(Account {
            version: read.version + 1,
            ..read.clone()
        })))
    };
    while let Err(error) = store.change(NOW, load, decide).await {
        assert!(matches!(error, StoreError::Contended(_)), "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f23_sixteen_deliveries_of_one_event_are_accepted_once() {
    let table = Arc::new(Table::empty().await);
    let deliveries: Vec<_> = (0..WRITERS)
        .map(|_| {
            let store = table.another_store();
            let event = AcceptedStripeEvent {
                id: id("evt_1"),
                kind: "invoice.paid".to_owned(),
                object_id: "in_1".to_owned(),
                customer_id: None,
                created_at: NOW,
            };
            tokio::spawn(async move { store.accept_stripe_event(&event, NOW).await.unwrap() })
        })
        .collect();
    let mut accepted = 0;
    for delivery in deliveries {
        accepted += usize::from(delivery.await.unwrap() == Acceptance::Accepted);
    }
    assert_eq!(accepted, 1);
    assert_eq!(table.items().await.len(), 1);
}

#[tokio::test]
async fn p14_two_friends_of_one_referrer_never_conflict() {
    for preset in [CLIENTJOY, CONTACTUALLY] {
        let table = Table::empty().await;
        let mut keys = Vec::new();
        for friend in ["birch", "cedar"] {
            table.wire.forget();
            let signup = signup((&program(preset), &Tally::default()), friend);
            commit(&table, &signup, NOW).await;
            let known = household(&table, friend).await;
            commit(&table, &payment(preset, &known), minutes_later(1)).await;
            keys.push(written_keys(&table));
        }
        assert!(keys.iter().all(|keys| keys.len() > 8), "{keys:#?}");
        let shared: Vec<_> = keys[0].intersection(&keys[1]).collect();
        assert_eq!(shared, Vec::<&String>::new(), "{}", preset.name);
    }
}

async fn household(table: &Table, account: &str) -> Household {
    table.store.household(&id(account)).await.unwrap()
}

async fn commit(table: &Table, changes: &ChangeSet, now: Timestamp) {
    table.store.commit(changes, now).await.unwrap();
}

/// Every item that was written since then, or checked or deleted by a transaction.
fn written_keys(table: &Table) -> BTreeSet<String> {
    let of_call = |asked: Asked| match asked.operation.as_str() {
        "TransactWriteItems" => asked.body["TransactItems"].as_array().unwrap().clone(),
        "PutItem" => vec![json!({ "Put": asked.body })],
        _ => Vec::new(),
    };
    let actions = table.wire.asked().into_iter().flat_map(of_call);
    actions.map(|action| key_of(&action)).collect()
}

fn key_of(action: &Value) -> String {
    let (_, action) = action.as_object().unwrap().iter().next().unwrap();
    let key = action.get("Key").or(action.get("Item")).unwrap();
    format!(
        "{} {}",
        key["pk"]["S"].as_str().unwrap(),
        key["sk"]["S"].as_str().unwrap()
    )
}

pub(crate) fn program(preset: Preset) -> Program {
    let (settings, rules) = program_file::parse(preset.toml).unwrap();
    let terms = TermsVersion {
        version: 1,
        effective_from: NOW,
        rules,
    };
    Program {
        id: id(preset.name),
        settings,
        terms: vec![terms],
    }
}

/// Ana's household: hers is the account that both friends earn credit for.
fn referrer() -> Household {
    Household {
        account: Some(account("acme")),
        participants: vec![participant("acme", "ana")],
        paying: Some(paying("acme")),
        ..Household::default()
    }
}

/// What a friend's signup comes to, by Ana's link or by her invite.
pub(crate) fn signup((program, tally): (&Program, &Tally), friend: &str) -> ChangeSet {
    let evidence = match program.id.as_str() {
        "clientjoy" => Evidence::Link {
            code: id("k7xq2mnpqr"),
            at: NOW,
        },
        _ => Evidence::Accept {
            invite_id: id("inv_a"),
            at: NOW,
        },
    };
    let found = Found {
        evidence,
        typed: false,
        program_id: program.id.clone(),
        account_id: id("acme"),
        participant_id: id("ana"),
    };
    let address: EmailAddress = id(&format!("someone@{friend}.example"));
    let member = Member {
        id: id("someone"),
        address_hash: hash(&format!("someone@{friend}.example")),
        email: address,
        email_verified_at: Some(NOW),
        name: None,
        locale: None,
        time_zone: None,
    };
    let update = Update {
        account_id: id(friend),
        signed_up_at: NOW,
        closed_at: None,
        name: None,
        stripe_customer_id: Some(id(&format!("cus_{friend}"))),
        currency: None,
        members: Members::Among(vec![member.clone()]),
    };
    let state = attribution::State {
        friend: &registration::State::default(),
        address_uses: &[],
        programs: std::slice::from_ref(program),
        found: &[found],
        referrer: &referrer(),
        tally,
    };
    attribution::decide(
        &state,
        &Signup {
            update,
            member,
            signed_up_at: NOW,
            now: NOW,
        },
    )
}

/// What the friend's first payment comes to.
fn payment(preset: Preset, friend: &Household) -> ChangeSet {
    let paid: Money = id("20 USD");
    let program = program(preset);
    let state = qualification::State {
        friend,
        referrer: &referrer(),
        rules: &program.terms[0].rules,
        limits: Limits {
            program: &program,
            tally: &Tally::default(),
        },
    };
    let invoice_id = id(&format!("in_{}", friend.account.as_ref().unwrap().id));
    let payments = [Payment {
        invoice_id,
        paid_at: minutes_later(1),
        paid,
        out_of_band: paid.less_minor(paid.amount_minor()),
        bills_subscription: true,
        billed: BTreeSet::new(),
        net_paid: paid,
        came_back_at: None,
        dispute: Dispute::None,
        signals: BTreeSet::new(),
    }];
    qualification::decide(&state, &payments, minutes_later(1))
}
