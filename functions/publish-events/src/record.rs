//! A record of the stream, read as what it announces.

use aws_lambda_events::dynamodb::EventRecord;
use store::OutboxItem;

/// The items that `records` bring, with the sequence number of each.
pub(crate) fn items(records: &[EventRecord]) -> (Vec<String>, Vec<OutboxItem>) {
    let sequence_number = |record: &EventRecord| record.change.sequence_number.clone();
    records
        .iter()
        .filter_map(|record| {
            let item = item(record)?;
            Some((sequence_number(record).unwrap_or_default(), item))
        })
        .unzip()
}

/// The item that was put into the outbox or announces itself, if the record tells of one.
///
/// One that cannot be read is left where it is: the sweep finds it there, and buries it.
fn item(record: &EventRecord) -> Option<OutboxItem> {
    if record.event_name != "INSERT" {
        return None;
    }
    let item = serde_dynamo::from_item(record.change.new_image.clone());
    if item.is_err() {
        tracing::error!(
            record = record.event_id,
            "a record of the outbox cannot be read"
        );
    }
    item.ok()
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
        let event = json!({
            "id": {"S": "evt_a"}, "detail_type": {"S": "invite.created"}, "version": {"N": "1"},
            "data": {"S": "{}"},
        });
        json!({
            "pk": {"S": "OUTBOX#0"}, "sk": {"S": "2022-05-25T10:00:00.000000000Z#evt_a"},
            "events": {"L": [{"M": {"event": {"M": event}}}]},
            "livemode": {"BOOL": false}, "recorded_at": {"S": "2022-05-25T10:00:00Z"},
        })
    }

    fn announced(item: &OutboxItem) -> Vec<String> {
        item.announced().map(|each| each.detail_type).collect()
    }

    #[test]
    fn an_insert_brings_what_is_announced_with_its_key() {
        let item = item(&record("INSERT", &image())).unwrap();
        assert_eq!(item.pk, "OUTBOX#0");
        assert_eq!(announced(&item), ["invite.created"]);
        assert!(item.leaves());
    }

    #[test]
    fn a_record_that_announces_itself_stays_where_it_is() {
        let mut image = image();
        image["pk"] = json!({"S": "STRIPEEVENT#evt_1"});
        image["object_id"] = json!({"S": "in_1"});
        let item = item(&record("INSERT", &image)).unwrap();
        assert_eq!(announced(&item), ["invite.created"]);
        assert!(!item.leaves());
    }

    #[test]
    fn each_item_keeps_the_number_of_its_record() {
        let records = [record("REMOVE", &json!({})), record("INSERT", &image())];
        let (numbers, items) = items(&records);
        assert_eq!((numbers, items.len()), (vec!["1".to_owned()], 1));
    }

    #[test]
    fn taking_one_out_of_the_outbox_brings_nothing() {
        assert_eq!(item(&record("REMOVE", &json!({}))), None);
    }

    #[test]
    fn a_record_that_cannot_be_read_holds_up_no_other() {
        assert_eq!(
            item(&record("INSERT", &json!({"pk": {"S": "OUTBOX#0"}}))),
            None
        );
    }
}
