use super::*;
use crate::id::RewardId;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::reward::RewardState;
use crate::testing::outcome::AVAILABLE;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at, hash_of};

const NOW: &str = "2022-07-01";

fn earned() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
}

/// Everything that an erasure of this person does to the records of referrals.
fn erased(mut story: Story, (account, id): (&str, &str)) -> Story {
    let (account, id) = (account_id(account), id.parse().unwrap());
    let person = Erased {
        account_id: &account,
        participant_id: &id,
    };
    for reward in story.world.rewards.clone().values() {
        story.world.apply(credit_ended(reward, person, at(NOW)));
    }
    let participant = story
        .world
        .household(&account)
        .participant(&id)
        .cloned()
        .unwrap();
    let hash = hash_of(&participant.email);
    let uses: Vec<AddressUse> = story.world.addresses.clone();
    let own: Vec<AddressUse> = uses
        .into_iter()
        .filter(|it| it.address_hash == hash)
        .collect();
    story.world.apply(forgotten(&participant, &own, at(NOW)));
    story
}

#[test]
fn e67_credit_of_an_erased_referrer_that_is_not_posted_is_canceled() {
    let story = erased(earned(), (REFERRER, "ana")).then_balance(REFERRER, [0, 0, 0]);
    let state = story.reward(Side::Referrer).state;
    assert!(matches!(state, RewardState::Canceled { .. }), "{state:?}");
    assert!(
        story
            .world
            .household(&account_id(REFERRER))
            .participants
            .is_empty()
    );
}

#[test]
fn e67_posted_credit_of_an_erased_referrer_stays() {
    let posted = earned().posts(Side::Referrer, "2022-06-25");
    erased(posted, (REFERRER, "ana")).then_balance(REFERRER, [0, 0, 1_000]);
}

/// Guard: `guards::refuse_self` asks whether the referrer was erased.
#[test]
fn e67_the_link_of_an_erased_referrer_earns_nothing_more() {
    let story = erased(Story::of(CLIENTJOY), (REFERRER, "ana"))
        .clicked("2022-07-02")
        .signs_up("2022-07-03");
    assert!(story.friend_household().referral.is_none());
    let reason = story.friend_household().outcome.unwrap().reason;
    assert_eq!(reason, Some(Reason::ProgramInactive));
}

#[test]
fn e66_the_referral_and_the_credit_of_an_erased_friend_stay() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let before = (
        story.friend_household().referral,
        story.reward(Side::Friend),
    );
    let story = erased(story, (FRIEND, "bo"))
        .then_balance(REFERRER, [0, 5_000, 0])
        .then_balance(FRIEND, [0, 5_000, 0]);
    let friend = story.friend_household();
    assert_eq!(
        (friend.referral.clone(), story.reward(Side::Friend)),
        before
    );
    assert!(friend.participants.is_empty());
}

#[test]
fn e67_credit_that_staff_gave_the_account_stays() {
    let account = account_id(REFERRER);
    let ana = "ana".parse().unwrap();
    let person = Erased {
        account_id: &account,
        participant_id: &ana,
    };
    let reward = earned().reward(Side::Referrer);
    assert!(!credit_ended(&reward, person, at("2022-07-01")).is_empty());
    let gift = Reward {
        id: RewardId::adjustment(&account, "0a1b"),
        ..reward
    };
    assert!(credit_ended(&gift, person, at("2022-07-01")).is_empty());
}

#[test]
fn e67_credit_that_a_colleague_or_another_account_earned_stays() {
    let reward = earned().reward(Side::Referrer);
    let ends = |account: &str, id: &str| {
        let (account, id) = (account_id(account), id.parse().unwrap());
        let person = Erased {
            account_id: &account,
            participant_id: &id,
        };
        !credit_ended(&reward, person, at(NOW)).is_empty()
    };
    assert!(ends(REFERRER, "ana"));
    assert!(!ends(REFERRER, "ben"));
    assert!(!ends(FRIEND, "ana"));
}

#[test]
fn e66_the_address_of_an_erased_person_stays_as_a_tombstone() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let hash = story.bo.address_hash.clone();
    let story = erased(story, (FRIEND, "bo"));
    let known = story.world.addresses.iter();
    let mut own = known.filter(|it| it.address_hash == hash);
    assert_eq!(own.next().unwrap().closed_at, Some(at(NOW)));
}

#[test]
fn e66_another_account_s_use_of_the_address_stays_and_one_that_had_ended_keeps_its_day() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let hash = &story.bo.address_hash;
    let mut known = story.world.addresses.iter();
    let own = known.find(|it| it.address_hash == *hash).unwrap();
    let used = |account: &str, closed_at: Option<&str>| AddressUse {
        account_id: account_id(account),
        closed_at: closed_at.map(at),
        ..own.clone()
    };
    let all = [
        used(REFERRER, None),
        used(FRIEND, Some("2022-06-01")),
        used(FRIEND, None),
    ];
    let friend = story.friend_household();
    let changes = forgotten(&friend.participants[0], &all, at(NOW));
    let ended = |write: &Write| matches!(write, Write::Address(_));
    let ended: Vec<_> = changes.writes.iter().filter(|it| ended(it)).collect();
    let expected = Write::Address(AddressUse {
        closed_at: Some(at(NOW)),
        ..used(FRIEND, None)
    });
    assert_eq!(ended, [&expected]);
}

#[test]
fn e64_no_mail_of_any_kind_goes_to_an_erased_address_again() {
    let hash = hash_of(&"bo@bolt.com".parse().unwrap());
    let changes = silenced(&hash, at(NOW));
    assert_eq!(changes.writes.len(), MailKind::ALL.len());
    for write in &changes.writes {
        let Write::Suppress(stop) = write else {
            panic!("{write:?}")
        };
        assert!(!stop.may_be_undone && !stop.apart_from_reminders);
    }
}

#[test]
fn f64_an_invite_keeps_no_address_and_can_neither_be_sent_nor_accepted() {
    let invite = crate::testing::invites::bo();
    for state in [
        InviteState::Created,
        InviteState::Delivered {
            message_id: "m".to_owned(),
            delivered_at: at("2022-05-21"),
        },
    ] {
        let before = invite.in_state(state);
        let changes = invite_ended(&before, at(NOW));
        let [Write::Invite(after)] = changes.writes.as_slice() else {
            panic!("{changes:?}")
        };
        assert!(after.recipient.is_none() && after.friend_name.is_none());
        assert!(after.message.is_none() && !after.is_open(at(NOW)));
        assert!(after.is_expired(at(NOW)));
        assert_eq!(after.recipient_hash, before.recipient_hash);
        assert_eq!(after.due_at(), None);
        assert_eq!(invite_ended(after, at(NOW)), ChangeSet::default());
    }
}
