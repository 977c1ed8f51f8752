use std::collections::BTreeSet;

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
    let different: BTreeSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len());
    let ours: Vec<_> = Words::english().said.keys().copied().collect();
    assert_eq!(ours, different.into_iter().copied().collect::<Vec<_>>());
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

#[test]
fn whoever_is_called_none_is_somebody() {
    let told = |friend| {
        let values = [("friend", friend), ("amount", "$50")];
        Words::english().fill("told-given", &values)
    };
    assert_eq!(told(""), "You were given $50 credit.");
    assert!(told("none").ends_with("for referring none."));
    assert!(told("one").ends_with("for referring one."));
}

#[test]
fn plural_forms_are_those_of_the_language() {
    for (locale, zero, one) in [
        (Locale::English, "other", "one"),
        (Locale::German, "other", "one"),
        (Locale::French, "one", "one"),
        (Locale::BrazilianPortuguese, "one", "one"),
        (Locale::Japanese, "other", "other"),
    ] {
        assert_eq!(plural_category(0, locale), zero, "{locale}");
        assert_eq!(plural_category(1, locale), one, "{locale}");
        assert_eq!(plural_category(2, locale), "other", "{locale}");
    }
}

#[test]
fn a_sentence_that_no_language_has_is_counted_and_shows_its_key() {
    take_missed();
    assert_eq!(Words::of(Locale::German).say("no-such-key"), "no-such-key");
    assert!(take_missed() >= 1);
}

#[test]
fn the_accented_language_is_longer_and_in_brackets() {
    let plain = Words::english().say("link-copy");
    let accented = Words::of(Locale::Accented).say("link-copy");
    assert!(accented.starts_with('[') && accented.ends_with(']'));
    assert!(accented.chars().count() > plain.chars().count());
}

#[test]
fn in_the_mirrored_language_values_keep_their_own_direction() {
    let words = Words::of(Locale::Mirrored);
    assert_eq!(words.dir, "rtl");
    let said = words.fill("page-back", &[("product", "Acme")]);
    assert!(said.contains("\u{2068}Acme\u{2069}"), "{said}");
}

/// The values that a sentence takes, those of the sentences in it included.
fn values(words: &Words, pattern: &Pattern<&'static str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            values_of(words, expression, found);
        }
    }
}

fn values_of(words: &Words, expression: &Expression<&'static str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            if let InlineExpression::VariableReference { id } = selector {
                found.insert(id.name.to_owned());
            }
            for variant in variants {
                values(words, &variant.value, found);
            }
        }
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            found.insert(id.name.to_owned());
        }
        Expression::Inline(InlineExpression::MessageReference { id, .. }) => {
            let other = words.said.get(id.name).and_then(Sentence::pattern);
            values(words, other.expect("refers to a sentence"), found);
        }
        Expression::Inline(_) => {}
    }
}

#[test]
fn every_language_has_every_sentence_with_the_same_values() {
    let english = Words::english();
    for locale in Locale::ALL {
        let words = Words::of(locale);
        let keys: BTreeSet<_> = words.said.keys().collect();
        let known: BTreeSet<_> = english.said.keys().collect();
        let missing: Vec<_> = known.difference(&keys).collect();
        let unknown: Vec<_> = keys.difference(&known).collect();
        assert!(missing.is_empty(), "{locale} lacks {missing:?}");
        assert!(unknown.is_empty(), "{locale} has {unknown:?} besides");
        for (key, sentence) in &words.said {
            let mut own = BTreeSet::new();
            let mut same = BTreeSet::new();
            let pattern = sentence
                .pattern()
                .unwrap_or_else(|| panic!("{locale}: {key}"));
            values(words, pattern, &mut own);
            values(english, english.said[key].pattern().unwrap(), &mut same);
            assert_eq!(own, same, "{locale}: {key}");
        }
    }
}

#[test]
fn no_file_has_a_fault() {
    for (tag, file) in [
        ("en", ENGLISH),
        ("de", include_str!("../../locales/de.ftl")),
        ("fr", include_str!("../../locales/fr.ftl")),
        ("es", include_str!("../../locales/es.ftl")),
        ("pt-BR", include_str!("../../locales/pt-BR.ftl")),
        ("ja", include_str!("../../locales/ja.ftl")),
    ] {
        let faults = parser::parse(file).map_err(|(_, errors)| errors);
        assert!(faults.is_ok(), "{tag}: {:?}", faults.err());
    }
}

/// A sentence of another language that reads like English was forgotten. Some are the same.
#[test]
fn nothing_is_left_in_english() {
    let same = [
        "month-name",
        "until",
        "landing-description",
        "digest-summary",
    ];
    for locale in [
        Locale::German,
        Locale::French,
        Locale::Spanish,
        Locale::BrazilianPortuguese,
        Locale::Japanese,
    ] {
        let words = Words::of(locale);
        for (key, english) in &Words::english().said {
            let is_words = english.source.split_whitespace().count() > 5;
            let own = words.said[key].source;
            let is_same = own == english.source && is_words && !same.contains(key);
            assert!(!is_same || !own.contains(" the "), "{locale}: {key}");
        }
    }
}

#[test]
fn days_are_told_as_each_language_tells_them() {
    let at = "2027-05-31T22:00:00Z".parse().unwrap();
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let until = |locale| crate::wording::until(Words::of(locale), at, &zone);
    assert_eq!(until(Locale::English), "31 May 2027, 23:59 CEST");
    assert_eq!(until(Locale::German), "31. Mai 2027, 23:59 Uhr CEST");
    assert_eq!(until(Locale::French), "31 mai 2027 à 23:59 CEST");
    assert_eq!(until(Locale::Spanish), "31 de mayo de 2027, 23:59 CEST");
    assert_eq!(
        until(Locale::BrazilianPortuguese),
        "31 de maio de 2027, 23:59 CEST"
    );
    assert_eq!(until(Locale::Japanese), "2027年5月31日 23:59（CEST）");
    let first = "2027-06-01T10:00:00Z".parse().unwrap();
    let day = crate::wording::day(Words::of(Locale::French), first, &zone);
    assert_eq!(day, "1er juin 2027");
}
