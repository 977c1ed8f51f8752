//! One process of a function, and what the kernel says of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::process::{Child, Command};

use crate::platform::Platform;

pub(crate) struct Process {
    child: Child,
    id: u32,
}

impl Process {
    /// Starts `program` with a function's `environment`, behind `platform`; `tool` goes before it.
    pub(crate) fn start(
        program: &Path,
        environment: &BTreeMap<String, String>,
        platform: &Platform,
        tool: &[String],
    ) -> Result<Self> {
        let mut command = match tool {
            [] => Command::new(program),
            [tool, arguments @ ..] => {
                let mut command = Command::new(tool);
                command.args(arguments).arg(program);
                command
            }
        };
        let port = platform.port.to_string();
        let child = command
            .env_clear()
            .envs(environment)
            .env("AWS_LAMBDA_RUNTIME_API", format!("127.0.0.1:{port}"))
            .env("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", &port)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} does not start", program.display()))?;
        let id = child.id().context("the process has ended")?;
        Ok(Self { child, id })
    }

    /// CPU time of all its threads, in nanoseconds.
    pub(crate) fn cpu_ns(&self) -> Result<u64> {
        let mut sum = 0_u64;
        for thread in fs::read_dir(format!("/proc/{}/task", self.id))? {
            let text = fs::read_to_string(thread?.path().join("schedstat"))?;
            let spent = text.split_whitespace().next().unwrap_or("0");
            sum = sum.saturating_add(spent.parse()?);
        }
        Ok(sum)
    }

    /// The most memory it ever had in use, in kilobytes.
    pub(crate) fn peak_memory_kb(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.context("the kernel tells no VmHWM")?.parse()?)
    }

    /// Ends it, and waits until it is gone.
    pub(crate) async fn end(mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }

    /// Asks it to end, so that a tool around it can write what it found, and waits.
    pub(crate) async fn terminate(mut self) -> Result<()> {
        let asked = Command::new("kill")
            .arg(self.id.to_string())
            .status()
            .await?;
        anyhow::ensure!(asked.success(), "the process cannot be ended");
        self.child.wait().await?;
        Ok(())
    }
}
