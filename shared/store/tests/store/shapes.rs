//! The stored shape of every record, held still: a change that shows here needs old items to be
//! readable still (`docs/decisions/0002-stored-shapes.md`).

use domain::account::{Account, AccountStatus, AddressUse, Participant};
use domain::change::Write;
use domain::circuit::{Circuit, MailFact, MailStream};
use domain::dead_letter::Burial;
use domain::event::Event;
use domain::id::NotificationId;
use domain::invite::Invite;
use domain::reason::Reason;
use domain::referral::{Evidence, Referral, ReferralSummary, SignupOutcome};
use domain::reward::Reward;
use domain::suppression::MailKind;
use insta::assert_json_snapshot;
use serde_json::Value;
use store::AcceptedStripeEvent;

use crate::given::accounts::{
    account, address_use, await_account, link_customer, parked, participant, paying,
};
use crate::given::answers::{answer, begun};
use crate::given::invites::{
    self, counted, invite, invited, sent_by, sent_by_program, suppression,
};
use crate::given::programs::{api_key, link, program, put_api_key, put_program};
use crate::given::referrals::{
    every_entry, every_notification, every_state, every_status, outcome, referral, reward,
    reward_with_a_past,
};
use crate::given::{NOW, hash, id};
use crate::table::{Table, json_of};

async fn items(table: &Table) -> Vec<Value> {
    table.items().await.iter().map(json_of).collect()
}

/// What these writes leave in an empty table.
async fn stored(writes: impl IntoIterator<Item = Write>) -> Vec<Value> {
    items(&Table::with(writes).await).await
}

#[tokio::test]
async fn accounts_and_their_people() {
    let closed = Account {
        status: AccountStatus::Closed { closed_at: NOW },
        name: None,
        stripe_customer_id: None,
        currency: None,
        imported_at: None,
        ..account("birch")
    };
    let gone = Participant {
        seen_at: Some(NOW),
        left_at: Some(NOW),
        ..participant("birch", "bo")
    };
    let writes = [
        Write::Account(account("acme")),
        Write::Participant(participant("acme", "ana")),
        Write::Paying(paying("acme")),
        Write::Account(closed),
        Write::Participant(gone),
    ];
    assert_json_snapshot!("account", stored(writes).await);
}

#[tokio::test]
async fn addresses() {
    let closed = AddressUse {
        closed_at: Some(NOW),
        ..address_use("ana@example.com", "birch")
    };
    let writes = [
        Write::Address(address_use("ana@example.com", "acme")),
        Write::Address(closed),
    ];
    assert_json_snapshot!("address", stored(writes).await);
}

#[tokio::test]
async fn customers_and_their_parked_payments() {
    let writes = [
        link_customer("cus_1", "acme"),
        Write::Park(parked("cus_2", "in_1")),
        await_account("cus_3", "birch"),
    ];
    assert_json_snapshot!("customer", stored(writes).await);
}

#[tokio::test]
async fn referrals() {
    let by_invite = Referral {
        evidence: Evidence::Accept {
            invite_id: id("inv_a"),
            at: NOW,
        },
        ..referral("birch")
    };
    let each = |(number, status)| Referral {
        status,
        ..referral(&format!("friend-{number}"))
    };
    let every = every_status().into_iter().enumerate().map(each);
    let writes = every.chain([by_invite]).map(Write::Referral);
    assert_json_snapshot!("referral", stored(writes).await);
}

#[tokio::test]
async fn referrals_as_the_referrer_sees_them() {
    let each = |(number, status)| {
        let referral = Referral {
            status,
            ..referral(&format!("friend-{number}"))
        };
        let reason = (number > 2).then_some(Reason::QualificationWindowPassed);
        Write::Summary(ReferralSummary::of(&referral, reason))
    };
    let writes = every_status().into_iter().enumerate().map(each);
    assert_json_snapshot!("summary", stored(writes).await);
}

#[tokio::test]
async fn outcomes_of_signups() {
    let nothing = SignupOutcome {
        referral_id: None,
        reason: Some(Reason::ExistingAccount),
        ..outcome("cedar")
    };
    let writes = [Write::Outcome(outcome("birch")), Write::Outcome(nothing)];
    assert_json_snapshot!("outcome", stored(writes).await);
}

#[tokio::test]
async fn rewards() {
    let each = |(number, state)| {
        let friend = format!("friend-{number}");
        Write::Reward(Reward {
            state,
            ..reward(&friend)
        })
    };
    let writes = every_state().into_iter().enumerate().map(each);
    let with_a_past = Write::Reward(reward_with_a_past("friend-with-a-past"));
    let writes = writes.chain([with_a_past]);
    assert_json_snapshot!("reward", stored(writes).await);
}

#[tokio::test]
async fn journal_entries_and_statement_lines() {
    let writes = every_entry("birch").into_iter().map(Write::Journal);
    assert_json_snapshot!("journal", stored(writes).await);
}

#[tokio::test]
async fn notifications() {
    let each = |(number, mut notification): (usize, domain::notification::Notification)| {
        notification.account_id = id(&format!("acme-{number}"));
        Write::Notification(notification)
    };
    let writes = every_notification("birch")
        .into_iter()
        .enumerate()
        .map(each);
    assert_json_snapshot!("notification", stored(writes).await);
}

#[tokio::test]
async fn invites() {
    let bare = Invite {
        friend_name: None,
        message: None,
        accepted_at: Some(NOW),
        ..invite("inv_bare")
    };
    let purged = Invite {
        recipient: None,
        purge_at: Some(NOW),
        ..bare.clone()
    };
    let purged = Invite {
        id: id("inv_purged"),
        ..purged
    };
    let each = |(number, state)| Invite {
        state,
        ..invite(&format!("inv_{number}"))
    };
    let every = invites::every_state().into_iter().enumerate().map(each);
    let writes = every
        .chain([bare, purged])
        .map(|invite| Write::Invite(Box::new(invite)));
    assert_json_snapshot!("invite", stored(writes).await);
}

#[tokio::test]
async fn what_limits_invites() {
    let writes = [
        Write::Suppress(suppression()),
        sent_by("ana", NOW, 30),
        sent_by("ana", NOW, 30),
        sent_by_program(0, NOW, 500),
        counted(MailStream::Invites, MailFact::Sent, "inv_a", NOW),
        Write::Circuit(Circuit {
            version: 1,
            ..Circuit::closed(MailStream::Invites)
        }),
        Write::MailReport {
            message: "ntf_a".to_owned(),
            fact: MailFact::Complained,
            now: NOW,
        },
        invited("bo@example.com", NOW),
    ];
    assert_json_snapshot!("invite_limits", Box::pin(stored(writes)).await);
}

#[tokio::test]
async fn programs() {
    let table = Table::empty().await;
    let program = program("clientjoy");
    put_program(&table.store, &program, true).await.unwrap();
    assert_json_snapshot!("program", items(&table).await);
}

#[tokio::test]
async fn links_and_api_keys() {
    let table = Table::empty().await;
    table
        .store
        .put_link(&link("k7xq2mnpqr"), None)
        .await
        .unwrap();
    put_api_key(&table.store, &api_key("0123456789ab"))
        .await
        .unwrap();
    assert_json_snapshot!("link_and_api_key", items(&table).await);
}

#[tokio::test]
async fn answers_to_calls() {
    let answers = [answer("a", "{}"), begun("b", "{}")];
    let writes = answers.map(Write::Answer);
    assert_json_snapshot!("answer", stored(writes).await);
}

#[tokio::test]
async fn mail_to_participants() {
    let table = Table::empty().await;
    let claimed = NotificationId::of("no_credit", "ref_birch");
    let sent = NotificationId::of("no_credit", "ref_cedar");
    let to = (&hash("ana@example.com"), MailKind::Notifications);
    table.store.claim_mail(&claimed, to, NOW).await.unwrap();
    table.store.mail_sent(&sent, "0100-msg", NOW).await.unwrap();
    assert_json_snapshot!("mail", items(&table).await);
}

#[tokio::test]
async fn stripe_events_and_announcements() {
    let table = Table::empty().await;
    let event = AcceptedStripeEvent {
        id: id("evt_1"),
        kind: "invoice.paid".to_owned(),
        object_id: "in_1".to_owned(),
        customer_id: Some(id("cus_1")),
        created_at: NOW,
    };
    table.store.accept_stripe_event(&event, NOW).await.unwrap();
    assert_json_snapshot!("stripe_event", items(&table).await);
}

#[tokio::test]
async fn announcements_name_ids_and_nobody() {
    let table = Table::empty().await;
    let mut changes = domain::change::ChangeSet::default();
    changes.announce(Event::InviteCreated {
        invite_id: id("inv_a"),
    });
    table.store.commit(&changes, NOW).await.unwrap();
    assert_json_snapshot!("announcement", items(&table).await);
}

#[tokio::test]
async fn messages_nobody_understands() {
    let table = Table::empty().await;
    let burial = Burial {
        queue: "post-credits".to_owned(),
        message_id: "2f4b".to_owned(),
        reason: "no such event".to_owned(),
        body: "{}".to_owned(),
        subject: "evt_credit.available.rwd_bo.referrer".to_owned(),
        received: 3,
        sent_at: NOW,
        buried_at: NOW,
    };
    table.store.bury(&burial).await.unwrap();
    assert_json_snapshot!("dead_letter", items(&table).await);
}
