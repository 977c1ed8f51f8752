//! A record of the stream, read as the announcement it brings.

use aws_lambda_events::dynamodb::EventRecord;
use store::OutboxEvent;

/// The announcements that `records` bring, with the sequence number of each.
pub(crate) fn announcements(records: &[EventRecord]) -> (Vec<String>, Vec<OutboxEvent>) {
    let sequence_number = |record: &EventRecord| record.change.sequence_number.clone();
    records
        .iter()
        .filter_map(|record| {
            let announcement = announcement(record)?;
            Some((sequence_number(record).unwrap_or_default(), announcement))
        })
        .unzip()
}

/// The announcement that was put into the outbox, if the record tells of one.
///
/// One that cannot be read is left where it is: the sweep finds it there, and buries it.
fn announcement(record: &EventRecord) -> Option<OutboxEvent> {
    if record.event_name != "INSERT" {
        return None;
    }
    let announcement = serde_dynamo::from_item(record.change.new_image.clone());
    if announcement.is_err() {
        tracing::error!(
            record = record.event_id,
            "a record of the outbox cannot be read"
        );
    }
    announcement.ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(name: &str, image: &serde_json::Value) -> EventRecord {
        serde_json::from_value(json!({
            "eventID": "1", "eventName": name, "eventVersion": "1.1",
            "eventSource": "aws:dynamodb", "awsRegion": "eu-central-1",
            "dynamodb": {
                "ApproximateCreationDateTime": 1_653_472_800,
                "Keys": {"pk": {"S": "OUTBOX#0"}, "sk": {"S": "1"}},
                "NewImage": image,
                "SequenceNumber": "1", "SizeBytes": 26, "StreamViewType": "NEW_IMAGE",
            },
        }))
        .unwrap()
    }

    fn image() -> serde_json::Value {
        json!({
            "pk": {"S": "OUTBOX#0"}, "sk": {"S": "2022-05-25T10:00:00.000000000Z#evt_a"},
            "detail_type": {"S": "invite.created"}, "detail": {"S": "{}"},
            "recorded_at": {"S": "2022-05-25T10:00:00Z"},
        })
    }

    #[test]
    fn an_insert_brings_the_announcement_with_its_key() {
        let event = announcement(&record("INSERT", &image())).unwrap();
        assert_eq!(event.pk, "OUTBOX#0");
        assert_eq!(event.detail_type, "invite.created");
    }

    #[test]
    fn each_announcement_keeps_the_number_of_its_record() {
        let records = [record("REMOVE", &json!({})), record("INSERT", &image())];
        let (numbers, events) = announcements(&records);
        assert_eq!((numbers, events.len()), (vec!["1".to_owned()], 1));
    }

    #[test]
    fn taking_one_out_of_the_outbox_brings_nothing() {
        assert_eq!(announcement(&record("REMOVE", &json!({}))), None);
    }

    #[test]
    fn a_record_that_cannot_be_read_holds_up_no_other() {
        assert_eq!(
            announcement(&record("INSERT", &json!({"pk": {"S": "OUTBOX#0"}}))),
            None
        );
    }
}
