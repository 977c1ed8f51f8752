//! `docs/traceability.md` lists every sentence of the two articles, and every fault, with the test
//! that proves it.
//!
//! Its tables are `| id | what | test |`. The last column names tests, separated by commas, or says
//! `later: <where>`. A test is named by its function, with as many modules before it as one likes:
//! `clientjoy::the_link_is_unique`.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use anyhow::Result;

use crate::repository::{none, read, rust_files};

const DOCUMENT: &str = "docs/traceability.md";

/// C1 to C35 are the Clientjoy article's, K1 to K25 the Contactually article's, F1 to F64 faults.
fn required() -> Vec<String> {
    [('C', 35), ('K', 25), ('F', 64)]
        .into_iter()
        .flat_map(|(letter, last)| (1..=last).map(move |number| format!("{letter}{number}")))
        .collect()
}

/// The faults that must be proven now, by a test that names them.
const PROVEN: [RangeInclusive<u16>; 6] = [1..=21, 28..=34, 38..=46, 51..=51, 53..=55, 58..=63];

#[test]
fn every_sentence_and_every_fault_has_a_test() -> Result<()> {
    none(
        &format!("{DOCUMENT} lists each id once, with a test that exists"),
        &problems(&read(DOCUMENT)?, &tests()?),
    )
}

#[test]
fn a_missing_or_doubled_id_is_noticed() {
    let found = problems(
        "| C1 | a | later: the page |\n| C1 | a | later: the page |\n| C36 | b | later: x |",
        &known(),
    );
    assert!(
        found.contains(&"C1 is listed 2 times".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"C36 is no id: there are C1 to C35, K1 to K25, F1 to F64".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"C2 is not listed: add `| C2 | … | … |`".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_row_needs_a_test_that_exists_or_says_where_later() {
    let found = |last: &str| problems(&format!("| C1 | a | {last} |"), &known()).remove(0);
    assert_eq!(
        found(""),
        "C1 has no test: name one, or write `later: <where>`"
    );
    assert_eq!(
        found("later:"),
        "C1 has no test: name one, or write `later: <where>`"
    );
    assert_eq!(found("gone"), "C1: no test is called `gone`");
    assert_eq!(
        found("`stories::gone`, `the_first`"),
        "C1: no test is called `stories::gone`"
    );
    assert_eq!(
        found("other::the_first"),
        "C1: `the_first` is in tests/stories/clientjoy.rs, not in `other`"
    );
    assert_eq!(
        found("`clientjoy::the_first`"),
        "C2 is not listed: add `| C2 | … | … |`"
    );
}

#[test]
fn a_fault_that_must_be_proven_needs_a_test_that_names_it() {
    let found = |row: &str| problems(row, &known()).remove(0);
    let unnamed = "F1: no test here has `f1_` in its name, and this fault needs one";
    assert_eq!(found("| F1 | a | the_first |"), unnamed);
    assert_eq!(found("| F1 | a | later: the store |"), unnamed);
    assert_eq!(
        found("| F1 | a | f1_f2_the_second |"),
        "C1 is not listed: add `| C1 | … | … |`"
    );
    assert_eq!(
        found("| F25 | a | later: money |"),
        "C1 is not listed: add `| C1 | … | … |`"
    );
}

#[test]
fn only_functions_marked_as_tests_count() {
    let text = "#[tokio::test]\n/// Says why.\nasync fn proven() {\n}\nfn helper() {}\n\
                #[test]\n#[should_panic]\nfn also() {}";
    assert_eq!(tests_in(text), ["proven", "also"]);
}

fn problems(document: &str, tests: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let required = required();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for (id, proof) in document.lines().filter_map(row) {
        let times = seen.entry(id).or_default();
        *times = times.saturating_add(1);
        if required.iter().any(|known| known == id) {
            problems.extend(
                unproven(proof, tests)
                    .into_iter()
                    .chain(unnamed(id, proof))
                    .map(|problem| format!("{id}{problem}")),
            );
        } else {
            problems.push(format!(
                "{id} is no id: there are C1 to C35, K1 to K25, F1 to F64"
            ));
        }
    }
    let doubled = seen.iter().filter(|(_, times)| **times > 1);
    problems.extend(doubled.map(|(id, times)| format!("{id} is listed {times} times")));
    let missing = required.iter().filter(|id| !seen.contains_key(id.as_str()));
    problems.extend(missing.map(|id| format!("{id} is not listed: add `| {id} | … | … |`")));
    problems
}

/// Id and proof of a table row; headings, rules and text give nothing.
fn row(line: &str) -> Option<(&str, &str)> {
    let cells: Vec<&str> = line
        .trim()
        .strip_prefix('|')?
        .strip_suffix('|')?
        .split('|')
        .map(str::trim)
        .collect();
    let (id, proof) = (cells.first()?, cells.last()?);
    let number = id.strip_prefix(['C', 'K', 'F'])?;
    number.parse::<u16>().ok().map(|_| (*id, *proof))
}

/// What is wrong with the last column.
fn unproven(proof: &str, tests: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let place = proof.strip_prefix("later:");
    if proof.is_empty() || place.is_some_and(|place| place.trim().is_empty()) {
        return vec![" has no test: name one, or write `later: <where>`".to_owned()];
    }
    if place.is_some() {
        return Vec::new();
    }
    let names = proof.split(',').map(|name| name.trim().trim_matches('`'));
    names.filter_map(|name| unknown(name, tests)).collect()
}

/// What is wrong where a fault must be proven now: no test, or none that names it.
fn unnamed(id: &str, proof: &str) -> Option<String> {
    let number: u16 = id.strip_prefix('F')?.parse().ok()?;
    let must_be = PROVEN.iter().any(|faults| faults.contains(&number));
    if !must_be {
        return None;
    }
    let name = format!("f{number}");
    let names_it = |test: &str| {
        let test = test.trim().trim_matches('`');
        let (_, test) = test.rsplit_once("::").unwrap_or(("", test));
        test.split('_').any(|word| word == name)
    };
    (!proof.split(',').any(names_it))
        .then(|| format!(": no test here has `{name}_` in its name, and this fault needs one"))
}

fn unknown(path: &str, tests: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let (modules, name) = path.rsplit_once("::").unwrap_or(("", path));
    let Some(files) = tests.get(name) else {
        return Some(format!(": no test is called `{path}`"));
    };
    let within = |file: &String| {
        let file = file.replace('-', "_").replace(".rs", "");
        let modules = modules
            .split("::")
            .filter(|module| !module.is_empty() && *module != "tests");
        modules
            .into_iter()
            .all(|module| file.split('/').any(|part| part == module))
    };
    let found = files.iter().any(within);
    (!found).then(|| format!(": `{name}` is in {}, not in `{modules}`", files.join(", ")))
}

/// Every test of ours by name, with the files that have one of that name.
fn tests() -> Result<BTreeMap<String, Vec<String>>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in rust_files()? {
        let file = file.to_string_lossy().into_owned();
        for name in tests_in(&read(&file)?) {
            found.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    Ok(found)
}

/// The names of functions below `#[test]` or `#[tokio::test]`.
fn tests_in(text: &str) -> Vec<&str> {
    let mut marked = false;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if let Some((_, after)) = line.split_once("fn ").filter(|_| marked) {
            found.extend(after.split(['(', '<']).next());
            marked = false;
        }
    }
    found
}

fn known() -> BTreeMap<String, Vec<String>> {
    let stories = || vec!["tests/stories/clientjoy.rs".to_owned()];
    BTreeMap::from([
        ("the_first".to_owned(), stories()),
        ("f1_f2_the_second".to_owned(), stories()),
    ])
}
