use super::*;
use crate::token::Signer;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn link(code: &str, who: &str) -> Link {
    Link {
        code: code.parse().unwrap(),
        program_id: "clientjoy".parse().unwrap(),
        account_id: "acme".parse().unwrap(),
        participant_id: who.parse().unwrap(),
        created_at: at("2022-05-25T10:00:00Z"),
        chosen: Vec::new(),
    }
}

fn anas() -> Link {
    link("k7xq2mnpqr", "ana")
}

fn having_chosen(code: &str, when: &str) -> Link {
    let mut link = anas();
    link.chosen.push(Chosen {
        code: code.parse().unwrap(),
        at: at(when),
    });
    link
}

fn choose(own: &Link, code: &str, standing: &Standing) -> Result<ChangeSet, Rejection> {
    let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
    let code: Code = code.parse().unwrap();
    let wanted = Wanted {
        code: &code,
        hash: &signer.code_hash(&code),
        product: "Client Joy",
    };
    decide(own, wanted, standing, at("2022-06-20T10:00:00Z"))
}

fn led_to(link: Link) -> Standing {
    Standing {
        link: Some(link),
        is_retired: false,
    }
}

#[test]
fn a_free_code_is_the_participants_beside_the_first_one() {
    let changes = choose(&anas(), "Ana-Ruiz", &Standing::default()).unwrap();
    let [
        Write::ChooseCode {
            link,
            chosen,
            is_new,
            ..
        },
    ] = changes.writes.as_slice()
    else {
        panic!("{changes:?}");
    };
    assert_eq!(link.code.as_str(), "k7xq2mnpqr");
    assert_eq!(chosen.code.as_str(), "ana-ruiz");
    assert!(is_new);
}

#[test]
fn a_code_of_somebody_else_is_refused_without_saying_whose() {
    let refused = choose(&anas(), "ana-ruiz", &led_to(link("m2xq2mnpqr", "eve")));
    assert_eq!(refused, Err(Rejection::Taken));
    assert!(!Rejection::Taken.to_string().contains("eve"));
}

#[test]
fn e2_a_code_of_somebody_who_was_erased_is_never_given_again() {
    let retired = Standing {
        link: None,
        is_retired: true,
    };
    assert_eq!(choose(&anas(), "ana-ruiz", &retired), Err(Rejection::Taken));
}

#[test]
fn asking_for_the_code_that_is_shown_changes_nothing_at_any_time() {
    let own = having_chosen("ana-ruiz", "2022-06-19T10:00:00Z");
    let again = choose(&own, "ANA-RUIZ", &led_to(anas()));
    assert_eq!(again, Ok(ChangeSet::default()));
}

#[test]
fn another_code_may_be_chosen_after_thirty_days() {
    let early = having_chosen("ana-ruiz", "2022-05-21T10:00:01Z");
    let next_at = at("2022-06-20T10:00:01Z");
    let refused = choose(&early, "ana-2022", &Standing::default());
    assert_eq!(refused, Err(Rejection::TooSoon { next_at }));
    assert_eq!(early.next_choice(at("2022-06-20T10:00:00Z")), Some(next_at));
    let late = having_chosen("ana-ruiz", "2022-05-21T10:00:00Z");
    assert!(choose(&late, "ana-2022", &Standing::default()).is_ok());
}

#[test]
fn a_code_that_one_had_before_may_be_shown_again() {
    let own = having_chosen("ana-ruiz", "2022-05-01T10:00:00Z");
    let changes = choose(&own, "k7xq2mnpqr", &led_to(anas())).unwrap();
    assert!(matches!(
        changes.writes.as_slice(),
        [Write::ChooseCode { is_new: false, .. }]
    ));
}

#[test]
fn what_stands_for_something_else_or_offends_is_refused() {
    for code in [
        "admin",
        "supp0rt",
        "sh1t-happens",
        "client-joy",
        "CL1ENTJOY",
        "goodword",
    ] {
        let refused = choose(&anas(), code, &Standing::default());
        assert_eq!(refused, Err(Rejection::NotAllowed), "{code}");
    }
}
