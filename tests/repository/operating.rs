//! `docs/operating.md` explains every alarm of the template, and every queue's way back.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::repository::{none, read};
use crate::template_file::TemplateFile;

const DOCUMENT: &str = "docs/operating.md";
const METRICS: &str = "shared/runtime/src/metrics.rs";

/// Custom metrics cost money each month.
const METRICS_AT_MOST: usize = 10;

#[test]
fn every_alarm_is_in_the_runbook_and_the_other_way_round() -> Result<()> {
    let declared: BTreeSet<String> = names_of("AWS::CloudWatch::Alarm")?;
    let told = alarms_in(&read(DOCUMENT)?);
    let mut problems = Vec::new();
    let untold = declared.difference(&told);
    problems.extend(untold.map(|name| format!("{name} is not explained: add `### {name}`")));
    let gone = told.difference(&declared);
    problems.extend(gone.map(|name| format!("{name} is explained, and no alarm")));
    none(
        &format!("{DOCUMENT} has a heading `### <Name>Alarm` for each alarm"),
        &problems,
    )
}

#[test]
fn every_alarm_says_in_one_sentence_what_to_do_and_rings_only_where_somebody_is_told() -> Result<()>
{
    let mut problems = Vec::new();
    for (name, alarm) in resources("AWS::CloudWatch::Alarm")? {
        let told = after(&alarm, "AlarmDescription: ").unwrap_or_default();
        if !told.ends_with('.') || told.matches(". ").count() > 0 || told.len() < 40 {
            problems.push(format!("{name}: AlarmDescription: {told:?}"));
        }
        let condition = after(&alarm, "Condition: ").unwrap_or_default();
        if !["HasAlertEmail", "WatchesStripe"].contains(&condition.as_str()) {
            problems.push(format!("{name}: Condition: {condition:?}"));
        }
    }
    none("an alarm is one sentence with what to do", &problems)
}

#[test]
fn alarms_watch_metrics_that_are_counted_and_there_are_ten_at_most() -> Result<()> {
    let code = read(METRICS)?;
    let counted: BTreeSet<&str> = code
        .split("=> \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| !["Count", "Seconds"].contains(name))
        .collect();
    let mut problems = Vec::new();
    if counted.len() > METRICS_AT_MOST {
        problems.push(format!("{METRICS} counts {} names", counted.len()));
    }
    for (name, alarm) in resources("AWS::CloudWatch::Alarm")? {
        let metric = after(&alarm, "MetricName: ").unwrap_or_default();
        let ours = after(&alarm, "Namespace: ").is_some_and(|namespace| namespace == "Goodword");
        if ours && !counted.contains(metric.as_str()) {
            problems.push(format!("{name} watches {metric}, which nobody counts"));
        }
    }
    none("alarms watch what is counted", &problems)
}

#[test]
fn every_queue_has_a_way_into_the_table_and_a_way_back() -> Result<()> {
    let rules = resources("AWS::Events::Rule")?;
    let mappings = resources("AWS::Lambda::EventSourceMapping")?;
    let mut problems = Vec::new();
    for (name, queue) in resources("AWS::SQS::Queue")? {
        let collected = |(_, mapping): &(String, String)| {
            mapping.contains("!Ref CollectDeadLettersFunction")
                && mapping.contains(&format!("!GetAtt {name}.Arn"))
        };
        if !queue.contains("RedrivePolicy:") {
            if !mappings.iter().any(collected) {
                problems.push(format!(
                    "{name} holds what was given up, and nobody collects it"
                ));
            }
            continue;
        }
        let word = kebab(name.trim_end_matches("Queue"));
        let brings_back = |(_, rule): &(String, String)| {
            rule.contains(&format!("Arn: !GetAtt {name}.Arn"))
                && rule.contains("[message.redriven]")
                && rule.contains(&format!("queue: [{word}]"))
                && rule.contains("InputPath: $.detail.message")
        };
        if !rules.iter().any(brings_back) {
            problems.push(format!("{name}: no rule brings its dead letters back"));
        }
    }
    none(
        "template.yaml: CollectDeadLettersFunction reads each dead-letter queue, and a \
         Redrive…Rule leads back to each other one",
        &problems,
    )
}

#[test]
fn a_resource_is_read_with_its_lines() {
    let found = sections("Resources:\n  A:\n    Type: T\n    B: c\n\n  # d\n  E:\n    Type: U\n");
    assert_eq!(
        found[0],
        ("A".to_owned(), "    Type: T\n    B: c\n".to_owned())
    );
    assert_eq!(found[1].0, "E");
    assert_eq!(kebab("MailFeedback"), "mail-feedback");
    assert_eq!(alarms_in("### AAlarm\n#### BAlarm\n### C\n").len(), 1);
}

fn names_of(kind: &str) -> Result<BTreeSet<String>> {
    // The parsed template and its text name the same resources.
    let parsed = TemplateFile::load()?.names_of(kind);
    let written: BTreeSet<String> = resources(kind)?.into_iter().map(|(name, _)| name).collect();
    anyhow::ensure!(
        parsed == written,
        "{kind}: {parsed:?} is written as {written:?}"
    );
    Ok(parsed)
}

/// The resources of one type with their lines.
fn resources(kind: &str) -> Result<Vec<(String, String)>> {
    let of_kind = |(_, lines): &(String, String)| after(lines, "Type: ").as_deref() == Some(kind);
    let all = sections(&read("template.yaml")?);
    Ok(all.into_iter().filter(of_kind).collect())
}

/// Every entry at the second level of the template, with the lines below it.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let indented = line.strip_prefix("  ").unwrap_or_default();
        if let Some(name) = indented
            .strip_suffix(':')
            .filter(|name| !name.starts_with(' '))
        {
            found.push((name.to_owned(), String::new()));
        } else if line.starts_with("    ")
            && let Some((_, lines)) = found.last_mut()
        {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    found
}

/// The rest of the first line that begins with `key`.
fn after(lines: &str, key: &str) -> Option<String> {
    let line = lines
        .lines()
        .find_map(|line| line.trim_start().strip_prefix(key))?;
    Some(line.trim_matches('"').to_owned())
}

fn alarms_in(document: &str) -> BTreeSet<String> {
    let headings = document
        .lines()
        .filter_map(|line| line.strip_prefix("### "));
    let alarms = headings.filter(|name| name.ends_with("Alarm"));
    alarms.map(str::to_owned).collect()
}

fn kebab(words: &str) -> String {
    let mut kebab = String::new();
    for letter in words.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}
