use super::new_key::RANDOM_LENGTH;
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
        outgoing: None,
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

fn stored(key: &NewKey) -> ApiKey {
    ApiKey {
        id: key.id.clone(),
        hash: key.hash(),
        scopes: BTreeSet::from(Scope::ALL),
        name: "billing server".to_owned(),
        created_at: "2022-05-25T10:00:00Z".parse().unwrap(),
        expires_at: None,
        outgoing: None,
    }
}

#[test]
fn s3_after_a_rotation_both_secrets_work_until_the_overlap_ends() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let old = key();
    let new = NewKey::next_for(&old.id, Stage::Test, &[7; RANDOM_LENGTH]);
    assert_eq!(new.id, old.id);
    assert!(PresentedKey::parse(&new.text, Stage::Test).is_ok());
    let rotated = stored(&old).rotated(&new, at("2022-06-01T00:00:00Z"));
    let before = at("2022-05-31T23:59:59Z");
    assert!(rotated.accepts(new.hash(), before) && rotated.accepts(old.hash(), before));
    let after = at("2022-06-01T00:00:00Z");
    assert!(rotated.accepts(new.hash(), after) && !rotated.accepts(old.hash(), after));
}

#[test]
fn s3_a_second_rotation_ends_the_first_secret_at_once() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let (first, until) = (key(), at("2022-06-01T00:00:00Z"));
    let next = |byte| NewKey::next_for(&first.id, Stage::Test, &[byte; RANDOM_LENGTH]);
    let rotated = stored(&first)
        .rotated(&next(7), until)
        .rotated(&next(8), until);
    let now = at("2022-05-26T00:00:00Z");
    let accepted =
        [first.hash(), next(7).hash(), next(8).hash()].map(|hash| rotated.accepts(hash, now));
    assert_eq!(accepted, [false, true, true]);
}

#[test]
fn f60_a_revoked_key_stays_revoked_since_the_first_time() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let now = at("2022-05-26T00:00:00Z");
    let revoked = stored(&key()).revoked(now);
    assert!(revoked.is_expired(now));
    assert_eq!(revoked.revoked(at("2022-05-27T00:00:00Z")), revoked);
}
