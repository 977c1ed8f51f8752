//! The languages that people are spoken to in.

mod money;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that there is a file of words for (`locales`), or one made from English for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Locale {
    #[default]
    English,
    German,
    French,
    Spanish,
    BrazilianPortuguese,
    Japanese,
    /// English with accents and brackets, longer by a third: what is not translated, or has no
    /// room, shows.
    Accented,
    /// English from right to left: what is not mirrored shows.
    Mirrored,
}

/// Why a text names no language of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no language that Goodword speaks; write one of {all}", all = tags())]
pub struct UnknownLocale(String);

/// From left to right, or from right to left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    /// As in `dir` of HTML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Locale {
    pub const ALL: [Self; 8] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::BrazilianPortuguese,
        Self::Japanese,
        Self::Accented,
        Self::Mirrored,
    ];

    /// As in `lang` of HTML (BCP 47). The last two are CLDR's tags for pseudo-locales.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::BrazilianPortuguese => "pt-BR",
            Self::Japanese => "ja",
            Self::Accented => "en-XA",
            Self::Mirrored => "ar-XB",
        }
    }

    pub fn direction(self) -> Direction {
        match self {
            Self::Mirrored => Direction::Rtl,
            Self::English
            | Self::German
            | Self::French
            | Self::Spanish
            | Self::BrazilianPortuguese
            | Self::Japanese
            | Self::Accented => Direction::Ltr,
        }
    }

    /// What is nearest to a tag, by its language: German for `de-AT`, Brazilian Portuguese for
    /// `pt`. Nothing for a language that is not spoken; the test languages by their whole tags.
    pub fn nearest(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let is = |it: &Self| it.tag().eq_ignore_ascii_case(&tag);
        if let Some(whole) = Self::ALL.into_iter().find(is) {
            return Some(whole);
        }
        let language = tag.split('-').next().unwrap_or_default();
        Some(match language.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "pt" => Self::BrazilianPortuguese,
            "ja" => Self::Japanese,
            _ => return None,
        })
    }

    /// The first of `tags` that names a language of ours, else `default`: what was chosen goes
    /// before what is known of a person, and that before what a program speaks.
    pub fn choose<'a>(tags: impl IntoIterator<Item = Option<&'a str>>, default: Self) -> Self {
        let mut spoken = tags.into_iter().flatten().filter_map(Self::nearest);
        spoken.next().unwrap_or(default)
    }
}

fn tags() -> String {
    Locale::ALL.map(Locale::tag).join(", ")
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::nearest(tag).ok_or_else(|| UnknownLocale(tag.chars().take(35).collect()))
    }
}

impl TryFrom<String> for Locale {
    type Error = UnknownLocale;

    fn try_from(tag: String) -> Result<Self, UnknownLocale> {
        tag.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.tag().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_met_by_the_nearest_language() {
        for (tag, locale) in [
            ("de-AT", Some(Locale::German)),
            ("pt", Some(Locale::BrazilianPortuguese)),
            ("pt_br", Some(Locale::BrazilianPortuguese)),
            ("EN-gb", Some(Locale::English)),
            ("en-XA", Some(Locale::Accented)),
            ("ar-XB", Some(Locale::Mirrored)),
            ("ar", None),
            ("zh-Hant", None),
            ("", None),
        ] {
            assert_eq!(Locale::nearest(tag), locale, "{tag}");
        }
    }

    #[test]
    fn what_was_chosen_goes_before_what_is_known() {
        let choose = |tags: &[Option<&str>]| Locale::choose(tags.iter().copied(), Locale::Japanese);
        assert_eq!(choose(&[Some("fr"), Some("de")]), Locale::French);
        assert_eq!(choose(&[Some("xx"), Some("de")]), Locale::German);
        assert_eq!(choose(&[None, Some("de-CH")]), Locale::German);
        assert_eq!(choose(&[None, None]), Locale::Japanese);
    }

    #[test]
    fn a_language_that_is_not_spoken_is_refused_with_those_that_are() {
        let error = "tlh".parse::<Locale>().unwrap_err().to_string();
        assert!(error.contains("pt-BR"), "{error}");
    }
}
