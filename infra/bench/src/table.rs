//! The table of docs/performance.md.

use anyhow::{Context, Result};

use crate::binaries::Binaries;
use crate::options::Options;
use crate::sample::{Middle, Sample};
use crate::size::{Size, megabytes};

/// Prints a line a function; every ratio is to `hello` in the same round, but for that of the
/// first invocation, which is to the function's own warm one.
pub(crate) fn print(samples: &[Sample], binaries: &Binaries, options: &Options) -> Result<()> {
    let hello = samples.first().context("hello was not measured")?;
    println!(
        "Medians of {} rounds of {} invocations; ± is the farthest round. `hello`: start {} µs, \
         invocation {} µs of CPU.\n",
        options.rounds,
        options.invocations,
        hello.middle(|round| round.start).median.div_euclid(1_000),
        hello.middle(|round| round.warm).median.div_euclid(1_000),
    );
    println!(
        "| function | start (P1) | first / own warm (P4) | empty (P5) | work (P5) | stripped (P7) \
         | zip (P7) | peak memory (P8) |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for sample in samples {
        let size = Size::of(&binaries.path(&sample.name)?)?;
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            sample.name,
            times(sample.ratio(|r| r.start, hello, |r| r.start)),
            times(sample.ratio(|r| r.first, sample, |r| r.warm)),
            times(sample.ratio(|r| r.empty, hello, |r| r.warm)),
            times(sample.ratio(|r| r.warm, hello, |r| r.warm)),
            megabytes(size.stripped),
            megabytes(size.zipped),
            megabytes(sample.middle(|r| r.memory_kb).median.saturating_mul(1_024)),
        );
    }
    Ok(())
}

/// `1.08 × ± 3 %`.
fn times(ratio: Middle) -> String {
    format!(
        "{}.{:02} × ± {} %",
        ratio.median.div_euclid(100),
        ratio.median.rem_euclid(100),
        ratio.spread_percent
    )
}
