//! Whether what went over the bus is what `docs/events` promises.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use super::binary;

/// The schema of each event, by name and version: `credit.posted.v1`.
static SCHEMAS: LazyLock<BTreeMap<String, Validator>> = LazyLock::new(|| {
    let folder = binary::root().join("docs/events");
    let schema = |file: fs::DirEntry| {
        let name = file.file_name().into_string().unwrap();
        let schema: Value =
            serde_json::from_str(&fs::read_to_string(file.path()).unwrap()).unwrap();
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let name = name.trim_end_matches(".json").to_owned();
        (name, options.build(&schema).unwrap())
    };
    let files = fs::read_dir(folder).unwrap();
    files.map(|file| schema(file.unwrap())).collect()
});

/// What is wrong with those of our own among `published`.
pub(super) fn wrong(published: &[Value]) -> Vec<String> {
    let events = published.iter().map(|published| &published["event"]);
    let ours = events.filter(|event| event["source"] == "goodword");
    // A dead letter on its way back to its queue is nobody else's to read.
    let ours = ours.filter(|event| event["detail-type"] != "message.redriven");
    ours.filter_map(fault).collect()
}

fn fault(event: &Value) -> Option<String> {
    let (name, detail) = (event["detail-type"].as_str()?, &event["detail"]);
    let named = format!("{name}.v{}", detail["metadata"]["version"]);
    let Some(schema) = SCHEMAS.get(&named) else {
        return Some(format!(
            "{named} has no schema: run `cargo run -p describe`"
        ));
    };
    let errors: Vec<String> = schema
        .iter_errors(detail)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    (!errors.is_empty()).then(|| format!("{named}: {errors:?} in {detail}"))
}
