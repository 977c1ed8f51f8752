//! `docs/traceability.md` lists every sentence of the two articles, every case at the edges and
//! every fault, with the test that proves it.
//!
//! Its tables are `| id | what | test |`. The last column names tests, separated by commas, one of
//! which has the id in its own name. A test is named by its function, with as many modules before
//! it as one likes: `clientjoy::c9_the_link_is_unique`. The few ids that have no test yet say
//! `not yet: <what is missing>`, and are counted here, so that there are never more of them.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::repository::{none, read, rust_files};

const DOCUMENT: &str = "docs/traceability.md";

/// C1 to C35 are the Clientjoy article's, K1 to K25 the Contactually article's, E1 to E70 cases at
/// the edges, F1 to F64 faults.
fn required() -> Vec<String> {
    [('C', 35), ('K', 25), ('E', 70), ('F', 64)]
        .into_iter()
        .flat_map(|(letter, last)| (1..=last).map(move |number| format!("{letter}{number}")))
        .collect()
}

/// The ids without a test. Once a row names its tests, its id must go from here: the list may
/// only shrink.
const NOT_YET: &[&str] = &[];

#[test]
fn every_sentence_case_and_fault_has_a_test() -> Result<()> {
    none(
        &format!("{DOCUMENT} lists each id once, with a test that names it"),
        &problems(&read(DOCUMENT)?, &tests()?, NOT_YET),
    )
}

#[test]
fn a_missing_or_doubled_id_is_noticed() {
    let row = "| C1 | a | c1_the_first |";
    let found = problems(&format!("{row}\n{row}\n| C36 | b | x |"), &known(), &[]);
    let expected = [
        "C1 is listed 2 times",
        "C36 is no id: there are C1 to C35, K1 to K25, E1 to E70, F1 to F64",
        "C2 is not listed: add `| C2 | … | … |`",
    ];
    for problem in expected {
        assert!(found.iter().any(|one| one == problem), "{found:?}");
    }
}

#[test]
fn a_row_needs_a_test_that_exists() {
    let found = |last: &str| first_problem(&format!("| C1 | a | {last} |"), &[]);
    assert_eq!(found(""), "C1 has no test: name one");
    assert_eq!(found("gone"), "C1: no test is called `gone`");
    assert_eq!(
        found("`stories::gone`, `c1_the_first`"),
        "C1: no test is called `stories::gone`"
    );
    assert_eq!(
        found("other::c1_the_first"),
        "C1: `c1_the_first` is in tests/stories/clientjoy.rs, not in `other`"
    );
    assert_eq!(found("`clientjoy::c1_the_first`"), C2_IS_NEXT);
}

#[test]
fn an_id_needs_a_test_that_names_it() {
    let found = |row: &str| first_problem(row, &[]);
    let unnamed = "C1: no test here has `c1_` in its name";
    assert_eq!(found("| C1 | a | f1_f2_the_second |"), unnamed);
    let beside = "| C1 | a | f1_f2_the_second, c1_the_first |";
    assert_eq!(found(beside), C2_IS_NEXT);
}

#[test]
fn only_the_ids_that_are_counted_may_be_without_a_test() {
    let not_yet = "| C1 | a | not yet: the page |";
    assert_eq!(
        first_problem(not_yet, &[]),
        "C1 has no test: name one; no id may lose its test"
    );
    assert_eq!(first_problem(not_yet, &["C1"]), C2_IS_NEXT);
    assert_eq!(
        first_problem("| C1 | a | not yet: |", &["C1"]),
        "C1 says not what is missing: write `not yet: <what>`"
    );
    assert_eq!(
        first_problem("| C1 | a | c1_the_first |", &["C1"]),
        "C1 has a test now: take it out of NOT_YET"
    );
}

#[test]
fn only_functions_marked_as_tests_count() {
    let text = "#[tokio::test]\n/// Says why.\nasync fn proven() {\n}\nfn helper() {}\n\
                #[test]\n#[should_panic]\nfn also() {}";
    assert_eq!(tests_in(text), ["proven", "also"]);
}

const C2_IS_NEXT: &str = "C2 is not listed: add `| C2 | … | … |`";

fn first_problem(document: &str, not_yet: &[&str]) -> String {
    problems(document, &known(), not_yet).remove(0)
}

fn problems(
    document: &str,
    tests: &BTreeMap<String, Vec<String>>,
    not_yet: &[&str],
) -> Vec<String> {
    let required = required();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for (id, proof) in document.lines().filter_map(row) {
        let times = seen.entry(id).or_default();
        *times = times.saturating_add(1);
        if required.iter().any(|known| known == id) {
            let found = match proof.strip_prefix("not yet:") {
                Some(missing) => untested(missing, not_yet.contains(&id)),
                None => unproven((id, proof), tests, not_yet.contains(&id)),
            };
            problems.extend(found.into_iter().map(|problem| format!("{id}{problem}")));
        } else {
            problems.push(format!(
                "{id} is no id: there are C1 to C35, K1 to K25, E1 to E70, F1 to F64"
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
    let number = id.strip_prefix(['C', 'K', 'E', 'F'])?;
    number.parse::<u16>().ok().map(|_| (*id, *proof))
}

/// What is wrong with a row that says what is `missing` instead of naming a test.
fn untested(missing: &str, may_be: bool) -> Vec<String> {
    let problem = match (may_be, missing.trim().is_empty()) {
        (true, false) => return Vec::new(),
        (true, true) => " says not what is missing: write `not yet: <what>`",
        (false, _) => " has no test: name one; no id may lose its test",
    };
    vec![problem.to_owned()]
}

/// What is wrong with a row that names its tests.
fn unproven(
    (id, proof): (&str, &str),
    tests: &BTreeMap<String, Vec<String>>,
    is_counted_out: bool,
) -> Vec<String> {
    if proof.is_empty() {
        return vec![" has no test: name one".to_owned()];
    }
    let names = proof.split(',').map(|name| name.trim().trim_matches('`'));
    let mut problems: Vec<String> = names
        .clone()
        .filter_map(|name| unknown(name, tests))
        .collect();
    let word = id.to_lowercase();
    let names_it = |test: &str| {
        let (_, test) = test.rsplit_once("::").unwrap_or(("", test));
        test.split('_').any(|part| part == word)
    };
    if problems.is_empty() && !names.clone().any(names_it) {
        problems.push(format!(": no test here has `{word}_` in its name"));
    }
    if is_counted_out {
        problems.push(" has a test now: take it out of NOT_YET".to_owned());
    }
    problems
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
        ("c1_the_first".to_owned(), stories()),
        ("f1_f2_the_second".to_owned(), stories()),
    ])
}
