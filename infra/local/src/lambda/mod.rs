//! Runs each function as processes of its own behind the Lambda Runtime API.

mod floor;
mod launch;
mod process;
mod runtime_api;

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::oneshot;

pub(crate) use launch::Launch;
pub(crate) use runtime_api::router;

use crate::activity::Activity;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::logs::Logs;
use crate::template::FunctionSpec;
use floor::{Floor, Invocation};

/// Every function of the template. Clones share the processes.
#[derive(Clone)]
pub(crate) struct Functions {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    activity: Activity,
    faults: Arc<Faults>,
    logs: Arc<Logs>,
    launch: Launch,
    by_name: BTreeMap<String, Arc<Function>>,
}

struct Function {
    spec: FunctionSpec,
    floor: Floor,
}

/// How an invocation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The function's answer.
    Answered(Bytes),
    /// The function's error, or why it gave no answer.
    Failed(String),
    /// It was not called at all: too many of its kind were at work.
    Throttled,
}

/// One process of one function, as it names itself in every call: `create-link.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InstanceId {
    pub(crate) function: String,
    pub(crate) number: u64,
}

impl InstanceId {
    /// Reads `create-link.1`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (function, number) = text.rsplit_once('.')?;
        Some(Self {
            function: function.to_owned(),
            number: number.parse().ok()?,
        })
    }
}

impl std::fmt::Display for InstanceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.function, self.number)
    }
}

impl Functions {
    /// The functions `specs`; a process starts at the first invocation that finds none free.
    pub(crate) fn new(
        specs: Vec<FunctionSpec>,
        launch: Launch,
        clock: Clock,
        (activity, faults): (Activity, Arc<Faults>),
        logs: Arc<Logs>,
    ) -> Self {
        let function = |spec: FunctionSpec| {
            (
                spec.name.clone(),
                Arc::new(Function {
                    spec,
                    floor: Floor::default(),
                }),
            )
        };
        let by_name = specs.into_iter().map(function).collect();
        Self {
            shared: Arc::new(Shared {
                clock,
                activity,
                faults,
                logs,
                launch,
                by_name,
            }),
        }
    }

    /// Calls `name` with `payload` and waits for its end.
    pub(crate) async fn invoke(&self, name: &str, payload: impl Into<Bytes>) -> Outcome {
        let Some(function) = self.shared.by_name.get(name) else {
            return Outcome::Failed(format!("there is no function {name}"));
        };
        if self.shared.faults.refuses(name) {
            return Outcome::Throttled;
        }
        let (reply, outcome) = oneshot::channel();
        function.floor.enqueue(Invocation {
            request_id: crate::ids::uuid(),
            payload: payload.into(),
            reply,
            busy: self.shared.activity.begin(format!("function {name}")),
        });
        self.start_what_is_missing(function);
        outcome
            .await
            .unwrap_or_else(|_| Outcome::Failed("the stack stopped".to_owned()))
    }

    /// The name of the function with this ARN.
    pub(crate) fn name_of(&self, arn: &str) -> Option<String> {
        let found = self
            .shared
            .by_name
            .values()
            .find(|function| function.spec.arn == arn);
        found.map(|function| function.spec.name.clone())
    }

    /// The queue that is told when an asynchronous invocation of `name` fails, and its ARN.
    pub(crate) fn on_failure_of(&self, name: &str) -> Option<(String, String)> {
        let spec = &self.shared.by_name.get(name)?.spec;
        Some((spec.on_failure_arn.clone()?, spec.arn.clone()))
    }

    /// Names of all functions, in alphabetical order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.shared.by_name.keys().cloned().collect()
    }

    /// What a process of `name` that runs outside the stack is told, as number 0 of its function.
    pub(crate) fn environment(&self, name: &str) -> Option<BTreeMap<String, String>> {
        let spec = &self.shared.by_name.get(name)?.spec;
        let instance = InstanceId {
            function: name.to_owned(),
            number: 0,
        };
        let told = self.shared.launch.environment(spec, &instance);
        Some(told.into_iter().collect())
    }

    /// Whether this process has been given an invocation, after which the secrets extension answers.
    pub(crate) fn has_begun(&self, instance: &InstanceId) -> bool {
        let function = self.shared.by_name.get(&instance.function);
        function.is_some_and(|function| function.floor.has_begun(instance.number))
    }

    /// Kills one process and waits until it is gone.
    pub(crate) async fn kill(&self, instance: &InstanceId) {
        if let Some(function) = self.shared.by_name.get(&instance.function) {
            function.floor.kill(instance.number).await;
        }
    }

    /// Kills every process and waits until all are gone.
    pub(crate) async fn kill_all(&self) {
        for function in self.shared.by_name.values() {
            function.floor.close();
        }
        for function in self.shared.by_name.values() {
            for number in function.floor.numbers() {
                function.floor.kill(number).await;
            }
        }
    }

    fn start_what_is_missing(&self, function: &Arc<Function>) {
        while let Some(seat) = function
            .floor
            .hire(self.shared.launch.processes_per_function)
        {
            tokio::spawn(process::run(self.clone(), Arc::clone(function), seat));
        }
    }
}
