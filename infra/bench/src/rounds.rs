//! Interleaved rounds: in each, every function starts anew and is called some times.

use anyhow::{Context, Result};

use crate::binaries::Binaries;
use crate::options::Options;
use crate::platform::Platform;
use crate::process::Process;
use crate::sample::{Round, Sample};
use crate::stack::Stack;
use crate::work::Work;

/// One sample a name, in the same order.
pub(crate) async fn measure(
    names: &[String],
    binaries: &Binaries,
    stack: &Stack,
    (platform, options): (&Platform, &Options),
) -> Result<Vec<Sample>> {
    let sample = |name: &String| Sample {
        name: name.clone(),
        rounds: Vec::new(),
    };
    let mut samples: Vec<Sample> = names.iter().map(sample).collect();
    for round in 1..=options.rounds {
        for sample in &mut samples {
            eprintln!(
                "bench: round {round} of {}: {}",
                options.rounds, sample.name
            );
            let work = Work::of(&sample.name, stack)?;
            let measured = one(&sample.name, binaries, (stack, platform), (&work, options));
            let measured = measured.await.with_context(|| sample.name.clone())?;
            sample.rounds.push(measured);
        }
    }
    Ok(samples)
}

async fn one(
    name: &str,
    binaries: &Binaries,
    (stack, platform): (&Stack, &Platform),
    (work, options): (&Work, &Options),
) -> Result<Round> {
    platform.forget().await;
    let environment = stack.environment(name).await?;
    let process = Process::start(&binaries.path(name)?, &environment, platform, &[])?;
    platform.asked().await?;
    let start = process.cpu_ns()?;
    Work::check(&platform.invoke(&work.event()).await?)?;
    let after_first = process.cpu_ns()?;
    let rest = u64::from(options.invocations.saturating_sub(1));
    for _ in 0..rest {
        platform.invoke(&work.event()).await?;
    }
    let after_warm = process.cpu_ns()?;
    let memory_kb = process.peak_memory_kb()?;
    for _ in 0..rest {
        platform.invoke(&work.empty()).await?;
    }
    let after_empty = process.cpu_ns()?;
    process.end().await?;
    let each = |from: u64, to: u64| to.saturating_sub(from).checked_div(rest).unwrap_or(0);
    Ok(Round {
        start,
        first: after_first.saturating_sub(start),
        work: each(after_first, after_warm),
        empty: each(after_warm, after_empty),
        memory_kb,
    })
}
