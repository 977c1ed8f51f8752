use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::*;

#[test]
fn a_page_has_1_to_100_entries() {
    assert_eq!(Limit::default().get(), 20);
    assert_eq!(Limit::try_from(100).map(Limit::get), Ok(100));
    for wrong in [0, 101, 256, 257, 4_000_000] {
        assert_eq!(Limit::try_from(wrong), Err(InvalidLimit), "{wrong}");
    }
}

#[test]
fn a_cursor_is_read_as_it_was_given() {
    let cursor = Cursor::at("2022-05-25T10:00:00.000000000Z#inv_a");
    assert_eq!(cursor.to_string().parse(), Ok(cursor));
}

#[test]
fn what_is_no_cursor_is_refused() {
    let long = Cursor::at("x".repeat(513)).to_string();
    let wrong = [
        "", "inv_a", "cur_", "cur_*", "cur_YQ==", "cur_/w", "cur_IA", &long,
    ];
    for wrong in wrong {
        assert_eq!(wrong.parse::<Cursor>(), Err(InvalidCursor), "{wrong}");
    }
}

#[test]
fn a_page_that_is_just_full_is_the_last() {
    let limit = Limit::try_from(2).unwrap();
    let page = Page::of_all(["b", "a"], |it| (*it).to_owned(), (None, limit));
    assert_eq!((page.data, page.has_more), (vec!["a", "b"], false));
    assert_eq!(page.next_cursor, None);
}

proptest! {
    #[test]
    fn any_text_is_a_cursor_or_is_refused(text in ".*") {
        if let Ok(cursor) = text.parse::<Cursor>() {
            prop_assert_eq!(cursor.to_string(), text);
        }
    }

    /// Between any two pages, some entries are added and some removed, the last one shown among
    /// them: whatever was there all the time is shown once, and nothing is shown twice.
    #[test]
    fn a_list_is_read_whole_whatever_is_added_or_removed_meanwhile(
        start in btree_set(0_u16..500, 0..60),
        changes in vec((btree_set(0_u16..500, 0..5), 0_usize..8), 0..80),
        limit in 1_u32..10,
    ) {
        let place = |entry: &u16| format!("{entry:05}");
        let limit = Limit::try_from(limit).unwrap();
        let (mut list, mut lasting) = (start.clone(), start);
        let (mut shown, mut cursor) = (Vec::new(), None);
        let mut changes = changes.into_iter();
        loop {
            let page = Page::of_all(list.iter().copied(), place, (cursor.as_ref(), limit));
            prop_assert!(page.data.len() <= usize::from(limit.get()));
            prop_assert_eq!(page.has_more, page.next_cursor.is_some());
            shown.extend(&page.data);
            let Some(next) = page.next_cursor else { break };
            cursor = Some(next.to_string().parse().unwrap());
            if let Some((added, removed)) = changes.next() {
                let from_the_end = shown.iter().rev().take(removed).copied();
                let removed: BTreeSet<u16> = from_the_end.chain(list.iter().rev().take(removed / 4).copied()).collect();
                list.extend(&added);
                list.retain(|entry| !removed.contains(entry));
                lasting.retain(|entry| !removed.contains(entry) || shown.contains(entry));
            }
        }
        let once: BTreeSet<u16> = shown.iter().copied().collect();
        prop_assert_eq!(once.len(), shown.len(), "shown twice");
        prop_assert!(shown.is_sorted());
        prop_assert!(lasting.is_subset(&once), "left out");
    }
}
