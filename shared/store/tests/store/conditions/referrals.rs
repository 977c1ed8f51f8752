use domain::change::Write;
use domain::reason::Reason;
use domain::referral::{Referral, ReferralStatus, ReferralSummary, SignupOutcome};
use domain::reward::Reward;

use super::{follows_its_version, holds, refused};
use crate::given::referrals::{
    grant, notification, outcome, referral, reward, reward_of_friend, summary,
};
use crate::given::{NOW, id, usd};
use crate::table::Table;

#[tokio::test]
async fn an_account_is_referred_at_most_once() {
    let table = Table::with([Write::Referral(referral("birch"))]).await;
    let by_another = Referral {
        referrer_account_id: id("cedar"),
        referrer_participant_id: id("cy"),
        program_id: id("contactually"),
        ..referral("birch")
    };
    refused(&table, Write::Referral(by_another)).await;
    let stored = table
        .store
        .household(&id("birch"))
        .await
        .unwrap()
        .referral
        .unwrap();
    assert_eq!(stored.referrer_account_id, id("acme"));
}

#[tokio::test]
async fn a_referral_moves_on_only_as_it_was_read() {
    follows_its_version(|version| {
        Write::Referral(Referral {
            version,
            ..referral("birch")
        })
    })
    .await;
}

#[tokio::test]
async fn each_side_of_a_referral_earns_one_reward() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    refused(
        &table,
        Write::Reward(Reward {
            amount: usd("99"),
            ..reward("birch")
        }),
    )
    .await;
    holds(&table, Write::Reward(reward_of_friend("birch"))).await;
    let household = table.store.household(&id("birch")).await.unwrap();
    assert_eq!(household.rewards.len(), 2);
}

#[tokio::test]
async fn a_reward_moves_on_only_as_it_was_read() {
    follows_its_version(|version| {
        Write::Reward(Reward {
            version,
            ..reward("birch")
        })
    })
    .await;
}

#[tokio::test]
async fn e8_a_signup_is_decided_once() {
    let table = Table::with([Write::Outcome(outcome("birch"))]).await;
    let other = SignupOutcome {
        referral_id: None,
        reason: Some(Reason::SelfReferral),
        ..outcome("birch")
    };
    refused(&table, Write::Outcome(other)).await;
    holds(&table, Write::Outcome(outcome("cedar"))).await;
}

#[tokio::test]
async fn credit_is_granted_once_for_one_referral() {
    let table = Table::with([Write::Journal(grant("birch"))]).await;
    refused(&table, Write::Journal(grant("birch"))).await;
    holds(&table, Write::Journal(grant("cedar"))).await;
}

#[tokio::test]
async fn credit_that_was_granted_another_day_is_not_granted_again() {
    let table = Table::with([Write::Journal(grant("birch"))]).await;
    let later = crate::given::days_later(400);
    let again = domain::ledger::JournalEntry::grant(&reward("birch"), true, later);
    refused(&table, Write::Journal(again)).await;
}

#[tokio::test]
async fn a_journal_entry_stands_on_the_earners_statement() {
    let table = Table::with([Write::Journal(grant("birch"))]).await;
    let feed = table.store.feed(&id("acme")).await.unwrap();
    assert_eq!(feed.lines, [grant("birch").statement_line()]);
}

#[tokio::test]
async fn a_participant_is_told_the_same_thing_once() {
    let table = Table::with([Write::Notification(notification("birch"))]).await;
    refused(&table, Write::Notification(notification("birch"))).await;
    holds(&table, Write::Notification(notification("cedar"))).await;
}

#[tokio::test]
async fn the_referrers_copy_follows_the_referral() {
    let table = Table::with([Write::Summary(summary("birch"))]).await;
    let expired = referral("birch").in_status(ReferralStatus::Expired { expired_at: NOW });
    let copy = ReferralSummary::of(&expired, Some(Reason::QualificationWindowPassed));
    holds(&table, Write::Summary(copy.clone())).await;
    holds(&table, Write::Summary(copy.clone())).await;
    assert_eq!(
        table.store.feed(&id("acme")).await.unwrap().referrals,
        [copy]
    );
}

#[tokio::test]
async fn what_rests_on_a_referral_is_stored_only_while_it_is_as_it_was_read() {
    let require = |version| Write::RequireReferral {
        referral_id: referral("birch").id,
        friend: id("birch"),
        version,
    };
    let table = Table::empty().await;
    refused(&table, require(1)).await;
    holds(&table, Write::Referral(referral("birch"))).await;
    refused(&table, require(2)).await;
    holds(&table, require(1)).await;
}
