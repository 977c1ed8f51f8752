//! What does not vary, against what is committed: instructions (P6), sizes (P7).

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::binaries::{Binaries, root};
use crate::callgrind::Instructions;
use crate::options::Options;
use crate::size::{Size, megabytes};
use crate::table;

/// How many more instructions than the baseline are let pass, in percent (P6).
const TOLERANCE_PERCENT: u64 = 5;

/// P7, in bytes: a function with AWS; its zip.
const STRIPPED_AT_MOST: u64 = 5_500_000;
const ZIPPED_AT_MOST: u64 = 2_500_000;

type Counted = BTreeMap<String, Instructions>;

/// Prints the table; checks it, or keeps it as the baseline, where that is asked for.
pub(crate) fn report(counted: &Counted, binaries: &Binaries, options: &Options) -> Result<()> {
    let mut table = table::with(&[
        "function",
        "start (P6)",
        "empty invocation (P6)",
        "its work (P6)",
        "stripped (P7)",
        "zip (P7)",
    ]);
    let mut problems = Vec::new();
    for (name, instructions) in counted {
        let size = Size::of(&binaries.path(name)?)?;
        table.add_row([
            name.clone(),
            thousands(instructions.start),
            thousands(instructions.empty),
            thousands(instructions.work),
            megabytes(size.stripped),
            megabytes(size.zipped),
        ]);
        if size.stripped > STRIPPED_AT_MOST || size.zipped > ZIPPED_AT_MOST {
            problems.push(format!("{name} is larger than P7 allows"));
        }
    }
    println!("{table}");
    if options.write_baseline {
        return keep(counted);
    }
    if options.check {
        problems.extend(worse(counted, &baseline()?));
        ensure!(problems.is_empty(), "{}", problems.join("\n"));
        println!("\nwithin {TOLERANCE_PERCENT} % of the baseline, and within P7");
    }
    Ok(())
}

/// What was counted replaces what was kept of the same functions.
fn keep(counted: &Counted) -> Result<()> {
    let mut kept = baseline().unwrap_or_default();
    kept.extend(counted.clone());
    let text = serde_json::to_string_pretty(&kept)?;
    Ok(std::fs::write(baseline_file(), format!("{text}\n"))?)
}

/// What takes more instructions than before. What takes fewer is welcome.
fn worse(counted: &Counted, baseline: &Counted) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, now) in counted {
        let Some(before) = baseline.get(name) else {
            problems.push(format!("{name} has no baseline: run with --write-baseline"));
            continue;
        };
        for (what, now, before) in [
            ("start", now.start, before.start),
            ("empty invocation", now.empty, before.empty),
            ("work", now.work, before.work),
        ] {
            let allowed =
                before.saturating_add(before.saturating_mul(TOLERANCE_PERCENT).div_euclid(100));
            if now > allowed {
                problems.push(format!(
                    "{name}, {what}: {now} instructions, {before} before: find out why, or keep \
                     it by --callgrind --write-baseline"
                ));
            }
        }
    }
    problems
}

fn baseline() -> Result<Counted> {
    let file = baseline_file();
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

fn baseline_file() -> PathBuf {
    root().join("infra/bench/baseline.json")
}

/// `1234 k`.
fn thousands(instructions: u64) -> String {
    format!("{} k", instructions.div_euclid(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(start: u64) -> Counted {
        let instructions = Instructions {
            start,
            empty: 100,
            work: 100,
        };
        Counted::from([("create-link".to_owned(), instructions)])
    }

    #[test]
    fn p6_more_than_five_percent_is_worse_and_less_is_welcome() {
        assert!(worse(&counted(1_050), &counted(1_000)).is_empty());
        assert!(worse(&counted(10), &counted(1_000)).is_empty());
        assert_eq!(worse(&counted(1_051), &counted(1_000)).len(), 1);
        assert_eq!(worse(&counted(1_000), &Counted::new()).len(), 1);
    }
}
