use domain::change::Write;
use domain::circuit::MailStream;
use domain::id::NotificationId;
use domain::suppression::{MailKind, Suppression};
use jiff::Timestamp;
use store::MailClaim;

use crate::given::invites::suppression;
use crate::given::{NOW, hash, minutes_later};
use crate::table::wire::Fault;
use crate::table::{Table, only};

async fn claim(table: &Table, now: Timestamp) -> MailClaim {
    claim_of(table, &mail(), now).await
}

async fn claim_of(table: &Table, id: &NotificationId, now: Timestamp) -> MailClaim {
    let to = (&hash("ana@example.com"), MailKind::Notifications);
    table.store.claim_mail(id, to, now).await.unwrap()
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
async fn f3_a_claim_whose_answer_is_lost_is_made_once() {
    let table = Table::empty().await;
    table.wire.faults([Fault::ReplyLost]);
    // The SDK asks again under the same request token.
    assert_eq!(claim(&table, NOW).await, MailClaim::Claimed);
    assert_eq!(claim(&table, minutes_later(1)).await, MailClaim::InFlight);
    assert_eq!(claim(&table, minutes_later(5)).await, MailClaim::Claimed);
}

#[tokio::test]
async fn each_notification_has_a_mail_of_its_own() {
    let table = Table::empty().await;
    claim(&table, NOW).await;
    let other = NotificationId::of("credit_earned", "rwd_cedar.referrer");
    assert_eq!(claim_of(&table, &other, NOW).await, MailClaim::Claimed);
}

#[tokio::test]
async fn f42_mail_that_its_recipient_stopped_is_not_claimed() {
    let stop = Suppression {
        address_hash: hash("ana@example.com"),
        kind: MailKind::Notifications,
        ..suppression()
    };
    let table = Table::with([Write::Suppress(stop)]).await;
    assert_eq!(claim(&table, NOW).await, MailClaim::Suppressed);
    assert_eq!(claim(&table, minutes_later(5)).await, MailClaim::Suppressed);
}

#[tokio::test]
async fn f42_mail_that_was_stopped_while_a_sender_died_is_not_claimed_again() {
    let table = Table::empty().await;
    claim(&table, NOW).await;
    let stop = Suppression {
        address_hash: hash("ana@example.com"),
        kind: MailKind::Notifications,
        ..suppression()
    };
    table
        .store
        .commit(&only(Write::Suppress(stop)), NOW)
        .await
        .unwrap();
    assert_eq!(claim(&table, minutes_later(1)).await, MailClaim::InFlight);
    assert_eq!(claim(&table, minutes_later(5)).await, MailClaim::Suppressed);
}

#[tokio::test]
async fn mail_that_was_sent_is_counted() {
    let table = Table::empty().await;
    table
        .store
        .mail_sent(&mail(), "0100-msg", NOW)
        .await
        .unwrap();
    let counts = table.store.mail_counts(MailStream::Participants, NOW).await;
    let counts = counts.unwrap();
    assert_eq!(counts.iter().map(|day| day.tally.sent).sum::<u64>(), 1);
}
