//! Mail health: both circuits with their figures.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::circuit::{
    BOUNCES_PER_10_000, COMPLAINTS_PER_10_000, Cause, Circuit, CircuitState, DayTally, MailStream,
    VOLUME_AT_LEAST, WINDOW_DAYS,
};
use domain::console_session::Deed;
use jiff::Timestamp;
use runtime::problem::Problem;

use super::frame::{Frame, Tab, respond};
use super::shown::instant;
use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::App;

struct View {
    id: &'static str,
    name: &'static str,
    is_open: bool,
    state: String,
    sent: u64,
    bounced: String,
    complained: String,
    /// When it opens, in words.
    opens: String,
    days: Vec<OfDay>,
}

/// What was counted on one day.
struct OfDay {
    day: String,
    sent: u64,
    bounced: u64,
    complained: u64,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page {
    frame: Frame,
    circuits: Vec<View>,
    window_days: u32,
    may_resume: bool,
}

/// `GET /admin/mail`. Four table round trips.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Response {
    told(&app, shown(&app, &visit, query.as_deref()).await)
}

async fn shown(app: &App, visit: &Visit, query: Option<&str>) -> Result<Response, Trouble> {
    let mut circuits = Vec::new();
    for stream in MailStream::ALL {
        let circuit = app.store.circuit(stream).await;
        let circuit = circuit.map_err(Problem::unavailable)?;
        let days = app.store.mail_counts(stream, visit.now).await;
        let days = days.map_err(Problem::unavailable)?;
        circuits.push(View::of(&circuit, &days, visit.now));
    }
    let frame = Frame::of(app, visit, ("Mail", Some(Tab::Mail))).await?;
    let page = Page {
        frame: frame.saying(query),
        circuits,
        window_days: WINDOW_DAYS,
        may_resume: visit.session.role.may(Deed::ResumeMail),
    };
    respond(&page, &page.frame.nonce)
}

impl View {
    fn of(circuit: &Circuit, days: &[DayTally], now: Timestamp) -> Self {
        let tally = circuit.tally(days, now);
        let bounces = match circuit.stream {
            MailStream::Invites => {
                format!("{} bounced, or ", share(BOUNCES_PER_10_000))
            }
            MailStream::Participants => String::new(),
        };
        Self {
            id: circuit.stream.as_str(),
            name: match circuit.stream {
                MailStream::Invites => "Invites to friends",
                MailStream::Participants => "Mail to participants",
            },
            is_open: circuit.is_open(),
            state: state(&circuit.state),
            sent: tally.sent,
            bounced: format!("{} ({})", tally.bounced, share(tally.bounced_per_10_000())),
            complained: format!(
                "{} ({})",
                tally.complained,
                share(tally.complained_per_10_000())
            ),
            opens: format!(
                "It stops by itself once {VOLUME_AT_LEAST} messages were sent and {bounces}{} \
                 were called spam.",
                share(COMPLAINTS_PER_10_000)
            ),
            days: by_day(days),
        }
    }
}

/// A day is counted in several counters: newest day first, each day once.
fn by_day(days: &[DayTally]) -> Vec<OfDay> {
    let mut sums: std::collections::BTreeMap<&str, OfDay> = std::collections::BTreeMap::new();
    for it in days {
        let day = sums.entry(&it.day).or_insert_with(|| OfDay {
            day: it.day.clone(),
            sent: 0,
            bounced: 0,
            complained: 0,
        });
        day.sent = day.sent.saturating_add(it.tally.sent);
        day.bounced = day.bounced.saturating_add(it.tally.bounced);
        day.complained = day.complained.saturating_add(it.tally.complained);
    }
    sums.into_values().rev().collect()
}

fn state(state: &CircuitState) -> String {
    match state {
        CircuitState::Closed { .. } => "Mail goes out.".to_owned(),
        CircuitState::Open {
            since,
            cause,
            look_at,
        } => format!(
            "Stopped since {}: {}. It is looked at again on {}.",
            instant(*since),
            match cause {
                Cause::Bounces => "too many messages bounced",
                Cause::Complaints => "too many were called spam",
                Cause::SendingPaused => "the mail provider takes none",
            },
            instant(*look_at)
        ),
    }
}

/// Hundredths of a percent in words: `3 %`, `0.05 %`.
fn share(per_10_000: u64) -> String {
    let whole = per_10_000.div_euclid(100);
    match per_10_000.rem_euclid(100) {
        0 => format!("{whole} %"),
        rest => format!("{whole}.{rest:02} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_written_as_people_read_it() {
        assert_eq!(share(300), "3 %");
        assert_eq!(share(5), "0.05 %");
        assert_eq!(share(1_234), "12.34 %");
    }

    #[test]
    fn a_day_that_was_counted_in_parts_is_one_day() {
        let part = |sent| DayTally {
            day: "2022-05-25".to_owned(),
            tally: domain::circuit::Tally {
                sent,
                ..Default::default()
            },
        };
        let days = by_day(&[part(2), part(3)]);
        assert_eq!(days.len(), 1);
        assert_eq!(days.first().map(|day| day.sent), Some(5));
    }
}
