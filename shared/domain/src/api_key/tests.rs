use super::*;

fn key() -> NewKey {
    NewKey::from_random(
        Stage::Test,
        &std::array::from_fn(|i| u8::try_from(i).unwrap()),
    )
}

#[test]
fn a_new_key_is_recognised_by_its_id_and_hash() {
    let presented = PresentedKey::parse(&key().text, Stage::Test).unwrap();
    assert_eq!(
        presented,
        PresentedKey {
            id: key().id,
            hash: key().hash()
        }
    );
    assert_eq!(key().text.len(), "gw_test_".len() + 12 + 1 + 43 + 6);
}

#[test]
fn every_single_mistyped_character_is_noticed() {
    let text = key().text;
    for index in "gw_test_".len()..text.len() {
        let mut typo = text.clone().into_bytes();
        typo[index] = if typo[index] == b'7' { b'8' } else { b'7' };
        let typo = String::from_utf8(typo).unwrap();
        assert!(PresentedKey::parse(&typo, Stage::Test).is_err(), "{typo}");
    }
}

#[test]
fn a_key_of_the_other_stage_is_told_apart() {
    let refused = PresentedKey::parse(&key().text, Stage::Live);
    assert_eq!(
        refused,
        Err(InvalidApiKey::OtherStage {
            expected: Stage::Live
        })
    );
}

#[test]
fn other_texts_are_not_keys() {
    let cut = &key().text[..40];
    for text in [
        "",
        "gw_",
        "gw_test_",
        "gw_prod_x",
        "sk_test_123",
        "gw_test_é_é",
        "é",
        cut,
    ] {
        assert!(PresentedKey::parse(text, Stage::Test).is_err(), "{text:?}");
    }
}

#[test]
fn an_id_has_one_spelling() {
    for id in [
        "0123456789ABC",
        "0123456789aB",
        "0123456789a",
        "0123456789az",
    ] {
        assert_eq!(id.parse::<ApiKeyId>(), Err(InvalidApiKey::NotAKey), "{id}");
    }
}

#[test]
fn nothing_of_a_hash_is_printed() {
    assert_eq!(format!("{:?}", key().hash()), "KeyHash(…)");
}

#[test]
fn a_key_expires_at_the_instant_it_names() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let key = ApiKey {
        id: key().id,
        hash: key().hash(),
        scopes: BTreeSet::from(Scope::ALL),
        name: "billing server".to_owned(),
        created_at: at("2022-05-25T10:00:00Z"),
        expires_at: Some(at("2022-06-01T00:00:00Z")),
    };
    assert!(!key.is_expired(at("2022-05-31T23:59:59Z")));
    assert!(key.is_expired(at("2022-06-01T00:00:00Z")));
}

#[test]
fn scopes_and_stages_read_as_they_are_written() {
    for scope in Scope::ALL {
        assert_eq!(serde_json::to_value(scope).unwrap(), scope.as_str());
    }
    for stage in [Stage::Live, Stage::Test] {
        assert_eq!(stage.as_str().parse(), Ok(stage));
    }
}
