use domain::account::Household;
use domain::change::Write;
use domain::reward::Side;
use serde_json::json;
use store::StoreError;

use crate::given::accounts::{
    account, address_use, await_account, link_customer, parked, participant, paying,
};
use crate::given::referrals::{
    grant, notification, outcome, referral, reward, reward_of_friend, summary,
};
use crate::given::{hash, id};
use crate::table::Table;
use crate::table::wire::Fault;

#[tokio::test]
async fn a_household_is_all_that_is_known_of_an_account() {
    let table = Table::with([
        Write::Account(account("birch")),
        Write::Participant(participant("birch", "bo")),
        Write::Participant(participant("birch", "bea")),
        Write::Paying(paying("birch")),
        Write::Referral(referral("birch")),
        Write::Reward(reward("birch")),
        Write::Reward(reward_of_friend("birch")),
        Write::Outcome(outcome("birch")),
    ])
    .await;
    let household = table.store.household(&id("birch")).await.unwrap();
    let mut participants = household.participants.clone();
    participants.sort_by_key(|participant| participant.id.clone());
    assert_eq!(
        participants,
        [participant("birch", "bea"), participant("birch", "bo")]
    );
    assert_eq!(household.account, Some(account("birch")));
    assert_eq!(household.paying, Some(paying("birch")));
    assert_eq!(household.referral, Some(referral("birch")));
    assert_eq!(household.outcome, Some(outcome("birch")));
    assert_eq!(household.reward(Side::Referrer), Some(&reward("birch")));
    assert_eq!(
        household.reward(Side::Friend),
        Some(&reward_of_friend("birch"))
    );
    assert_eq!(table.wire.asked().len(), 1);
}

#[tokio::test]
async fn what_explains_the_referrals_of_several_friends_is_read_at_once() {
    let table = Table::with([
        Write::Account(account("birch")),
        Write::Participant(participant("birch", "bo")),
        Write::Participant(participant("birch", "bea")),
        Write::Paying(paying("birch")),
        Write::Referral(referral("birch")),
        Write::Reward(reward("birch")),
        Write::Reward(reward_of_friend("birch")),
        Write::Referral(referral("cedar")),
    ])
    .await;
    let friends = [
        (id("cedar"), id("cy")),
        (id("birch"), id("bo")),
        (id("gone"), id("gus")),
    ];
    let found = table.store.referred(&friends).await.unwrap();
    assert_eq!(found[0].referral, Some(referral("cedar")));
    assert_eq!(found[0].rewards, []);
    assert_eq!(found[1].account, Some(account("birch")));
    assert_eq!(found[1].participants, [participant("birch", "bo")]);
    assert_eq!(found[1].paying, Some(paying("birch")));
    assert_eq!(found[1].reward(Side::Referrer), Some(&reward("birch")));
    assert_eq!(
        found[1].reward(Side::Friend),
        Some(&reward_of_friend("birch"))
    );
    assert_eq!(found[2], Household::default());
    assert_eq!(table.wire.asked().len(), 1);
}

#[tokio::test]
async fn a_household_has_no_lines_of_its_feed_and_nothing_of_another_account() {
    let table = Table::with([
        Write::Journal(grant("birch")),
        Write::Summary(summary("birch")),
        Write::Notification(notification("birch")),
        Write::Account(account("acme-2")),
    ])
    .await;
    let household = table.store.household(&id("acme")).await.unwrap();
    assert_eq!(household, Household::default());
    let asked = &table.wire.asked()[0].body;
    assert_eq!(
        asked["ExpressionAttributeValues"][":from"]["S"], "U",
        "the feed is not read"
    );
}

#[tokio::test]
async fn nothing_is_known_of_an_account_nobody_told_of() {
    let table = Table::empty().await;
    assert_eq!(
        table.store.household(&id("acme")).await.unwrap(),
        Household::default()
    );
    assert_eq!(
        table
            .store
            .participant(&id("acme"), &id("ana"))
            .await
            .unwrap(),
        None
    );
    assert_eq!(table.store.reward(&reward("birch").id).await.unwrap(), None);
    assert_eq!(table.store.reward(&id("not-a-reward")).await.unwrap(), None);
    assert_eq!(
        table
            .store
            .address_uses(&hash("ana@example.com"))
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        table.store.account_of_customer(&id("cus_1")).await.unwrap(),
        None
    );
    assert_eq!(table.store.parked_payments(&id("cus_1")).await.unwrap(), []);
}

#[tokio::test]
async fn a_customer_that_waits_is_known_on_both_sides() {
    let table = Table::with([await_account("cus_1", "acme")]).await;
    let household = table.store.household(&id("acme")).await.unwrap();
    assert_eq!(household.awaited_customer, Some(id("cus_1")));
    let account = table.store.account_of_customer(&id("cus_1")).await.unwrap();
    assert_eq!(account, Some(id("acme")));
}

#[tokio::test]
async fn the_uses_of_one_address_are_not_those_of_another() {
    let table = Table::with([
        Write::Address(address_use("ana@example.com", "acme")),
        Write::Address(address_use("bo@example.com", "birch")),
    ])
    .await;
    let uses = table
        .store
        .address_uses(&hash("bo@example.com"))
        .await
        .unwrap();
    assert_eq!(uses, [address_use("bo@example.com", "birch")]);
}

#[tokio::test]
async fn parked_payments_are_the_customers_own_and_without_its_link() {
    let table = Table::with([
        link_customer("cus_1", "acme"),
        Write::Park(parked("cus_1", "in_1")),
        Write::Park(parked("cus_1", "in_2")),
        Write::Park(parked("cus_2", "in_3")),
    ])
    .await;
    let mut payments = table.store.parked_payments(&id("cus_1")).await.unwrap();
    payments.sort_by_key(|payment| payment.invoice_id.clone());
    assert_eq!(payments, [parked("cus_1", "in_1"), parked("cus_1", "in_2")]);
}

#[tokio::test]
async fn rewards_are_read_a_hundred_at_a_time_and_the_absent_left_out() {
    let friends: Vec<String> = (0..150)
        .map(|number| format!("friend-{number:03}"))
        .collect();
    let writes = friends
        .iter()
        .step_by(2)
        .map(|friend| Write::Reward(reward(friend)));
    let table = Table::empty().await;
    table.add(writes).await;
    let ids: Vec<_> = friends.iter().map(|friend| reward(friend).id).collect();
    let mut rewards = table.store.rewards(&ids).await.unwrap();
    rewards.sort_by_key(|reward| reward.id.clone());
    let expected: Vec<_> = friends
        .iter()
        .step_by(2)
        .map(|friend| reward(friend))
        .collect();
    assert_eq!(rewards, expected);
    assert_eq!(table.wire.count("BatchGetItem"), 2);
}

#[tokio::test]
async fn members_that_are_asked_for_twice_are_answered_once() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    let ana = (id("acme"), id("ana"));
    let names = [ana.clone(), (id("acme"), id("nobody")), ana];
    let participants = table.store.participants(&names).await.unwrap();
    assert_eq!(participants, [participant("acme", "ana")]);
}

#[tokio::test]
async fn f1_what_the_table_left_undone_is_asked_for_again() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    table.wire.faults([left_undone()]);
    let rewards = table.store.rewards(&[reward("birch").id]).await.unwrap();
    assert_eq!(rewards, [reward("birch")]);
    assert_eq!(table.wire.count("BatchGetItem"), 2);
}

#[tokio::test]
async fn f1_a_table_that_leaves_everything_undone_gives_back() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    table.wire.faults(vec![left_undone(); 6]);
    let error = table
        .store
        .rewards(&[reward("birch").id])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Contended(_)), "{error:?}");
}

/// A busy table reads nothing of what was asked for.
fn left_undone() -> Fault {
    let key = json!({ "pk": { "S": "ACCOUNT#birch" }, "sk": { "S": "V#REWARD#referrer" } });
    let left = json!({ "goodword": { "Keys": [key] } });
    Fault::Answered(200, json!({ "Responses": {}, "UnprocessedKeys": left }))
}

#[tokio::test]
async fn asking_for_nobody_asks_nothing_of_the_table() {
    let table = Table::empty().await;
    assert_eq!(table.store.participants(&[]).await.unwrap(), []);
    assert_eq!(table.store.rewards(&[]).await.unwrap(), []);
    assert_eq!(table.wire.asked().len(), 0);
}
