//! Begins a new rule.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Writes the file of a new rule and says what is left to do. What is still to be written does not pass the tests of
/// the registry, so it cannot be forgotten.
pub(crate) fn new_rule(root: &Path, family: &str, name: &str) -> Result<()> {
    let folder = root.join("crates/engine/src/rules").join(family);
    if !folder.is_dir() {
        bail!("there is no family {family}; see crates/engine/src/rules");
    }
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        bail!("a rule's name is made of lower-case words joined by hyphens, such as amount-too-round");
    }
    let module = name.replace('-', "_");
    let file = folder.join(format!("{module}.rs"));
    if file.exists() {
        bail!("{} exists already", file.display());
    }
    let code = next_code(&folder)?;
    let title = {
        let mut letters = family.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let title = title.context("a family has a name")?;
    std::fs::write(&file, template(&title, name, &code))?;
    println!("wrote {}", file.display());
    println!("now add `pub mod {module};` to {family}/mod.rs and `&{family}::{module}::RULE,` to rules/mod.rs,");
    println!("write its words, check and examples (docs/ADDING_A_RULE.md), and run `cargo xtask codegen`");
    Ok(())
}

/// The family's next free code.
fn next_code(folder: &Path) -> Result<String> {
    let mut codes: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let text = std::fs::read_to_string(entry?.path())?;
        codes.extend(text.split("code: \"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned));
    }
    codes.sort();
    let last = codes.last().context("the family has no rule yet")?;
    let (letter, number) = last.split_at(1);
    Ok(format!("{letter}{:03}", number.parse::<u32>()? + 1))
}

fn template(family: &str, name: &str, code: &str) -> String {
    format!(
        "//! What is wrong, in one line.\n\nuse daybreak_schema::Authority;\n\nuse crate::example::{{Edit, Example}};\n\
         use crate::rule::{{Family, Rule, Severity}};\nuse crate::saying::Said;\n\n\
         /// What is wrong, in one line.\npub static RULE: Rule = Rule {{\n    name: \"{name}\",\n    code: \"{code}\",\n    \
         family: Family::{family},\n    severity: Severity::Warning,\n    authority: Authority::Assumed,\n    group: None,\n    \
         what: \"\",\n    why: \"\",\n    mend: \"\",\n    source: \"\",\n    examples: &[\n        \
         Example::bad(\"transactions\", \"\", &[Edit::Set(\"amount\", \"\")]),\n        \
         Example::good(\"transactions\", \"\", &[]),\n    ],\n    say: |_| Said::new(\"\"),\n}};\n"
    )
}
