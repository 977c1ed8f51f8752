//! The ledger against Stripe's own list.

mod bounds;

use super::*;
use crate::preset::CONTACTUALLY;
use crate::reconciliation::surplus::{TakenOff, surpluses, taken_off};
use crate::reward::{RewardState, Side};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at};

fn reward_id() -> RewardId {
    RewardId::of(&account_id(FRIEND), Side::Referrer)
}

fn shown(id: &str, kind: ShownKind, credit_minor: i64) -> Shown {
    Shown {
        id: id.to_owned(),
        kind,
        currency: "USD".parse().unwrap(),
        credit_minor,
        created_at: at("2022-06-25"),
    }
}

fn posting(id: &str, credit_minor: i64) -> Shown {
    let kind = ShownKind::Posting {
        reward_id: reward_id(),
        number: "1".to_owned(),
    };
    shown(id, kind, credit_minor)
}

fn compensation(of: &str, credit_minor: i64) -> Shown {
    let kind = ShownKind::Compensation { of: of.to_owned() };
    shown(&format!("comp_{of}"), kind, credit_minor)
}

fn invoice(id: &str, credit_minor: i64) -> Shown {
    let kind = ShownKind::Invoice(id.parse().unwrap());
    shown(&format!("by_{id}_{credit_minor}"), kind, credit_minor)
}

/// Ana's $10 are on her balance, by the ledger.
fn on_the_balance() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .posts(Side::Referrer, "2022-06-25")
}

fn with<T>(story: &Story, look: impl Fn(Ours<'_>) -> T) -> T {
    let account_id = account_id(REFERRER);
    let lines = story.world.lines(&account_id);
    let rewards = [story.reward(Side::Referrer)];
    look(Ours {
        account_id: &account_id,
        lines: &lines,
        rewards: &rewards,
    })
}

fn span() -> Span {
    Span {
        edits_since: at("2022-06-01"),
        until: at("2022-07-25"),
    }
}

fn kinds(story: &Story, list: &[Shown]) -> Vec<FindingKind> {
    let findings = with(story, |ours| compare(ours, list, span()));
    findings.iter().map(|finding| finding.kind).collect()
}

/// How much of each surplus is to be taken off, where the balance holds `balance_minor`.
fn surplus(story: &Story, list: &[Shown], balance_minor: i64) -> Vec<i64> {
    let found = with(story, |ours| surpluses(ours, list, balance_minor));
    found.iter().map(|surplus| surplus.amount_minor).collect()
}

#[test]
fn a_ledger_that_equals_stripe_has_no_finding() {
    let list = [posting("a", 1_000)];
    assert_eq!(kinds(&on_the_balance(), &list), []);
    assert_eq!(surplus(&on_the_balance(), &list, 1_000), [0_i64; 0]);
}

#[test]
fn a_double_post_is_taken_off_again_and_only_once() {
    let story = on_the_balance();
    let doubled = [posting("a", 1_000), posting("b", 1_000)];
    assert_eq!(surplus(&story, &doubled, 2_000), [1_000]);
    let mended = [
        posting("a", 1_000),
        posting("b", 1_000),
        compensation("b", -1_000),
    ];
    assert_eq!(surplus(&story, &mended, 1_000), [0_i64; 0]);
    assert_eq!(kinds(&story, &mended), [], "the ledger never knew of it");
}

#[test]
fn what_was_taken_off_can_be_told_by_a_run_that_died_over_it() {
    let story = on_the_balance();
    let found = |list: &[Shown]| {
        let taken = with(&story, |ours| taken_off(ours, list));
        let told = |it: TakenOff| {
            (
                it.finding.name(),
                it.balance_transaction_id,
                it.amount_minor,
            )
        };
        taken.into_iter().map(told).collect::<Vec<_>>()
    };
    let mut list = vec![posting("a", 1_000), posting("b", 1_000)];
    assert_eq!(found(&list), []);
    let begun = with(&story, |ours| surpluses(ours, &list, 2_000));
    list.push(compensation("b", -1_000));
    let name = begun[0].finding.name();
    assert_eq!(found(&list), [(name, "comp_b".to_owned(), 1_000)]);
}

#[test]
fn one_taking_off_has_one_key_whoever_asks() {
    let story = on_the_balance();
    let key = |list: &[Shown]| {
        let found = with(&story, |ours| surpluses(ours, list, 600));
        found[0].idempotency_key()
    };
    let doubled = [posting("a", 1_000), posting("b", 1_000)];
    let used = [&doubled[..], &[invoice("in_8", -1_400)]].concat();
    assert_eq!(key(&doubled), key(&used));
    let taken_in_part = [&used[..], &[compensation("b", -600), invoice("in_8", 300)]].concat();
    assert_ne!(key(&used), key(&taken_in_part));
}

#[test]
fn what_an_invoice_used_of_a_double_is_not_turned_into_a_debt() {
    let story = on_the_balance();
    let used = [
        posting("a", 1_000),
        posting("b", 1_000),
        invoice("in_8", -1_400),
    ];
    assert_eq!(surplus(&story, &used, 600), [600]);
    let all_used = [
        posting("a", 1_000),
        posting("b", 1_000),
        invoice("in_8", -2_000),
    ];
    assert_eq!(
        surplus(&story, &all_used, 0),
        [0],
        "it is told, and not taken"
    );
    let by_hand = [posting("a", 1_000), posting("b", 1_000)];
    assert_eq!(surplus(&story, &by_hand, 300), [300], "never below zero");
}

#[test]
fn a_double_that_is_not_settled_yet_waits_for_the_next_run() {
    let mut story = on_the_balance();
    let mut reward = story.reward(Side::Referrer);
    reward.state = RewardState::Posting {
        first_call_at: at("2022-06-25"),
        redeemed_at: None,
        ended: None,
    };
    story.world.rewards.insert(reward.id.clone(), reward);
    assert_eq!(
        surplus(&story, &[posting("a", 1_000), posting("b", 1_000)], 2_000),
        [0]
    );
}

#[test]
fn the_ledger_never_says_that_more_of_a_doubled_credit_was_used_than_there_is() {
    let list = [
        posting("a", 1_000),
        posting("b", 1_000),
        invoice("in_8", -1_500),
    ];
    let moves = moves(&list, "USD".parse().unwrap());
    let allotment = Allotment::of(&moves);
    assert_eq!(allotment.left_minor(&reward_id()), 0);
    assert_eq!(allotment.left_of_minor("b"), 500);
}

#[test]
fn taking_a_double_off_changes_nothing_that_was_allotted_before() {
    let usd = "USD".parse().unwrap();
    let before = [
        posting("a", 1_000),
        posting("b", 1_000),
        invoice("in_8", -1_400),
    ];
    let mut after = before.to_vec();
    after.push(compensation("b", -600));
    for list in [&before[..], &after] {
        let moves = moves(list, usd);
        assert_eq!(Allotment::of(&moves).left_minor(&reward_id()), 0);
    }
    after.push(posting_of_another("c", 700));
    after.push(invoice("in_9", -700));
    let moves = moves(&after, usd);
    assert_eq!(Allotment::of(&moves).left_of_minor("c"), 0);
}

fn posting_of_another(id: &str, credit_minor: i64) -> Shown {
    let kind = ShownKind::Posting {
        reward_id: "rwd_cyan.referrer".parse().unwrap(),
        number: "1".to_owned(),
    };
    shown(id, kind, credit_minor)
}

#[test]
fn a_posting_that_stripe_has_not_is_found() {
    assert_eq!(kinds(&on_the_balance(), &[]), [FindingKind::NotAtStripe]);
}

#[test]
fn a_posting_that_the_ledger_has_not_is_found_unless_it_is_on_its_way() {
    let list = [posting("a", 1_000), posting_of_another("c", 1_000)];
    assert_eq!(
        kinds(&on_the_balance(), &list),
        [FindingKind::NotInTheLedger]
    );
    let late = Shown {
        created_at: at("2022-07-25"),
        ..posting_of_another("c", 1_000)
    };
    assert_eq!(kinds(&on_the_balance(), &[posting("a", 1_000), late]), []);
}

#[test]
fn another_amount_at_stripe_is_found() {
    assert_eq!(
        kinds(&on_the_balance(), &[posting("a", 900)]),
        [FindingKind::AmountDiffers]
    );
}

#[test]
fn e43_an_edit_by_hand_is_told_once_and_mended_never() {
    let edit = shown("hand", ShownKind::ByHand, -300);
    let list = [posting("a", 1_000), edit];
    let found = kinds(&on_the_balance(), &list);
    assert!(found.contains(&FindingKind::EditedByHand), "{found:?}");
    assert_eq!(surplus(&on_the_balance(), &list, 700), [0_i64; 0]);
    let later = Span {
        edits_since: at("2022-06-26"),
        ..span()
    };
    let findings = with(&on_the_balance(), |ours| compare(ours, &list, later));
    assert!(
        !findings
            .iter()
            .any(|it| it.kind == FindingKind::EditedByHand)
    );
}

#[test]
fn e43_an_edit_before_the_first_credit_of_ours_touched_none() {
    let edit = Shown {
        created_at: at("2022-06-02"),
        ..shown("hand", ShownKind::ByHand, 300)
    };
    assert_eq!(kinds(&on_the_balance(), &[edit, posting("a", 1_000)]), []);
}

#[test]
fn e43_what_an_edit_used_of_a_credit_is_no_news_once_the_edit_was_told_of() {
    let list = [posting("a", 1_000), shown("hand", ShownKind::ByHand, -300)];
    let told = |edits_since| {
        let span = Span {
            edits_since: at(edits_since),
            ..span()
        };
        let findings = with(&on_the_balance(), |ours| compare(ours, &list, span));
        findings.iter().map(|it| it.kind).collect::<Vec<_>>()
    };
    assert_eq!(
        told("2022-06-01"),
        [FindingKind::EditedByHand, FindingKind::UsageNotRecorded]
    );
    assert_eq!(told("2022-06-26"), []);
}

#[test]
fn usage_that_the_ledger_does_not_know_is_found() {
    let list = [posting("a", 1_000), invoice("in_8", -400)];
    let story = on_the_balance();
    assert_eq!(kinds(&story, &list), [FindingKind::UsageNotRecorded]);
    let moves = moves(&list, "USD".parse().unwrap());
    let known = story.applies(Side::Referrer, &moves, "2022-07-01");
    assert_eq!(kinds(&known, &list), []);
}

#[test]
fn a_credit_that_was_taken_back_twice_is_found() {
    let taken = |id: &str| {
        let kind = ShownKind::TakingBack {
            reward_id: reward_id(),
            number: "1".to_owned(),
        };
        shown(id, kind, -1_000)
    };
    let list = [posting("a", 1_000), taken("t"), taken("u")];
    assert!(kinds(&on_the_balance(), &list).contains(&FindingKind::TakenBackTwice));
}
