//! Metadata: free text a merchant attaches to an object.

use std::collections::BTreeMap;

use super::form::Form;
use super::refusal::Refusal;

pub(super) type Metadata = BTreeMap<String, String>;

const MAX_KEY_BYTES: usize = 40;
const MAX_VALUE_BYTES: usize = 500;

impl Form {
    /// Merges `metadata[key]` into what is stored: an empty value removes its key, an empty
    /// `metadata` removes all.
    pub(super) fn merge_metadata(&self, stored: &mut Metadata) -> Result<(), Refusal> {
        if self.text("metadata") == Some("") {
            stored.clear();
        }
        let sent = self.group("metadata");
        for key in sent.ordered_keys() {
            let Some(value) = sent.text(key) else {
                return Err(Refusal::invalid(
                    sent.named(key),
                    "Metadata values are text",
                ));
            };
            if key.len() > MAX_KEY_BYTES || value.len() > MAX_VALUE_BYTES {
                return Err(Refusal::invalid(sent.named(key), "Metadata is too long"));
            }
            if value.is_empty() {
                stored.remove(key);
            } else {
                stored.insert(key.to_owned(), value.to_owned());
            }
        }
        Ok(())
    }

    pub(super) fn metadata(&self) -> Result<Metadata, Refusal> {
        let mut metadata = Metadata::new();
        self.merge_metadata(&mut metadata)?;
        Ok(metadata)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_value_removes_its_metadata_key() {
        let mut metadata = Metadata::from([("a".into(), "1".into()), ("b".into(), "2".into())]);
        Form::parse(b"metadata[a]=&metadata[c]=3")
            .unwrap()
            .merge_metadata(&mut metadata)
            .unwrap();
        let expected = Metadata::from([("b".into(), "2".into()), ("c".into(), "3".into())]);
        assert_eq!(metadata, expected);
    }
}
