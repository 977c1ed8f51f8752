//! People and accounts by the words of their names.

use domain::account::{Account, Participant};
use domain::id::{AccountId, ParticipantId};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{Item, attribute};
use crate::key;
use crate::list_page::ListPage;
use crate::query::Range;

/// Bytes of a sort key, which a longer place cannot be.
const PLACE_LENGTH: usize = 1_024;

/// Behind every word that begins with another.
const LAST: char = char::MAX;

/// Where the index of names has somebody. It may be a moment behind: what it names is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub account_id: AccountId,
    /// None where it is the account's own name.
    pub participant_id: Option<ParticipantId>,
    /// The words of the name; the first is the one it stands under.
    pub words: Vec<String>,
    /// Where it stands, for whoever goes on behind it.
    pub place: String,
}

/// Whether a place may be one that a page ended at: what was altered on its way is none, and would
/// be no key either.
fn is_place(place: &str) -> bool {
    place.len() < PLACE_LENGTH && !place.contains(LAST)
}

impl Store {
    /// Who has a word in their name that begins so, in the order of these words, from behind the
    /// place `after` if that is given. `beginning` is as [`domain::name_words`] spells words.
    ///
    /// Two round trips at the same instant.
    pub async fn named(
        &self,
        beginning: &str,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<Named>, StoreError> {
        let partition = key::names_of(beginning);
        // One that is behind another place is not asked for: bounds are in order.
        let is_one = |place: &&str| place.starts_with(beginning) && is_place(place);
        let after = after.filter(is_one);
        // Nothing stands between a place and itself with a space.
        let least = after.map_or_else(|| beginning.to_owned(), |place| format!("{place} "));
        let most = format!("{beginning}{LAST}");
        let wanted = i32::from(limit).saturating_add(1);
        let of = |index| {
            let range = Range::Between(&least, &most);
            self.index_page(index, (&partition, range), wanted, false)
        };
        let (first, second) = tokio::try_join!(of("due"), of("listing"))?;
        let mut found: Vec<Named> = Vec::with_capacity(first.len().saturating_add(second.len()));
        found.extend(first.iter().filter_map(|item| read(item, "due_sk")));
        found.extend(second.iter().filter_map(|item| read(item, "listing_sk")));
        found.sort_by(|one, other| one.place.cmp(&other.place));
        Ok(ListPage::of(found, limit, |it| it.place.clone()))
    }

    /// The people and the accounts that these name, in no order: two round trips at the same
    /// instant for a hundred of each.
    pub async fn who_is(
        &self,
        named: &[Named],
    ) -> Result<(Vec<Participant>, Vec<Account>), StoreError> {
        let people = named.iter().filter_map(|it| {
            let id = it.participant_id.as_ref()?;
            Some(key::participant(&it.account_id, id))
        });
        let accounts = named.iter().map(|it| key::account(&it.account_id));
        let (people, accounts) = (people.collect(), accounts.collect());
        tokio::try_join!(self.batch(people), self.batch(accounts))
    }
}

/// Nothing where the keys are not those of a name.
fn read(item: &Item, sort_key: &str) -> Option<Named> {
    let account = attribute(item, "pk").strip_prefix(key::ACCOUNT_PARTITION)?;
    let own = attribute(item, "sk");
    let participant = own.strip_prefix(key::PARTICIPANT);
    let participant = participant.or_else(|| own.strip_prefix(key::MORE_WORDS));
    let participant = participant.filter(|id| !id.is_empty());
    let place = attribute(item, sort_key);
    let (words, _) = place.split_once('#')?;
    Some(Named {
        account_id: account.parse().ok()?,
        participant_id: match participant {
            Some(id) => Some(id.parse().ok()?),
            None => None,
        },
        words: words.split(' ').map(str::to_owned).collect(),
        place: place.to_owned(),
    })
}
