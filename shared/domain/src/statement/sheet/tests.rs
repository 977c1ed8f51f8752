//! A statement reads like a bank's.

use super::*;
use crate::ledger::{Direction, JournalEntry, Usage};
use crate::preset::CLIENTJOY;
use crate::reward::{Reward, Side};
use crate::testing::story::Story;
use crate::testing::{account_id, at, money};

fn reward() -> Reward {
    Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .reward(Side::Referrer)
}

/// $50 earned in May, posted in June; July's invoice used $30 of it.
fn lines() -> Vec<StatementLine> {
    let reward = reward();
    let usage = Usage {
        direction: Direction::Apply,
        by: "in_july",
        amount: money("30 USD"),
    };
    [
        // Not in their order: the table's is by instant and name.
        JournalEntry::used(&reward, &usage, at("2022-07-01")),
        JournalEntry::post(&reward, at("2022-06-08T10:00")),
        JournalEntry::grant(&reward, true, at("2022-05-25")),
        JournalEntry::release(&reward, at("2022-06-08T10:00")),
    ]
    .iter()
    .map(JournalEntry::statement_line)
    .collect()
}

fn days(from: Option<&str>, to: Option<&str>) -> Period {
    let day = |text: &str| text.parse().unwrap();
    Period {
        from: from.map(day),
        to: to.map(day),
    }
}

#[track_caller]
fn sheet(period: Period) -> Sheet {
    let statement = Statement::of(&account_id("acme"), period, &lines(), &[]).unwrap();
    let [sheet] = &statement.sheets[..] else {
        panic!("{statement:?}")
    };
    sheet.clone()
}

/// Pending, available, at Stripe and in all, in cents.
fn cents(standing: Standing) -> [i64; 4] {
    let Standing {
        pending,
        available,
        at_stripe,
        total,
    } = standing;
    [pending, available, at_stripe, total].map(|sum| sum.amount_minor)
}

#[test]
fn e40_every_line_has_its_cause_its_change_and_the_balance_after_it() {
    let sheet = sheet(Period::default());
    assert_eq!(cents(sheet.opening), [0, 0, 0, 0]);
    let told: Vec<(&str, i64, [i64; 4])> = sheet
        .lines
        .iter()
        .map(|line| (&*line.text, line.change.amount_minor, cents(line.balance)))
        .collect();
    let expected = [
        (
            "Credit for referring a friend.",
            5_000,
            [5_000, 0, 0, 5_000],
        ),
        ("Released: the credit may be used.", 0, [0, 5_000, 0, 5_000]),
        (
            "Put on the Stripe balance, for the next invoices.",
            0,
            [0, 0, 5_000, 5_000],
        ),
        ("Used by invoice in_july.", -3_000, [0, 0, 2_000, 2_000]),
    ];
    assert_eq!(told, expected);
    assert_eq!(cents(sheet.closing), [0, 0, 2_000, 2_000]);
    let invoice = sheet.lines[3].invoice_id.as_ref().map(InvoiceId::as_str);
    assert_eq!(invoice, Some("in_july"));
}

#[test]
fn a_period_opens_with_what_the_one_before_it_closed_with() {
    let may = sheet(days(None, Some("2022-05-31")));
    let june = sheet(days(Some("2022-06-01"), Some("2022-06-30")));
    let july = sheet(days(Some("2022-07-01"), None));
    assert_eq!(
        [may.lines.len(), june.lines.len(), july.lines.len()],
        [1, 2, 1]
    );
    assert_eq!(june.opening, may.closing);
    assert_eq!(july.opening, june.closing);
    assert_eq!(cents(july.closing), [0, 0, 2_000, 2_000]);
}

#[test]
fn the_last_day_is_included_to_its_end() {
    assert_eq!(sheet(days(None, Some("2022-06-07"))).lines.len(), 1);
    assert_eq!(sheet(days(None, Some("2022-06-08"))).lines.len(), 3);
}

#[test]
fn a_quiet_period_closes_with_what_it_opened_with() {
    let august = sheet(days(Some("2022-08-01"), Some("2022-08-31")));
    assert!(august.lines.is_empty());
    assert_eq!(august.opening, august.closing);
    assert_eq!(cents(august.closing), [0, 0, 2_000, 2_000]);
}

#[test]
fn currencies_have_a_sheet_each() {
    let euros = Reward {
        amount: money("45 EUR"),
        ..reward()
    };
    let mut lines = lines();
    lines.push(JournalEntry::grant(&euros, false, at("2022-06-01")).statement_line());
    let statement = Statement::of(&account_id("acme"), Period::default(), &lines, &[]).unwrap();
    let closing: Vec<_> = statement
        .sheets
        .iter()
        .map(|sheet| (sheet.currency.to_string(), sheet.closing.total.amount_minor))
        .collect();
    assert_eq!(
        closing,
        [("EUR".to_owned(), 4_500), ("USD".to_owned(), 2_000)]
    );
}

#[test]
fn a_canceled_credit_says_why() {
    let story = Story::of(CLIENTJOY)
        .with_rules(|rules| rules.hold_days = 14)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let reward = story.reward(Side::Referrer);
    let now = at("2022-05-28");
    let mut world = story.world;
    world.apply(crate::release::cancel(&reward, Reason::Refunded, now));
    let acme = account_id("acme");
    let statement = Statement::of(
        &acme,
        Period::default(),
        &world.lines(&acme),
        &world.notifications,
    );
    let sheets = statement.unwrap().sheets;
    let last = sheets[0].lines.last().unwrap();
    assert_eq!(last.reason, Some(Reason::Refunded));
    assert_eq!(
        last.text,
        "Canceled before it was used. The payment that it came with was refunded."
    );
    assert_eq!(cents(sheets[0].closing), [0, 0, 0, 0]);
}

#[test]
fn what_no_statement_can_show_is_refused_with_the_way_out() {
    let of = |period, lines: &[StatementLine]| {
        Statement::of(&account_id("acme"), period, lines, &[]).map(|_| ())
    };
    let backwards = days(Some("2022-06-02"), Some("2022-06-01"));
    assert_eq!(
        of(backwards, &lines()),
        Err(NoStatement::EndsBeforeItBegins)
    );
    let many: Vec<_> = lines()
        .into_iter()
        .cycle()
        .take(LINES_AT_MOST + 1)
        .collect();
    assert_eq!(
        of(Period::default(), &many),
        Err(NoStatement::TooLong(LINES_AT_MOST + 1))
    );
    assert_eq!(of(days(None, Some("2022-05-31")), &many), Ok(()));
}

#[test]
fn an_account_without_credit_has_an_empty_statement() {
    let statement = Statement::of(&account_id("acme"), Period::default(), &[], &[]).unwrap();
    assert!(statement.sheets.is_empty());
}

#[test]
fn bills_of_one_instant_never_show_a_balance_below_zero() {
    let reward = reward();
    let now = at("2022-07-01");
    let used = |direction, by, amount| {
        let usage = Usage {
            direction,
            by,
            amount: money(amount),
        };
        JournalEntry::used(&reward, &usage, now)
    };
    let lines: Vec<_> = [
        JournalEntry::grant(&reward, false, now),
        JournalEntry::post(&reward, now),
        used(Direction::Apply, "in_a", "20 USD"),
        used(Direction::Apply, "in_b", "10 USD"),
        used(Direction::Unapply, "in_b", "10 USD"),
        used(Direction::Apply, "in_c", "30 USD"),
    ]
    .iter()
    .map(JournalEntry::statement_line)
    .collect();
    let statement = Statement::of(&account_id("acme"), Period::default(), &lines, &[]).unwrap();
    let after: Vec<i64> = statement.sheets[0]
        .lines
        .iter()
        .map(|line| line.balance.at_stripe.amount_minor)
        .collect();
    assert_eq!(after, [0, 5_000, 4_000, 5_000, 3_000, 0]);
}
