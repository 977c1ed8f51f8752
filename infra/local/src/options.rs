//! The command line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;

use crate::dispatch::Function;
use crate::example_host;
use crate::identity;

/// The AWS that runs on your laptop: functions, table, bus, queues, schedules, mail and Stripe.
#[derive(Debug, Parser)]
#[command(name = "local", version)]
pub(crate) struct Command {
    #[command(subcommand)]
    pub(crate) role: Option<Role>,
    #[command(flatten)]
    pub(crate) options: Options,
}

/// What else this program can be.
#[derive(Debug, Subcommand)]
pub(crate) enum Role {
    /// Be one function: the stack starts itself so, once per process of a function.
    #[command(hide = true)]
    Function { name: Function },
}

/// How the stack is started.
#[derive(Debug, Clone, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct Options {
    /// Port of the API and the dashboard; the next free one when it is taken, any with 0.
    #[arg(long, default_value_t = 8787)]
    pub(crate) port: u16,
    /// Keep everything in memory, and tell no story unless --story asks for it.
    #[arg(long)]
    pub(crate) ephemeral: bool,
    /// Forget what was kept between starts.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Tell the story of the example host.
    #[arg(long)]
    pub(crate) story: bool,
    /// Begin without the story.
    #[arg(long, conflicts_with = "story")]
    pub(crate) no_story: bool,
    /// Where state is kept between starts.
    #[arg(long, default_value = ".local")]
    pub(crate) state_dir: PathBuf,
    /// Where the virtual clock starts.
    #[arg(long, default_value = "2022-05-25T09:00:00Z")]
    pub(crate) at: Timestamp,
    /// The SAM template to serve.
    #[arg(long, default_value = "template.yaml")]
    pub(crate) template: PathBuf,
    /// A parameter of the template, as Name=value; may be repeated.
    #[arg(long = "parameter", value_parser = pair)]
    pub(crate) parameters: Vec<(String, String)>,
    /// A secret instead of the one for development, as name=value; may be repeated.
    #[arg(long = "secret", value_parser = pair)]
    pub(crate) secrets: Vec<(String, String)>,
    /// Directory with one executable per function, to be run instead of this program.
    #[arg(long)]
    pub(crate) functions_dir: Option<PathBuf>,
    /// Processes of one function that may run at the same time.
    #[arg(long, default_value_t = 4)]
    pub(crate) processes: usize,
    /// Another DynamoDB instead of the embedded one.
    #[arg(long)]
    pub(crate) dynamodb_endpoint: Option<String>,
    /// Say nothing while starting.
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Repeat what the functions log.
    #[arg(long)]
    pub(crate) logs: bool,
    /// Print one line of JSON with the addresses when everything is ready.
    #[arg(long)]
    pub(crate) print_ready: bool,
}

impl Options {
    /// The template's text; the file is looked for here and in the directories above.
    pub(crate) fn read_template(&self) -> Result<String> {
        let here = std::env::current_dir().context("there is no current directory")?;
        let found = here
            .ancestors()
            .map(|at| at.join(&self.template))
            .find(|path| path.is_file());
        let path = found.with_context(|| {
            format!(
                "there is no {} here or above: name it with --template",
                self.template.display()
            )
        })?;
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// Whether the stack begins with the story.
    pub(crate) fn tells_story(&self) -> bool {
        self.story || !(self.ephemeral || self.no_story)
    }

    /// The template's parameters, with values for those that have no default.
    pub(crate) fn template_parameters(&self, public_url: &str) -> BTreeMap<String, String> {
        let issuer = identity::issuer(public_url);
        let mut parameters = BTreeMap::from([
            ("ProductName".to_owned(), "Acme".to_owned()),
            (
                "SignupUrl".to_owned(),
                format!("{public_url}{}/signup", example_host::PATH),
            ),
            ("FromEmail".to_owned(), "hello@acme.example".to_owned()),
            ("IdentityIssuer".to_owned(), issuer.clone()),
            ("IdentityAudience".to_owned(), identity::AUDIENCE.to_owned()),
            ("IdentityJwksUrl".to_owned(), format!("{issuer}/keys")),
        ]);
        parameters.extend(self.parameters.iter().cloned());
        parameters
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}
