use domain::event::Event;

use super::*;

/// An item that announces so many invites.
fn item(name: usize, announcements: usize) -> OutboxItem {
    let invite = |number| Event::InviteCreated {
        invite_id: format!("inv_{name}_{number}").parse().unwrap(),
    };
    OutboxItem {
        pk: "OUTBOX#0".to_owned(),
        sk: name.to_string(),
        events: (0..announcements).map(invite).collect(),
        livemode: false,
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
        request_id: None,
    }
}

fn items(announcements: &[usize]) -> Vec<OutboxItem> {
    let counted = announcements.iter().enumerate();
    counted.map(|(name, count)| item(name, *count)).collect()
}

fn lengths(details: &[&str]) -> Vec<usize> {
    let entry = |detail: &&str| Entry {
        item: 0,
        announced: Announced {
            detail_type: "invite.created",
            detail: (*detail).to_owned(),
        },
    };
    let entries: Vec<_> = details.iter().map(entry).collect();
    calls(&entries).into_iter().map(<[_]>::len).collect()
}

/// The answer to a call of `count` entries, of which these were refused.
fn answer(count: usize, refused: &[usize]) -> Vec<PutEventsResultEntry> {
    let result = |number: usize| {
        let result = PutEventsResultEntry::builder();
        if refused.contains(&number) {
            result.error_code("ThrottlingException").build()
        } else {
            result.event_id(number.to_string()).build()
        }
    };
    (0..count).map(result).collect()
}

#[test]
fn a_call_has_ten_entries_at_most() {
    assert_eq!(lengths(&["{}"; 23]), [10, 10, 3]);
    assert!(lengths(&[]).is_empty());
}

#[test]
fn a_call_has_256_kilobytes_at_most() {
    let large = "x".repeat(100 * 1024);
    assert_eq!(lengths(&[&large, &large, &large, "{}"]), [2, 2]);
}

#[test]
fn what_never_fits_holds_up_no_other() {
    let huge = "x".repeat(300 * 1024);
    assert_eq!(lengths(&["{}", &huge, "{}"]), [1, 1, 1]);
}

#[test]
fn what_one_decision_announced_goes_in_its_order() {
    let entries = entries(&items(&[2, 1]));
    let of_item: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    assert_eq!(of_item, [0, 0, 1]);
    assert!(entries[1].announced.detail.contains("inv_0_1"));
}

#[test]
fn f14_one_refused_entry_of_ten_is_the_only_one_that_stays() {
    let items = items(&[1; 10]);
    let refused = untaken(&entries(&items), &answer(10, &[3]));
    let placed = Placed::of(&items, refused);
    assert_eq!(placed.refused, [3]);
    assert_eq!(placed.accepted.len(), 9);
    assert!(placed.accepted.iter().all(|item| item.sk != "3"));
}

#[test]
fn f14_an_item_stays_until_the_bus_has_taken_all_of_it() {
    let items = items(&[2, 3, 1]);
    let refused = untaken(&entries(&items), &answer(6, &[3]));
    let placed = Placed::of(&items, refused);
    assert_eq!(placed.refused, [1]);
    assert_eq!(placed.accepted, [&items[0], &items[2]]);
}

#[test]
fn an_entry_without_an_answer_stays() {
    let items = items(&[1, 1]);
    let placed = Placed::of(&items, untaken(&entries(&items), &answer(1, &[])));
    assert_eq!((placed.accepted.len(), placed.refused), (1, vec![1]));
}
