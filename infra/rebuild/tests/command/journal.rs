//! A journal of many accounts: the same each time.

use domain::allowance::Counted;
use domain::id::{AccountId, ReferralId, RewardId};
use domain::ledger::{Direction, JournalEntry, Usage};
use domain::money::{Currency, Money};
use domain::reward::{Reward, RewardState, Side};
use domain::terms::Application;
use jiff::{SignedDuration, Timestamp};

/// Accounts that share the journal.
pub(crate) const ACCOUNTS: u64 = 40;

/// When its first credit was earned: 2022-05-25T09:00:00Z.
const BEGIN: i64 = 1_653_469_200;

/// Numbers that look drawn and are the same each time (a linear congruential generator).
pub(crate) struct Drawn(pub(crate) u64);

impl Drawn {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).checked_rem(most).unwrap()
    }
}

pub(crate) fn account(number: u64) -> AccountId {
    format!("acme-{number}").parse().unwrap()
}

/// This many entries, of credits that came as far as they did, in two currencies.
pub(crate) fn entries(count: usize) -> Vec<JournalEntry> {
    let mut drawn = Drawn(7);
    let lives = (0..).flat_map(|number| life(number, &mut drawn));
    lives.take(count).collect()
}

fn life(number: u64, drawn: &mut Drawn) -> Vec<JournalEntry> {
    let currency = if drawn.below(4) == 0 { "EUR" } else { "USD" };
    let currency: Currency = currency.parse().unwrap();
    let minor = i64::try_from(drawn.below(99_999))
        .unwrap()
        .saturating_add(1);
    let amount = Money::from_minor(minor, currency).unwrap();
    let reward = reward(number, account(drawn.below(ACCOUNTS)), amount);
    let mut now = Timestamp::from_second(BEGIN).unwrap();
    let mut later = |drawn: &mut Drawn| {
        let seconds = i64::try_from(drawn.below(1_000_000)).unwrap();
        let step = SignedDuration::new(seconds, i32::try_from(drawn.below(999)).unwrap());
        now = now.checked_add(step).unwrap();
        now
    };
    let usage = Usage {
        direction: Direction::Apply,
        by: "in_1",
        amount,
    };
    let mut entries = vec![
        JournalEntry::grant(&reward, true, later(drawn)),
        JournalEntry::release(&reward, later(drawn)),
        JournalEntry::post(&reward, later(drawn)),
        JournalEntry::used(&reward, &usage, later(drawn)),
    ];
    let lived = usize::try_from(drawn.below(4)).unwrap();
    entries.truncate(lived.saturating_add(1));
    entries
}

fn reward(number: u64, account_id: AccountId, amount: Money) -> Reward {
    let friend: AccountId = format!("friend-{number}").parse().unwrap();
    let qualified_at = Timestamp::from_second(BEGIN).unwrap();
    Reward {
        id: RewardId::of(&friend, Side::Referrer),
        referral_id: ReferralId::of(&friend),
        side: Side::Referrer,
        program_id: "clientjoy".parse().unwrap(),
        account_id,
        participant_id: "ana".parse().unwrap(),
        amount,
        application: Application::Automatic,
        qualified_at,
        state: RewardState::Held {
            release_at: qualified_at,
        },
        expires_at: None,
        remind_at: None,
        attempts: 0,
        frozen: None,
        round: 0,
        kept_by_staff: false,
        used_minor: 0,
        given_back: None,
        remainder: None,
        debit: None,
        counted: Counted::default(),
        version: 1,
    }
}
