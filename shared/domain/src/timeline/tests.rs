use super::*;
use crate::audit::{StaffCall, Target};
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at};

/// The timeline of a story, with what staff did.
fn told(story: &Story, audit: &[AuditRecord]) -> Vec<Moment> {
    let sides = [(Side::Referrer, REFERRER), (Side::Friend, FRIEND)];
    let of = sides.map(|(side, id)| {
        let id = account_id(id);
        let notifications = story.world.notifications.iter();
        let notifications = notifications.filter(|it| it.account_id == id).cloned();
        let notifications: Vec<Notification> = notifications.collect();
        (side, story.world.lines(&id), notifications)
    });
    let sides = [0, 1].map(|side: usize| {
        let (side, lines, notifications) = &of[side];
        SideTold {
            side: *side,
            lines,
            notifications,
        }
    });
    of_referral(&Records {
        friend: &story.friend_household(),
        invite: None,
        sides,
        audit,
    })
}

fn texts(moments: &[Moment]) -> Vec<String> {
    let text = |moment: &Moment| format!("{:?}: {}", moment.source, moment.text);
    moments.iter().map(text).collect()
}

#[test]
fn a_referral_is_told_from_the_link_to_the_credit() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let moments = told(&story, &[]);
    assert_eq!(
        texts(&moments),
        [
            "Browser: The personal link was followed.",
            "Host: The friend’s account signed up.",
            "Rules: The signup was credited to the referrer: this referral began.",
            "Rules: It qualified by the signup: both sides’ rewards were decided.",
            "Rules: Referrer, $50: Credit for referring a friend.",
            "Rules: Referrer was told: credit was earned.",
            "Rules: Friend, $50: Credit for joining through a referral.",
            "Rules: Friend was told: credit of their own.",
        ]
    );
    let grant = &moments[4];
    assert_eq!(grant.id.as_deref(), Some("grant#ref_bolt#referrer"));
    assert_eq!(grant.at, at("2022-05-25"));
}

#[test]
fn k4_a_payment_is_stripes_word_and_names_its_invoice() {
    let story = Story::of(CONTACTUALLY)
        .with_rules(|rules| "UTC".clone_into(&mut rules.time_zone))
        .accepted("2022-05-20")
        .referrer_pays(&[("2021-06-01", None)])
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let moments = told(&story, &[]);
    let qualified = moments
        .iter()
        .find(|it| it.text.starts_with("It qualified"));
    let qualified = qualified.unwrap();
    assert_eq!(qualified.source, Source::Stripe);
    assert_eq!(qualified.id.as_deref(), Some("in_1"));
}

#[test]
fn what_staff_did_is_told_with_who_and_why() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let call = StaffCall {
        actor: Actor {
            key_id: "admin".to_owned(),
            staff: Some("jo.support".parse().unwrap()),
        },
        request_id: None,
        now: at("2022-05-26"),
    };
    let referral = crate::id::ReferralId::of(&account_id(FRIEND));
    let record = call
        .did(Action::ReferralDisqualified, Target::referral(&referral))
        .because("ticket 7".parse().unwrap());
    let moments = told(&story, &[record]);
    let last = moments.last().unwrap();
    assert_eq!(last.source, Source::Staff);
    assert_eq!(last.text, "Referral ended by jo.support: ticket 7");
}

#[test]
fn of_nothing_there_is_nothing_to_tell() {
    assert!(told(&Story::of(CLIENTJOY), &[]).is_empty());
}
