use domain::change::Write;
use domain::ledger::JournalEntry;
use domain::notification::Notification;
use domain::referral::{Referral, ReferralSummary};
use domain::reward::Reward;
use jiff::Timestamp;

use crate::given::accounts::{account, participant};
use crate::given::referrals::{notification, referral, reward, summary};
use crate::given::{NOW, id, minutes_later};
use crate::table::Table;

/// The entry of Ana's reward for this friend, at some time.
fn granted(friend: &str, at: Timestamp) -> JournalEntry {
    JournalEntry::grant(&reward(friend), true, at)
}

#[tokio::test]
async fn the_feed_of_an_unknown_account_is_empty() {
    let table = Table::empty().await;
    let feed = table.store.feed(&id("acme")).await.unwrap();
    assert!(feed.lines.is_empty() && feed.referrals.is_empty() && feed.notifications.is_empty());
    assert_eq!(feed.household.account, None);
}

#[tokio::test]
async fn one_round_trip_reads_an_accounts_home() {
    let table = Table::with([
        Write::Account(account("acme")),
        Write::Participant(participant("acme", "ana")),
        Write::Journal(granted("birch", NOW)),
        Write::Summary(summary("birch")),
        Write::Notification(notification("birch")),
    ])
    .await;
    let feed = table.store.feed(&id("acme")).await.unwrap();
    assert_eq!(feed.household.account, Some(account("acme")));
    assert_eq!(feed.household.participants, [participant("acme", "ana")]);
    assert_eq!(feed.lines, [granted("birch", NOW).statement_line()]);
    assert_eq!(feed.referrals, [summary("birch")]);
    assert_eq!(feed.notifications, [notification("birch")]);
    assert_eq!(table.wire.asked().len(), 1);
}

#[tokio::test]
async fn what_happened_last_comes_first() {
    // A whole second, then less than a millisecond after it, which texts may sort otherwise.
    let later = NOW + jiff::SignedDuration::from_nanos(1);
    let copy = |friend: &str, recorded_at| {
        ReferralSummary::of(
            &Referral {
                recorded_at,
                ..referral(friend)
            },
            None,
        )
    };
    let table = Table::with([
        Write::Journal(granted("birch", later)),
        Write::Journal(granted("cedar", NOW)),
        Write::Journal(granted("elm", minutes_later(1))),
        Write::Summary(copy("cedar", NOW)),
        Write::Summary(copy("elm", minutes_later(1))),
        Write::Summary(copy("birch", later)),
    ])
    .await;
    let feed = table.store.feed(&id("acme")).await.unwrap();
    let lines: Vec<_> = feed
        .lines
        .iter()
        .map(|line| line.reward_id.to_string())
        .collect();
    assert_eq!(
        lines,
        [
            "rwd_elm.referrer",
            "rwd_birch.referrer",
            "rwd_cedar.referrer"
        ]
    );
    let referrals: Vec<_> = feed
        .referrals
        .iter()
        .map(|copy| copy.friend_account_id.to_string())
        .collect();
    assert_eq!(referrals, ["elm", "birch", "cedar"]);
}

#[tokio::test]
async fn a_feed_of_several_pages_is_read_whole_and_in_order() {
    // Long ids make long items: three for each of these friends are more than a page's megabyte.
    let friends: Vec<String> = (0..750)
        .map(|n| format!("{n:03}{}", "x".repeat(93)))
        .collect();
    let writes = friends.iter().zip(0..).flat_map(|(friend, minute)| {
        let at = minutes_later(minute);
        let referral = Referral {
            recorded_at: at,
            ..referral(friend)
        };
        let notification = Notification {
            created_at: at,
            ..notification(friend)
        };
        [
            Write::Journal(granted(friend, at)),
            Write::Summary(ReferralSummary::of(&referral, None)),
            Write::Notification(notification),
        ]
    });
    let table = Table::with([Write::Account(account("acme"))]).await;
    table.add(writes).await;
    let feed = table.store.feed(&id("acme")).await.unwrap();
    assert!(table.wire.count("Query") > 1, "one page held it all");
    assert_eq!(feed.household.account, Some(account("acme")));
    let newest_first: Vec<_> = friends
        .iter()
        .rev()
        .map(|friend| referral(friend).id)
        .collect();
    let referrals = feed.referrals.into_iter().map(|copy| copy.referral_id);
    let notifications = feed.notifications.into_iter().map(|told| told.referral_id);
    assert_eq!(referrals.collect::<Vec<_>>(), newest_first);
    assert_eq!(notifications.collect::<Vec<_>>(), newest_first);
    let earned = friends.iter().rev().map(|friend| reward(friend).id);
    let lines = feed.lines.into_iter().map(|line| line.reward_id);
    assert_eq!(lines.collect::<Vec<_>>(), earned.collect::<Vec<_>>());
}

#[tokio::test]
async fn a_household_of_several_pages_is_read_whole() {
    let long = "x".repeat(100_000);
    let member = |number: u8| domain::account::Participant {
        locale: Some(long.clone()),
        ..participant("acme", &format!("member-{number:02}"))
    };
    let writes = (0..15).map(|number| Write::Participant(member(number)));
    let table = Table::with(writes).await;
    let household = table.store.household(&id("acme")).await.unwrap();
    assert!(table.wire.count("Query") > 1, "one page held it all");
    assert_eq!(household.participants.len(), 15);
}

#[tokio::test]
async fn a_notification_is_found_by_when_and_what() {
    let table = Table::with([Write::Notification(notification("birch"))]).await;
    let told = notification("birch");
    let find = async |at, id| {
        table
            .store
            .notification(&told.account_id, at, id)
            .await
            .unwrap()
    };
    assert_eq!(find(NOW, &told.id).await, Some(told.clone()));
    assert_eq!(find(minutes_later(1), &told.id).await, None);
    assert_eq!(find(NOW, &notification("cedar").id).await, None);
}

#[tokio::test]
async fn lines_of_a_reward_stand_at_the_account_that_earned_it() {
    let friends = Reward {
        account_id: id("birch"),
        ..reward("birch")
    };
    let entry = JournalEntry::grant(&friends, false, NOW);
    let table = Table::with([Write::Journal(entry.clone())]).await;
    assert_eq!(table.store.feed(&id("acme")).await.unwrap().lines, []);
    assert_eq!(
        table.store.feed(&id("birch")).await.unwrap().lines,
        [entry.statement_line()]
    );
}
