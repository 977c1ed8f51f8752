//! The steps a newcomer clicks, and how far they are.

use anyhow::{Context, Result};

use super::cast::{ANA, CY, EVE};
use crate::example_host::{self, Home, Host};

/// A month, and the hour in which Stripe keeps an invoice as a draft.
const MONTH: &str = "P1M1D";

/// The story, as far as it has come.
pub(crate) struct Story {
    pub(crate) chapters: Vec<Chapter>,
    /// Why it cannot be told how far it has come.
    pub(crate) trouble: Option<String>,
    /// What else is worth a click: words, and where they lead.
    pub(crate) tries: Vec<(&'static str, String)>,
}

/// One program, from link or invite to invoice.
pub(crate) struct Chapter {
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    pub(crate) steps: Vec<Step>,
}

/// One thing to do, and where.
pub(crate) struct Step {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) actions: Vec<Action>,
    pub(crate) is_done: bool,
    /// Whether it is the first that is not done.
    pub(crate) is_next: bool,
}

/// What a click does.
pub(crate) enum Action {
    Open {
        label: &'static str,
        path: String,
    },
    Pass {
        label: &'static str,
        span: &'static str,
    },
}

/// What is known of a referrer.
#[derive(Default)]
struct Standing {
    home: Option<Home>,
    has_credited_bill: bool,
}

impl Story {
    /// Nothing to click, where no story was told.
    pub(crate) fn untold() -> Self {
        Self {
            chapters: Vec::new(),
            trouble: None,
            tries: Vec::new(),
        }
    }

    /// The story of `host`, looked up through the public APIs.
    pub(crate) async fn of(host: &Host) -> Self {
        let (ana, eve) = tokio::join!(Standing::of(host, ANA), Standing::of(host, EVE));
        let trouble = [&ana, &eve].into_iter().find_map(|standing| {
            let error = standing.as_ref().err()?;
            Some(format!("{error:#}"))
        });
        let (ana, eve) = (ana.unwrap_or_default(), eve.unwrap_or_default());
        Self {
            chapters: vec![both_earn(&ana), referrer_earns(&eve)],
            trouble,
            tries: tries(),
        }
    }
}

impl Standing {
    async fn of(host: &Host, member: &str) -> Result<Self> {
        let who = host.find(member).context("the story is not told yet")?;
        let (home, has_credited_bill) =
            tokio::try_join!(host.home(&who), host.has_credited_bill(member))?;
        Ok(Self {
            home: Some(home),
            has_credited_bill,
        })
    }

    fn is(&self, what: impl Fn(&Home) -> bool) -> bool {
        self.home.as_ref().is_some_and(what)
    }
}

fn both_earn(ana: &Standing) -> Chapter {
    let link = ana.home.as_ref().and_then(|home| home.link.as_ref());
    let follow = link.map(|link| open("Follow Ana’s link", link.url.clone()));
    let refer = |label| open(label, page(ANA, "/refer-and-earn"));
    let steps = vec![
        Step::new(
            (
                "Ana makes her link",
                "Her Refer and Earn page makes it when she asks for it: Goodword hosts one, and Acme has built its own on the API.",
            ),
            vec![
                open("Open Ana’s Refer and Earn page", page(ANA, "/hosted")),
                refer("Open Acme as Ana"),
            ],
            link.is_some(),
        ),
        Step::new(
            (
                "Bo follows it and signs up",
                "It leads to Acme’s sign-up page and brings the proof along, which Acme’s server keeps in a cookie until he signs up.",
            ),
            follow.into_iter().collect(),
            ana.is(|home| !home.referrals.is_empty()),
        ),
        Step::new(
            (
                "Ana sees $50",
                "On her page and in a mail; Bo has $50 of his own. After 31 May 2022 it is $25.",
            ),
            vec![
                refer("Open Acme as Ana"),
                mail("Read her mail", "ana@lima.example"),
            ],
            ana.is(Home::has_earned),
        ),
        Step::new(
            (
                "Ana redeems it",
                "In this program credit waits until she asks. Then it goes to her Stripe balance.",
            ),
            vec![refer("Open Acme as Ana")],
            ana.is(Home::has_posted),
        ),
        billed("Her next bill is $50 lower", ANA, ana),
    ];
    Chapter::new(
        "Both earn when a friend signs up",
        "As in Clientjoy’s help article: a personal link, $50 for each side, redeemed on request.",
        steps,
    )
}

fn referrer_earns(eve: &Standing) -> Chapter {
    let steps = vec![
        Step::new(
            (
                "Eve invites Dana by mail",
                "This has happened. Each friend gets a message of their own, with an Accept button.",
            ),
            vec![mail("Read the invite", "dana@wu.example")],
            eve.is(|home| !home.referrals.is_empty()),
        ),
        Step::new(
            (
                "Dana accepts and signs up",
                "This has happened, too. She is on a trial, which earns Eve nothing yet.",
            ),
            vec![open("Open Acme as Dana", page("dana", ""))],
            eve.is(|home| !home.referrals.is_empty()),
        ),
        Step::new(
            (
                "Dana’s trial ends and she pays",
                "Only a first payment above zero counts, and only if Eve pays for Acme herself.",
            ),
            vec![pass("Let 7 days go by", "P7D")],
            eve.is(Home::has_qualified),
        ),
        Step::new(
            (
                "Eve earns $10",
                "She gets a mail. The credit goes to her team’s Stripe balance by itself.",
            ),
            vec![
                open("Open Acme as Eve", page(EVE, "/refer-and-earn")),
                mail("Read her mail", "eve@harbor.example"),
            ],
            eve.is(Home::has_posted),
        ),
        billed("The team’s next bill is $10 lower", EVE, eve),
    ];
    Chapter::new(
        "The referrer earns when a friend first pays",
        "As in Contactually’s help article: invites with an Accept button, $10 off the next bill.",
        steps,
    )
}

fn billed(title: &'static str, member: &str, standing: &Standing) -> Step {
    let bills = open("See the bills", page(member, "/bills"));
    let wait = pass("Let a month go by", MONTH);
    let actions = if standing.has_credited_bill {
        vec![bills, wait]
    } else {
        vec![wait, bills]
    };
    let text = "Stripe takes the balance off the next invoice, and the invoice says so.";
    Step::new((title, text), actions, standing.has_credited_bill)
}

fn tries() -> Vec<(&'static str, String)> {
    let local = |path: &str| format!("/_local/view/{path}");
    vec![
        (
            "Refer another friend as Ana after 31 May 2022: it is $25.",
            page(ANA, "/refer-and-earn"),
        ),
        (
            "Invite friends as Cy, who pays yearly: his credit waits for next year’s bill.",
            page(CY, "/refer-and-earn"),
        ),
        (
            "Invite bo@keller.example as Cy once Bo has an account: the answer is the same, and no mail goes out.",
            page(CY, "/refer-and-earn"),
        ),
        (
            "Sign up without any link: nobody is credited, and the answer says why.",
            format!("{}/signup", example_host::PATH),
        ),
        (
            "Take Stripe down, redeem, and bring it back: the credit arrives once.",
            local("stripe"),
        ),
        (
            "Deliver every event twice, and newest first: nothing changes.",
            local("dead-letters"),
        ),
    ]
}

/// A page of the host's member.
fn page(member: &str, name: &str) -> String {
    format!("{}/people/{member}{name}", example_host::PATH)
}

/// The mailbox, with what came to one address.
fn mail(label: &'static str, to: &str) -> Action {
    open(label, format!("/_local/view/mailbox?to={to}"))
}

fn open(label: &'static str, path: String) -> Action {
    Action::Open { label, path }
}

fn pass(label: &'static str, span: &'static str) -> Action {
    Action::Pass { label, span }
}

impl Chapter {
    fn new(title: &'static str, about: &'static str, mut steps: Vec<Step>) -> Self {
        if let Some(next) = steps.iter_mut().find(|step| !step.is_done) {
            next.is_next = true;
        }
        Self {
            title,
            about,
            steps,
        }
    }
}

impl Step {
    fn new(
        (title, text): (&'static str, &'static str),
        actions: Vec<Action>,
        is_done: bool,
    ) -> Self {
        Self {
            title,
            text,
            actions,
            is_done,
            is_next: false,
        }
    }
}
