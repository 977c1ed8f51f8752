//! Every record reads back exactly as it was written, whatever state it is in.

use domain::account::{Account, AccountStatus, AddressUse, Participant};
use domain::change::Write;
use domain::id::AccountId;
use domain::invite::Invite;
use domain::ledger::JournalEntry;
use domain::paying::{BillingInterval, NextInvoice, Paying};
use domain::reason::Reason;
use domain::referral::{Evidence, Referral, ReferralSummary, SignupOutcome};
use domain::reward::{Reward, Side};
use domain::schedule::Offer;

use crate::given::accounts::{account, address_use, participant, paying};
use crate::given::referrals::{
    every_entry, every_notification, every_state, every_status, outcome, referral, reward,
    reward_of_friend, reward_with_a_past,
};
use crate::given::{NOW, hash, id, invites};
use crate::table::{Table, only};

async fn write(table: &Table, write: Write) {
    table.store.commit(&only(write), NOW).await.unwrap();
}

#[tokio::test]
async fn an_account() {
    let table = Table::empty().await;
    let bare = Account {
        name: None,
        stripe_customer_id: None,
        currency: None,
        imported_at: None,
        status: AccountStatus::Closed { closed_at: NOW },
        ..account("birch")
    };
    for account in [account("acme"), bare] {
        write(&table, Write::Account(account.clone())).await;
        let read = table.store.household(&account.id).await.unwrap();
        assert_eq!(read.account, Some(account));
    }
}

#[tokio::test]
async fn a_member() {
    let table = Table::empty().await;
    let bare = Participant {
        email_verified_at: None,
        name: None,
        locale: None,
        time_zone: None,
        seen_at: Some(NOW),
        left_at: Some(NOW),
        ..participant("acme", "al")
    };
    for participant in [participant("acme", "ana"), bare] {
        write(&table, Write::Participant(participant.clone())).await;
        let read = table
            .store
            .participant(&participant.account_id, &participant.id)
            .await;
        assert_eq!(read.unwrap(), Some(participant));
    }
}

#[tokio::test]
async fn what_is_known_of_payments() {
    use BillingInterval::{Day, Month, Week, Year};
    let table = Table::empty().await;
    for interval in [Some(Day), Some(Week), Some(Month), Some(Year), None] {
        let paying = Paying {
            account_id: id(&format!("acme-{interval:?}").replace(['(', ')'], "-")),
            next_invoice: interval.map(|interval| NextInvoice { at: NOW, interval }),
            ..paying("acme")
        };
        write(&table, Write::Paying(paying.clone())).await;
        let read = table.store.household(&paying.account_id).await.unwrap();
        assert_eq!(read.paying, Some(paying));
    }
}

#[tokio::test]
async fn an_address() {
    let table = Table::empty().await;
    let open = address_use("ana@example.com", "acme");
    let closed = AddressUse {
        closed_at: Some(NOW),
        ..address_use("ana@example.com", "birch")
    };
    write(&table, Write::Address(open.clone())).await;
    write(&table, Write::Address(closed.clone())).await;
    let mut read = table
        .store
        .address_uses(&hash("ana@example.com"))
        .await
        .unwrap();
    read.sort_by_key(|address| address.account_id.clone());
    assert_eq!(read, [open, closed]);
}

#[tokio::test]
async fn a_referral_in_every_status() {
    let table = Table::empty().await;
    for (number, status) in every_status().into_iter().enumerate() {
        let referral = Referral {
            status,
            ..referral(&format!("friend-{number}"))
        };
        write(&table, Write::Referral(referral.clone())).await;
        let read = table
            .store
            .household(&referral.friend_account_id)
            .await
            .unwrap();
        assert_eq!(read.referral, Some(referral));
    }
}

#[tokio::test]
async fn a_referral_by_an_accepted_invite_that_promised_nothing() {
    let table = Table::empty().await;
    let referral = Referral {
        evidence: Evidence::Accept {
            invite_id: id("inv_a"),
            at: NOW,
        },
        promised: Offer::default(),
        ..referral("birch")
    };
    write(&table, Write::Referral(referral.clone())).await;
    let read = table.store.household(&id("birch")).await.unwrap();
    assert_eq!(read.referral, Some(referral));
}

#[tokio::test]
async fn the_referrers_copy_in_every_status_and_for_every_reason() {
    let table = Table::empty().await;
    let mut written = Vec::new();
    for (number, status) in every_status().into_iter().enumerate() {
        for reason in [None, Some(Reason::ReferrerNotPayingAtInstant)] {
            let friend = format!("friend-{number}-{}", u8::from(reason.is_some()));
            let referral = Referral {
                status: status.clone(),
                ..referral(&friend)
            };
            let summary = ReferralSummary::of(&referral, reason);
            write(&table, Write::Summary(summary.clone())).await;
            written.push(summary);
        }
    }
    written.reverse();
    assert_eq!(
        table.store.feed(&id("acme")).await.unwrap().referrals,
        written
    );
}

#[tokio::test]
async fn a_signups_outcome() {
    let table = Table::empty().await;
    let nothing = SignupOutcome {
        referral_id: None,
        reason: Some(Reason::NotViaLinkOrAccept),
        ..outcome("cedar")
    };
    for outcome in [outcome("birch"), nothing] {
        write(&table, Write::Outcome(outcome.clone())).await;
        let read = table.store.household(&outcome.account_id).await.unwrap();
        assert_eq!(read.outcome, Some(outcome));
    }
}

#[tokio::test]
async fn a_reward_in_every_state() {
    let table = Table::empty().await;
    for (number, state) in every_state().into_iter().enumerate() {
        let friend = format!("friend-{number}");
        let of_friend = Reward {
            state: state.clone(),
            ..reward_of_friend(&friend)
        };
        let of_referrer = Reward {
            state,
            attempts: 3,
            ..reward(&friend)
        };
        let with_a_past = reward_with_a_past(&format!("past-{number}"));
        for reward in [of_referrer, of_friend, with_a_past] {
            write(&table, Write::Reward(reward.clone())).await;
            assert_eq!(table.store.reward(&reward.id).await.unwrap(), Some(reward));
        }
    }
}

#[tokio::test]
async fn a_journal_entry_of_every_movement_and_its_line() {
    let table = Table::empty().await;
    let mut lines = Vec::new();
    for entry in every_entry("birch") {
        write(&table, Write::Journal(entry.clone())).await;
        let read: JournalEntry = table
            .record(&format!("JOURNAL#{}", entry.id()), "ENTRY")
            .await;
        assert_eq!(read, entry);
        lines.push(entry.statement_line());
    }
    lines.sort_by(|one, other| other.entry_id.cmp(&one.entry_id));
    assert_eq!(table.store.feed(&id("acme")).await.unwrap().lines, lines);
}

#[tokio::test]
async fn a_notification_of_everything_there_is_to_tell() {
    let table = Table::empty().await;
    // Two of them tell that credit was earned, with a hold and without: of two rewards.
    for (number, notification) in every_notification("birch").into_iter().enumerate() {
        let account: AccountId = id(&format!("acme-{number}"));
        let notification = domain::notification::Notification {
            account_id: account.clone(),
            ..notification
        };
        write(&table, Write::Notification(notification.clone())).await;
        let read = table
            .store
            .notification(&account, NOW, &notification.id)
            .await;
        assert_eq!(read.unwrap(), Some(notification));
    }
}

#[tokio::test]
async fn an_invite_in_every_state() {
    let table = Table::empty().await;
    for (number, state) in invites::every_state().into_iter().enumerate() {
        let invite = Invite {
            state,
            ..invites::invite(&format!("inv_{number}"))
        };
        write(&table, Write::Invite(Box::new(invite.clone()))).await;
        assert_eq!(table.store.invite(&invite.id).await.unwrap(), Some(invite));
    }
}

#[tokio::test]
async fn an_invite_whose_address_is_gone_that_was_accepted() {
    let table = Table::empty().await;
    let invite = Invite {
        friend_name: None,
        locale: None,
        message: None,
        accepted_at: Some(NOW),
        recipient: None,
        purge_at: Some(NOW),
        ..invites::invite("inv_a")
    };
    write(&table, Write::Invite(Box::new(invite.clone()))).await;
    assert_eq!(table.store.invite(&invite.id).await.unwrap(), Some(invite));
}

#[tokio::test]
async fn every_record_of_an_account_with_the_longest_id() {
    let longest = "b".repeat(domain::id::MAX_LENGTH);
    let table = Table::with([
        Write::Account(account(&longest)),
        Write::Referral(referral(&longest)),
        Write::Outcome(outcome(&longest)),
        Write::Reward(reward(&longest)),
        Write::Reward(reward_of_friend(&longest)),
    ])
    .await;
    for entry in every_entry(&longest) {
        write(&table, Write::Journal(entry)).await;
    }
    for notification in every_notification(&longest).into_iter().skip(1) {
        write(&table, Write::Notification(notification)).await;
    }
    let household = table.store.household(&id(&longest)).await.unwrap();
    assert_eq!(household.reward(Side::Referrer), Some(&reward(&longest)));
    let feed = table.store.feed(&id("acme")).await.unwrap();
    assert_eq!((feed.lines.len(), feed.notifications.len()), (9, 11));
}
