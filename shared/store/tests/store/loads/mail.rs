use domain::id::NotificationId;
use jiff::Timestamp;
use store::MailClaim;

use crate::given::{NOW, minutes_later};
use crate::table::Table;
use crate::table::wire::Fault;

async fn claim(table: &Table, now: Timestamp) -> MailClaim {
    table.store.claim_mail(&mail(), now).await.unwrap()
}

fn mail() -> NotificationId {
    NotificationId::of("credit_earned", "rwd_birch.referrer")
}

#[tokio::test]
async fn the_first_delivery_sends_and_others_wait() {
    let table = Table::empty().await;
    assert_eq!(claim(&table, NOW).await, MailClaim::Claimed);
    assert_eq!(claim(&table, NOW).await, MailClaim::InFlight);
    assert_eq!(claim(&table, minutes_later(2)).await, MailClaim::InFlight);
}

#[tokio::test]
async fn mail_that_was_sent_is_never_sent_again() {
    let table = Table::empty().await;
    claim(&table, NOW).await;
    table
        .store
        .mail_sent(&mail(), "0100-msg", NOW)
        .await
        .unwrap();
    assert_eq!(claim(&table, NOW).await, MailClaim::Sent);
    assert_eq!(
        claim(&table, minutes_later(60 * 24 * 400)).await,
        MailClaim::Sent
    );
}

#[tokio::test]
async fn f9_mail_whose_sender_died_is_claimed_by_a_later_delivery() {
    let table = Table::empty().await;
    claim(&table, NOW).await;
    assert_eq!(claim(&table, minutes_later(3)).await, MailClaim::Claimed);
    assert_eq!(claim(&table, minutes_later(4)).await, MailClaim::InFlight);
}

#[tokio::test]
async fn f3_a_claim_nobody_heard_of_is_made_again_by_a_later_delivery() {
    let table = Table::empty().await;
    table.wire.faults([Fault::ReplyLost]);
    assert_eq!(claim(&table, NOW).await, MailClaim::InFlight);
    assert_eq!(claim(&table, minutes_later(5)).await, MailClaim::Claimed);
}

#[tokio::test]
async fn each_notification_has_a_mail_of_its_own() {
    let table = Table::empty().await;
    claim(&table, NOW).await;
    let other = NotificationId::of("credit_earned", "rwd_cedar.referrer");
    assert_eq!(
        table.store.claim_mail(&other, NOW).await.unwrap(),
        MailClaim::Claimed
    );
}
