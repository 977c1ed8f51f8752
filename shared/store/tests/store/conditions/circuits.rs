use domain::change::Write;
use domain::circuit::{Circuit, CircuitState, MailFact, MailStream};

use super::{follows_its_version, holds, refused};
use crate::given::NOW;
use crate::table::Table;

fn open(version: u64) -> Write {
    Write::Circuit(Circuit {
        state: CircuitState::Open {
            since: NOW,
            cause: domain::circuit::Cause::Bounces,
            look_at: NOW,
        },
        version,
        ..Circuit::closed(MailStream::Invites)
    })
}

#[tokio::test]
async fn a_circuit_opens_and_closes_only_as_it_was_read() {
    follows_its_version(open).await;
}

#[tokio::test]
async fn f41_the_same_report_of_a_message_counts_once() {
    let report = |message: &str, fact| Write::MailReport {
        message: message.to_owned(),
        fact,
        now: NOW,
    };
    let table = Table::with([report("ntf_a", MailFact::Bounced)]).await;
    refused(&table, report("ntf_a", MailFact::Bounced)).await;
    holds(&table, report("ntf_a", MailFact::Complained)).await;
    holds(&table, report("ntf_b", MailFact::Bounced)).await;
}
