//! The same work in Node with the AWS SDK for JavaScript and in Python with boto3, over TLS (P10).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::binaries::{Binaries, root};
use crate::options::Options;
use crate::platform::Platform;
use crate::rounds;
use crate::sample::Sample;
use crate::size::megabytes;
use crate::stack::Stack;
use crate::subject::Subject;
use crate::table::{self, times};
use crate::tls::Tls;

/// The function whose work the peers do: one put, and the answer.
pub(crate) const FUNCTION: &str = "create-link";

struct Peer {
    name: &'static str,
    /// Below `infra/bench/peers`.
    program: &'static str,
    /// There once it is installed, also below `infra/bench/peers`.
    installed: &'static str,
    how: &'static str,
}

const PEERS: [Peer; 2] = [
    Peer {
        name: "Node, AWS SDK v3",
        program: "node/create-link.mjs",
        installed: "node/node_modules/@aws-sdk/client-dynamodb/package.json",
        how: "npm ci --prefix infra/bench/peers/node",
    },
    Peer {
        name: "Python, boto3",
        program: "python/create_link.py",
        installed: "python/.venv/bin/python",
        how: "python3 -m venv infra/bench/peers/python/.venv && infra/bench/peers/python/.venv/bin/\
              pip install -r infra/bench/peers/python/requirements.txt",
    },
];

/// Measures `create-link` and whichever peers are installed, in the same rounds, and prints them.
pub(crate) async fn compare(
    binaries: &Binaries,
    stack: &Stack,
    (platform, options): (&Platform, &Options),
) -> Result<()> {
    let address = stack.environment(FUNCTION).await?;
    let address = address.get("AWS_ENDPOINT_URL").context("no endpoint")?;
    let tls = Tls::before(address).await?;
    let authority = tls.authority.display().to_string();
    let also = BTreeMap::from([
        ("AWS_ENDPOINT_URL".to_owned(), tls.of(address)?),
        ("AWS_CA_BUNDLE".to_owned(), authority.clone()),
        ("NODE_EXTRA_CA_CERTS".to_owned(), authority),
    ]);
    let mut subjects = vec![Subject {
        name: format!("{FUNCTION}, this project"),
        also: also.clone(),
        ..Subject::function(FUNCTION, binaries)?
    }];
    for peer in &PEERS {
        if let Some(subject) = peer.subject(&also)? {
            subjects.push(subject);
        }
    }
    if subjects.len() == 1 {
        bail!("no peer is installed, so there is nothing to compare with");
    }
    let samples = rounds::measure(&subjects, stack, (platform, options)).await?;
    print(&samples, options)
}

impl Peer {
    /// Nothing where it is not installed; says then how to.
    fn subject(&self, also: &BTreeMap<String, String>) -> Result<Option<Subject>> {
        let folder = root().join("infra/bench/peers");
        if !folder.join(self.installed).is_file() {
            eprintln!(
                "bench: {} is left out, since it is not installed: {}",
                self.name, self.how
            );
            return Ok(None);
        }
        let runner = if Path::new(self.program)
            .extension()
            .is_some_and(|it| it == "py")
        {
            folder.join(self.installed)
        } else {
            found("node")?
        };
        Ok(Some(Subject {
            name: self.name.to_owned(),
            function: FUNCTION.to_owned(),
            runner: vec![runner.display().to_string()],
            program: folder.join(self.program),
            also: also.clone(),
        }))
    }
}

/// Where the program is: its process gets no `PATH`, as it would not in the cloud.
fn found(program: &str) -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(program));
    places
        .find(|place| Path::is_file(place))
        .with_context(|| format!("{program} is not installed"))
}

fn print(samples: &[Sample], options: &Options) -> Result<()> {
    let ours = samples.first().context("nothing was measured")?;
    println!(
        "{} rounds of {} invocations over TLS: each figure as often as `{FUNCTION}` needs it, the \
         median, and the least and greatest in brackets.\n",
        options.rounds, options.invocations,
    );
    let mut table = table::with(&[
        "one put and its answer (P10)",
        "start-up CPU",
        "warm CPU",
        "peak memory",
        "peak memory, as it is",
    ]);
    for sample in samples {
        let memory = sample.middle(|round| round.memory_kb).median;
        table.add_row([
            sample.name.clone(),
            times(sample.ratio(|r| r.start, (ours, |r| r.start))),
            times(sample.ratio(|r| r.work, (ours, |r| r.work))),
            times(sample.ratio(|r| r.memory_kb, (ours, |r| r.memory_kb))),
            megabytes(memory.saturating_mul(1_024)),
        ]);
    }
    println!("{table}");
    Ok(())
}
