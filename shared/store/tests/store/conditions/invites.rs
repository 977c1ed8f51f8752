use domain::change::Write;
use domain::invite::{Invite, InviteState};
use domain::reason::Reason;
use domain::suppression::{MailKind, Suppression};

use super::{follows_its_version, holds, refused};
use crate::given::invites::{
    invite, invited, limits, may_write, sent_by, sent_by_program, suppression,
};
use crate::given::{NOW, days_later, hash};
use crate::table::{Table, schema};

fn written(invite: Invite) -> Write {
    Write::Invite(Box::new(invite))
}

#[tokio::test]
async fn an_invite_moves_on_only_as_it_was_read() {
    follows_its_version(|version| {
        written(Invite {
            version,
            ..invite("inv_a")
        })
    })
    .await;
}

#[tokio::test]
async fn an_invite_is_claimed_for_sending_once() {
    let table = Table::with([written(invite("inv_a"))]).await;
    let claimed = invite("inv_a").in_state(InviteState::Sending {
        claimed_at: NOW,
        counter: 0,
    });
    holds(&table, written(claimed.clone())).await;
    refused(&table, written(claimed)).await;
}

#[tokio::test]
async fn f42_an_address_that_wants_no_more_mail_gets_none() {
    let table = Table::empty().await;
    for kind in MailKind::ALL {
        holds(&table, may_write("bo@example.com", kind)).await;
        let stop = Suppression {
            kind,
            apart_from_reminders: true,
            ..suppression()
        };
        holds(&table, Write::Suppress(stop)).await;
        refused(&table, may_write("bo@example.com", kind)).await;
        holds(&table, may_write("cy@example.com", kind)).await;
    }
}

#[tokio::test]
async fn who_stops_mail_about_their_own_referrals_may_still_be_invited() {
    let own = Suppression {
        kind: MailKind::Notifications,
        ..suppression()
    };
    let table = Table::with([Write::Suppress(own.clone())]).await;
    holds(&table, may_write("bo@example.com", MailKind::Invites)).await;
    let found = table.store.suppressions(&hash("bo@example.com")).await;
    let found = found.unwrap();
    assert_eq!(found.stopping(MailKind::Notifications), Some(&own));
    assert_eq!(found.stopping(MailKind::Invites), None);
}

#[tokio::test]
async fn a_stop_from_before_there_were_reminders_holds_for_them_too() {
    let before = Suppression {
        kind: MailKind::Notifications,
        ..suppression()
    };
    let table = Table::with([Write::Suppress(before.clone())]).await;
    refused(&table, may_write("bo@example.com", MailKind::Reminders)).await;
    let apart = Suppression {
        apart_from_reminders: true,
        ..before
    };
    holds(&table, Write::Suppress(apart)).await;
    holds(&table, may_write("bo@example.com", MailKind::Reminders)).await;
}

#[tokio::test]
async fn an_address_that_bounced_and_opted_out_is_suppressed_for_the_latest_reason() {
    let table = Table::with([Write::Suppress(suppression())]).await;
    let bounced = Suppression {
        reason: Reason::InviteBounced,
        ..suppression()
    };
    holds(&table, Write::Suppress(bounced.clone())).await;
    let stored = table.store.suppressions(&hash("bo@example.com")).await;
    let stored = stored.unwrap();
    assert_eq!(stored.stopping(MailKind::Invites), Some(&bounced));
}

/// Bo's own stop of invites.
fn own_stop() -> Suppression {
    Suppression {
        may_be_undone: true,
        ..suppression()
    }
}

fn go_on() -> Write {
    Write::Unsuppress {
        recipient: hash("bo@example.com"),
        kind: MailKind::Invites,
    }
}

#[tokio::test]
async fn a_stop_of_ones_own_is_taken_back_and_made_again() {
    let table = Table::with([Write::Suppress(own_stop())]).await;
    holds(&table, Write::Suppress(own_stop())).await;
    holds(&table, go_on()).await;
    holds(&table, may_write("bo@example.com", MailKind::Invites)).await;
    holds(&table, go_on()).await;
}

#[tokio::test]
async fn nobody_takes_back_a_bounce_even_by_stopping_first() {
    let table = Table::with([Write::Suppress(suppression())]).await;
    refused(&table, Write::Suppress(own_stop())).await;
    refused(&table, go_on()).await;
    refused(&table, may_write("bo@example.com", MailKind::Invites)).await;
}

#[tokio::test]
async fn the_thirtieth_invite_of_the_day_is_the_last() {
    let table = Table::with((0..30).map(|_| sent_by("ana", NOW, 30))).await;
    refused(&table, sent_by("ana", NOW, 30)).await;
    let limits = limits(&table, 1).await;
    assert_eq!(limits.sent_today, 30);
}

#[tokio::test]
async fn the_last_invite_of_a_programs_day_is_the_last_of_all_its_participants() {
    let table = Table::with((0..5).map(|_| sent_by_program(0, NOW, 5))).await;
    refused(&table, sent_by_program(0, NOW, 5)).await;
    holds(&table, sent_by_program(1, NOW, 5)).await;
    holds(&table, sent_by_program(0, days_later(1), 5)).await;
    let limits = limits(&table, 8).await;
    assert_eq!(limits.sent_by_program, [5, 1, 0, 0, 0, 0, 0, 0]);
}

#[tokio::test]
async fn each_day_and_each_participant_has_a_count_of_its_own() {
    let table = Table::with([sent_by("ana", NOW, 1)]).await;
    refused(&table, sent_by("ana", NOW, 1)).await;
    holds(&table, sent_by("al", NOW, 1)).await;
    holds(&table, sent_by("ana", days_later(1), 1)).await;
}

#[tokio::test]
async fn a_days_count_is_forgotten_a_week_later() {
    let table = Table::with([sent_by("ana", NOW, 1)]).await;
    let counter = table.item("COUNTER#", "COUNTER").await;
    // The day began ten hours before.
    let end = (days_later(7).as_second() - 10 * 3_600).to_string();
    assert_eq!(counter[schema::expires_at()].as_n(), Ok(&end));
}

#[tokio::test]
async fn a_cap_that_was_raised_or_lowered_counts_at_once() {
    let table = Table::with([sent_by("ana", NOW, 2), sent_by("ana", NOW, 2)]).await;
    refused(&table, sent_by("ana", NOW, 1)).await;
    holds(&table, sent_by("ana", NOW, 3)).await;
}

#[tokio::test]
async fn where_a_program_lets_nobody_invite_not_one_invite_goes_out() {
    let table = Table::empty().await;
    refused(&table, sent_by("ana", NOW, 0)).await;
}

#[tokio::test]
async fn e63_an_address_is_invited_once_in_thirty_days_whoever_asks() {
    let table = Table::with([invited("bo@example.com", NOW)]).await;
    refused(&table, invited("bo@example.com", NOW)).await;
    refused(&table, invited("bo@example.com", days_later(29))).await;
    holds(&table, invited("cy@example.com", NOW)).await;
    holds(&table, invited("bo@example.com", days_later(30))).await;
    refused(&table, invited("bo@example.com", days_later(31))).await;
}

#[tokio::test]
async fn a_message_that_was_not_taken_counts_for_nothing() {
    let table = Table::with([
        sent_by("ana", NOW, 1),
        sent_by_program(0, NOW, 1),
        invited("bo@example.com", NOW),
    ])
    .await;
    for cap in [
        sent_by("ana", NOW, 0),
        sent_by_program(0, NOW, 0),
        invited("bo@example.com", NOW),
    ] {
        let Write::Count(cap) = cap else {
            unreachable!()
        };
        holds(&table, Write::Uncount(cap)).await;
    }
    holds(&table, sent_by("ana", NOW, 1)).await;
    holds(&table, sent_by_program(0, NOW, 1)).await;
    holds(&table, invited("bo@example.com", NOW)).await;
    refused(&table, invited("bo@example.com", NOW)).await;
}
