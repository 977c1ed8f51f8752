//! Finding people and accounts by their names.

use reqwest::Method;
use serde_json::json;

use crate::harness::console::Console;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// The host tells of somebody, the one member of the account `<id>-co`.
fn told(stack: &Stack, id: &str, name: &str, account_name: Option<&str>) {
    let mut body = json!({
        "signed_up_at": "2021-03-01T08:00:00Z",
        "members": [{ "id": id, "email": format!("{id}@{id}-co.example"), "name": name }],
    });
    if let Some(name) = account_name {
        body["name"] = name.into();
    }
    let path = format!("/v1/accounts/{id}-co");
    stack.host().sends(Method::PUT, &path, &body).expect(200);
}

/// Where the box leads a viewer for this text; the page's own text where it leads nowhere.
fn found(stack: &Stack, text: &str) -> String {
    searched(&Console::of(stack, "viewer"), &[("q", text)])
}

fn searched(jo: &Console<'_>, fields: &[(&str, &str)]) -> String {
    let answer = jo.posts("/admin/find", fields);
    match answer.status {
        303 => {
            let location = answer.header("location");
            location[location.find("/admin").unwrap()..].to_owned()
        }
        _ => answer.expect(200).text,
    }
}

#[test]
fn a_customer_is_found_by_the_beginning_of_any_word_of_the_name() {
    let stack = Stack::of(&Program::clientjoy());
    told(
        &stack,
        "ana",
        "Ana Lima",
        Some("Zebra Crossing Supplies Ltd."),
    );
    told(&stack, "jo", "José Antonio García López", None);
    let jo = Console::of(&stack, "viewer");
    let found = |text| searched(&jo, &[("q", text)]);
    for text in [
        "lim", "LIMA", "Ana", "ana lima", "lima an", "zebra", "supplies",
    ] {
        assert_eq!(found(text), "/admin/accounts/ana-co", "{text}");
    }
    for text in ["jose", "José", "antonio", "garcia", "López", "jose lopez"] {
        assert_eq!(found(text), "/admin/accounts/jo-co", "{text}");
    }
    for text in ["ima", "ana garcia", "limab"] {
        let html = found(text);
        assert!(html.contains("Nothing here is called"), "{text}: {html}");
        assert!(html.contains("the beginning of any of its words"), "{html}");
    }
}

#[test]
fn namesakes_are_listed_with_what_tells_them_apart_and_no_address() {
    let stack = Stack::of(&Program::clientjoy());
    told(&stack, "ana", "Ana Lima", Some("Acme Paper"));
    told(&stack, "bea", "Bea Lima Limone", None);
    told(&stack, "cy", "Cy Okafor", Some("Lima Beans"));
    let html = found(&stack, "lim");
    for part in [
        "Ana Lima",
        "a•••@ana-co.example, of the account Acme Paper (ana-co)",
        "/admin/accounts/ana-co",
        "Bea Lima Limone",
        "/admin/accounts/bea-co",
        "Lima Beans (cy-co)",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert_eq!(html.matches("<li>").count(), 3, "{html}");
    assert!(!html.contains("ana@ana-co.example"), "{html}");
}

/// Guard: the page takes 25 names, however many there are.
#[test]
fn many_of_one_name_come_page_by_page_and_each_of_them_once() {
    let stack = Stack::of(&Program::clientjoy());
    for number in 0..55 {
        told(&stack, &format!("p{number:02}"), "Ana Lima", None);
    }
    let jo = Console::of(&stack, "viewer");
    let (mut seen, mut after) = (Vec::new(), String::new());
    for (page, rows) in [25, 25, 5].into_iter().enumerate() {
        let html = searched(&jo, &[("q", "lima"), ("after", &after)]);
        assert!(html.len() < 15_000, "{} bytes", html.len());
        let links = html.split("<a href=\"/admin/accounts/").skip(1);
        let ids: Vec<String> = links
            .map(|it| it.split('"').next().unwrap().to_owned())
            .collect();
        assert_eq!(ids.len(), rows, "page {page}: {html}");
        seen.extend(ids);
        let next = html.split_once("name=\"after\" value=\"");
        let next = next.map(|(_, rest)| rest.split('"').next().unwrap());
        assert_eq!(next.is_some(), rows == 25, "page {page}: {html}");
        after = next.unwrap_or_default().to_owned();
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 55);
}

#[test]
fn a_new_name_is_found_and_the_old_one_is_not() {
    let stack = Stack::of(&Program::clientjoy());
    told(&stack, "ana", "Ana Maria Lima", Some("Acme Paper Mill"));
    assert_eq!(found(&stack, "maria"), "/admin/accounts/ana-co");
    told(&stack, "ana", "Ana Ruiz", Some("Birch"));
    for text in ["maria", "lima", "acme", "mill"] {
        assert!(found(&stack, text).contains("Nothing here"), "{text}");
    }
    for text in ["ruiz", "ana", "birch"] {
        assert_eq!(found(&stack, text), "/admin/accounts/ana-co", "{text}");
    }
}

/// Guard: `store::names::forget`, which takes every word of the name with the person.
#[test]
fn e66_nothing_of_the_name_is_left_of_who_was_erased() {
    let stack = Stack::of(&Program::clientjoy());
    told(&stack, "ana", "Quirina Wilhelmina Zwetschge", None);
    let words = ["quirina", "wilhelmina", "zwetschge"];
    for word in words {
        assert_eq!(found(&stack, word), "/admin/accounts/ana-co", "{word}");
    }
    let body = json!({ "account_id": "ana-co", "participant_id": "ana", "reason": "asked" });
    let erased = stack
        .host()
        .sends(Method::POST, "/v1/admin/erasures", &body)
        .expect(200);
    assert_eq!(erased["participants_erased"], 1);
    stack.settle();
    let table = stack.table().to_string().to_lowercase();
    for word in words {
        assert!(found(&stack, word).contains("Nothing here"), "{word}");
        assert!(!table.contains(word), "{word} is still in the table");
    }
    assert!(
        !table.contains("names#"),
        "a letter of the name is still there"
    );
}
