//! What does not vary, against what is committed: instructions (P6), sizes (P7).

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::binaries::{Binaries, root};
use crate::callgrind::Instructions;
use crate::options::Options;
use crate::size::{Size, megabytes};
use crate::table;

/// How much more than the baseline is let pass, in percent (P6).
const TOLERANCE_PERCENT: u64 = 5;

/// What is kept of one function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Figures {
    #[serde(flatten)]
    instructions: Instructions,
    #[serde(flatten)]
    size: Size,
}

type Measured = BTreeMap<String, Figures>;

/// Prints the table; checks it, or keeps it as the baseline, where that is asked for.
pub(crate) fn report(
    counted: &BTreeMap<String, Instructions>,
    binaries: &Binaries,
    options: &Options,
) -> Result<()> {
    let measured = with_sizes(counted, binaries)?;
    print(&measured);
    if options.write_baseline {
        return keep(&measured);
    }
    if options.check {
        let grown = grown(&measured, &baseline()?);
        ensure!(
            grown.is_empty(),
            "{}\n{}",
            grown.join("\n"),
            advice(&measured)
        );
        println!("\nno more than {TOLERANCE_PERCENT} % above infra/bench/baseline.json");
    }
    Ok(())
}

fn with_sizes(counted: &BTreeMap<String, Instructions>, binaries: &Binaries) -> Result<Measured> {
    let figures = |(name, instructions): (&String, &Instructions)| {
        let figures = Figures {
            instructions: *instructions,
            size: Size::of(&binaries.path(name)?)?,
        };
        Ok((name.clone(), figures))
    };
    counted.iter().map(figures).collect()
}

fn print(measured: &Measured) {
    let mut table = table::with(&[
        "function",
        "start (P6)",
        "empty invocation (P6)",
        "its work (P6)",
        "stripped (P7)",
        "zip (P7)",
    ]);
    for (name, Figures { instructions, size }) in measured {
        table.add_row([
            name.clone(),
            thousands(instructions.start),
            thousands(instructions.empty),
            thousands(instructions.work),
            megabytes(size.stripped),
            megabytes(size.zipped),
        ]);
    }
    println!("{table}");
}

/// What was measured replaces what was kept of the same functions.
fn keep(measured: &Measured) -> Result<()> {
    let mut kept = baseline().unwrap_or_default();
    kept.extend(measured.clone());
    let text = serde_json::to_string_pretty(&kept)?;
    Ok(std::fs::write(baseline_file(), format!("{text}\n"))?)
}

/// What is more than before. What is less is welcome.
fn grown(measured: &Measured, baseline: &Measured) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, now) in measured {
        let Some(before) = baseline.get(name) else {
            problems.push(format!("{name} is not in infra/bench/baseline.json yet"));
            continue;
        };
        for (what, before, now) in pairs(before, now) {
            let allowed =
                before.saturating_add(before.saturating_mul(TOLERANCE_PERCENT).div_euclid(100));
            if now > allowed {
                problems.push(format!("{name} grew from {before} to {now} {what}"));
            }
        }
    }
    problems
}

/// Each figure before and now.
fn pairs(before: &Figures, now: &Figures) -> [(&'static str, u64, u64); 5] {
    let (then, today) = (&before.instructions, &now.instructions);
    [
        ("instructions until it has started", then.start, today.start),
        ("instructions an empty invocation", then.empty, today.empty),
        (
            "instructions an invocation with its work",
            then.work,
            today.work,
        ),
        ("bytes", before.size.stripped, now.size.stripped),
        ("bytes of its zip", before.size.zipped, now.size.zipped),
    ]
}

fn advice(measured: &Measured) -> String {
    let names: Vec<&str> = measured.keys().map(String::as_str).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| *name != "hello").collect();
    format!(
        "{TOLERANCE_PERCENT} % more are let pass. If it is meant, run\n    \
         cargo run -p bench -- --callgrind --write-baseline {}\n\
         and commit infra/bench/baseline.json with a word on what it buys.",
        names.join(" ")
    )
}

fn baseline() -> Result<Measured> {
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

    fn measured(start: u64, stripped: u64) -> Measured {
        let instructions = Instructions {
            start,
            empty: 100,
            work: 100,
        };
        let size = Size {
            stripped,
            zipped: 100,
        };
        let figures = Figures { instructions, size };
        Measured::from([("create-link".to_owned(), figures)])
    }

    #[test]
    fn p6_more_than_five_percent_is_told_and_less_is_welcome() {
        assert!(grown(&measured(1_050, 100), &measured(1_000, 100)).is_empty());
        assert!(grown(&measured(10, 100), &measured(1_000, 100)).is_empty());
        assert_eq!(
            grown(&measured(1_051, 100), &measured(1_000, 100)),
            ["create-link grew from 1000 to 1051 instructions until it has started"]
        );
    }

    #[test]
    fn p7_a_larger_binary_is_told_and_so_is_a_function_that_was_never_measured() {
        assert_eq!(
            grown(&measured(1_000, 106), &measured(1_000, 100)),
            ["create-link grew from 100 to 106 bytes"]
        );
        assert_eq!(grown(&measured(1_000, 100), &Measured::new()).len(), 1);
        assert!(advice(&measured(1, 1)).contains("--write-baseline create-link"));
    }
}
