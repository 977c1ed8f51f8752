//! Looking people and accounts up by their names.

use domain::account::{Account, Participant};
use domain::name_words::{self, Asked};
use domain::person_name::PersonName;
use runtime::problem::Problem;
use store::Named;

use super::Hit;
use super::look::account_path;
use crate::App;
use crate::console::shown::day;

/// Names of a page: more than somebody reads through, and fewer than 15 KB of it.
const ROWS: usize = 25;

/// Places of the index that are asked for at once, and how often.
const PLACES: u8 = 50;
const PAGES_AT_MOST: u8 = 4;

/// Whom a text names, and where the search goes on; nothing after the last.
#[derive(Default)]
pub(super) struct Found {
    pub(super) hits: Vec<Hit>,
    pub(super) next: Option<String>,
}

/// Who has every word of it in their name, in the order of the longest one, from behind the place
/// `after` if that is given.
///
/// Two table round trips at the same instant for the names, and two for whose they are; where more
/// words than one are asked for, up to four times two for the names.
pub(super) async fn by_name(
    app: &App,
    asked: &Asked,
    after: Option<&str>,
) -> Result<Found, Problem> {
    let (mut named, mut next) = (Vec::new(), after.map(str::to_owned));
    for _ in 0..PAGES_AT_MOST {
        let page = app.store.named(asked.rarest(), next.as_deref(), PLACES);
        let page = page.await.map_err(Problem::unavailable)?;
        next = page.next;
        named.extend(page.data.into_iter().filter(|it| is_meant(asked, it)));
        if ROWS < named.len() || next.is_none() {
            break;
        }
    }
    if ROWS < named.len() {
        named.truncate(ROWS);
        next = named.last().map(|it| it.place.clone());
    }
    let (people, accounts) = app
        .store
        .who_is(&named)
        .await
        .map_err(Problem::unavailable)?;
    let hit = |it: &Named| {
        let account = accounts.iter().find(|account| account.id == it.account_id);
        match &it.participant_id {
            Some(id) => {
                let own =
                    |person: &&Participant| person.account_id == it.account_id && person.id == *id;
                person(asked, people.iter().find(own)?, account)
            }
            None => self::account(asked, account?),
        }
    };
    Ok(Found {
        hits: named.iter().filter_map(hit).collect(),
        next,
    })
}

/// A name with two words that begin so has two places: the first of them counts.
fn is_meant(asked: &Asked, it: &Named) -> bool {
    let fitting = it
        .words
        .iter()
        .filter(|word| word.starts_with(asked.rarest()));
    fitting.min() == it.words.first() && asked.finds(&it.words)
}

/// The name as it is now: the index may be a moment behind.
fn fits<'a>(asked: &Asked, name: Option<&'a PersonName>) -> Option<&'a str> {
    let name = name.filter(|name| asked.finds(&name_words::of(name)));
    name.map(PersonName::as_str)
}

fn person(asked: &Asked, person: &Participant, account: Option<&Account>) -> Option<Hit> {
    let name = fits(asked, person.name.as_ref())?;
    let id = &person.account_id;
    let of = account.and_then(|account| account.name.as_ref());
    let of = of.map_or_else(
        || id.to_string(),
        |name| format!("{} ({id})", name.as_str()),
    );
    let left = match person.left_at {
        Some(at) => format!("; left on {}", day(at)),
        None => String::new(),
    };
    Some(Hit {
        kind: "Person",
        title: name.to_owned(),
        detail: format!("{}, of the account {of}{left}", person.email.masked()),
        path: Some(account_path(id)),
    })
}

fn account(asked: &Asked, account: &Account) -> Option<Hit> {
    let name = fits(asked, account.name.as_ref())?;
    Some(Hit {
        kind: "Account",
        title: format!("{name} ({})", account.id),
        detail: format!("Since {}", day(account.signed_up_at)),
        path: Some(account_path(&account.id)),
    })
}
