//! Who refers whom in a long row, and in a circle (E16, F57).

use super::*;
use crate::attribution::{Signup, State, decide};
use crate::id::AccountId;
use crate::registration::{Member, Members, State as Known, Update};
use crate::testing::world::World;

/// As many as refer each other in a row.
const LINKS: usize = 1_000;

/// One for each side of each referral.
const REWARDS: usize = 2_000;

fn nth(number: usize) -> AccountId {
    format!("a{number}").parse().unwrap()
}

/// The account of `friend` signs up by a link of `referrer`'s.
fn signs_up(world: &mut World, (referrer, friend): (&AccountId, &AccountId), told_at: &str) {
    let program = testing::program(CLIENTJOY);
    let programs = [program.clone()];
    let found = [testing::clicked(&program, referrer.as_str(), "2022-05-20")];
    let (update, member) = testing::friend();
    let member = Member {
        email: format!("bo@{friend}.com").parse().unwrap(),
        ..member
    };
    let known = Known {
        household: world.household(friend),
        ..Known::default()
    };
    let referrer = world.household(referrer);
    let state = State {
        friend: &known,
        address_uses: &[],
        programs: &programs,
        found: &found,
        referrer: &referrer,
        tally: &crate::allowance::Tally::default(),
    };
    let signup = Signup {
        update: Update {
            account_id: friend.clone(),
            signed_up_at: at(told_at),
            members: Members::Among(vec![member.clone()]),
            ..update
        },
        member,
        signed_up_at: at(told_at),
        now: at(told_at),
    };
    let changes = decide(&state, &signup);
    world.store(changes);
}

#[test]
fn f57_a_chain_of_a_thousand_earns_each_link_once_and_a_circle_nothing() {
    let mut world = World::default();
    world.accounts.insert(nth(0), testing::account("a0"));
    for (referrer, friend) in (0..LINKS).zip(1..) {
        signs_up(&mut world, (&nth(referrer), &nth(friend)), "2022-05-25");
    }
    // The last refers the first, who has had an account all along, and the second refers the one
    // by whom it came.
    signs_up(&mut world, (&nth(LINKS), &nth(0)), "2022-05-26");
    signs_up(&mut world, (&nth(2), &nth(1)), "2022-05-26");

    world.books_agree_with_rewards();
    let first = world.outcomes[&nth(0)].reason;
    assert_eq!(first, Some(Reason::ExistingAccount));
    assert_eq!(world.referrals.len(), LINKS);
    assert_eq!(world.rewards.len(), REWARDS, "no level above the first");
    for (number, cents) in [(0, 5_000), (1, 10_000), (500, 10_000), (LINKS, 5_000)] {
        let balance = world.balance(&nth(number));
        assert_eq!(balance.available_minor, cents, "a{number}");
    }
}
