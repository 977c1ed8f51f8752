use domain::change::Write;
use domain::invite::Invite;
use domain::referral::{Referral, ReferralStatus};
use domain::reward::{Reward, RewardState, Side};
use jiff::{SignedDuration, Timestamp};
use store::Due;

use crate::given::invites::invite;
use crate::given::referrals::{referral, release, reward};
use crate::given::{NOW, days_later, id, minutes_later};
use crate::table::{Table, only};

/// A reward whose hold ends then.
fn held(friend: &str, release_at: Timestamp) -> Write {
    Write::Reward(Reward {
        state: RewardState::Held { release_at },
        ..reward(friend)
    })
}

fn due_reward(friend: &str) -> Due {
    Due::Reward {
        friend: id(friend),
        side: Side::Referrer,
    }
}

#[tokio::test]
async fn nothing_is_due_in_an_empty_table() {
    let table = Table::empty().await;
    assert_eq!(table.store.due(NOW).await.unwrap(), []);
}

#[tokio::test]
async fn a_hold_ends_at_its_very_instant_and_not_before() {
    let table = Table::with([held("birch", days_later(14))]).await;
    let nanosecond = SignedDuration::from_nanos(1);
    assert_eq!(
        table.store.due(days_later(14) - nanosecond).await.unwrap(),
        []
    );
    assert_eq!(
        table.store.due(days_later(14)).await.unwrap(),
        [due_reward("birch")]
    );
    assert_eq!(
        table.store.due(days_later(400)).await.unwrap(),
        [due_reward("birch")]
    );
}

#[tokio::test]
async fn a_window_that_closes_and_a_wait_that_ends_are_due_too() {
    let waiting = Reward {
        state: RewardState::WaitingForReferrer {
            until: days_later(30),
        },
        ..reward("cedar")
    };
    let table = Table::with([Write::Referral(referral("birch")), Write::Reward(waiting)]).await;
    assert_eq!(
        table.store.due(days_later(30)).await.unwrap(),
        [due_reward("cedar")]
    );
    let both = table.store.due(days_later(90)).await.unwrap();
    assert_eq!(both.len(), 2);
    assert!(both.contains(&Due::Referral {
        friend: id("birch")
    }));
}

#[tokio::test]
async fn what_was_looked_at_is_due_no_longer() {
    let table = Table::with([held("birch", NOW), Write::Referral(referral("birch"))]).await;
    let released = release(&reward("birch"), NOW);
    table.store.commit(&released, NOW).await.unwrap();
    let expired = referral("birch").in_status(ReferralStatus::Expired { expired_at: NOW });
    table
        .store
        .commit(&only(Write::Referral(expired)), NOW)
        .await
        .unwrap();
    assert_eq!(table.store.due(days_later(400)).await.unwrap(), []);
}

#[tokio::test]
async fn a_hold_that_was_put_off_is_due_at_its_new_time() {
    let table = Table::with([held("birch", NOW)]).await;
    let later = Reward {
        state: RewardState::Held {
            release_at: days_later(1),
        },
        version: 2,
        ..reward("birch")
    };
    table
        .store
        .commit(&only(Write::Reward(later)), NOW)
        .await
        .unwrap();
    assert_eq!(table.store.due(NOW).await.unwrap(), []);
    assert_eq!(
        table.store.due(days_later(1)).await.unwrap(),
        [due_reward("birch")]
    );
}

#[tokio::test]
async fn everything_due_is_found_wherever_it_is_kept() {
    let friends: Vec<String> = (0..60).map(|number| format!("friend-{number}")).collect();
    let write = |friend: &String| {
        Write::Referral(Referral {
            status: ReferralStatus::Attributed { expires_at: NOW },
            ..referral(friend)
        })
    };
    let table = Table::empty().await;
    table.add(friends.iter().map(write)).await;
    let mut found = table.store.due(NOW).await.unwrap();
    found.sort_by_key(|due| format!("{due:?}"));
    let mut expected: Vec<_> = friends
        .iter()
        .map(|friend| Due::Referral { friend: id(friend) })
        .collect();
    expected.sort_by_key(|due| format!("{due:?}"));
    assert_eq!(found, expected);
}

#[tokio::test]
async fn each_instant_finds_what_is_due_by_then() {
    let friends: Vec<String> = (0..40).map(|number| format!("friend-{number}")).collect();
    let times = friends.iter().zip((0..40).rev().map(minutes_later));
    let table = Table::empty().await;
    table.add(times.map(|(friend, at)| held(friend, at))).await;
    for minute in 0..40 {
        let found = table.store.due(minutes_later(minute)).await.unwrap();
        let newest = &friends[39 - usize::try_from(minute).unwrap()];
        assert_eq!(found.len(), usize::try_from(minute).unwrap() + 1);
        assert!(found.contains(&due_reward(newest)), "{newest} at {minute}");
    }
}

#[tokio::test]
async fn a_run_takes_the_oldest_and_leaves_to_the_next_what_it_cannot_do() {
    let table = Table::empty().await;
    let all = (0..2_000).map(|number| held(&format!("friend-{number}"), days_later(2)));
    let old: Vec<String> = (0..400).map(|number| format!("old-{number}")).collect();
    table.add(all).await;
    table.add(old.iter().map(|friend| held(friend, NOW))).await;
    let found = table.store.due(days_later(2)).await.unwrap();
    assert_eq!(found.len(), 8 * 200);
    assert!(old.iter().all(|friend| found.contains(&due_reward(friend))));
    assert_eq!(table.wire.count("Query"), 8);
}

#[tokio::test]
async fn an_invite_is_due_when_it_expires_and_when_its_address_goes() {
    let sent = invite("inv_a");
    let table = Table::with([Write::Invite(Box::new(sent.clone()))]).await;
    let due = [Due::Invite { id: id("inv_a") }];
    let at = async |now| table.store.due(now).await.unwrap();
    assert_eq!(at(days_later(29)).await, []);
    assert_eq!(at(days_later(30)).await, due);

    let expired = Invite {
        purge_at: Some(days_later(60)),
        version: 2,
        ..sent
    };
    let write = only(Write::Invite(Box::new(expired.clone())));
    table.store.commit(&write, days_later(30)).await.unwrap();
    assert_eq!(at(days_later(59)).await, []);
    assert_eq!(at(days_later(60)).await, due);

    let purged = Invite {
        recipient: None,
        version: 3,
        ..expired
    };
    let write = only(Write::Invite(Box::new(purged)));
    table.store.commit(&write, days_later(60)).await.unwrap();
    assert_eq!(at(days_later(600)).await, []);
}
