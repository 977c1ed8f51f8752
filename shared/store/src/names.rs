//! The index of names: each word of a name is a place in one of the two indexes.
//!
//! A record takes part in both, so a person's and an account's own item are found by two words of
//! their name; the words of a longer name are with one item beside it, which follows the name and
//! goes with the person.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::account::{Account, Participant};
use domain::id::{AccountId, ParticipantId};
use domain::name_words::{self, MoreWords};
use domain::person_name::PersonName;
use serde_json::json;

use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key::{self, Key};
use crate::write::{If, delete, delete_version, put_item};

/// The index that each of an item's two words is in, by the names of its keys.
const INDEXES: [(&str, &str); 2] = [("due_pk", "due_sk"), ("listing_pk", "listing_sk")];

/// An account's own record, found by its name.
pub(crate) fn account(record: &Account, table: &str) -> Result<TransactWriteItem, StoreError> {
    let item = item::of(&key::account(&record.id), record)?;
    let item = found(item, record.name.as_ref(), (&record.id, None));
    put_item(table, item, If::Version(record.version))
}

/// The same of a participant.
pub(crate) fn participant(
    record: &Participant,
    table: &str,
) -> Result<TransactWriteItem, StoreError> {
    let item = item::of(&participant_key(record), record)?;
    let whose = (&record.account_id, Some(&record.id));
    let item = found(item, record.name.as_ref(), whose);
    put_item(table, item, If::Version(record.version))
}

/// The participant goes, and so does every word of the name.
pub(crate) fn forget(
    record: &Participant,
    table: &str,
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let more = key::more_words(&record.account_id, Some(&record.id));
    Ok(vec![
        delete_version(table, &participant_key(record), record.version)?,
        delete(table, &more)?,
    ])
}

/// The words that the name's own record has no room for. Where there are none, an empty item takes
/// the place of what may be there: no function but that which forgets people may delete.
pub(crate) fn more(more: &MoreWords, table: &str) -> Result<TransactWriteItem, StoreError> {
    let whose = (&more.account_id, more.participant_id.as_ref());
    let item = item::of(&key::more_words(whose.0, whose.1), &json!({}))?;
    let places = (MoreWords::ON_RECORD..more.words.len()).zip(INDEXES);
    let item = places.fold(item, |item, (word, index)| {
        placed(item, (&more.words, word), (whose, index))
    });
    put_item(table, item, If::Always)
}

fn participant_key(record: &Participant) -> Key {
    key::participant(&record.account_id, &record.id)
}

/// The item with the places of the first two words of the name.
fn found(
    item: Item,
    name: Option<&PersonName>,
    whose: (&AccountId, Option<&ParticipantId>),
) -> Item {
    let words = name.map(name_words::of).unwrap_or_default();
    let places = (0..words.len()).zip(INDEXES);
    places.fold(item, |item, (word, index)| {
        placed(item, (&words, word), (whose, index))
    })
}

/// The item with the place of one word in one index.
fn placed(
    mut item: Item,
    (words, word): (&[String], usize),
    (whose, index): ((&AccountId, Option<&ParticipantId>), (&str, &str)),
) -> Item {
    let Some(first) = words.get(word) else {
        return item;
    };
    item.insert(index.0.to_owned(), text(&key::names_of(first)));
    let order = key::name_order((words, word), whose);
    item.insert(index.1.to_owned(), text(&order));
    item
}
