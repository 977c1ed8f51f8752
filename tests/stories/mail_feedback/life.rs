//! What days do to an invite (requirements 3.6).

use serde_json::Value;

use super::{invited, mails_to, seen_by_ana, with_ana, with_ana_under};
use crate::harness::program::Program;

const BO: &str = "bo@bo-co.example";

#[test]
fn an_invite_expires_after_30_days_and_its_address_goes_30_days_later() {
    let stack = with_ana();
    let accept = invited(&stack, BO).accept_url();
    stack.clock().advance("P29D");
    assert_eq!(seen_by_ana(&stack), "sent");
    stack.clock().advance("P2D");
    assert_eq!(seen_by_ana(&stack), "expired");
    let page = stack.friend().gets(&accept).expect(410);
    assert!(page.text.contains("This invite has expired"), "{page:?}");
    assert!(stack.table().to_string().contains(BO));

    stack.clock().advance("P30D");
    assert!(
        !stack.table().to_string().contains(BO),
        "the address is gone"
    );
    let invite = &stack.participant("ana").sent_invites()[0];
    assert_eq!(
        (&invite["email"], &invite["status"]),
        (&Value::Null, &"expired".into())
    );
    let page = stack.friend().gets(&accept).expect(410);
    assert!(page.text.contains("This invite has expired"), "{page:?}");
    assert!(page.text.contains("Sign up"), "{page:?}");
}

#[test]
fn e64_the_address_of_who_said_stop_goes_30_days_after_that_and_stays_stopped() {
    let stack = with_ana();
    let stop = invited(&stack, BO).unsubscribe_url();
    stack.friend().unsubscribes_by_one_click(&stop).expect(200);
    stack.clock().advance("P31D");
    assert!(
        !stack.table().to_string().contains(BO),
        "the address is gone"
    );
    stack.participant("ben").invites(&[BO]).sent();
    assert_eq!(mails_to(&stack, BO), 1);
}

#[test]
fn what_a_program_may_not_send_today_it_sends_tomorrow() {
    let program = Program::contactually().with("program_per_day", "2");
    let stack = with_ana_under(&program);
    let friends = ["cy@a.example", "dee@a.example", "eve@a.example"];
    stack.participant("ana").invites(&friends).sent();
    assert_eq!(stack.mailbox().all().len(), 2);
    let waiting = |status: &str| {
        let invites = stack.participant("ana").sent_invites();
        invites.iter().filter(|it| it["status"] == status).count()
    };
    assert_eq!((waiting("queued"), waiting("sent")), (1, 2));

    stack.clock().to("2022-05-26T00:10:00Z");
    assert_eq!(stack.mailbox().all().len(), 3);
    assert_eq!(waiting("sent"), 3);
}
