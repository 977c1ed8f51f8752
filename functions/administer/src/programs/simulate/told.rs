//! What came of a simulation, summed up and in words.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use domain::money::{Currency, Money};
use domain::program::Program;
use domain::reason::Reason;
use domain::simulation::{Replay, Simulation};
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use runtime::paging::Cursor;
use serde::Serialize;

use super::Recorded;
use crate::programs::trial::OpenReferrals;

/// What would have come out.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct ProgramSimulation {
    /// Referrals of the program that were looked at.
    referrals: u32,
    /// Those that would have come out as they did.
    unchanged: u32,
    /// The others, by what differs.
    changed: Vec<ChangedReferrals>,
    /// What the decided referrals cost, for each currency.
    cost: Vec<Cost>,
    /// Referrals that have not counted yet: they keep what they were promised.
    open_referrals: Vec<OpenReferrals>,
    /// All of this in sentences.
    in_words: Vec<String>,
    /// Where there are more referrals: `starting_after` of the call that goes on. Sum its figures
    /// up with these; caps and budget begin anew with each call.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    next_cursor: Option<Cursor>,
}

/// Referrals that differ in the same way.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct ChangedReferrals {
    count: u32,
    earned: String,
    would_earn: String,
    /// Why a side would earn nothing.
    reason: Option<Reason>,
}

/// What was earned, and would have been, in the minor unit.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "SimulatedCost")
)]
struct Cost {
    currency: Currency,
    before_minor: i64,
    after_minor: i64,
}

/// The recorded referrals under the draft; nothing where the draft has no terms, which never is.
pub(super) fn of(
    draft: &Program,
    recorded: &Recorded,
    (next, now): (Option<String>, Timestamp),
) -> Option<ProgramSimulation> {
    let rules = &draft.terms.last()?.rules;
    let mut simulation = Simulation::of(draft, rules, now);
    let mut sums = Sums::default();
    for (friend, referrer) in recorded {
        if let Some(replay) = simulation.replay(friend, referrer) {
            sums.add(replay, draft.settings.currency);
        }
    }
    let in_words = in_words(&sums);
    let changed = sums.changed.into_iter();
    let cost = sums.cost.into_iter();
    let open = sums.open.into_iter();
    Some(ProgramSimulation {
        referrals: u32::try_from(recorded.len()).unwrap_or(u32::MAX),
        unchanged: sums.unchanged,
        changed: changed
            .map(
                |((earned, would_earn, _), (count, reason))| ChangedReferrals {
                    count,
                    earned,
                    would_earn,
                    reason,
                },
            )
            .collect(),
        cost: cost
            .map(|(currency, (before_minor, after_minor))| Cost {
                currency,
                before_minor,
                after_minor,
            })
            .collect(),
        open_referrals: open
            .map(|(keep, count)| OpenReferrals { count, keep })
            .collect(),
        in_words,
        next_cursor: next.map(Cursor::at),
    })
}

/// What was earned, what would have been, and why, each in words.
type Difference = (String, String, Option<String>);

/// Sums up what became of each referral.
#[derive(Default)]
struct Sums {
    unchanged: u32,
    changed: BTreeMap<Difference, (u32, Option<Reason>)>,
    cost: BTreeMap<Currency, (i64, i64)>,
    open: BTreeMap<String, u32>,
}

impl Sums {
    fn add(&mut self, replay: Replay, currency: Currency) {
        match replay {
            Replay::Open { promised } => count(
                &mut self.open,
                wording::offer(Words::english(), &promised, currency),
            ),
            Replay::Decided {
                earned,
                would_earn,
                reason,
            } => {
                let minor = |money: Money| (money.currency(), money.amount_minor());
                for (currency, amount) in earned.all().map(minor) {
                    let cost = self.cost.entry(currency).or_default();
                    cost.0 = cost.0.saturating_add(amount);
                }
                for (currency, amount) in would_earn.all().map(minor) {
                    let cost = self.cost.entry(currency).or_default();
                    cost.1 = cost.1.saturating_add(amount);
                }
                if earned == would_earn {
                    self.unchanged = self.unchanged.saturating_add(1);
                    return;
                }
                let code = reason.map(Reason::code);
                let how = (earned.in_words(), would_earn.in_words(), code);
                let alike = self.changed.entry(how).or_insert((0, reason));
                alike.0 = alike.0.saturating_add(1);
            }
        }
    }
}

fn count(counts: &mut BTreeMap<String, u32>, what: String) {
    let count = counts.entry(what).or_default();
    *count = count.saturating_add(1);
}

fn in_words(sums: &Sums) -> Vec<String> {
    let mut told = Vec::new();
    for ((earned, would_earn, reason), (count, _)) in &sums.changed {
        let why = reason
            .as_ref()
            .map(|reason| format!(" ({reason})"))
            .unwrap_or_default();
        let referrals = referrals(*count);
        told.push(format!(
            "{referrals} earned {earned}, and would have earned {would_earn}{why}."
        ));
    }
    if 0 < sums.unchanged {
        let referrals = referrals(sums.unchanged);
        told.push(format!("{referrals} would have come out the same."));
    }
    for (currency, (before, after)) in &sums.cost {
        told.extend(cost(*currency, *before, *after));
    }
    for (keep, count) in &sums.open {
        let open = match count {
            1 => "1 open referral keeps".to_owned(),
            _ => format!("{count} open referrals keep"),
        };
        told.push(format!("{open} what was promised: {keep}."));
    }
    told
}

fn referrals(count: u32) -> String {
    if count == 1 {
        "1 referral".to_owned()
    } else {
        format!("{count} referrals")
    }
}

fn cost(currency: Currency, before: i64, after: i64) -> Option<String> {
    let money = |minor| Money::from_minor(minor, currency).ok();
    let difference = money(after.abs_diff(before).try_into().ok()?)?;
    let (was, is) = (money(before)?, money(after)?);
    let differs = match before.cmp(&after) {
        Ordering::Equal => "as much".to_owned(),
        Ordering::Less => format!("{difference} more"),
        Ordering::Greater => format!("{difference} less"),
    };
    Some(format!(
        "Together they cost {was}, and would have cost {is}: {differs}."
    ))
}

#[cfg(test)]
mod tests {
    use domain::simulation::Earned;

    use super::*;

    fn usd(minor: i64) -> Option<Money> {
        Money::from_minor(minor, "USD".parse().unwrap()).ok()
    }

    fn decided(before: i64, after: i64, reason: Option<Reason>) -> Replay {
        let earned = |minor: i64| Earned {
            referrer: usd(minor).filter(|money| !money.is_zero()),
            friend: None,
        };
        Replay::Decided {
            earned: earned(before),
            would_earn: earned(after),
            reason,
        }
    }

    fn words(replays: impl IntoIterator<Item = Replay>) -> Vec<String> {
        let mut sums = Sums::default();
        for replay in replays {
            sums.add(replay, "USD".parse().unwrap());
        }
        in_words(&sums)
    }

    #[test]
    fn what_differs_is_counted_and_told_in_words() {
        let why = Some(Reason::CapReached);
        let told = words([
            decided(5_000, 2_500, None),
            decided(5_000, 2_500, None),
            decided(5_000, 0, why),
            decided(5_000, 5_000, None),
        ]);
        assert_eq!(
            told,
            [
                "1 referral earned the referrer $50, and would have earned nothing (cap_reached).",
                "2 referrals earned the referrer $50, and would have earned the referrer $25.",
                "1 referral would have come out the same.",
                "Together they cost $200, and would have cost $100: $100 less.",
            ]
        );
    }

    #[test]
    fn what_costs_more_or_as_much_is_told_too() {
        let more = "Together they cost $50, and would have cost $80: $30 more.";
        assert_eq!(words([decided(5_000, 8_000, None)])[1], more);
        let same = "Together they cost $50, and would have cost $50: as much.";
        assert_eq!(words([decided(5_000, 5_000, None)])[1], same);
    }

    #[test]
    fn e29_open_referrals_keep_their_promise() {
        let (_, rules) = domain::program_file::parse(domain::preset::CONTACTUALLY.toml).unwrap();
        let promised = rules.offer_at("2022-05-25T00:00:00Z".parse().unwrap());
        let open = || Replay::Open {
            promised: promised.clone(),
        };
        let one = "1 open referral keeps what was promised: you get $10.";
        assert_eq!(words([open()]), [one]);
        let two = "2 open referrals keep what was promised: you get $10.";
        assert_eq!(words([open(), open()]), [two]);
    }
}
