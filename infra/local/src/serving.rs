//! What answers where: the sockets, and the routes of the public one.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::aws::{self, Aws};
use crate::control::{self, Stack};
use crate::dashboard;
use crate::example_host;
use crate::gateway::{self, Gateway};
use crate::lambda;
use crate::progress::Progress;

/// Ports tried after one that is taken.
const PORTS_TRIED: u16 = 50;
/// How long a page of the host waits for the effects of what was done on it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the stack answers.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    /// The API.
    pub(crate) url: String,
    /// The local Stripe.
    pub(crate) stripe_url: String,
}

/// The sockets a stack listens on.
pub(crate) struct Sockets {
    public: TcpListener,
    pub(crate) internal: TcpListener,
    stripe: TcpListener,
}

/// Serves the three sockets and lets queues, streams and schedules run.
pub(crate) fn serve(stack: &Stack, sockets: Sockets) -> AbortHandle {
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
    let host = example_host::router(stack.host.clone())
        .layer(from_fn_with_state(Arc::clone(stack), at_rest));
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/_local") }))
        .nest("/_local", local)
        .fallback(gateway::serve)
        .with_state(gateway)
        .nest(example_host::PATH, host)
}

/// What was done on a page of the host has had its effects when the next page is shown.
async fn at_rest(State(stack): State<Stack>, request: Request, next: Next) -> Response {
    let changes = request.method() == Method::POST;
    let answer = next.run(request).await;
    if changes && let Err(still_busy) = stack.timekeeper.settle(PATIENCE).await {
        eprintln!("the stack is {still_busy}");
    }
    answer
}

impl Sockets {
    /// Takes `port`, or the next one that is free, and two of any number.
    pub(crate) async fn bind(port: u16, progress: &Progress) -> Result<Self> {
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

    pub(crate) fn addresses(&self) -> Result<Addresses> {
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
