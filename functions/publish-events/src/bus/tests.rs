use store::Stored;

use super::*;

/// An item with so many announcements.
fn item(name: usize, announcements: usize) -> OutboxItem {
    let event = |number| Stored::Event {
        id: format!("evt_{name}_{number}"),
        detail_type: "invite.created".to_owned(),
        version: 1,
        data: format!(r#"{{"invite_id":"inv_{name}_{number}"}}"#),
    };
    OutboxItem {
        pk: "OUTBOX#0".to_owned(),
        sk: name.to_string(),
        events: (0..announcements).map(event).collect(),
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
            detail_type: "invite.created".to_owned(),
            detail: (*detail).to_owned(),
        },
    };
    let entries: Vec<_> = details.iter().map(entry).collect();
    calls(&entries).into_iter().map(<[_]>::len).collect()
}

/// What became of `items` where the bus answers each entry so: nothing is an acceptance.
fn placed<'a>(items: &'a [OutboxItem], codes: &[Option<&str>]) -> Placed<'a> {
    let entries = entries(items);
    let results: Vec<_> = codes
        .iter()
        .map(|code| match code {
            Some(code) => PutEventsResultEntry::builder().error_code(*code).build(),
            None => PutEventsResultEntry::builder().event_id("taken").build(),
        })
        .collect();
    let refusals = refusals_of(&entries, &results);
    Placed::of(items, entries, &refusals)
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
    let mut codes = [None; 10];
    codes[3] = Some("ThrottlingException");
    let placed = placed(&items, &codes);
    assert_eq!(placed.refused, [3]);
    assert_eq!(placed.accepted.len(), 9);
    assert!(placed.accepted.iter().all(|item| item.sk != "3"));
}

#[test]
fn f14_an_item_stays_until_the_bus_has_taken_all_of_it() {
    let items = items(&[2, 3, 1]);
    let throttled = Some("ThrottlingException");
    let placed = placed(&items, &[None, None, None, throttled, None, None]);
    assert_eq!(placed.refused, [1]);
    assert_eq!(placed.accepted, [&items[0], &items[2]]);
}

#[test]
fn an_entry_that_the_bus_will_never_take_is_told_from_one_that_may_wait() {
    let items = items(&[2, 1, 1]);
    let malformed = Some("MalformedDetail");
    let codes = [None, malformed, Some("ThrottlingException"), None];
    let placed = placed(&items, &codes);
    assert_eq!(
        (placed.refused, placed.accepted),
        (vec![1], vec![&items[2]])
    );
    let [hopeless] = &placed.hopeless[..] else {
        panic!("{:?}", placed.hopeless)
    };
    assert_eq!(hopeless.item, &items[0]);
    let [(announced, code)] = &hopeless.announced[..] else {
        panic!("{hopeless:?}")
    };
    assert!(announced.detail.contains("inv_0_1") && code == "MalformedDetail");
}

#[test]
fn an_item_of_which_some_may_wait_is_not_given_up_for_what_never_goes() {
    let items = items(&[2]);
    let codes = [Some("MalformedDetail"), Some("InternalFailure")];
    let placed = placed(&items, &codes);
    assert_eq!(placed.refused, [0]);
    assert!(placed.hopeless.is_empty());
}

#[test]
fn an_entry_without_an_answer_stays() {
    let items = items(&[1, 1]);
    let placed = placed(&items, &[None]);
    assert_eq!((placed.accepted.len(), placed.refused), (1, vec![1]));
}
