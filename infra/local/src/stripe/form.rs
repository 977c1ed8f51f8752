//! Stripe's form encoding: `items[0][price]=price_1&metadata[plan]=pro`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

const MAX_DEPTH: usize = 8;
/// Stripe takes at most eight digits.
const MAX_AMOUNT: i64 = 99_999_999;

/// The fields of one call, or of one group inside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Form {
    /// How the group is named in an error, such as `items[0]`; empty for the whole call.
    path: String,
    fields: BTreeMap<String, Field>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Field {
    Text(String),
    Group(BTreeMap<String, Field>),
}

impl Form {
    pub(super) fn parse(encoded: &[u8]) -> Result<Self, Refusal> {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(encoded) {
            let keys = keys(&name)
                .ok_or_else(|| Refusal::invalid(name.as_ref(), "Invalid parameter name"))?;
            insert(&mut form.fields, &keys, value.into_owned())
                .ok_or_else(|| Refusal::invalid(name.as_ref(), "Parameter given twice"))?;
        }
        Ok(form)
    }

    /// A call with one field, or with none if there is no text.
    pub(super) fn of_text(name: &str, text: Option<&str>) -> Self {
        let fields = text.map(|text| (name.to_owned(), Field::Text(text.to_owned())));
        Self {
            path: String::new(),
            fields: fields.into_iter().collect(),
        }
    }

    /// Refuses a field that this call does not have, as Stripe does.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        let unknown = |name: &&String| *name != "expand" && !known.contains(&name.as_str());
        match self.fields.keys().find(unknown) {
            Some(name) => Err(Refusal::unknown(self.named(name))),
            None => Ok(()),
        }
    }

    /// The text as sent; an empty one means "unset".
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.fields.get(name) {
            Some(Field::Text(text)) => Some(text),
            Some(Field::Group(_)) | None => None,
        }
    }

    /// The text, if there is any.
    pub(super) fn filled(&self, name: &str) -> Option<String> {
        self.text(name)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        match self.text(name) {
            Some(text) if !text.is_empty() => Ok(text),
            Some(_) | None => Err(Refusal::missing(self.named(name))),
        }
    }

    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.text(name).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let invalid = || Refusal::invalid(self.named(name), format!("Invalid integer: {text}"));
        text.parse().map(Some).map_err(|_| invalid())
    }

    /// An amount in the minor unit, in Stripe's range.
    pub(super) fn amount(&self, name: &str) -> Result<Option<i64>, Refusal> {
        match self.integer(name)? {
            Some(amount) if !(-MAX_AMOUNT..=MAX_AMOUNT).contains(&amount) => Err(Refusal::invalid(
                self.named(name),
                "Amount has more than 8 digits",
            )),
            other => Ok(other),
        }
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.text(name) {
            None | Some("") => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(text) => Err(Refusal::invalid(
                self.named(name),
                format!("Invalid boolean: {text}"),
            )),
        }
    }

    /// An instant in Unix seconds.
    pub(super) fn instant(&self, name: &str) -> Result<Option<Timestamp>, Refusal> {
        let Some(second) = self.integer(name)? else {
            return Ok(None);
        };
        Timestamp::from_second(second)
            .map(Some)
            .map_err(|_| Refusal::invalid(self.named(name), "Invalid timestamp"))
    }

    /// The amount, which the call must give.
    pub(super) fn required_amount(&self, name: &str) -> Result<i64, Refusal> {
        self.amount(name)?
            .ok_or_else(|| Refusal::missing(self.named(name)))
    }

    /// A currency code in lower case.
    pub(super) fn currency(&self, name: &str) -> Result<String, Refusal> {
        let code = self.required(name)?.to_ascii_lowercase();
        if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Ok(code)
        } else {
            Err(Refusal::invalid(
                self.named(name),
                format!("Invalid currency: {code}"),
            ))
        }
    }

    /// The fields below `name`; none of them if there is no such group.
    pub(super) fn group(&self, name: &str) -> Self {
        let path = self.named(name);
        let fields = match self.fields.get(name) {
            Some(Field::Group(fields)) => fields.clone(),
            Some(Field::Text(_)) | None => BTreeMap::new(),
        };
        Self { path, fields }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// The groups `name[0]`, `name[1]`, … in order.
    pub(super) fn groups(&self, name: &str) -> Vec<Self> {
        let list = self.group(name);
        list.ordered_keys()
            .into_iter()
            .map(|key| list.group(key))
            .collect()
    }

    /// The texts `name[]` or `name[0]`, … in order.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let list = self.group(name);
        list.ordered_keys()
            .into_iter()
            .filter_map(|key| list.filled(key))
            .collect()
    }

    /// The names of the fields, those of a list in its order.
    pub(super) fn ordered_keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.fields.keys().map(String::as_str).collect();
        keys.sort_by_key(|key| key.parse::<u64>().unwrap_or(u64::MAX));
        keys
    }

    /// How an error calls the field `name`.
    pub(super) fn named(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}[{name}]", self.path)
        }
    }
}

/// `items[0][price]` is `items`, `0`, `price`.
fn keys(name: &str) -> Option<Vec<&str>> {
    let (first, rest) = match name.find('[') {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let mut keys = vec![first];
    let mut rest = rest;
    while !rest.is_empty() {
        let (key, after) = rest.strip_prefix('[')?.split_once(']')?;
        keys.push(key);
        rest = after;
    }
    (!first.is_empty() && keys.len() <= MAX_DEPTH).then_some(keys)
}

fn insert(fields: &mut BTreeMap<String, Field>, keys: &[&str], value: String) -> Option<()> {
    let (key, rest) = keys.split_first()?;
    let key = if key.is_empty() {
        fields.len().to_string()
    } else {
        (*key).to_owned()
    };
    if rest.is_empty() {
        fields
            .insert(key, Field::Text(value))
            .is_none()
            .then_some(())
    } else {
        match fields
            .entry(key)
            .or_insert_with(|| Field::Group(BTreeMap::new()))
        {
            Field::Group(inner) => insert(inner, rest, value),
            Field::Text(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_brackets_become_groups() {
        let form = Form::parse(b"items[0][price]=price_1&items[1][price]=price_2").unwrap();
        let prices: Vec<_> = form
            .groups("items")
            .iter()
            .filter_map(|item| item.filled("price"))
            .collect();
        assert_eq!(prices, ["price_1", "price_2"]);
    }

    #[test]
    fn empty_brackets_append() {
        let form = Form::parse(b"expand[]=customer&expand%5B%5D=payments").unwrap();
        assert_eq!(form.texts("expand"), ["customer", "payments"]);
    }

    #[test]
    fn an_unknown_field_is_refused_by_name() {
        let form = Form::parse(b"customer=cus_1&curency=usd").unwrap();
        assert_eq!(form.only(&["customer"]), Err(Refusal::unknown("curency")));
    }

    #[test]
    fn malformed_names_are_refused() {
        for encoded in ["a[b=1", "a]b[=1", "[a]=1", "a=1&a=2", "a=1&a[b]=2"] {
            assert!(Form::parse(encoded.as_bytes()).is_err(), "{encoded}");
        }
    }

    #[test]
    fn amounts_are_whole_and_at_most_eight_digits() {
        for amount in ["1.5", "1e3", "100000000", "ten"] {
            let form = Form::parse(format!("amount={amount}").as_bytes()).unwrap();
            assert!(form.amount("amount").is_err(), "{amount}");
        }
        assert_eq!(
            Form::parse(b"amount=-500").unwrap().amount("amount"),
            Ok(Some(-500))
        );
    }
}
