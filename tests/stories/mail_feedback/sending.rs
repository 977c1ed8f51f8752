//! SES when it is asked to send: busy, silent, switched off, or a sandbox (F40); and one message
//! however often it is asked for (F43).

use super::{invited, mails_to, seen_by_ana, with_ana};
use crate::harness::answer::send_at_once;

const BO: &str = "bo@bo-co.example";

#[test]
fn f40_what_ses_throttles_waits_and_goes_out_later() {
    let stack = with_ana();
    let error = ("TooManyRequestsException", "Maximum sending rate exceeded.");
    stack.faults().ses_answers(429, error.0, error.1);
    stack.participant("ana").invites(&[BO]).sent();
    stack.clock().advance("PT6M");
    assert!(stack.faults().struck(), "the first call was throttled");
    assert_eq!(seen_by_ana(&stack), "sent");
    assert_eq!(mails_to(&stack, BO), 1);
}

#[test]
fn f40_what_ses_took_in_silence_is_never_sent_again() {
    let stack = with_ana();
    stack.faults().ses_goes_silent();
    let address = "cy@silent.example";
    stack.participant("ana").invites(&[address]).sent();
    assert_eq!(seen_by_ana(&stack), "sent");
    stack.clock().advance("P1D");
    assert_eq!(mails_to(&stack, address), 1);
}

#[test]
fn f40_a_sandbox_is_told_to_staff_with_what_to_do() {
    let stack = with_ana();
    let text = "Email address is not verified. The following identities failed the check in \
                region EU-CENTRAL-1: bo@bo-co.example";
    stack.faults().ses_answers(400, "MessageRejected", text);
    stack.participant("ana").invites(&[BO]).sent();
    assert_eq!(seen_by_ana(&stack), "bounced");
    assert!(stack.has_logged("request production access"));
    assert!(!stack.has_logged(BO), "no address is logged");
}

#[test]
fn f43_the_same_pair_invited_by_two_parallel_calls_is_one_invite_and_one_mail() {
    let stack = with_ana();
    stack.faults().deliver_twice();
    let ana = stack.participant("ana");
    let ask = |_| ana.invites(&[BO]).request();
    let answers = send_at_once((0..2).map(ask).collect());
    let ids: Vec<_> = answers
        .into_iter()
        .map(|answer| answer.expect(202)["data"][0]["id"].clone())
        .collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ana.sent_invites().len(), 1);
    assert_eq!(mails_to(&stack, BO), 1);
}

#[test]
fn f42_a_stop_between_the_claim_and_the_sending_of_an_invite_still_counts() {
    let stack = with_ana();
    let stop = invited(&stack, BO).unsubscribe_url();
    stack.clock().advance("P45D");
    stack.faults().posts_after_the_claim(&stop);
    stack.participant("ben").invites(&[BO]).sent();
    stack.settle();
    assert!(stack.faults().struck());
    assert_eq!(mails_to(&stack, BO), 1);
}
