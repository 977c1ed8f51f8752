//! The whole stack, put together and served.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::activity::Activity;
use crate::bus::Bus;
use crate::calls::Calls;
use crate::clock::Clock;
use crate::control::Stack;
use crate::dispatch;
use crate::example_host::{Goodword, Host};
use crate::faults::Faults;
use crate::html::instant;
use crate::identity::IdentityProvider;
use crate::keeping;
use crate::lambda::{Functions, Launch};
use crate::logs::Logs;
use crate::mailbox::Mailbox;
use crate::options::Options;
use crate::progress::Progress;
use crate::queues::Queues;
use crate::schedules::Schedules;
use crate::secrets::Secrets;
use crate::serving::{Addresses, Sockets, serve};
use crate::state::State;
use crate::story;
use crate::stripe::{Stripe, WebhookTarget};
use crate::table::{self, Dynamo, Streams};
use crate::template::Template;
use crate::timekeeper::{self, Timekeeper};

/// How long a stack that is told to stop takes to come to rest.
const PATIENCE: Duration = Duration::from_secs(5);

/// The parts of a running stack that the control API and the dashboard work on.
pub(crate) struct Parts {
    pub(crate) clock: Clock,
    pub(crate) template: Template,
    pub(crate) functions: Functions,
    pub(crate) queues: Queues,
    pub(crate) bus: Bus,
    pub(crate) streams: Streams,
    pub(crate) mailbox: Mailbox,
    pub(crate) dynamo: Dynamo,
    pub(crate) logs: Arc<Logs>,
    pub(crate) calls: Arc<Calls>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) timekeeper: Timekeeper,
    pub(crate) stripe: Stripe,
    pub(crate) addresses: Addresses,
    pub(crate) identity: IdentityProvider,
    /// The example of a product that runs all this.
    pub(crate) host: Host,
    pub(crate) tells_story: bool,
    /// For the stack's own calls over HTTP.
    pub(crate) client: reqwest::Client,
    pub(crate) activity: Activity,
    pub(crate) state: State,
}

/// Starts a stack and keeps it running until the program is told to stop.
pub(crate) async fn run(options: Options) -> Result<()> {
    let progress = Progress::new(options.quiet);
    let sockets = Sockets::bind(options.port, &progress).await?;
    let stack = assemble(&options, &sockets, &progress).await?;
    let serving = serve(&stack, sockets);
    tokio::spawn(keeping::run(Arc::clone(&stack)));
    let stopped = tokio::select! {
        stopped = stopped() => stopped,
        never = begin(&stack, &options, &progress) => match never {},
    };
    progress.step("stopping");
    if let Err(still_busy) = stack.timekeeper.settle(PATIENCE).await {
        progress.step(&format!("left undone: {still_busy}"));
    }
    stack.functions.kill_all().await;
    serving.abort();
    keeping::keep(&stack)?;
    stopped
}

/// Tells the story, says that everything is ready, and leaves the stack to its users.
async fn begin(stack: &Stack, options: &Options, progress: &Progress) -> Infallible {
    if stack.tells_story
        && let Err(error) = story::tell(&stack.host, stack.clock.now(), progress).await
    {
        progress.step(&format!("THE STORY CANNOT BE TOLD: {error:#}"));
    }
    let how_it_ends = if stack.state.is_kept() {
        "Ctrl-C stops it. The next start goes on from there; --fresh begins anew."
    } else {
        "Ctrl-C stops it, and everything is forgotten."
    };
    progress.ready(&stack.addresses, how_it_ends);
    if options.print_ready {
        println!("{}", ready_line(stack));
    }
    std::future::pending().await
}

async fn assemble(options: &Options, sockets: &Sockets, progress: &Progress) -> Result<Stack> {
    let addresses = sockets.addresses()?;
    let text = options.read_template()?;
    let parameters = options.template_parameters(&addresses.url);
    let template = Template::parse(&text, &parameters, &addresses.url)
        .with_context(|| options.template.display().to_string())?;
    if options.functions_dir.is_none() {
        dispatch::check(&template)?;
    }
    progress.step(&template.summary());
    let state = State::open(options)?;
    let dynamo = table::open(&state.storage(options)).await?;
    make_tables(&template, &dynamo, progress).await?;
    progress.step(&format!("table: {}", state.describe(options)));
    let start_at = state.start_at(options)?;
    let clock = Clock::new(start_at);
    let activity = Activity::default();
    let logs = Arc::new(Logs::new(clock.clone(), options.logs));
    let faults = Arc::new(Faults::default());
    let launch = Launch {
        program: std::env::current_exe().context("this program does not know its own file")?,
        functions_dir: options.functions_dir.clone(),
        internal_port: sockets.internal.local_addr()?.port(),
        processes_per_function: options.processes.max(1),
    };
    let functions = Functions::new(
        template.functions.clone(),
        launch,
        clock.clone(),
        (activity.clone(), Arc::clone(&faults)),
        Arc::clone(&logs),
    );
    let queues = Queues::new(&template, clock.clone(), Arc::clone(&faults), &activity);
    let bus = Bus::new(
        &template,
        (clock.clone(), activity.clone()),
        Arc::clone(&faults),
        (queues.clone(), functions.clone()),
    )?;
    let streams = Streams::new(&template, dynamo.clone(), clock.clone(), &activity)?;
    let secrets = Arc::new(Secrets::new(
        &template,
        &options.secrets.iter().cloned().collect(),
    ));
    let stripe = open_stripe(&state, &clock, (&addresses, &secrets))?;
    let mailbox = Mailbox::new(clock.clone(), activity.clone(), bus.clone());
    if let Some(kept) = state.read(keeping::MAIL)? {
        mailbox.put_back(serde_json::from_str(&kept).context("the kept mail")?);
    }
    let timekeeper = Timekeeper::new(timekeeper::Shared {
        clock: clock.clone(),
        activity: activity.clone(),
        schedules: Schedules::new(template.schedules.clone(), start_at),
        queues: queues.clone(),
        streams: streams.clone(),
        stripe: stripe.clone(),
        functions: functions.clone(),
        dynamo: dynamo.clone(),
        tables: template.tables.clone(),
        moving: Mutex::new(()),
    });
    progress.step(&format!("clock: {}", instant(clock.now())));
    let goodword = Goodword::new(
        &addresses.url,
        clock.clone(),
        Arc::clone(&secrets),
        &template,
    )?;
    let stripe_key = secrets.get("stripe-secret-key");
    let host = Host::open(
        clock.clone(),
        goodword,
        (&addresses.stripe_url, &stripe_key),
        state.read(keeping::HOST)?.as_deref(),
    )?;
    Ok(Arc::new(Parts {
        identity: IdentityProvider::new(clock.clone(), &addresses.url)?,
        clock,
        activity,
        template,
        functions,
        queues,
        bus,
        streams,
        mailbox,
        dynamo,
        logs,
        calls: Arc::default(),
        faults,
        secrets,
        timekeeper,
        stripe,
        addresses,
        host,
        tells_story: options.tells_story(),
        client: reqwest::Client::builder().no_proxy().build()?,
        state,
    }))
}

async fn make_tables(template: &Template, dynamo: &Dynamo, progress: &Progress) -> Result<()> {
    for spec in &template.tables {
        dynamo.create(spec).await?;
        let endpoint = dynamo.endpoint();
        progress.step(&format!("{} answers at {endpoint}", spec.name));
    }
    Ok(())
}

/// The Stripe that the last stack left, or a new one.
fn open_stripe(
    state: &State,
    clock: &Clock,
    (addresses, secrets): (&Addresses, &Secrets),
) -> Result<Stripe> {
    let signing = secrets.get("stripe-webhook-secrets");
    let target = WebhookTarget {
        url: Some(format!("{}/webhooks/stripe", addresses.url)),
        secrets: signing.split(',').map(str::to_owned).collect(),
    };
    match state.read(keeping::STRIPE)? {
        Some(kept) => Stripe::reopen(clock.clone(), target, &kept)
            .context("the kept Stripe is not understood: start with --fresh"),
        None => Ok(Stripe::new(clock.clone(), target)),
    }
}

fn ready_line(stack: &Stack) -> Value {
    let addresses = &stack.addresses;
    json!({
        "url": addresses.url,
        "control_url": format!("{}/_local", addresses.url),
        "stripe_url": addresses.stripe_url,
        "table_url": stack.dynamo.endpoint(),
        "table": stack.template.tables.first().map(|table| &table.name),
    })
}

/// Waits until the program is told to stop: by Ctrl-C, or by `kill`.
async fn stopped() -> Result<()> {
    #[cfg(unix)]
    {
        let mut terminated =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed?,
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}
