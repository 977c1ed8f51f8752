//! Lists, page by page.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::harness::answer::{Answer, send};
use crate::harness::participant::Participant;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn page(ana: &Participant<'_>, query: &str) -> Answer {
    send(ana.request(Method::GET, &format!("/v1/invites?{query}")))
}

fn addresses(page: &Answer) -> Vec<String> {
    let data = page["data"].as_array().unwrap().iter();
    data.map(|invite| invite["email"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_list_is_read_whole_though_an_invite_is_sent_between_two_pages() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    let ana = stack.participant("ana");
    ana.makes_link();
    let friends = ["bo", "cy", "dee", "eli", "flo"].map(|name| format!("{name}@x.example"));
    for friend in &friends {
        ana.invites(&[friend]).sent();
    }
    let first = page(&ana, "limit=2").expect(200);
    assert_eq!(
        (first["has_more"].as_bool(), addresses(&first).len()),
        (Some(true), 2)
    );
    ana.invites(&["gus@x.example"]).sent();

    let mut read = addresses(&first);
    let mut next = first["next_cursor"].as_str().map(str::to_owned);
    while let Some(cursor) = next {
        let page = page(&ana, &format!("limit=2&starting_after={cursor}")).expect(200);
        read.extend(addresses(&page));
        next = page["next_cursor"].as_str().map(str::to_owned);
        assert_eq!(page["has_more"].as_bool(), Some(next.is_some()));
    }

    assert_eq!(read.len(), friends.len(), "{read:?}");
    let read: BTreeSet<String> = read.into_iter().collect();
    assert_eq!(read, friends.into_iter().collect());
}

#[test]
fn programs_are_listed_page_by_page_too() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().puts(&Program::contactually());
    let list = |query: &str| {
        let path = format!("/v1/admin/programs?{query}");
        send(stack.host().request(Method::GET, &path)).expect(200)
    };
    let first = list("limit=1");
    assert_eq!(
        (first["data"][0]["id"].as_str(), first["has_more"].as_bool()),
        (Some("clientjoy"), Some(true))
    );
    let second = list(&format!(
        "starting_after={}",
        first["next_cursor"].as_str().unwrap()
    ));
    assert_eq!(second["data"][0]["id"].as_str(), Some("contactually"));
    assert_eq!(
        (
            second["has_more"].as_bool(),
            second["next_cursor"].is_null()
        ),
        (Some(false), true)
    );
}

#[test]
fn a_bad_page_is_refused_and_the_parameter_named() {
    let stack = Stack::of(&Program::clientjoy());
    let ana = stack.participant("ana");
    let wrong = [
        ("limit=0", "/limit"),
        ("limit=101", "/limit"),
        ("limit=-1", "/limit"),
        ("limit=ten", "/limit"),
        ("limit=", "/limit"),
        ("starting_after=", "/starting_after"),
        ("starting_after=inv_abc", "/starting_after"),
        ("starting_after=cur_!!", "/starting_after"),
        // A cursor of the programs.
        ("starting_after=cur_Y2xpZW50am95", "/starting_after"),
        ("page=2", "/page"),
    ];
    for (query, pointer) in wrong {
        let refused = page(&ana, query);
        assert_eq!(refused.problem(400), "invalid_request", "{query}");
        assert_eq!(refused.pointers(), [pointer], "{query}");
    }
}
