//! `daybreak explain`

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use daybreak_engine::rules::set::examples;
use daybreak_engine::{Rule, docs};

use crate::arguments::rule;
use crate::failure::Failure;
use crate::output;

/// Explains a rule: what it finds, why that matters, how to fix it, and where it comes from
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The rule's name or code, such as value-required or V001
    #[arg(value_parser = rule)]
    rule: &'static Rule,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    output::write(in_words(arguments.rule).as_bytes(), None)?;
    Ok(ExitCode::SUCCESS)
}

fn in_words(rule: &Rule) -> String {
    let group = rule.group.map_or_else(
        || "outside the bank's groups of checks".to_owned(),
        |group| format!("group {group} of the bank's checks"),
    );
    let authority = if rule.authority.can_reject() { "" } else { " (confirm with your technical account manager)" };
    let mut out = format!(
        "{} ({}), family {}\n{}, {}{authority}, {group}\n\n{}\n\nWhy it matters: {}\n\nHow to mend it: {}\n\nSource: {}\n",
        rule.name,
        rule.code,
        rule.family.word(),
        rule.severity.word(),
        rule.authority.word(),
        rule.what,
        rule.why,
        rule.mend,
        rule.source
    );
    let in_sets = examples(rule).iter().map(docs::describe_set);
    out.push_str("\nExamples:\n");
    for example in rule.examples.iter().map(docs::describe).chain(in_sets) {
        let _ = writeln!(out, "- {example}");
    }
    out
}
