//! The documentation of the rules, made from the rules themselves.

use std::fmt::Write as _;

use crate::example::{Edit, Example, Shows};
use crate::rule::{Family, Rule};
use crate::rules::RULES;
use crate::rules::set::examples;
use crate::set_example::{Change, SetEdit, SetExample};

/// `docs/RULES.md`: every rule with its documentation and examples.
pub fn rules_page() -> String {
    let mut out = String::from(
        "# Rules\n\n\
         Every rule that files are checked against. **Severity**: an *error* is what the bank would reject the file for, a \
         *warning* is assumed, announced for the future, or very likely a slip, an *info* is worth knowing. **Authority**: \
         *documented* by the bank, *agreed* in the program profile, or *assumed* by us; what is only assumed never rejects a \
         file, and a finding that rests on an assumption is lowered to a warning. **Group**: the bank checks in groups and \
         stops after the first one that fails; a dash stands for a rule outside of its groups.\n\n",
    );
    out.push_str(
        "| code | rule | severity | authority | group | what it finds |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let _ = writeln!(
            out,
            "| {} | [{}](#{}) | {} | {} | {} | {} |",
            rule.code,
            rule.name,
            rule.name,
            rule.severity.word(),
            rule.authority.word(),
            group(rule),
            rule.what
        );
    }
    let mut family: Option<Family> = None;
    for rule in RULES {
        if family != Some(rule.family) {
            family = Some(rule.family);
            let _ = write!(out, "\n## Family: {}\n", rule.family.word());
        }
        out.push_str(&rule_section(rule));
    }
    out
}

/// The section of one rule.
fn rule_section(rule: &Rule) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "\n### {}\n\n`{}` · {} · {} · group {}\n\n{}\n\n**Why it matters.** {}\n\n**How to mend it.** {}\n\n**Source.** {}\n\n",
        rule.name,
        rule.code,
        rule.severity.word(),
        rule.authority.word(),
        group(rule),
        rule.what,
        rule.why,
        rule.mend,
        rule.source
    );
    for example in rule.examples {
        let _ = writeln!(out, "- {}", describe(example));
    }
    for example in examples(rule) {
        let _ = writeln!(out, "- {}", describe_set(example));
    }
    out
}

fn group(rule: &Rule) -> String {
    rule.group.map_or_else(|| "–".to_owned(), |group| group.to_string())
}

/// An example in one line: what is done to a valid file.
pub fn describe(example: &Example) -> String {
    let verdict = if example.shows == Shows::Bad { "bad" } else { "good" };
    let edits: Vec<String> = example.edits.iter().map(|edit| edit_in_words(edit, example.kind)).collect();
    let edits = if edits.is_empty() { "a valid file".to_owned() } else { edits.join(", ") };
    let profile = if example.profile.is_some() { ", under a profile" } else { "" };
    format!("{verdict}, `{}`: {} ({edits}{profile})", example.kind, example.about)
}

/// An example of several files in one line: what is done to a valid set.
pub fn describe_set(example: &SetExample) -> String {
    let verdict = if example.shows == Shows::Bad { "bad" } else { "good" };
    let edits: Vec<String> = example.edits.iter().map(set_edit_in_words).collect();
    let edits = if edits.is_empty() { "a valid set".to_owned() } else { edits.join("; ") };
    let profile = if example.profile.is_some() { "; under a profile" } else { "" };
    let stated = if example.stated.is_some() { "; with what the account holds" } else { "" };
    format!("{verdict}: {} ({edits}{profile}{stated})", example.about)
}

fn set_edit_in_words(edit: &SetEdit) -> String {
    let cells = |cells: &[(&str, &str)]| {
        let cells: Vec<String> = cells
            .iter()
            .map(
                |(column, text)| {
                    if text.is_empty() { format!("`{column}` empty") } else { format!("`{column}` = `{text}`") }
                },
            )
            .collect();
        cells.join(", ")
    };
    let change = match edit.change {
        Change::Set(key, column, text) => format!("`{key}` with {}", cells(&[(column, text)])),
        Change::Remove(key) => format!("without `{key}`"),
        Change::Add(like, &[]) => format!("with `{like}` again"),
        Change::Add(like, changed) => format!("a record like `{like}` with {}", cells(changed)),
        Change::Clear => "without records".to_owned(),
        Change::Drop => "no file".to_owned(),
        Change::NextDate => "named for the next day".to_owned(),
        Change::Again(ending) => format!("a second file that ends in `{ending}`"),
    };
    let day = match edit.day {
        0 => "on the last day".to_owned(),
        1 => "on the day before".to_owned(),
        days => format!("{days} days before"),
    };
    format!("{} {day}: {change}", edit.kind)
}

fn edit_in_words(edit: &Edit, kind: &str) -> String {
    match edit {
        Edit::Set(column, "") => format!("`{column}` empty"),
        Edit::Set(column, text) => format!("`{column}` = `{}`", visible(text)),
        Edit::SetBytes(column, bytes) => format!("`{column}` = the bytes `{}`", bytes.escape_ascii()),
        Edit::Rename(from, to) => format!("column `{from}` named `{to}`"),
        Edit::Drop(column) => format!("without the column `{column}`"),
        Edit::Add(column, _) => format!("with a further column `{column}`"),
        Edit::Append(text) => format!("`{text}` behind a record"),
        Edit::LineAfter("") => "a blank line behind a record".to_owned(),
        Edit::LineAfter(text) => format!("the line `{text}` behind a record"),
        Edit::HeaderAgain => "the header once more behind a record".to_owned(),
        Edit::Repeat => "a record twice".to_owned(),
        Edit::RepeatWith(column, text) => format!("a record twice, the second with `{column}` = `{text}`"),
        Edit::Delimiter(delimiter) => format!("`{}` between the fields", delimiter.escape_ascii()),
        Edit::LineEnding(ending) => format!("`{}` at the end of every line", ending.escape_default()),
        Edit::LineEndingOnce(ending) => format!("`{}` at the end of one line", ending.escape_default()),
        Edit::Prefix(bytes) => format!("the bytes `{}` before the header", bytes.escape_ascii()),
        Edit::NoHeader => "without the header".to_owned(),
        Edit::NoRecords => "without records".to_owned(),
        Edit::Whole(b"") => "zero bytes".to_owned(),
        Edit::Whole(bytes) => format!("the file is `{}`", bytes.escape_ascii()),
        Edit::Utf16 => "in UTF-16".to_owned(),
        Edit::Name(name) => format!("named `{}`", name.replace('#', kind)),
    }
}

/// Text with what cannot be seen written out.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_graphic() || c == ' ' || c.is_alphabetic() {
                c.to_string()
            } else {
                c.escape_unicode().to_string()
            }
        })
        .collect()
}
