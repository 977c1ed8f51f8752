//! Our own events as they travel on the bus: the `detail` that is published and consumed.

use domain::event::{Event, Metadata, VERSION};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::batch;

/// An event and what travels beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Detail", into = "Detail")]
pub struct Announcement {
    pub metadata: Metadata,
    pub event: Event,
}

impl batch::Detail for Announcement {
    fn request_id(&self) -> Option<&str> {
        self.metadata.request_id.as_deref()
    }
}

/// Why a detail is not an event that is known here.
#[derive(Debug, thiserror::Error)]
pub enum UnknownEvent {
    #[error("is of version {0}, and only version {VERSION} is known here")]
    Version(u32),
    #[error("is not an event that is known here: {0}")]
    Shape(serde_json::Error),
}

/// The JSON: the event's name stands in the metadata, beside its data.
#[derive(Serialize, Deserialize)]
struct Detail {
    metadata: Metadata,
    data: Value,
}

impl TryFrom<Detail> for Announcement {
    type Error = UnknownEvent;

    fn try_from(detail: Detail) -> Result<Self, UnknownEvent> {
        let Detail { metadata, data } = detail;
        if metadata.version != VERSION {
            return Err(UnknownEvent::Version(metadata.version));
        }
        let event = serde_json::from_value(json!({"type": metadata.kind, "data": data}));
        Ok(Self {
            event: event.map_err(UnknownEvent::Shape)?,
            metadata,
        })
    }
}

impl From<Announcement> for Detail {
    fn from(announcement: Announcement) -> Self {
        let event = serde_json::to_value(announcement.event).unwrap_or_default();
        let data = event.get("data").cloned().unwrap_or_default();
        Self {
            metadata: announcement.metadata,
            data,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail() -> Value {
        json!({
            "metadata": {
                "id": "evt_invite.created.inv_a", "type": "invite.created", "version": 1,
                "occurred_at": "2022-05-25T10:00:00Z", "livemode": false,
            },
            "data": {"invite_id": "inv_a"},
        })
    }

    #[test]
    fn what_is_published_is_what_is_consumed() {
        let announcement: Announcement = serde_json::from_value(detail()).unwrap();
        let invite_id = "inv_a".parse().unwrap();
        assert_eq!(announcement.event, Event::InviteCreated { invite_id });
        assert_eq!(serde_json::to_value(&announcement).unwrap(), detail());
    }

    #[test]
    fn f20_fields_added_later_are_no_error() {
        let mut newer = detail();
        newer["metadata"]["request_id"] = "req-1".into();
        newer["data"]["program_id"] = "clientjoy".into();
        assert!(serde_json::from_value::<Announcement>(newer).is_ok());
    }

    #[test]
    fn f20_another_version_or_an_unknown_event_is_not_guessed_at() {
        let mut of_version_2 = detail();
        of_version_2["metadata"]["version"] = 2.into();
        let error = serde_json::from_value::<Announcement>(of_version_2).unwrap_err();
        assert!(error.to_string().contains("version 2"), "{error}");
        let mut unknown = detail();
        unknown["metadata"]["type"] = "invite.eaten".into();
        assert!(serde_json::from_value::<Announcement>(unknown).is_err());
    }
}
