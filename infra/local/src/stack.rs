//! The whole stack, put together and served.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::task::AbortHandle;

use crate::activity::Activity;
use crate::aws::{self, Aws};
use crate::bus::Bus;
use crate::calls::Calls;
use crate::clock::Clock;
use crate::control::{self, Stack};
use crate::dashboard;
use crate::dispatch;
use crate::faults::Faults;
use crate::gateway::{self, Gateway};
use crate::lambda::{self, Functions, Launch};
use crate::logs::Logs;
use crate::mailbox::Mailbox;
use crate::options::Options;
use crate::progress::Progress;
use crate::queues::Queues;
use crate::schedules::Schedules;
use crate::secrets::Secrets;
use crate::state::State;
use crate::stripe::{Stripe, WebhookTarget};
use crate::table::{self, Dynamo, Streams};
use crate::template::Template;
use crate::timekeeper::{self, Timekeeper};

/// Ports tried after one that is taken.
const PORTS_TRIED: u16 = 50;

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
    activity: Activity,
    state: State,
}

/// Where the stack answers.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    /// The API.
    pub(crate) url: String,
    /// The local Stripe.
    pub(crate) stripe_url: String,
}

/// The sockets a stack listens on.
struct Sockets {
    public: TcpListener,
    internal: TcpListener,
    stripe: TcpListener,
}

/// Starts a stack and keeps it running until the program is told to stop.
pub(crate) async fn run(options: Options) -> Result<()> {
    let progress = Progress::new(options.quiet);
    let sockets = Sockets::bind(options.port, &progress).await?;
    let stack = assemble(&options, &sockets, &progress).await?;
    let serving = serve(&stack, sockets);
    progress.ready(&stack.addresses);
    if options.print_ready {
        println!("{}", ready_line(&stack.addresses));
    }
    let stopped = stopped().await;
    progress.step("stopping");
    stack.functions.kill_all().await;
    serving.abort();
    stack.state.keep_clock(&stack.clock)?;
    stopped
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
    for spec in &template.tables {
        dynamo.create(spec).await?;
    }
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
        activity.clone(),
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
    let stripe = Stripe::new(
        clock.clone(),
        WebhookTarget {
            url: Some(format!("{}/webhooks/stripe", addresses.url)),
            secrets: secrets
                .get("stripe-webhook-secrets")
                .split(',')
                .map(str::to_owned)
                .collect(),
        },
    );
    let mailbox = Mailbox::new(clock.clone(), activity.clone(), bus.clone());
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
    progress.step(&format!("clock: {}", clock.now()));
    Ok(Arc::new(Parts {
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
        state,
    }))
}

/// Serves the three sockets and lets queues, streams and schedules run.
fn serve(stack: &Stack, sockets: Sockets) -> AbortHandle {
    stack.queues.start(&stack.template, &stack.functions);
    stack.streams.start(&stack.functions, &stack.queues);
    let aws = Aws {
        activity: stack.activity.clone(),
        functions: stack.functions.clone(),
        faults: Arc::clone(&stack.faults),
        calls: Arc::clone(&stack.calls),
        dynamo: stack.dynamo.clone(),
        streams: stack.streams.clone(),
        bus: stack.bus.clone(),
        mailbox: stack.mailbox.clone(),
        configuration_sets: stack.template.configuration_sets.clone().into(),
        secrets: Arc::clone(&stack.secrets),
        stripe: stack.stripe.router(),
    };
    let internal = lambda::router(stack.functions.clone()).merge(aws::router(aws));
    let stripe = stack.stripe.router();
    let public = public(stack);
    let timekeeper = stack.timekeeper.clone();
    let serving = tokio::spawn(async move {
        // A socket that fails ends the program's use, but not the others' answers.
        let _ended = tokio::join!(
            axum::serve(sockets.internal, internal).into_future(),
            axum::serve(sockets.stripe, stripe).into_future(),
            axum::serve(
                sockets.public,
                public.into_make_service_with_connect_info::<SocketAddr>()
            )
            .into_future(),
            timekeeper.run(),
        );
    });
    serving.abort_handle()
}

fn public(stack: &Stack) -> Router {
    let gateway = Gateway::new(
        stack.template.routes.clone(),
        stack.functions.clone(),
        stack.clock.clone(),
        stack.addresses.url.trim_start_matches("http://"),
    );
    let local = control::router()
        .merge(dashboard::router())
        .with_state(Arc::clone(stack));
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/_local") }))
        .nest("/_local", local)
        .fallback(gateway::serve)
        .with_state(gateway)
}

fn ready_line(addresses: &Addresses) -> Value {
    json!({
        "url": addresses.url,
        "control_url": format!("{}/_local", addresses.url),
        "stripe_url": addresses.stripe_url,
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

impl Sockets {
    async fn bind(port: u16, progress: &Progress) -> Result<Self> {
        let public = first_free(port).await?;
        let bound = public.local_addr()?.port();
        if port != 0 && bound != port {
            progress.step(&format!("port {port} is taken, using {bound}"));
        }
        let any = || TcpListener::bind(("127.0.0.1", 0));
        Ok(Self {
            public,
            internal: any().await?,
            stripe: any().await?,
        })
    }

    fn addresses(&self) -> Result<Addresses> {
        Ok(Addresses {
            url: format!("http://{}", self.public.local_addr()?),
            stripe_url: format!("http://{}", self.stripe.local_addr()?),
        })
    }
}

async fn first_free(port: u16) -> Result<TcpListener> {
    let last = port.saturating_add(PORTS_TRIED);
    for candidate in port..=last {
        match TcpListener::bind(("127.0.0.1", candidate)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("port {candidate}")),
        }
    }
    bail!("the ports {port} to {last} are all taken: name another with --port")
}
