//! The life of one process: started, listened to, and its invocation ended when it dies.

use std::process::ExitStatus;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::Child;
use tokio::task::JoinHandle;

use super::floor::Seat;
use super::{Function, Functions, InstanceId};
use crate::logs::Logs;

/// Runs one process of `function` until it ends, and starts another if invocations wait.
pub(super) async fn run(functions: Functions, function: Arc<Function>, seat: Seat) {
    let number = seat.number;
    let instance = InstanceId {
        function: function.spec.name.clone(),
        number,
    };
    let logs = &functions.shared.logs;
    let ended = match functions
        .shared
        .launch
        .command(&function.spec, &instance)
        .spawn()
    {
        Ok(child) => live(child, &seat, &instance, logs).await,
        Err(error) => format!("Runtime.InvalidEntrypoint: the process did not start: {error}"),
    };
    let message = format!("{ended} ({instance})");
    let had_started = !function.floor.is_starting(number);
    if function.floor.abandon(number, &message) {
        logs.write(&instance.function, number, &message);
    } else if !had_started {
        logs.write(&instance.function, number, &message);
        function.floor.fail_waiting(&message);
    }
    function.floor.leave(seat);
    functions.start_what_is_missing(&function);
}

/// Waits for the end of `child`, and says how it came.
async fn live(mut child: Child, seat: &Seat, instance: &InstanceId, logs: &Arc<Logs>) -> String {
    let outputs = [
        child
            .stdout
            .take()
            .map(|output| copy(output, instance, logs)),
        child
            .stderr
            .take()
            .map(|output| copy(output, instance, logs)),
    ];
    let status = tokio::select! {
        status = child.wait() => status,
        () = seat.kill.notified() => {
            if let Err(error) = child.start_kill() {
                logs.write(&instance.function, instance.number, format!("cannot be killed: {error}"));
            }
            child.wait().await
        }
    };
    for output in outputs.into_iter().flatten() {
        // What the process wrote last is worth reading before it is called dead.
        let _ended = output.await;
    }
    match status {
        Ok(status) => format!("Runtime.ExitError: {}", in_words(status)),
        Err(error) => format!("Runtime.ExitError: {error}"),
    }
}

fn copy(
    output: impl AsyncRead + Unpin + Send + 'static,
    instance: &InstanceId,
    logs: &Arc<Logs>,
) -> JoinHandle<()> {
    let (instance, logs) = (instance.clone(), Arc::clone(logs));
    tokio::spawn(async move {
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            logs.write(&instance.function, instance.number, line);
        }
    })
}

fn in_words(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("the process ended with exit code {code}"),
        None => format!("the process was killed: {status}"),
    }
}
