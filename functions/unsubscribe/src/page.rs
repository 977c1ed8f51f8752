//! The one small page: what comes, what can be stopped, and what was done.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::suppression::{MailKind, Suppressions};
use domain::words::Words;
use runtime::page::{Forms, Nonce, respond};
use runtime::problem::Problem;

/// Whether mail of a kind comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comes {
    Yes,
    /// Its owner stopped it.
    Stopped,
    /// It came back, or was reported as spam: nothing to choose.
    Impossible,
}

/// How it stands with the mail to one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Of the message that led here.
    kind: MailKind,
    invites: Comes,
    notifications: Comes,
    reminders: Comes,
}

/// What is said above the choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Asks,
    Done,
    /// The address was altered or cut off.
    NotOurs,
}

/// The language of the page, and the product that it is about.
pub(crate) type Speaks<'a> = (&'static Words, &'a str);

#[derive(Template)]
#[template(path = "unsubscribe.html")]
pub(crate) struct Page<'a> {
    words: &'static Words,
    product: &'a str,
    nonce: String,
    says: Says,
    standing: Standing,
}

impl Standing {
    pub(crate) fn of(kind: MailKind, suppressions: &Suppressions) -> Self {
        let comes = |kind| match suppressions.stopping(kind) {
            None => Comes::Yes,
            Some(stop) if stop.may_be_undone => Comes::Stopped,
            Some(_) => Comes::Impossible,
        };
        Self {
            kind,
            invites: comes(MailKind::Invites),
            notifications: comes(MailKind::Notifications),
            reminders: comes(MailKind::Reminders),
        }
    }

    fn of_kind(self) -> Comes {
        match self.kind {
            MailKind::Invites => self.invites,
            MailKind::Notifications => self.notifications,
            MailKind::Reminders => self.reminders,
        }
    }

    fn all_stopped(self) -> bool {
        [self.invites, self.notifications, self.reminders]
            .iter()
            .all(|comes| *comes != Comes::Yes)
    }

    fn to_participant(self) -> bool {
        self.kind != MailKind::Invites
    }

    /// Whether there is anything to tick: a bounce and a complaint leave no choice.
    fn may_choose(self) -> bool {
        self.to_participant()
            && [self.notifications, self.reminders]
                .iter()
                .any(|comes| *comes != Comes::Impossible)
    }
}

impl<'a> Page<'a> {
    pub(crate) fn asking((words, product): Speaks<'a>, standing: Standing) -> Self {
        Self::saying((words, product), Says::Asks, standing)
    }

    pub(crate) fn done((words, product): Speaks<'a>, standing: Standing) -> Self {
        Self::saying((words, product), Says::Done, standing)
    }

    pub(crate) fn not_ours(speaks: Speaks<'a>) -> Self {
        let nothing = Standing::of(MailKind::Invites, &Suppressions::default());
        Self::saying(speaks, Says::NotOurs, nothing)
    }

    fn saying((words, product): Speaks<'a>, says: Says, standing: Standing) -> Self {
        Self {
            words,
            product,
            nonce: String::new(),
            says,
            standing,
        }
    }

    /// The words of a key, whose sentence may name the product.
    fn say(&self, key: &str) -> String {
        self.words.fill(key, &[("product", self.product)])
    }

    /// Of a sentence about this kind of mail.
    fn say_of(&self, key: &str, more: &str) -> String {
        self.say(&format!("{key}-{}{more}", self.standing.kind))
    }

    pub(crate) fn respond(mut self) -> Result<Response, Problem> {
        let nonce = Nonce::draw().map_err(Problem::unavailable)?;
        nonce.as_str().clone_into(&mut self.nonce);
        let html = self.render().map_err(Problem::unavailable)?;
        let status = match self.says {
            Says::Asks | Says::Done => StatusCode::OK,
            Says::NotOurs => StatusCode::BAD_REQUEST,
        };
        Ok(respond(status, html, &nonce, Forms::Here))
    }
}

#[cfg(test)]
mod tests;
