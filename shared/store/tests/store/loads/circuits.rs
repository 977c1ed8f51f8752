use domain::change::Write;
use domain::circuit::{Cause, Circuit, CircuitState, DayTally, MailFact, MailStream, Tally};
use domain::time::days_before;

use crate::given::NOW;
use crate::given::invites::counted;
use crate::table::Table;

#[tokio::test]
async fn a_circuit_reads_back_as_it_was_written() {
    let open = Circuit {
        state: CircuitState::Open {
            since: NOW,
            cause: Cause::Complaints,
            look_at: NOW,
        },
        forgiven: Some(DayTally {
            day: "2022-05-24".to_owned(),
            tally: Tally {
                sent: 100,
                bounced: 3,
                complained: 2,
            },
        }),
        version: 1,
        ..Circuit::closed(MailStream::Invites)
    };
    let table = Table::with([Write::Circuit(open.clone())]).await;
    let found = table.store.circuit(MailStream::Invites).await;
    assert_eq!(found.unwrap(), open);
    let other = table.store.circuit(MailStream::Participants).await.unwrap();
    assert_eq!(other, Circuit::closed(MailStream::Participants));
}

#[tokio::test]
async fn seven_days_of_a_stream_are_counted_and_no_more() {
    let days_ago = |days, fact, message| {
        let day = days_before(NOW, days);
        counted(MailStream::Invites, fact, message, day)
    };
    let table = Table::with([
        days_ago(0, MailFact::Sent, "inv_a"),
        days_ago(0, MailFact::Sent, "inv_b"),
        days_ago(0, MailFact::Bounced, "inv_a"),
        days_ago(6, MailFact::Sent, "inv_c"),
        days_ago(6, MailFact::Complained, "inv_c"),
        days_ago(7, MailFact::Sent, "inv_d"),
        counted(MailStream::Participants, MailFact::Sent, "ntf_a", NOW),
    ])
    .await;
    let days = table.store.mail_counts(MailStream::Invites, NOW).await;
    let tally = Circuit::closed(MailStream::Invites).tally(&days.unwrap(), NOW);
    let expected = Tally {
        sent: 3,
        bounced: 1,
        complained: 1,
    };
    assert_eq!(tally, expected);
}
