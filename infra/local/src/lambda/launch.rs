//! How a function's process is started: its executable and its environment.

use std::path::PathBuf;
use std::process::Stdio;

use tokio::process::Command;

use super::InstanceId;
use crate::template::{FunctionSpec, REGION};

/// What all processes have in common.
#[derive(Debug, Clone)]
pub(crate) struct Launch {
    /// This program, which starts itself again.
    pub(crate) program: PathBuf,
    /// A directory with one executable per function, to be run instead.
    pub(crate) functions_dir: Option<PathBuf>,
    /// The port of the Runtime API and of AWS.
    pub(crate) internal_port: u16,
    pub(crate) processes_per_function: usize,
}

impl Launch {
    /// The command that starts `instance` of the function `spec`.
    pub(super) fn command(&self, spec: &FunctionSpec, instance: &InstanceId) -> Command {
        let mut command = if let Some(directory) = &self.functions_dir {
            Command::new(directory.join(&spec.name))
        } else {
            let mut command = Command::new(&self.program);
            command.args(["function", &spec.name]);
            command
        };
        command
            .env_clear()
            .envs(self.environment(spec, instance))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        // Ctrl-C is for the stack alone, which stops its functions when it is at rest.
        #[cfg(unix)]
        command.process_group(0);
        command
    }

    /// What the platform tells the process `instance`.
    pub(super) fn environment(
        &self,
        spec: &FunctionSpec,
        instance: &InstanceId,
    ) -> Vec<(String, String)> {
        let port = self.internal_port;
        let host = format!("127.0.0.1:{port}");
        let mut environment: Vec<(String, String)> = spec
            .environment
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let platform = [
            (
                "AWS_LAMBDA_RUNTIME_API",
                format!("http://{host}/lambda/{instance}"),
            ),
            ("AWS_LAMBDA_FUNCTION_NAME", spec.physical_name.clone()),
            (
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                spec.memory_mb.to_string(),
            ),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST".to_owned()),
            (
                "AWS_LAMBDA_LOG_GROUP_NAME",
                format!("/aws/lambda/{}", spec.physical_name),
            ),
            ("AWS_LAMBDA_LOG_STREAM_NAME", instance.to_string()),
            ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_owned()),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_DEFAULT_REGION", REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", "local".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "local".to_owned()),
            // The secrets extension has one address for all; the token says who asks.
            ("AWS_SESSION_TOKEN", instance.to_string()),
            ("AWS_ENDPOINT_URL", format!("http://{host}/aws/{instance}")),
            ("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", port.to_string()),
            ("STRIPE_API_URL", format!("http://{host}/stripe/{instance}")),
            ("TZ", ":UTC".to_owned()),
            ("LANG", "en_US.UTF-8".to_owned()),
        ];
        environment.extend(platform.map(|(name, value)| (name.to_owned(), value)));
        let own = ["RUST_LOG", "RUST_BACKTRACE"];
        environment.extend(own.iter().filter_map(|name| {
            let value = std::env::var(name).ok()?;
            Some(((*name).to_owned(), value))
        }));
        environment
    }
}
