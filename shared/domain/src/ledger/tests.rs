//! Each way that credit moves, under a name made from its cause.

use super::*;
use crate::preset::CLIENTJOY;
use crate::reward::Side;
use crate::testing::story::Story;
use crate::testing::{at, money};

fn reward() -> Reward {
    Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .reward(Side::Referrer)
}

const PENDING: Option<Position> = Some(Position::Pending);
const AVAILABLE: Option<Position> = Some(Position::Available);
const AT_STRIPE: Option<Position> = Some(Position::AtStripe);

#[test]
fn every_movement_debits_one_position_and_credits_another() {
    let (reward, now) = (reward(), at("2022-05-25"));
    for (entry, id, from, to) in [
        (
            JournalEntry::grant(&reward, true, now),
            "grant#ref_bolt#referrer",
            None,
            PENDING,
        ),
        (
            JournalEntry::grant(&reward, false, now),
            "grant#ref_bolt#referrer",
            None,
            AVAILABLE,
        ),
        (
            JournalEntry::release(&reward, now),
            "release#rwd_bolt.referrer",
            PENDING,
            AVAILABLE,
        ),
        (
            JournalEntry::post(&reward, now),
            "post#rwd_bolt.referrer#1",
            AVAILABLE,
            AT_STRIPE,
        ),
        (
            JournalEntry::cancel(&reward, true, now),
            "cancel#rwd_bolt.referrer",
            PENDING,
            None,
        ),
        (
            JournalEntry::cancel(&reward, false, now),
            "cancel#rwd_bolt.referrer",
            AVAILABLE,
            None,
        ),
    ] {
        assert_eq!(entry.id().as_str(), id);
        assert_eq!(
            (entry.debit().position(), entry.credit().position()),
            (from, to)
        );
        assert_eq!(entry.amount(), money("50 USD"));
    }
}

#[test]
fn the_name_does_not_depend_on_when_it_is_written_down() {
    let (early, late) = (at("2022-05-25"), at("2023-05-25"));
    let post = |now| JournalEntry::post(&reward(), now).id().clone();
    assert_eq!(post(early), post(late));
}

#[test]
fn the_two_sides_of_a_referral_have_entries_of_their_own() {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let grant = |side| {
        let reward = story.reward(side);
        JournalEntry::grant(&reward, false, at("2022-05-25"))
    };
    let (referrer, friend) = (grant(Side::Referrer), grant(Side::Friend));
    assert_ne!(referrer.id(), friend.id());
    assert_eq!(referrer.account_id().as_str(), "acme");
    assert_eq!(friend.account_id().as_str(), "bolt");
}

#[test]
fn c20_the_statement_line_is_the_accounts_copy_of_its_entry() {
    let entry = JournalEntry::release(&reward(), at("2022-06-08"));
    let line = entry.statement_line();
    assert_eq!(line.entry_id, *entry.id());
    assert_eq!((line.from, line.to), (PENDING, AVAILABLE));
    assert_eq!(
        (line.account_id, line.amount),
        (entry.account_id().clone(), entry.amount())
    );
    assert_eq!(line.recorded_at, at("2022-06-08"));
}
