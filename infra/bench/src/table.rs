//! The tables of docs/performance.md, as markdown.

use anyhow::{Context, Result};
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;

use crate::binaries::Binaries;
use crate::options::Options;
use crate::sample::{Middle, Sample};
use crate::size::{Size, megabytes};

/// An empty table with these columns.
pub(crate) fn with(columns: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(ASCII_MARKDOWN).set_header(columns);
    table
}

/// Prints a line a function. Every ratio is to `hello` in the same round, but for that of the first
/// invocation, which is to the function's own later ones. Own code is what an invocation without
/// a call takes beyond `hello`'s; the work is all of it.
pub(crate) fn print(samples: &[Sample], binaries: &Binaries, options: &Options) -> Result<()> {
    let hello = samples.first().context("hello was not measured")?;
    println!(
        "{} rounds of {} invocations: the median, and the least and greatest in brackets. CPU of \
         hello: start {} µs, invocation {} µs.\n",
        options.rounds,
        options.invocations,
        hello.middle(|round| round.start).median.div_euclid(1_000),
        hello.middle(|round| round.work).median.div_euclid(1_000),
    );
    let mut table = with(&[
        "function",
        "start (P1, P2)",
        "first / own warm (P4)",
        "own code (P5)",
        "its work (P5)",
        "table calls",
        "stripped (P7)",
        "zip (P7)",
        "peak memory (P8)",
    ]);
    for sample in samples {
        let size = Size::of(&binaries.path(&sample.name)?)?;
        let memory = sample.middle(|round| round.memory_kb).median;
        table.add_row([
            sample.name.clone(),
            times(sample.ratio(|r| r.start, (hello, |r| r.start))),
            times(sample.ratio(|r| r.first, (sample, |r| r.work))),
            times(sample.own_code(hello)),
            times(sample.ratio(|r| r.work, (hello, |r| r.work))),
            tenths(sample.middle(|round| round.calls).median),
            megabytes(size.stripped),
            megabytes(size.zipped),
            megabytes(memory.saturating_mul(1_024)),
        ]);
    }
    println!("{table}");
    Ok(())
}

/// `2.0`.
fn tenths(tenths: u64) -> String {
    format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
}

/// `1.08 (1.05 to 1.21)`.
pub(crate) fn times(ratio: Middle) -> String {
    let two_places = |hundredths: u64| {
        let (whole, rest) = (hundredths.div_euclid(100), hundredths.rem_euclid(100));
        format!("{whole}.{rest:02}")
    };
    let (least, greatest) = (two_places(ratio.least), two_places(ratio.greatest));
    format!("{} ({least} to {greatest})", two_places(ratio.median))
}
