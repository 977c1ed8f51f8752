//! What was measured of one function: one value a round.

/// CPU times in nanoseconds, memory in kilobytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Round {
    /// From the start of the process until it asks for its first event.
    pub(crate) start: u64,
    /// The first invocation.
    pub(crate) first: u64,
    /// One of the later ones.
    pub(crate) warm: u64,
    /// An invocation that calls nothing.
    pub(crate) empty: u64,
    pub(crate) memory_kb: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) rounds: Vec<Round>,
}

/// The middle of several values, and how far the outermost are from it in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Middle {
    pub(crate) median: u64,
    pub(crate) spread_percent: u64,
}

impl Sample {
    pub(crate) fn middle(&self, of: fn(&Round) -> u64) -> Middle {
        middle(self.rounds.iter().map(of).collect())
    }

    /// Hundredths of `of` to `to_of` of `to`, round by round.
    pub(crate) fn ratio(
        &self,
        of: fn(&Round) -> u64,
        to: &Self,
        to_of: fn(&Round) -> u64,
    ) -> Middle {
        let pairs = self.rounds.iter().zip(&to.rounds);
        let hundredths = pairs.map(|(one, other)| {
            let other = to_of(other).max(1);
            of(one).saturating_mul(100).div_euclid(other)
        });
        middle(hundredths.collect())
    }
}

fn middle(mut values: Vec<u64>) -> Middle {
    values.sort_unstable();
    let median = values
        .get(values.len().div_euclid(2))
        .copied()
        .unwrap_or_default();
    let (least, most) = (values.first(), values.last());
    let apart = |value: Option<&u64>| value.map_or(0, |value| value.abs_diff(median));
    let farthest = apart(least).max(apart(most));
    Middle {
        median,
        spread_percent: farthest
            .saturating_mul(100)
            .checked_div(median)
            .unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_a_value_that_was_measured() {
        let of = |values: &[u64]| middle(values.to_vec());
        assert_eq!(of(&[30, 10, 20]).median, 20);
        assert_eq!(of(&[30, 10, 20]).spread_percent, 50);
        assert_eq!(
            of(&[7]),
            Middle {
                median: 7,
                spread_percent: 0
            }
        );
        assert_eq!(of(&[]).median, 0);
    }
}
