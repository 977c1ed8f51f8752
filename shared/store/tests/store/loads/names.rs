//! Finding people and accounts by the words of their names.

use domain::account::{Account, Participant};
use domain::change::Write;
use domain::name_words::{self, MoreWords};
use domain::person_name::PersonName;
use store::Named;

use crate::given::accounts::{account, participant};
use crate::given::id;
use crate::table::Table;

fn called(account: &str, member: &str, name: &str) -> Participant {
    Participant {
        name: PersonName::parse(name),
        ..participant(account, member)
    }
}

fn more(of: &Participant) -> Write {
    Write::MoreWords(MoreWords {
        account_id: of.account_id.clone(),
        participant_id: Some(of.id.clone()),
        words: name_words::of(of.name.as_ref().unwrap()),
    })
}

/// Whom one page has, as `account/participant`.
fn who(found: &[Named]) -> Vec<String> {
    let whose = |it: &Named| {
        let member = it.participant_id.as_ref();
        let member = member.map_or("", domain::id::ParticipantId::as_str);
        format!("{}/{member}", it.account_id)
    };
    found.iter().map(whose).collect()
}

async fn found(table: &Table, beginning: &str) -> Vec<String> {
    let page = table.store.named(beginning, None, 20).await.unwrap();
    assert_eq!(page.next, None);
    who(&page.data)
}

#[tokio::test]
async fn a_name_is_found_by_each_of_its_words_and_by_none_that_it_has_not() {
    let long = called("birch", "jo", "José Antonio García López");
    let table = Table::with([
        Write::Participant(called("acme", "ana", "Ana Lima")),
        Write::Participant(long.clone()),
        more(&long),
        Write::Account(account("cedar")),
    ])
    .await;
    for (beginning, expected) in [
        ("ana", "acme/ana"),
        ("lim", "acme/ana"),
        ("jose", "birch/jo"),
        ("anto", "birch/jo"),
        ("garcia", "birch/jo"),
        ("l", "acme/ana birch/jo"),
        ("acme", "cedar/"),
        ("and", "cedar/"),
        ("antonia", ""),
        ("limab", ""),
        ("z", ""),
    ] {
        assert_eq!(
            found(&table, beginning).await.join(" "),
            expected,
            "{beginning}"
        );
    }
    table.wire.forget();
    let page = table.store.named("lim", None, 20).await.unwrap();
    assert_eq!(page.data[0].words, ["lima", "ana"]);
    assert_eq!(table.wire.asked().len(), 2);
    let (people, accounts) = table.store.who_is(&page.data).await.unwrap();
    assert_eq!(people, [called("acme", "ana", "Ana Lima")]);
    assert_eq!(accounts, []);
}

#[tokio::test]
async fn a_new_name_takes_the_place_of_the_old_one() {
    let before = called("acme", "ana", "Ana Maria Lima");
    let table = Table::with([Write::Participant(before.clone()), more(&before)]).await;
    assert_eq!(found(&table, "lima").await, ["acme/ana"]);
    let after = Participant {
        version: 2,
        ..called("acme", "ana", "Zoe Ruiz")
    };
    table
        .add([Write::Participant(after.clone()), more(&after)])
        .await;
    for word in ["ana", "maria", "lima"] {
        assert_eq!(found(&table, word).await, Vec::<String>::new(), "{word}");
    }
    assert_eq!(found(&table, "ruiz").await, ["acme/ana"]);
    let nameless = Participant {
        version: 3,
        name: None,
        ..after
    };
    table.add([Write::Participant(nameless)]).await;
    assert_eq!(found(&table, "ruiz").await, Vec::<String>::new());
}

#[tokio::test]
async fn who_is_forgotten_is_found_by_no_word_and_leaves_none() {
    let long = called("acme", "ana", "Quirina Maria Zwetschge");
    let table = Table::with([Write::Participant(long.clone()), more(&long)]).await;
    table.add([Write::ForgetParticipant(long)]).await;
    assert!(table.items().await.is_empty());
}

#[tokio::test]
async fn pages_follow_one_another_and_name_everybody_once() {
    let people = (0..7_u8).map(|n| called(&format!("a{n}"), "ana", &format!("Ana Lim{n}")));
    let swapped = (0..6_u8).map(|n| called(&format!("b{n}"), "lin", &format!("Limo Bo{n}")));
    let people: Vec<Participant> = people.chain(swapped).collect();
    let table = Table::empty().await;
    table.add(people.into_iter().map(Write::Participant)).await;
    let (mut all, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = table.store.named("lim", after.as_deref(), 4).await.unwrap();
        assert!(page.data.len() <= 4);
        all.extend(who(&page.data));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(all.len(), 13);
    all.dedup();
    assert_eq!(all.len(), 13);
    // A place of another search is none of this one's, and neither is one that cannot be a key.
    let long = format!("lim{}", "x".repeat(2_000));
    for after in ["zz#a#b", "", "lim\u{10ffff}", long.as_str()] {
        let page = table.store.named("lim", Some(after), 20).await.unwrap();
        assert_eq!(page.data.len(), 13, "{after}");
    }
}

#[tokio::test]
async fn the_longest_names_and_ids_fit_into_their_keys() {
    let long = "x".repeat(96);
    let words = [
        "각".repeat(12),
        "갉".repeat(12),
        "ệ".repeat(12),
        "𐐀".repeat(10),
    ];
    let name = words.join(" ");
    let who = Participant {
        id: id(&long),
        ..called(&long, "ana", &name)
    };
    let table = Table::with([Write::Participant(who.clone()), more(&who)]).await;
    let words = name_words::of(who.name.as_ref().unwrap());
    assert!(2 < words.len(), "{words:?}");
    for word in &words {
        assert_eq!(found(&table, word).await, [format!("{long}/{long}")]);
    }
    let closed = Account {
        name: PersonName::parse(&name),
        id: id(&long),
        ..account("acme")
    };
    table.add([Write::Account(closed)]).await;
}
