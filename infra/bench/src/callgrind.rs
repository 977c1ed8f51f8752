//! Instructions, which do not vary: each function under valgrind, three times.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::binaries::Binaries;
use crate::platform::Platform;
use crate::process::Process;
use crate::stack::Stack;
use crate::work::Work;

/// Invocations of which the mean counts.
const INVOCATIONS: u64 = 20;

/// Instructions of one function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Instructions {
    /// Until it asks for its first event.
    pub(crate) start: u64,
    /// An invocation that calls nothing.
    pub(crate) empty: u64,
    /// An invocation that does its work.
    pub(crate) work: u64,
}

/// What is counted, and how often.
#[derive(Clone, Copy)]
struct Run {
    empty: u64,
    work: u64,
}

pub(crate) async fn count(
    names: &[String],
    binaries: &Binaries,
    stack: &Stack,
    platform: &Platform,
) -> Result<BTreeMap<String, Instructions>> {
    let mut counted = BTreeMap::new();
    for name in names {
        eprintln!("bench: counting the instructions of {name}");
        let run = async |run| one(name, binaries, (stack, platform), run).await;
        // One of each goes before, so that what happens once is not counted.
        let nothing = run(Run { empty: 0, work: 0 }).await?;
        let once = run(Run { empty: 1, work: 1 }).await?;
        let empty = run(Run {
            empty: INVOCATIONS + 1,
            work: 1,
        })
        .await?;
        let work = run(Run {
            empty: 1,
            work: INVOCATIONS + 1,
        })
        .await?;
        let each = |more: u64| more.saturating_sub(once).div_euclid(INVOCATIONS);
        let instructions = Instructions {
            start: nothing,
            empty: each(empty),
            work: each(work),
        };
        counted.insert(name.clone(), instructions);
    }
    Ok(counted)
}

async fn one(
    name: &str,
    binaries: &Binaries,
    (stack, platform): (&Stack, &Platform),
    run: Run,
) -> Result<u64> {
    platform.forget().await;
    let output = output_file()?;
    let tool = [
        "valgrind".to_owned(),
        "--tool=callgrind".to_owned(),
        format!("--callgrind-out-file={}", output.display()),
    ];
    let environment = stack.environment(name).await?;
    let process = Process::start(&binaries.path(name)?, &environment, platform, &tool);
    let process = process.context("valgrind counts instructions: apt-get install valgrind")?;
    platform.asked().await?;
    let work = Work::of(name, stack)?;
    for _ in 0..run.work {
        Work::check(&platform.invoke(&work.event()).await?)?;
    }
    for _ in 0..run.empty {
        platform.invoke(&work.empty()).await?;
    }
    process.terminate().await?;
    let counted = std::fs::read_to_string(&output)
        .with_context(|| format!("valgrind wrote no {}", output.display()))?;
    std::fs::remove_file(&output)?;
    let totals = counted.lines().find_map(|line| {
        let line = line
            .strip_prefix("totals:")
            .or(line.strip_prefix("summary:"))?;
        line.trim().parse().ok()
    });
    totals.context("valgrind's output has no total")
}

fn output_file() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join("callgrind.out"))
}
