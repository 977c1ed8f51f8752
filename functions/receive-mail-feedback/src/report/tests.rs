//! What follows from each of SES's reports, in the shapes in which SES publishes them.

use serde_json::{Value, json};

use super::*;

fn detail(event_type: &str, more: Value) -> Detail {
    let mut detail = json!({
        "eventType": event_type,
        "mail": {
            "timestamp": "2022-05-25T10:00:00.000Z",
            "source": "hello@example.com",
            "sendingAccountId": "123456789012",
            "messageId": "m-1",
            "destination": ["bo@example.com"],
            "headersTruncated": false,
            "headers": [
                {"name": "Subject", "value": "Hello"},
                {"name": "x-goodword-message-id", "value": "inv_a"},
            ],
            "commonHeaders": {"subject": "Hello"},
            "tags": {"ses:configuration-set": ["goodword"]},
        },
    });
    for (key, value) in more.as_object().unwrap() {
        detail[key] = value.clone();
    }
    serde_json::from_value(detail).unwrap()
}

fn bounce(kind: &str, sub_type: &str) -> Finding {
    let recipient = json!({
        "emailAddress": "bo@example.com", "action": "failed", "status": "5.1.1",
        "diagnosticCode": "smtp; 550 5.1.1 unknown",
    });
    let bounce = json!({
        "feedbackId": "f-1", "bounceType": kind, "bounceSubType": sub_type,
        "bouncedRecipients": [recipient], "timestamp": "2022-05-25T10:00:01.000Z",
        "reportingMTA": "dsn; mta.example.com",
    });
    detail("Bounce", json!({ "bounce": bounce }))
        .finding()
        .unwrap()
}

fn complaint(kind: &str, sub_type: Option<&str>) -> Option<Finding> {
    let complaint = json!({
        "feedbackId": "f-2", "complaintSubType": sub_type, "complaintFeedbackType": kind,
        "complainedRecipients": [{"emailAddress": "bo@example.com"}],
        "timestamp": "2022-05-25T10:00:01.000Z", "userAgent": "a mail program",
    });
    detail("Complaint", json!({ "complaint": complaint })).finding()
}

fn bo() -> Vec<EmailAddress> {
    vec!["bo@example.com".parse().unwrap()]
}

#[test]
fn a_permanent_bounce_suppresses_the_address_and_tells_the_invite() {
    let finding = bounce("Permanent", "NoEmail");
    assert_eq!(finding.report, Report::Bounced);
    assert_eq!(finding.suppressing, Some(Reason::InviteBounced));
    assert_eq!(finding.recipients, bo());
    assert_eq!(finding.invite_id(), Some("inv_a".parse().unwrap()));
}

#[test]
fn a_bounce_that_may_pass_is_told_and_suppresses_nothing() {
    for kind in ["Transient", "Undetermined"] {
        let finding = bounce(kind, "MailboxFull");
        assert_eq!(
            (finding.report, finding.suppressing),
            (Report::Returned, None)
        );
    }
}

#[test]
fn an_address_that_ses_remembers_is_suppressed_and_speaks_against_nobody() {
    let finding = bounce("Permanent", "OnAccountSuppressionList");
    assert_eq!(finding.report, Report::KnownToBounce);
    assert!(finding.suppressing.is_some());
    let finding = complaint("abuse", Some("OnAccountSuppressionList")).unwrap();
    assert_eq!(finding.report, Report::KnownToBounce);
}

#[test]
fn a_complaint_suppresses_and_a_delivery_does_not() {
    let finding = complaint("abuse", None).unwrap();
    assert_eq!(finding.report, Report::Complained);
    assert_eq!(
        (finding.suppressing, finding.recipients),
        (Some(Reason::InviteOptedOut), bo())
    );
    let delivery = json!({"delivery": {"recipients": ["bo@example.com"]}});
    let delivery = detail("Delivery", delivery).finding().unwrap();
    let message_id = "m-1".to_owned();
    assert_eq!(delivery.report, Report::Delivered { message_id });
    assert_eq!(delivery.suppressing, None);
}

#[test]
fn who_says_that_it_is_no_spam_does_not_complain() {
    assert_eq!(complaint("not-spam", None), None);
}

#[test]
fn a_rejected_message_is_told_and_suppresses_nothing() {
    let finding = detail("Reject", json!({"reject": {"reason": "Bad content"}})).finding();
    let finding = finding.unwrap();
    assert_eq!(
        (finding.report, finding.suppressing),
        (Report::Rejected, None)
    );
}

#[test]
fn what_is_not_known_is_passed_over() {
    for kind in [
        "Open",
        "Send",
        "DeliveryDelay",
        "Rendering Failure",
        "Something new",
    ] {
        assert_eq!(detail(kind, json!({"open": {}})).finding(), None, "{kind}");
    }
}

#[test]
fn a_message_is_told_by_its_own_header() {
    let participants = json!({"mail": {
        "messageId": "m-1",
        "headers": [{"name": "X-Goodword-Message-Id", "value": "ntf_credit_earned.rwd_b.friend"}],
    }});
    let to_participant = detail("Delivery", participants).finding().unwrap();
    assert_eq!(to_participant.invite_id(), None);
    assert_eq!(to_participant.stream(), MailStream::Participants);
    let unnamed = json!({"mail": {"messageId": "m-1"}});
    assert_eq!(detail("Delivery", unnamed).finding().unwrap().message, None);
}
