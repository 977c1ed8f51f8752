//! The AWS that runs on your laptop: one program that serves what `template.yaml` declares.
//!
//! It runs each function as a process of its own behind the Lambda Runtime API, and plays API
//! Gateway, DynamoDB, EventBridge, SQS, SES, Parameter Store, Stripe and an identity provider for them, on
//! a virtual clock. It must know nothing of the program it runs: no rule, no key of the table, no event.
//! What it knows of the functions is their names. Only `example_host` and `story` know what the
//! program is for, as anybody does who reads its public API.

mod activity;
mod aws;
mod bus;
mod calls;
pub mod clock;
mod control;
mod dashboard;
mod dispatch;
mod example_host;
mod faults;
mod gateway;
mod html;
mod identity;
mod ids;
mod keeping;
mod lambda;
mod logs;
mod mailbox;
mod options;
mod progress;
mod queues;
mod schedules;
mod secrets;
mod serving;
mod stack;
mod state;
mod story;
pub mod stripe;
mod table;
mod template;
mod timekeeper;

use std::process::ExitCode;

use clap::Parser as _;

use options::{Command, Role};

/// Runs what the command line asks for.
pub fn main() -> ExitCode {
    let command = Command::parse();
    let done = match command.role {
        Some(Role::Function { name }) => name.be(),
        None => run_stack(command.options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("local: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_stack(options: options::Options) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(stack::run(options))
}
