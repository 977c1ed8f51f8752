//! What was measured of one function, a value a round, and the middle of it.

use hdrhistogram::Histogram;

/// CPU times in nanoseconds, memory in kilobytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Round {
    /// From the start of the process until it asks for its first event.
    pub(crate) start: u64,
    /// The first invocation.
    pub(crate) first: u64,
    /// One of the later ones.
    pub(crate) work: u64,
    /// One that calls nothing.
    pub(crate) empty: u64,
    /// How often one of the later ones asks the table, in tenths.
    pub(crate) calls: u64,
    pub(crate) memory_kb: u64,
}

#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) rounds: Vec<Round>,
}

/// The median of some values, the least and the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Middle {
    pub(crate) median: u64,
    pub(crate) least: u64,
    pub(crate) greatest: u64,
}

impl Sample {
    pub(crate) fn middle(&self, of: fn(&Round) -> u64) -> Middle {
        middle(self.rounds.iter().map(of))
    }

    /// Hundredths of `of` to what `hello` took for `to`, each within its round.
    pub(crate) fn ratio(
        &self,
        of: fn(&Round) -> u64,
        (other, to): (&Self, fn(&Round) -> u64),
    ) -> Middle {
        let pairs = self.rounds.iter().zip(&other.rounds);
        middle(pairs.map(|(one, other)| of(one).saturating_mul(100).div_euclid(to(other).max(1))))
    }

    /// Hundredths of what an empty invocation takes beyond one of `hello`, which passes through the
    /// same runtime, to the latter: the function's own code.
    pub(crate) fn own_code(&self, hello: &Self) -> Middle {
        let pairs = self.rounds.iter().zip(&hello.rounds);
        middle(pairs.map(|(own, hello)| {
            let beyond = own.empty.saturating_sub(hello.work);
            beyond.saturating_mul(100).div_euclid(hello.work.max(1))
        }))
    }
}

/// To three digits; 0 of nothing.
fn middle(values: impl Iterator<Item = u64>) -> Middle {
    let mut histogram: Option<Histogram<u64>> = Histogram::new(3).ok();
    for value in values {
        if let Some(histogram) = &mut histogram {
            // It grows as it must, so that every value has its place.
            let _recorded = histogram.record(value);
        }
    }
    histogram.map_or(
        Middle {
            median: 0,
            least: 0,
            greatest: 0,
        },
        |histogram| Middle {
            median: histogram.value_at_quantile(0.5),
            least: histogram.min(),
            greatest: histogram.max(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_a_value_that_was_measured() {
        let middle = middle([30, 10, 20].into_iter());
        assert_eq!((middle.least, middle.median, middle.greatest), (10, 20, 30));
    }

    #[test]
    fn a_ratio_is_within_a_round() {
        let sample = |works: [u64; 3]| Sample {
            name: String::new(),
            rounds: works
                .map(|work| Round {
                    work,
                    ..Round::default()
                })
                .into(),
        };
        // In a slow round both are slow.
        let (hello, function) = (sample([100, 1_000, 100]), sample([150, 1_500, 160]));
        let ratio = function.ratio(|round| round.work, (&hello, |round| round.work));
        assert_eq!((ratio.median, ratio.greatest), (150, 160));
    }
}
