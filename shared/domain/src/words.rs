//! The words of pages, mail and explanations, one file a language (`shared/domain/locales`), in
//! Fluent.
//!
//! Fluent, since other languages need plural rules and another order of words, and translators
//! have tools for it. Its own parser reads the files; what they use of it is put together here.
//! Rules never stand in these files: which sentence is said is decided in code, how it is said
//! here. A key that a language lacks is said in English, and counted.

mod pseudo;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, OnceLock};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::ast::{Variant, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::locale::{Direction, Locale};

const ENGLISH: &str = include_str!("../locales/en.ftl");

static IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Locale::English, ENGLISH));
static IN_GERMAN: LazyLock<Words> =
    LazyLock::new(|| Words::read(Locale::German, include_str!("../locales/de.ftl")));
static IN_FRENCH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Locale::French, include_str!("../locales/fr.ftl")));
static IN_SPANISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Locale::Spanish, include_str!("../locales/es.ftl")));
static IN_PORTUGUESE: LazyLock<Words> = LazyLock::new(|| {
    let file = include_str!("../locales/pt-BR.ftl");
    Words::read(Locale::BrazilianPortuguese, file)
});
static IN_JAPANESE: LazyLock<Words> =
    LazyLock::new(|| Words::read(Locale::Japanese, include_str!("../locales/ja.ftl")));
static ACCENTED: LazyLock<Words> = LazyLock::new(|| Words::read(Locale::Accented, ENGLISH));
static MIRRORED: LazyLock<Words> = LazyLock::new(|| Words::read(Locale::Mirrored, ENGLISH));

/// How often a key was missing since it was last asked.
static MISSED: AtomicU64 = AtomicU64::new(0);

/// How often a language, or all of them, lacked a sentence since this was last asked.
pub fn take_missed() -> u64 {
    MISSED.swap(0, Ordering::Relaxed)
}

/// The words of one language.
pub struct Words {
    pub locale: Locale,
    /// As in `lang` of HTML.
    pub tag: &'static str,
    /// As in `dir` of HTML.
    pub dir: &'static str,
    said: BTreeMap<&'static str, Sentence>,
}

/// One message of a file, which is read when it is first said: most pages say few of them.
struct Sentence {
    source: &'static str,
    read: OnceLock<Option<Pattern<&'static str>>>,
}

impl Sentence {
    fn pattern(&self) -> Option<&Pattern<&'static str>> {
        let read = || {
            let (Ok(resource) | Err((resource, _))) = parser::parse(self.source);
            resource.body.into_iter().find_map(|entry| match entry {
                Entry::Message(message) => message.value,
                Entry::Term(_)
                | Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => None,
            })
        };
        self.read.get_or_init(read).as_ref()
    }
}

/// What is filled in, by its name. A text that is empty is there for `[none]`.
type Texts<'a> = &'a [(&'a str, &'a str)];

impl Words {
    /// The words of a language. Its file is read when it is asked for first.
    pub fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::English => &IN_ENGLISH,
            Locale::German => &IN_GERMAN,
            Locale::French => &IN_FRENCH,
            Locale::Spanish => &IN_SPANISH,
            Locale::BrazilianPortuguese => &IN_PORTUGUESE,
            Locale::Japanese => &IN_JAPANESE,
            Locale::Accented => &ACCENTED,
            Locale::Mirrored => &MIRRORED,
        }
    }

    pub fn english() -> &'static Self {
        &IN_ENGLISH
    }

    /// Where each message of a file stands: a test holds that Fluent's parser finds the same.
    fn read(locale: Locale, file: &'static str) -> Self {
        let mut said = BTreeMap::new();
        let mut begun: Option<(&'static str, usize)> = None;
        let mut at = 0_usize;
        for line in file.split_inclusive('\n') {
            let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if begins || line.starts_with('#') {
                said.extend(begun.take().map(|from| sentence(file, from, at)));
                let key = line.split_once('=').map(|(key, _)| key.trim());
                begun = key.filter(|_| begins).map(|key| (key, at));
            }
            at = at.saturating_add(line.len());
        }
        said.extend(begun.map(|from| sentence(file, from, at)));
        Self {
            locale,
            tag: locale.tag(),
            dir: locale.direction().as_str(),
            said,
        }
    }

    /// The words of `key`.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The words of `key` with its values filled in; the key itself where there are none.
    ///
    /// Words may depend on a value: `{ $count -> [one] … *[other] … }` on the plural form of a
    /// number, `{ $friend -> [none] … *[some] … }` on whether there is one at all.
    pub fn fill(&self, key: &str, texts: &[(&str, &str)]) -> String {
        let filled = self.part(key, texts);
        match self.locale {
            Locale::Accented => pseudo::bracketed(&filled),
            Locale::English
            | Locale::German
            | Locale::French
            | Locale::Spanish
            | Locale::BrazilianPortuguese
            | Locale::Japanese
            | Locale::Mirrored => filled,
        }
    }

    /// The same, for what stands within another sentence: a day, an offer.
    pub fn part(&self, key: &str, texts: &[(&str, &str)]) -> String {
        self.found(key, texts)
    }

    /// The same, with a number that the words may depend on.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.fill(key, &[("count", &count.to_string())])
    }

    pub fn has(&self, key: &str) -> bool {
        self.said.contains_key(key)
    }

    fn found(&self, key: &str, texts: Texts<'_>) -> String {
        if let Some(pattern) = self.said.get(key).and_then(Sentence::pattern) {
            return self.put(pattern, texts);
        }
        MISSED.fetch_add(1, Ordering::Relaxed);
        let english = Self::english().said.get(key).and_then(Sentence::pattern);
        english.map_or_else(|| key.to_owned(), |it| Self::english().put(it, texts))
    }

    fn put(&self, pattern: &Pattern<&str>, texts: Texts<'_>) -> String {
        let put = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => self.dressed(value),
            PatternElement::Placeable { expression } => self.expression(expression, texts),
        };
        pattern.elements.iter().map(put).collect()
    }

    /// A text of the file, as the language shows it.
    fn dressed(&self, text: &str) -> String {
        match self.locale {
            Locale::Accented => pseudo::accented(text),
            Locale::Mirrored => pseudo::mirrored(text),
            Locale::English
            | Locale::German
            | Locale::French
            | Locale::Spanish
            | Locale::BrazilianPortuguese
            | Locale::Japanese => text.to_owned(),
        }
    }

    fn expression(&self, expression: &Expression<&str>, texts: Texts<'_>) -> String {
        match expression {
            Expression::Inline(inline) => self.inline(inline, texts),
            Expression::Select { selector, variants } => {
                let value = selected(selector, texts);
                let chosen = chosen(variants, value, self.locale);
                chosen.map_or_else(String::new, |variant| self.put(&variant.value, texts))
            }
        }
    }

    /// What our files use of Fluent: variables, quoted characters, and other messages.
    fn inline(&self, inline: &InlineExpression<&str>, texts: Texts<'_>) -> String {
        match inline {
            InlineExpression::StringLiteral { value } => {
                unescape_unicode_to_string(value).into_owned()
            }
            InlineExpression::NumberLiteral { value } => (*value).to_owned(),
            InlineExpression::VariableReference { id } => {
                let text = value(id.name, texts).unwrap_or(id.name);
                match self.locale.direction() {
                    Direction::Ltr => text.to_owned(),
                    // A value of the other direction must not turn the sentence around it.
                    Direction::Rtl => format!("\u{2068}{text}\u{2069}"),
                }
            }
            InlineExpression::MessageReference { id, .. } => self.found(id.name, texts),
            InlineExpression::Placeable { expression } => self.expression(expression, texts),
            InlineExpression::FunctionReference { id, .. }
            | InlineExpression::TermReference { id, .. } => id.name.to_owned(),
        }
    }
}

fn sentence(
    file: &'static str,
    (key, from): (&'static str, usize),
    until: usize,
) -> (&'static str, Sentence) {
    let source = file.get(from..until).unwrap_or_default();
    let read = OnceLock::new();
    (key, Sentence { source, read })
}

fn value<'a>(name: &str, texts: Texts<'a>) -> Option<&'a str> {
    let mut texts = texts.iter();
    texts.find(|(known, _)| *known == name).map(|it| it.1)
}

/// What a choice of words depends on; nothing where the value is empty or was not given.
fn selected<'a>(selector: &InlineExpression<&str>, texts: Texts<'a>) -> Option<&'a str> {
    let InlineExpression::VariableReference { id } = selector else {
        return None;
    };
    value(id.name, texts).filter(|text| !text.is_empty())
}

/// `[none]` where there is no value; else the variant of this value itself, else of its plural
/// category, else the default.
fn chosen<'a>(
    variants: &'a [Variant<&'a str>],
    value: Option<&str>,
    locale: Locale,
) -> Option<&'a Variant<&'a str>> {
    let named = |name: &str| {
        variants.iter().find(|variant| match variant.key {
            VariantKey::NumberLiteral { value } => value == name,
            VariantKey::Identifier { name: key } => key == name,
        })
    };
    let default = || variants.iter().find(|variant| variant.default);
    let Some(value) = value else {
        return named("none").or_else(default);
    };
    let whole = named(value).filter(|_| value != "none");
    let category = || named(plural_category(value.parse().ok()?, locale));
    whole.or_else(category).or_else(default)
}

/// CLDR's plural category of a whole number (48). The "many" of French, Spanish and Portuguese is
/// for millions, which we do not count.
fn plural_category(number: u64, locale: Locale) -> &'static str {
    let is_one = match locale {
        Locale::Japanese => false,
        Locale::French | Locale::BrazilianPortuguese => number <= 1,
        Locale::English
        | Locale::German
        | Locale::Spanish
        | Locale::Accented
        | Locale::Mirrored => number == 1,
    };
    if is_one { "one" } else { "other" }
}

#[cfg(test)]
mod tests;
