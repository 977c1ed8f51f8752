//! The words of the pages, one file a language (`shared/domain/locales`), in Fluent.
//!
//! Fluent, since other languages need plural rules and another order of words, and translators
//! have tools for it. Its own parser reads the files; what they use of it is put together here. Rules never stand in these
//! files: which sentence is said is decided in code, how it is said here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::ast::{Variant, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

const ENGLISH: &str = include_str!("../locales/en.ftl");

static IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read("en", ENGLISH));

/// The words of one language.
pub struct Words {
    /// As in `lang` of HTML.
    pub tag: &'static str,
    said: BTreeMap<&'static str, Pattern<&'static str>>,
}

/// What is filled in: texts by their names, and a number that words may depend on.
struct Values<'a> {
    texts: &'a [(&'a str, &'a str)],
    count: Option<usize>,
}

impl Words {
    pub fn english() -> &'static Self {
        &IN_ENGLISH
    }

    /// A file with a fault has the rest of its words; a test holds that ours have none.
    fn read(tag: &'static str, file: &'static str) -> Self {
        let resource = match parser::parse(file) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let mut said = BTreeMap::new();
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && let Some(pattern) = message.value
            {
                said.insert(message.id.name, pattern);
            }
        }
        Self { tag, said }
    }

    /// The words of `key`.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The words of `key` with its values filled in; the key itself where there are none.
    pub fn fill(&self, key: &str, texts: &[(&str, &str)]) -> String {
        self.found(key, &Values { texts, count: None })
    }

    /// The same, with a number that the words may depend on: `{ $count -> [one] … *[other] … }`.
    pub fn count(&self, key: &str, count: usize) -> String {
        let count = Some(count);
        self.found(key, &Values { texts: &[], count })
    }

    pub fn has(&self, key: &str) -> bool {
        self.said.contains_key(key)
    }

    fn found(&self, key: &str, values: &Values<'_>) -> String {
        let pattern = self.said.get(key);
        pattern.map_or_else(|| key.to_owned(), |pattern| self.put(pattern, values))
    }

    fn put(&self, pattern: &Pattern<&str>, values: &Values<'_>) -> String {
        let put = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => (*value).to_owned(),
            PatternElement::Placeable { expression } => self.expression(expression, values),
        };
        pattern.elements.iter().map(put).collect()
    }

    fn expression(&self, expression: &Expression<&str>, values: &Values<'_>) -> String {
        match expression {
            Expression::Inline(inline) => self.inline(inline, values),
            Expression::Select { variants, .. } => {
                let number = values.count.unwrap_or_default();
                let chosen = chosen(variants, number, plural_category(number));
                chosen.map_or_else(String::new, |variant| self.put(&variant.value, values))
            }
        }
    }

    /// What our files use of Fluent: variables, quoted characters, and other messages.
    fn inline(&self, inline: &InlineExpression<&str>, values: &Values<'_>) -> String {
        match inline {
            InlineExpression::StringLiteral { value } => {
                unescape_unicode_to_string(value).into_owned()
            }
            InlineExpression::NumberLiteral { value } => (*value).to_owned(),
            InlineExpression::VariableReference { id } => values.text(id.name),
            InlineExpression::MessageReference { id, .. } => self.found(id.name, values),
            InlineExpression::Placeable { expression } => self.expression(expression, values),
            InlineExpression::FunctionReference { id, .. }
            | InlineExpression::TermReference { id, .. } => id.name.to_owned(),
        }
    }
}

impl Values<'_> {
    fn text(&self, name: &str) -> String {
        let text = self.texts.iter().find(|(known, _)| *known == name);
        match (text, self.count) {
            (Some((_, text)), _) => (*text).to_owned(),
            (None, Some(count)) if name == "count" => count.to_string(),
            (None, _) => name.to_owned(),
        }
    }
}

/// The variant of this number itself, else of its category, else the default.
fn chosen<'a>(
    variants: &'a [Variant<&'a str>],
    number: usize,
    category: &str,
) -> Option<&'a Variant<&'a str>> {
    let number = number.to_string();
    let is_number = |variant: &&Variant<&str>| match variant.key {
        VariantKey::NumberLiteral { value } => value == number,
        VariantKey::Identifier { .. } => false,
    };
    let is_category = |variant: &&Variant<&str>| match variant.key {
        VariantKey::Identifier { name } => name == category,
        VariantKey::NumberLiteral { .. } => false,
    };
    let exact = variants.iter().find(is_number);
    let exact = exact.or_else(|| variants.iter().find(is_category));
    exact.or_else(|| variants.iter().find(|variant| variant.default))
}

/// CLDR's plural category of a whole number in English.
fn plural_category(number: usize) -> &'static str {
    if number == 1 { "one" } else { "other" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_file_has_no_fault_and_no_word_twice() {
        let resource = parser::parse(ENGLISH).map_err(|(_, errors)| errors);
        let messages = resource.unwrap().body.into_iter();
        let names: Vec<_> = messages
            .filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name),
                Entry::Term(_) | Entry::Junk { .. } => panic!("neither terms nor junk"),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
            })
            .collect();
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert_eq!(Words::english().said.len(), names.len());
    }

    #[test]
    fn every_variable_of_the_english_file_is_a_plain_one() {
        for (key, pattern) in &Words::english().said {
            let put = Words::english().put(
                pattern,
                &Values {
                    texts: &[],
                    count: None,
                },
            );
            assert!(
                !put.contains(['{', '$']) || key.ends_with("-hint"),
                "{key}: {put}"
            );
        }
    }

    #[test]
    fn one_friend_is_not_several() {
        let count = |count| Words::english().count("news-unread", count);
        assert_eq!(count(1), "1 new");
        assert_eq!(count(12), "12 new");
        let several = |count| Words::english().count("invites-sent", count);
        assert_eq!(several(1), "1 invite is on its way.");
        assert_eq!(several(3), "3 invites are on their way.");
        let left = |count| Words::english().count("invites-left", count);
        assert!(left(0).contains("tomorrow"));
        assert_eq!(left(1), "1 more invite today.");
    }

    #[test]
    fn what_is_filled_in_stays_as_it_is() {
        let hostile = "<b>{ $x }</b>\u{202e}";
        let said = Words::english().fill("link-step-bill", &[("amount", hostile)]);
        assert!(said.contains(hostile), "{said}");
    }
}
