//! The mailbox: every message that was sent, and what its recipients do about it.

mod feedback;
mod request;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use request::read;

use crate::activity::Activity;
use crate::bus::{Bus, Event};
use crate::clock::Clock;
use crate::ids;

/// SES tells of a delivery a moment after it accepted the message.
const DELIVERY_TIME: Duration = Duration::from_millis(20);
/// Of what is sent here SES tells nothing by itself.
const SILENT: &str = "@silent.example";
/// Recipients of SES's own mailbox simulator.
const SIMULATOR: &str = "@simulator.amazonses.com";

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mail {
    pub(crate) id: String,
    pub(crate) sent_at: Timestamp,
    /// The function that sent it.
    pub(crate) function: String,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) cc: Vec<String>,
    pub(crate) bcc: Vec<String>,
    pub(crate) reply_to: Vec<String>,
    pub(crate) subject: String,
    pub(crate) text: Option<String>,
    pub(crate) html: Option<String>,
    /// The whole message, where it was sent raw.
    pub(crate) raw: Option<String>,
    pub(crate) headers: Vec<Header>,
    pub(crate) tags: Vec<Header>,
    pub(crate) configuration_set: Option<String>,
    /// What SES told of it so far: `Delivery`, `Bounce`, `Complaint`, `Reject`.
    pub(crate) events: Vec<String>,
}

/// A name and a value: a header, or a tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// What becomes of a message, as SES tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feedback {
    Delivery,
    /// Not yet delivered; SES goes on trying.
    Delay,
    Bounce,
    /// It may arrive another time, but SES has given up.
    SoftBounce,
    /// SES did not even try, since the address bounced before.
    KnownToBounce,
    Complaint,
    Reject,
}

/// Every message sent. Clones share them.
#[derive(Clone)]
pub(crate) struct Mailbox {
    clock: Clock,
    activity: Activity,
    bus: Bus,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl Mailbox {
    /// An empty mailbox, whose feedback goes to the default bus.
    pub(crate) fn new(clock: Clock, activity: Activity, bus: Bus) -> Self {
        Self {
            clock,
            activity,
            bus,
            mails: Arc::default(),
        }
    }

    /// Puts messages of an earlier start before all others.
    pub(crate) fn put_back(&self, earlier: Vec<Mail>) {
        self.lock().splice(0..0, earlier);
    }

    /// Keeps `mail` and gives the id SES answers with; its delivery is told shortly after.
    pub(crate) fn accept(&self, mut mail: Mail) -> String {
        mail.id = format!("0100{}-{}", ids::word(12), ids::uuid());
        mail.sent_at = self.clock.now();
        let id = mail.id.clone();
        let fate = match mail
            .to
            .first()
            .and_then(|address| address.strip_suffix(SIMULATOR))
        {
            Some("bounce") => Feedback::Bounce,
            Some("suppressionlist") => Feedback::KnownToBounce,
            Some("complaint") => Feedback::Complaint,
            _ => Feedback::Delivery,
        };
        let is_silent = mail.to.iter().any(|address| address.ends_with(SILENT));
        let has_events = mail.configuration_set.is_some() && !is_silent;
        self.lock().push(mail);
        if has_events {
            let (mailbox, id) = (self.clone(), id.clone());
            let busy = self.activity.begin("mail on its way");
            tokio::spawn(async move {
                tokio::time::sleep(DELIVERY_TIME).await;
                if let Err(error) = mailbox.tell(&id, fate) {
                    eprintln!("the delivery of {id} cannot be told: {error:#}");
                }
                drop(busy);
            });
        }
        id
    }

    /// Publishes what became of the message `id`.
    pub(crate) fn tell(&self, id: &str, feedback: Feedback) -> Result<()> {
        let mail = self
            .get(id)
            .with_context(|| format!("there is no message {id}"))?;
        if mail.configuration_set.is_none() {
            bail!("the message {id} was sent without a configuration set, so SES tells nothing");
        }
        self.bus.publish(
            "default",
            Event {
                source: "aws.ses".to_owned(),
                detail_type: feedback.detail_type().to_owned(),
                detail: feedback::detail(&mail, feedback, self.clock.now()),
                resources: feedback::resources(&mail),
                time: None,
            },
        )?;
        if let Some(mail) = self.lock().iter_mut().find(|mail| mail.id == id) {
            mail.events.push(feedback.event_type().to_owned());
        }
        Ok(())
    }

    /// All messages, oldest first.
    pub(crate) fn all(&self) -> Vec<Mail> {
        self.lock().clone()
    }

    /// The messages that `is_wanted` picks, oldest first.
    pub(crate) fn all_that(&self, is_wanted: impl Fn(&Mail) -> bool) -> Vec<Mail> {
        let mails = self.lock();
        mails
            .iter()
            .filter(|mail| is_wanted(mail))
            .cloned()
            .collect()
    }

    /// The message `id`.
    pub(crate) fn get(&self, id: &str) -> Option<Mail> {
        self.lock().iter().find(|mail| mail.id == id).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Mail>> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Feedback {
    fn detail_type(self) -> &'static str {
        match self {
            Self::Delivery => "Email Delivered",
            Self::Delay => "Email Delivery Delayed",
            Self::Bounce | Self::SoftBounce | Self::KnownToBounce => "Email Bounced",
            Self::Complaint => "Email Complaint Received",
            Self::Reject => "Email Rejected",
        }
    }

    fn event_type(self) -> &'static str {
        match self {
            Self::Delivery => "Delivery",
            Self::Delay => "DeliveryDelay",
            Self::Bounce | Self::SoftBounce | Self::KnownToBounce => "Bounce",
            Self::Complaint => "Complaint",
            Self::Reject => "Reject",
        }
    }
}
