use domain::change::Write;
use domain::circuit::{Circuit, MailStream};
use domain::invite::Invite;
use domain::suppression::Suppressions;
use store::{InviteLimits, InvitePage};

use crate::given::invites::{invite, invited, limits, sent_by, suppression};
use crate::given::{NOW, hash, id, minutes_later};
use crate::table::Table;

/// The invite of this number, asked for at that minute.
fn of_minute(number: i64) -> Invite {
    Invite {
        created_at: minutes_later(number),
        ..invite(&format!("inv_{number:02}"))
    }
}

fn written(invite: Invite) -> Write {
    Write::Invite(Box::new(invite))
}

fn names(page: &InvitePage) -> Vec<&str> {
    page.invites
        .iter()
        .map(|invite| invite.id.as_str())
        .collect()
}

async fn page(table: &Table, before: Option<&Invite>, limit: u8) -> InvitePage {
    let before = before.map(InvitePage::place_of);
    table
        .store
        .invites_of((&id("acme"), &id("ana")), before.as_deref(), limit)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_newest_invite_comes_first_and_every_page_goes_on_where_the_last_ended() {
    let table = Table::with((0..7).map(|number| written(of_minute(number)))).await;
    let first = page(&table, None, 3).await;
    assert_eq!(
        (names(&first), first.has_more),
        (vec!["inv_06", "inv_05", "inv_04"], true)
    );
    let second = page(&table, first.invites.last(), 3).await;
    assert_eq!(
        (names(&second), second.has_more),
        (vec!["inv_03", "inv_02", "inv_01"], true)
    );
    let third = page(&table, second.invites.last(), 3).await;
    assert_eq!((names(&third), third.has_more), (vec!["inv_00"], false));
    let fourth = page(&table, third.invites.last(), 3).await;
    assert_eq!((names(&fourth), fourth.has_more), (vec![], false));
}

#[tokio::test]
async fn a_list_goes_on_where_it_ended_though_that_invite_is_gone_and_newer_ones_came() {
    let table = Table::with((0..6).map(|number| written(of_minute(number)))).await;
    let first = page(&table, None, 3).await;
    table.remove("INVITE#inv_03").await;
    table.add([written(of_minute(9))]).await;
    let second = page(&table, first.invites.last(), 3).await;
    assert_eq!(names(&second), ["inv_02", "inv_01", "inv_00"]);
}

#[tokio::test]
async fn a_page_that_is_just_full_is_the_last() {
    let table = Table::with((0..3).map(|number| written(of_minute(number)))).await;
    let only = page(&table, None, 3).await;
    assert_eq!((only.invites.len(), only.has_more), (3, false));
}

#[tokio::test]
async fn invites_of_one_request_are_all_listed() {
    let at_once = |number| written(invite(&format!("inv_{number:02}")));
    let table = Table::with((0..5).map(at_once)).await;
    let first = page(&table, None, 2).await;
    let second = page(&table, first.invites.last(), 10).await;
    assert_eq!(names(&first), ["inv_04", "inv_03"]);
    assert_eq!(names(&second), ["inv_02", "inv_01", "inv_00"]);
}

#[tokio::test]
async fn a_page_of_a_hundred_long_invites_is_whole() {
    let message = domain::invite_message::InviteMessage::parse(&"word ".repeat(200)).ok();
    let long = |number| {
        written(Invite {
            message: message.clone(),
            ..of_minute(number)
        })
    };
    let table = Table::empty().await;
    table.add((0..101).map(long)).await;
    let full = page(&table, None, 100).await;
    assert_eq!((full.invites.len(), full.has_more), (100, true));
}

#[tokio::test]
async fn nobody_sees_the_invites_of_another() {
    let table = Table::with([
        written(Invite {
            participant_id: id("al"),
            ..invite("inv_a")
        }),
        written(Invite {
            account_id: id("birch"),
            ..invite("inv_b")
        }),
    ])
    .await;
    assert_eq!(names(&page(&table, None, 10).await), Vec::<&str>::new());
}

#[tokio::test]
async fn an_invite_keeps_its_place_in_the_list_as_it_moves_on() {
    let table = Table::with([written(of_minute(0)), written(of_minute(1))]).await;
    let sent = of_minute(0).in_state(domain::invite::InviteState::Sending {
        claimed_at: NOW,
        counter: 0,
    });
    table
        .store
        .commit(&crate::table::only(written(sent.clone())), NOW)
        .await
        .unwrap();
    assert_eq!(page(&table, None, 10).await.invites, [of_minute(1), sent]);
}

#[tokio::test]
async fn nothing_limits_an_address_that_was_never_written_to() {
    let table = Table::empty().await;
    assert_eq!(table.store.invite(&id("inv_a")).await.unwrap(), None);
    let suppressions = table.store.suppressions(&hash("bo@example.com")).await;
    assert_eq!(suppressions.unwrap(), Suppressions::default());
    let limits = limits(&table, 1).await;
    let nothing = InviteLimits {
        is_suppressed: false,
        sent_today: 0,
        recipient_pause: None,
        circuit: Circuit::closed(MailStream::Invites),
        sent_by_program: vec![0],
    };
    assert_eq!(limits, nothing);
}

#[tokio::test]
async fn what_limits_an_address_is_found_by_it() {
    let table = Table::with([
        Write::Suppress(suppression()),
        sent_by("ana", NOW, 30),
        invited("bo@example.com", minutes_later(1)),
    ])
    .await;
    let suppressions = table.store.suppressions(&hash("bo@example.com")).await;
    let found = suppressions.unwrap();
    assert_eq!(found, Suppressions::of(vec![suppression()]));
    let limits = limits(&table, 1).await;
    assert!(limits.is_suppressed);
    assert_eq!((limits.sent_today, limits.sent_by_program), (1, vec![0]));
    let pause = limits.recipient_pause.map(|pause| pause.invited_at);
    assert_eq!(pause, Some(minutes_later(1)));
}
