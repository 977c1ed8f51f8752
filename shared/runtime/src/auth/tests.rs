use std::cell::Cell;

use axum::http::HeaderValue;
use axum::http::header::AUTHORIZATION;
use domain::api_key::new_key::NewKey;
use domain::portal_session::PortalSession;
use domain::token::Signer;

use super::*;
use crate::secrets::tests::{secrets_of, unreachable_secrets};

const OPERATORS_KEY: &str = "the-operators-own-first-key-0123456789";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2022-05-25T10:00:00Z")
}

async fn auth() -> Auth {
    auth_with(secrets_of(&[("admin-api-key", OPERATORS_KEY)]).await)
}

fn auth_with(secrets: Secrets) -> Auth {
    Auth::new(Stage::Test, "host".to_owned(), Arc::new(secrets))
}

fn new_key() -> NewKey {
    NewKey::from_random(Stage::Test, &[7; 40])
}

fn stored_key() -> ApiKey {
    ApiKey {
        id: new_key().id,
        hash: new_key().hash(),
        scopes: BTreeSet::from([Scope::Signups]),
        name: "signup server".to_owned(),
        created_at: at("2022-01-01T00:00:00Z"),
        expires_at: Some(at("2022-06-01T00:00:00Z")),
        outgoing: None,
    }
}

fn with_bearer(bearer: &str) -> HeaderMap {
    let value = HeaderValue::from_str(&format!("Bearer {bearer}")).unwrap();
    HeaderMap::from_iter([(AUTHORIZATION, value)])
}

/// Who `bearer` is, where `stored` is what the table knows of its key.
async fn who(
    auth: &Auth,
    bearer: &str,
    now: Timestamp,
    stored: Option<ApiKey>,
) -> Result<Caller, Problem> {
    let find = |_| std::future::ready(Ok::<_, std::io::Error>(stored));
    auth.caller(&with_bearer(bearer), now, find).await
}

#[tokio::test]
async fn a_known_key_is_the_host_with_its_scopes() {
    let caller = who(&auth().await, &new_key().text, now(), Some(stored_key()))
        .await
        .unwrap();
    let Caller::Host(host) = &caller else {
        panic!("{caller:?}")
    };
    assert_eq!(host.key_id, new_key().id.as_str());
    assert!(caller.require(Scope::Signups).is_ok());
    assert_eq!(caller.require(Scope::Admin).unwrap_err().status(), 403);
    assert_eq!(caller.participant().unwrap_err().status(), 403);
}

#[tokio::test]
async fn the_operators_first_key_may_do_everything() {
    let caller = who(&auth().await, OPERATORS_KEY, now(), None)
        .await
        .unwrap();
    for scope in Scope::ALL {
        assert_eq!(caller.require(scope).unwrap().key_id, "admin");
    }
}

#[tokio::test]
async fn the_operators_first_key_may_look_like_any_other() {
    let key = NewKey::from_random(Stage::Test, &[9; 40]).text;
    let auth = auth_with(secrets_of(&[("admin-api-key", &*key)]).await);
    assert!(
        who(&auth, &key, now(), None)
            .await
            .unwrap()
            .require(Scope::Admin)
            .is_ok()
    );
}

#[tokio::test]
async fn a_first_key_that_can_be_guessed_is_none() {
    let auth = auth_with(secrets_of(&[("admin-api-key", "changeme")]).await);
    assert_eq!(
        who(&auth, "changeme", now(), None)
            .await
            .unwrap_err()
            .status(),
        401
    );
}

#[tokio::test]
async fn keys_work_where_the_operator_has_made_no_first_key() {
    let auth = auth_with(secrets_of(&[]).await);
    assert!(
        who(&auth, &new_key().text, now(), Some(stored_key()))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_key_is_refused_unless_it_is_known_right_and_not_expired() {
    let auth = auth().await;
    let mut of_another = stored_key();
    of_another.hash = KeyHash::of("another");
    let typo = new_key().text.replace("gw_test_", "gw_live_");
    for (bearer, stored, now) in [
        (new_key().text, None, now()),
        (new_key().text, Some(of_another), now()),
        (
            new_key().text,
            Some(stored_key()),
            at("2022-06-01T00:00:00Z"),
        ),
        (typo, Some(stored_key()), now()),
        ("gw_test_".to_owned(), Some(stored_key()), now()),
        ("sk_test_123".to_owned(), Some(stored_key()), now()),
    ] {
        let refused = who(&auth, &bearer, now, stored).await.unwrap_err();
        assert_eq!(refused.status(), 401, "{bearer}");
    }
}

#[tokio::test]
async fn f60_a_key_revoked_while_it_is_kept_is_refused_after_a_minute() {
    let auth = auth().await;
    let key = new_key().text;
    assert!(who(&auth, &key, now(), Some(stored_key())).await.is_ok());
    assert!(
        who(&auth, &key, at("2022-05-25T10:00:59Z"), None)
            .await
            .is_ok()
    );
    let refused = who(&auth, &key, at("2022-05-25T10:01:00Z"), None)
        .await
        .unwrap_err();
    assert_eq!(refused.status(), 401);
}

#[tokio::test]
async fn a_key_that_is_kept_still_expires() {
    let auth = auth().await;
    let key = new_key().text;
    let before = at("2022-05-31T23:59:59Z");
    assert!(who(&auth, &key, before, Some(stored_key())).await.is_ok());
    assert!(
        who(&auth, &key, at("2022-06-01T00:00:00Z"), None)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn that_a_key_is_unknown_is_not_kept() {
    let auth = auth().await;
    assert!(who(&auth, &new_key().text, now(), None).await.is_err());
    assert!(
        who(&auth, &new_key().text, now(), Some(stored_key()))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_look_up_that_fails_is_not_a_refusal() {
    let asked = Cell::new(false);
    let find = |_| {
        asked.set(true);
        std::future::ready(Err(std::io::Error::other("no table")))
    };
    let refused = auth()
        .await
        .caller(&with_bearer(&new_key().text), now(), find)
        .await;
    assert!(asked.get());
    assert_eq!(refused.unwrap_err().status(), 503);
}

#[tokio::test]
async fn f11_without_secrets_nobody_is_refused_for_good() {
    let auth = auth_with(unreachable_secrets());
    for bearer in [&*new_key().text, OPERATORS_KEY, "a.b.c"] {
        let refused = who(&auth, bearer, now(), None).await.unwrap_err();
        assert_eq!(refused.status(), 503, "{bearer}");
    }
}

#[tokio::test]
async fn a_known_key_needs_no_secret() {
    let auth = auth_with(unreachable_secrets());
    assert!(
        who(&auth, &new_key().text, now(), Some(stored_key()))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_token_is_refused_where_none_are_set_up() {
    assert_eq!(
        who(&auth().await, "a.b.c", now(), None)
            .await
            .unwrap_err()
            .status(),
        401
    );
}

#[tokio::test]
async fn anything_but_one_bearer_is_refused() {
    let header = |value: &'static str| (AUTHORIZATION, HeaderValue::from_static(value));
    let mut twice = with_bearer(OPERATORS_KEY);
    twice.append(AUTHORIZATION, HeaderValue::from_static("Bearer x"));
    let auth = auth().await;
    for headers in [
        HeaderMap::new(),
        HeaderMap::from_iter([header("")]),
        HeaderMap::from_iter([header("Bearer")]),
        HeaderMap::from_iter([header("Bearer ")]),
        HeaderMap::from_iter([header("Basic Z3dfdGVzdA==")]),
        HeaderMap::from_iter([header("the-operators-own-first-key-0123456789")]),
        HeaderMap::from_iter([(
            AUTHORIZATION,
            HeaderValue::from_bytes(b"Bearer \xff").unwrap(),
        )]),
        twice,
    ] {
        let find = |_| std::future::ready(Ok::<_, std::io::Error>(Some(stored_key())));
        let refused = auth.caller(&headers, now(), find).await.unwrap_err();
        assert_eq!(refused.status(), 401, "{headers:?}");
    }
}

#[tokio::test]
async fn s3_a_new_secret_is_known_at_once_where_the_old_one_is_remembered() {
    let auth = auth().await;
    let old = new_key();
    assert!(
        who(&auth, &old.text, now(), Some(stored_key()))
            .await
            .is_ok()
    );
    let new = NewKey::next_for(&old.id, Stage::Test, &[8; 40]);
    let rotated = stored_key().rotated(&new, at("2022-05-25T11:00:00Z"));
    let soon = at("2022-05-25T10:00:01Z");
    assert!(
        who(&auth, &new.text, soon, Some(rotated.clone()))
            .await
            .is_ok()
    );
    // What was read anew counts from then on: the old secret ends with its overlap.
    let later = at("2022-05-25T11:00:00Z");
    let refused = who(&auth, &old.text, later, Some(rotated)).await;
    assert_eq!(refused.unwrap_err().status(), 401);
}

#[tokio::test]
async fn a_session_s_token_is_taken_where_participants_call_and_while_it_is_open() {
    const KEY: &str = "a signing key that is long enough for anyone";
    let session = PortalSession {
        account_id: "acme".parse().unwrap(),
        participant_id: "ana".parse().unwrap(),
        program_id: None,
        return_url: None,
        locale: None,
        expires_at: at("2022-05-25T11:00:00Z"),
    };
    let token = Signer::from_secret(KEY).unwrap().portal_session(&session);
    let elsewhere = auth_with(secrets_of(&[("signing-key", KEY)]).await);
    let refused = who(&elsewhere, &token, now(), None).await.unwrap_err();
    assert_eq!(refused.status(), 401);

    let auth = elsewhere.with_sessions();
    let caller = who(&auth, &token, now(), None).await.unwrap();
    assert_eq!(caller.participant().unwrap().account_id.as_str(), "acme");
    for (bearer, at) in [
        (&*token, session.expires_at),
        (&token.replacen('e', "f", 1), now()),
        ("not.ours", now()),
    ] {
        let refused = who(&auth, bearer, at, None).await.unwrap_err();
        assert_eq!(refused.status(), 401, "{bearer}");
    }
}

#[tokio::test]
async fn no_session_is_told_while_the_signing_key_cannot_be_read() {
    let auth = auth_with(unreachable_secrets()).with_sessions();
    let refused = who(&auth, "not.told", now(), None).await.unwrap_err();
    assert_eq!(refused.status(), 503);
}
