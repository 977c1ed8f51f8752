//! Measures the functions as they ship, against an empty one in the same run.
//!
//! `cargo run -p bench` builds what it measures in the release profile, starts the local stack for
//! what the functions call, runs each function's own binary behind a Runtime API, in interleaved
//! rounds, and prints a table (docs/performance.md). Times are CPU times of the function's process
//! alone, and only ratios within one run mean anything.

mod binaries;
mod callgrind;
mod instructions;
mod options;
mod peers;
mod platform;
mod process;
mod rounds;
mod sample;
mod size;
mod stack;
mod subject;
mod table;
mod tls;
mod work;

use anyhow::Result;
use clap::Parser as _;

use binaries::Binaries;
use options::Options;
use platform::Platform;
use stack::Stack;
use subject::Subject;

fn main() -> Result<()> {
    let options = Options::parse();
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run(&options))
}

async fn run(options: &Options) -> Result<()> {
    let binaries = Binaries::build(options)?;
    let stack = Stack::start(&binaries).await?;
    let platform = Platform::start(stack.secrets.clone()).await?;
    let names = options.functions(&binaries);
    if options.callgrind || options.check {
        let counted = callgrind::count(&names, &binaries, &stack, &platform).await?;
        return instructions::report(&counted, &binaries, options);
    }
    if options.peers {
        return peers::compare(&binaries, &stack, (&platform, options)).await;
    }
    let subjects = names.iter().map(|name| Subject::function(name, &binaries));
    let subjects = subjects.collect::<Result<Vec<_>>>()?;
    let samples = rounds::measure(&subjects, &stack, (&platform, options)).await?;
    table::print(&samples, &binaries, options)
}
