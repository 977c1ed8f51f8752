//! The pages one comes in by: who are you?

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};

use super::Host;
use super::frame::{Frame, Section, path};
use crate::html::{Page, page};

#[derive(Template)]
#[template(path = "host/entry.html")]
struct EntryPage {
    frame: Frame,
    title: &'static str,
    people: Vec<Person>,
}

struct Person {
    name: String,
    business: String,
    path: String,
}

#[derive(Template)]
#[template(path = "host/terms.html")]
struct TermsPage {
    frame: Frame,
}

/// A query whose words are all optional.
pub(super) type Words = Query<BTreeMap<String, String>>;

pub(super) async fn show(State(host): State<Host>, words: Words) -> Page {
    ask(&host, "Welcome to Acme", Section::Refer, words)
}

/// Where a program's `upgrade_url` leads.
pub(super) async fn plans(State(host): State<Host>, words: Words) -> Page {
    ask(&host, "Choose your plan", Section::Plan, words)
}

/// Where a program's `redeem_url` leads.
pub(super) async fn refer_and_earn(State(host): State<Host>, words: Words) -> Page {
    ask(&host, "Refer and Earn", Section::Refer, words)
}

/// Where a program's `terms_url` leads.
pub(super) async fn terms(State(host): State<Host>) -> Page {
    let frame = Frame::public(&host, "Terms", String::new());
    page(&TermsPage { frame })
}

fn ask(host: &Host, title: &'static str, then: Section, Query(words): Words) -> Page {
    let accounts = host.shared.accounts.all();
    let mut people: Vec<Person> = Vec::new();
    for account in accounts {
        people.extend(account.members.iter().map(|member| Person {
            name: member.name.clone(),
            business: account.business.clone(),
            path: path(&member.id, then),
        }));
    }
    people.sort_by(|one, other| one.name.cmp(&other.name));
    let notice = words.get("notice").cloned().unwrap_or_default();
    page(&EntryPage {
        frame: Frame::public(host, title, notice),
        title,
        people,
    })
}
