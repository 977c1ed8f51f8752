//! A role grants what its function calls on the table, and nothing else.
//!
//! The calls are read from the code: which methods of the store a function calls on a variable
//! named `store`, and which DynamoDB operations those methods make. What a table transaction holds
//! is decided by the domain, so there only whether a function writes at all is compared.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::repository::{code_below, none};
use crate::template_file::{Statement, TemplateFile};

/// An IAM action, with `@index` where it is on an index: `Query`, `Query@due`.
type Right = String;

/// The SDK's methods, and the rights they need. A transaction needs those of its actions.
const CALLS: [(&str, &[&str]); 8] = [
    (".batch_get_item()", &["BatchGetItem"]),
    (".delete_item()", &["DeleteItem"]),
    (".get_item()", &["GetItem"]),
    (".put_item()", &["PutItem"]),
    (".query()", &["Query"]),
    (".scan()", &["Scan"]),
    (".transact_write_items()", &["PutItem", TRANSACTION]),
    (".update_item()", &["UpdateItem"]),
];

/// Stands for the further actions a table transaction may hold.
const TRANSACTION: &str = "(transaction)";
const IN_TRANSACTIONS: [&str; 4] = ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"];

/// The store's one method that reads an index, which it is told by name.
const INDEX_METHOD: &str = "index_page";

#[test]
fn every_role_grants_what_its_function_calls() -> Result<()> {
    let template = TemplateFile::load()?;
    let roles = template.roles();
    let methods = methods(&code_below("shared/store/src")?);
    let mut problems = Vec::new();
    for (resource, function) in template.functions() {
        let role = resource.replace("Function", "Role");
        let granted = roles
            .get(&role)
            .map(|statements| granted(statements))
            .unwrap_or_default();
        let needed = needed(&code_below(&format!("{}/src", function.code))?, &methods);
        let missing = needed
            .iter()
            .filter(|right| *right != TRANSACTION && !granted.contains(*right));
        problems.extend(
            missing.map(|right| format!("{role} lacks {right}, which {} calls", function.code)),
        );
        let idle = granted.iter().filter(|right| !covers(&needed, right));
        problems.extend(
            idle.map(|right| format!("{role} grants {right}, which {} never calls", function.code)),
        );
    }
    none(
        "template.yaml, Roles: the exact DynamoDB actions of each function",
        &problems,
    )
}

#[test]
fn rights_are_read_from_the_store_s_code() {
    let store = "
    pub async fn due(&self) -> R {
        self.index_page(\"due\", limit).await
    }
    pub(crate) async fn index_page(&self, index: &str) -> R {
        self.client.query().send().await
    }
    pub async fn change<S>(&self) -> R {
        self.commit().await
    }
    pub async fn commit(&self) -> R {
        self.client.transact_write_items().send().await
    }
";
    let methods = methods(store);
    let needs = |code: &str| {
        needed(code, &methods)
            .into_iter()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(needs("let due = store.due().await?;"), "Query@due");
    assert_eq!(
        needs("self.store\n    .change(now)"),
        "(transaction) PutItem"
    );
    assert_eq!(needs("calendar.due()"), "");
}

#[test]
fn a_transaction_covers_writes_but_no_reads() {
    let needed = BTreeSet::from([TRANSACTION.to_owned(), "PutItem".to_owned()]);
    assert!(covers(&needed, "UpdateItem"));
    assert!(!covers(&needed, "Query"));
    assert!(!covers(
        &BTreeSet::from(["PutItem".to_owned()]),
        "UpdateItem"
    ));
}

fn covers(needed: &BTreeSet<Right>, right: &str) -> bool {
    needed.contains(right) || (needed.contains(TRANSACTION) && IN_TRANSACTIONS.contains(&right))
}

/// What a role may do on the table; streams have actions of their own.
fn granted(statements: &[Statement]) -> BTreeSet<Right> {
    let mut found = BTreeSet::new();
    for statement in statements {
        let actions = statement
            .actions
            .iter()
            .filter_map(|action| action.strip_prefix("dynamodb:"));
        for action in actions {
            for resource in &statement.resources {
                match resource.rsplit_once("/index/") {
                    Some((_, index)) => found.insert(format!("{action}@{index}")),
                    None if resource == "Table.Arn" => found.insert(action.to_owned()),
                    None => continue,
                };
            }
        }
    }
    found
}

/// The rights that a function's calls on `store` need.
fn needed(code: &str, methods: &BTreeMap<String, BTreeSet<Right>>) -> BTreeSet<Right> {
    let spaceless: String = code.split_whitespace().collect();
    let called = methods.iter().filter(|(name, _)| {
        spaceless.contains(&format!("store.{name}("))
            || spaceless.contains(&format!("store.{name}::<"))
    });
    called.flat_map(|(_, rights)| rights.clone()).collect()
}

/// Every method of the store with the rights it needs, those of the methods it calls included.
fn methods(code: &str) -> BTreeMap<String, BTreeSet<Right>> {
    let bodies: BTreeMap<_, _> = bodies(code).collect();
    let names = bodies.keys().map(|name| {
        let mut found = BTreeSet::new();
        gather(name, &bodies, &mut BTreeSet::new(), &mut found);
        ((*name).to_owned(), found)
    });
    names.collect()
}

fn gather<'a>(
    name: &'a str,
    bodies: &BTreeMap<&'a str, String>,
    seen: &mut BTreeSet<&'a str>,
    found: &mut BTreeSet<Right>,
) {
    let Some(body) = bodies.get(name).filter(|_| seen.insert(name)) else {
        return;
    };
    let direct = CALLS.iter().filter(|(call, _)| body.contains(call));
    found.extend(direct.flat_map(|(_, rights)| rights.iter().map(|right| (*right).to_owned())));
    let index = format!("self.{INDEX_METHOD}(\"");
    let indexes = body
        .split(&index)
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    found.extend(indexes.map(|index| format!("Query@{index}")));
    for (other, _) in bodies.iter().filter(|(other, _)| **other != INDEX_METHOD) {
        if body.contains(&format!("self.{other}(")) {
            gather(other, bodies, seen, found);
        }
    }
}

/// The name and the body, without its spaces, of every async method.
fn bodies(code: &str) -> impl Iterator<Item = (&str, String)> {
    code.split("async fn ").skip(1).filter_map(|rest| {
        let name = rest.split(['(', '<']).next()?;
        let body = rest.split("\n    }\n").next()?;
        Some((name, body.split_whitespace().collect()))
    })
}
