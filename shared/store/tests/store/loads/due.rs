use domain::agenda::Agenda;
use domain::change::Write;
use domain::invite::{Invite, InviteState};
use domain::referral::{Referral, ReferralStatus};
use domain::reward::{Reward, RewardState, Side};
use jiff::{SignedDuration, Timestamp};
use store::{Due, DueFrom};

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

/// All that is due then for its deadline, page by page.
async fn due(table: &Table, now: Timestamp) -> Vec<Due> {
    all(table, Agenda::Deadlines, now).await
}

async fn all(table: &Table, agenda: Agenda, now: Timestamp) -> Vec<Due> {
    let mut found = Vec::new();
    let mut from = Some(DueFrom::start(now));
    while let Some(here) = from {
        let page = table.store.due(agenda, now, &here).await.unwrap();
        found.extend(page.due);
        from = page.next;
    }
    found
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
    assert_eq!(due(&table, NOW).await, []);
}

#[tokio::test]
async fn a_hold_ends_at_its_very_instant_and_not_before() {
    let table = Table::with([held("birch", days_later(14))]).await;
    let nanosecond = SignedDuration::from_nanos(1);
    assert_eq!(due(&table, days_later(14) - nanosecond).await, []);
    assert_eq!(due(&table, days_later(14)).await, [due_reward("birch")]);
    assert_eq!(due(&table, days_later(400)).await, [due_reward("birch")]);
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
    assert_eq!(due(&table, days_later(30)).await, [due_reward("cedar")]);
    let both = due(&table, days_later(90)).await;
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
    assert_eq!(due(&table, days_later(400)).await, []);
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
    assert_eq!(due(&table, NOW).await, []);
    assert_eq!(due(&table, days_later(1)).await, [due_reward("birch")]);
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
    let mut found = due(&table, NOW).await;
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
        let found = due(&table, minutes_later(minute)).await;
        let newest = &friends[39 - usize::try_from(minute).unwrap()];
        assert_eq!(found.len(), usize::try_from(minute).unwrap() + 1);
        assert!(found.contains(&due_reward(newest)), "{newest} at {minute}");
    }
}

#[tokio::test]
async fn after_an_outage_everything_is_found_each_once() {
    let table = Table::empty().await;
    let friends: Vec<String> = (0..2_000)
        .map(|number| format!("friend-{number}"))
        .collect();
    table
        .add(friends.iter().map(|friend| held(friend, NOW)))
        .await;
    let mut found = due(&table, days_later(2)).await;
    found.sort_by_key(|due| format!("{due:?}"));
    let mut expected: Vec<Due> = friends.iter().map(|friend| due_reward(friend)).collect();
    expected.sort_by_key(|due| format!("{due:?}"));
    assert_eq!(found, expected);
}

#[tokio::test]
async fn nothing_is_begun_once_there_is_no_time() {
    let table = Table::with([held("birch", NOW), held("cedar", NOW)]).await;
    let left = std::cell::Cell::new(1_u8);
    let has_time = || left.replace(0) > 0;
    let work = async |_: &Due| Ok(());
    let agenda = (Agenda::Deadlines, NOW);
    let looked = table.store.each_due(agenda, has_time, work).await.unwrap();
    assert_eq!((looked.at, looked.out_of_time), (1, true));
}

#[tokio::test]
async fn one_that_fails_does_not_keep_the_others_waiting() {
    let table = Table::with([held("birch", NOW), held("cedar", NOW)]).await;
    let work = async |_: &Due| Err(store::StoreError::Stale);
    let agenda = (Agenda::Deadlines, NOW);
    let looked = table.store.each_due(agenda, || true, work).await.unwrap();
    assert_eq!(looked.at, 2);
    assert!(matches!(looked.failed, Some((store::StoreError::Stale, 2))));
}

#[tokio::test]
async fn a_record_is_on_one_agenda_at_a_time() {
    let reminded = Referral {
        remind_at: Some(days_later(3)),
        ..referral("birch")
    };
    let table = Table::with([Write::Referral(reminded.clone())]).await;
    let expected = [Due::Referral {
        friend: id("birch"),
    }];
    assert_eq!(due(&table, days_later(90)).await, []);
    assert_eq!(all(&table, Agenda::Reminders, days_later(2)).await, []);
    assert_eq!(
        all(&table, Agenda::Reminders, days_later(3)).await,
        expected
    );
    let moved = Referral {
        remind_at: None,
        version: 2,
        ..reminded
    };
    let moved = only(Write::Referral(moved));
    table.store.commit(&moved, NOW).await.unwrap();
    assert_eq!(all(&table, Agenda::Reminders, days_later(90)).await, []);
    assert_eq!(due(&table, days_later(90)).await, expected);
}

#[tokio::test]
async fn an_invite_is_due_when_it_expires_and_when_its_address_goes() {
    let sent = Invite {
        state: InviteState::Sent {
            message_id: "ses-1".to_owned(),
            sent_at: NOW,
        },
        ..invite("inv_a")
    };
    let table = Table::with([Write::Invite(Box::new(sent.clone()))]).await;
    let invite = [Due::Invite { id: id("inv_a") }];
    let at = async |now| due(&table, now).await;
    assert_eq!(at(days_later(29)).await, []);
    assert_eq!(at(days_later(30)).await, invite);

    let expired = Invite {
        purge_at: Some(days_later(60)),
        version: 2,
        ..sent
    };
    let write = only(Write::Invite(Box::new(expired.clone())));
    table.store.commit(&write, days_later(30)).await.unwrap();
    assert_eq!(at(days_later(59)).await, []);
    assert_eq!(at(days_later(60)).await, invite);

    let purged = Invite {
        recipient: None,
        version: 3,
        ..expired
    };
    let write = only(Write::Invite(Box::new(purged)));
    table.store.commit(&write, days_later(60)).await.unwrap();
    assert_eq!(at(days_later(600)).await, []);
}
