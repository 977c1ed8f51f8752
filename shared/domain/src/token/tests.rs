use super::*;

fn signer() -> Signer {
    Signer::from_secret("a secret that is long enough for anyone").unwrap()
}

fn touch(referrer: Option<Referrer>) -> Touch {
    Touch {
        code: "k7xq2mnpqr".parse().unwrap(),
        at: "2022-05-25T09:00:00Z".parse().unwrap(),
        referrer,
    }
}

fn accept(referrer: Option<Referrer>) -> Accept {
    Accept {
        invite_id: invite(),
        at: "2022-05-25T09:00:00Z".parse().unwrap(),
        referrer,
    }
}

fn referrer() -> Referrer {
    Referrer {
        program_id: "clientjoy".parse().unwrap(),
        account_id: "acme".parse().unwrap(),
        participant_id: "ana@acme.example".parse().unwrap(),
    }
}

fn invite() -> InviteId {
    "inv_abc".parse().unwrap()
}

#[test]
fn a_token_opens_to_what_was_signed() {
    for referrer in [None, Some(referrer())] {
        let touch = touch(referrer.clone());
        assert_eq!(signer().open_touch(&signer().touch(&touch)), Ok(touch));
        let accept = accept(referrer);
        assert_eq!(signer().open_accept(&signer().accept(&accept)), Ok(accept));
    }
    assert_eq!(
        signer().open_invite(&signer().invite(&invite())),
        Ok(invite())
    );
}

#[test]
fn a_token_that_stops_mail_names_the_kind_it_stood_in() {
    let hash = signer().address_hash(&"bo@example.com".parse().unwrap());
    for kind in MailKind::ALL {
        let token = signer().unsubscribe(kind, &hash);
        assert!(token.starts_with(kind.as_str()), "{token}");
        let opened = signer().open_unsubscribe(&token);
        assert_eq!(opened, Ok((kind, hash.clone())));
    }
}

#[test]
fn a_token_of_one_purpose_is_not_valid_for_another() {
    for referrer in [None, Some(referrer())] {
        let accept = signer().accept(&accept(referrer.clone()));
        assert_eq!(signer().open_invite(&accept), Err(NotOurs));
        assert_eq!(signer().open_touch(&accept), Err(NotOurs));
        let touch = signer().touch(&touch(referrer));
        assert_eq!(signer().open_accept(&touch), Err(NotOurs));
    }
    assert_eq!(
        signer().open_accept(&signer().invite(&invite())),
        Err(NotOurs)
    );
}

#[test]
fn an_altered_token_or_one_of_another_installation_is_refused() {
    let token = signer().invite(&invite());
    let other = Signer::from_secret("another secret that is also long enough").unwrap();
    for wrong in [
        "",
        ".",
        "inv_abc",
        &token.replace("abc", "abd"),
        &token[..token.len() - 1],
    ] {
        assert_eq!(signer().open_invite(wrong), Err(NotOurs), "{wrong:?}");
    }
    assert_eq!(other.open_invite(&token), Err(NotOurs));
}

#[test]
fn a_short_secret_is_refused() {
    assert!(Signer::from_secret("too short").is_err());
}

#[test]
fn equal_addresses_hash_alike_whatever_their_case() {
    let hash = |text: &str| signer().address_hash(&text.parse().unwrap());
    assert_eq!(hash("Bo@Example.com"), hash("bo@example.COM"));
    assert_ne!(hash("bo@example.com"), hash("bo+x@example.com"));
}

#[test]
fn a_token_shows_nobodys_id() {
    let token = signer().touch(&touch(Some(referrer())));
    for id in ["clientjoy", "acme", "ana"] {
        assert!(!token.contains(id), "{token}");
    }
    assert!(token.starts_with("k7xq2mnpqr.1653469200."), "{token}");
}

#[test]
fn who_is_behind_one_token_cannot_be_put_behind_another() {
    let token = signer().touch(&touch(Some(referrer())));
    let (name, sealed) = token.rsplit_once('.').unwrap();
    let later = name.replace("1653469200", "1653469201");
    let altered = format!("{}a", &sealed[..sealed.len() - 1]);
    for wrong in [
        format!("{later}.{sealed}"),
        format!("{name}.{altered}"),
        format!("{name}."),
        format!("{name}.{}", &sealed[..26]),
    ] {
        assert_eq!(signer().open_touch(&wrong), Err(NotOurs), "{wrong}");
    }
    let other = Signer::from_secret("another secret that is also long enough").unwrap();
    assert_eq!(other.open_touch(&token), Err(NotOurs));
}

#[test]
fn a_touch_of_before_it_carried_anybody_is_still_good() {
    let token = "k7xq2mnpqr.1653469200.3hrzhzhpaavrvtjlu4gx7fg5ks";
    let code = signer().open_touch(token).map(|touch| touch.referrer);
    assert_eq!(code, Ok(None));
}
