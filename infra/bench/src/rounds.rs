//! Interleaved rounds: in each, every function starts anew and is called some times.

use anyhow::{Context, Result};

use crate::options::Options;
use crate::platform::Platform;
use crate::process::Process;
use crate::sample::{Round, Sample};
use crate::stack::Stack;
use crate::subject::Subject;
use crate::work::Work;

/// One sample a subject, in the same order.
pub(crate) async fn measure(
    subjects: &[Subject],
    stack: &Stack,
    (platform, options): (&Platform, &Options),
) -> Result<Vec<Sample>> {
    let sample = |subject: &Subject| Sample {
        name: subject.name.clone(),
        rounds: Vec::new(),
    };
    let mut samples: Vec<Sample> = subjects.iter().map(sample).collect();
    for round in 1..=options.rounds {
        for (subject, sample) in subjects.iter().zip(&mut samples) {
            let (name, of) = (&subject.name, options.rounds);
            eprintln!("bench: round {round} of {of}: {name}");
            let measured = one(subject, stack, (platform, options)).await;
            sample.rounds.push(measured.with_context(|| name.clone())?);
        }
    }
    Ok(samples)
}

async fn one(
    subject: &Subject,
    stack: &Stack,
    (platform, options): (&Platform, &Options),
) -> Result<Round> {
    platform.forget().await;
    let work = subject.work(stack)?;
    let environment = subject.environment(stack).await?;
    let process = Process::start(&subject.program, &environment, platform, &subject.runner)?;
    platform.asked().await?;
    let start = process.cpu_ns()?;
    Work::check(&platform.invoke(&work.event()).await?)?;
    let after_first = process.cpu_ns()?;
    let rest = u64::from(options.invocations.saturating_sub(1));
    stack.count_anew().await?;
    for _ in 0..rest {
        Work::check(&platform.invoke(&work.event()).await?)?;
    }
    let after_warm = process.cpu_ns()?;
    let memory_kb = process.peak_memory_kb()?;
    let calls = stack.table_calls(&subject.function).await?;
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
        calls: calls.saturating_mul(10).checked_div(rest).unwrap_or(0),
        memory_kb,
    })
}
