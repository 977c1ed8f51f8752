//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::binaries::Binaries;
use crate::peers;

/// Measures the functions as they ship, against an empty one in the same run.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a flag of the command line each"
)]
#[derive(Debug, Parser)]
#[command(name = "bench")]
pub(crate) struct Options {
    /// Functions to measure; all of them where none is named.
    pub(crate) only: Vec<String>,
    /// Rounds, each of which starts every function anew.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,
    /// Invocations of one process; its memory is read after them.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..))]
    pub(crate) invocations: u32,
    /// Compare `create-link` with the same work in Node and in Python, as far as they are installed.
    #[arg(long, conflicts_with_all = ["only", "callgrind", "check"])]
    pub(crate) peers: bool,
    /// Count instructions by valgrind instead of measuring time.
    #[arg(long)]
    pub(crate) callgrind: bool,
    /// Fail where instructions or sizes are more than the committed baseline allows.
    #[arg(long)]
    pub(crate) check: bool,
    /// Keep the instructions counted as the new baseline.
    #[arg(long, requires = "callgrind", conflicts_with = "check")]
    pub(crate) write_baseline: bool,
    /// Measure what is in target/release as it is.
    #[arg(long)]
    pub(crate) no_build: bool,
    /// The local stack's program, built beforehand; built in the dev profile where it is left out.
    #[arg(long)]
    pub(crate) local: Option<PathBuf>,
}

impl Options {
    /// The functions to measure, `hello` first.
    pub(crate) fn functions(&self, binaries: &Binaries) -> Vec<String> {
        let asked = |name: &&String| {
            if self.peers {
                return *name == peers::FUNCTION;
            }
            self.only.is_empty() || self.only.contains(name)
        };
        let functions = binaries.functions.iter().filter(asked).cloned();
        std::iter::once("hello".to_owned())
            .chain(functions)
            .collect()
    }
}
