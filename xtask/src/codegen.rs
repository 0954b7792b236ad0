//! Files that are generated from the code and committed.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Each generated file with its content.
fn generated() -> Vec<(String, String)> {
    let mut files = vec![
        ("docs/RULES.md".to_owned(), daybreak_engine::docs::rules_page()),
        ("docs/profile.schema.json".to_owned(), daybreak_schema::profile_json_schema()),
        ("docs/report.schema.json".to_owned(), daybreak_report::report_json_schema()),
        ("docs/schema/README.md".to_owned(), daybreak_schema::docs::index_page()),
    ];
    for kind in daybreak_schema::KINDS {
        files.push((format!("docs/schema/{}.md", kind.token), daybreak_schema::docs::kind_page(kind)));
    }
    files
}

/// Writes what has changed, or only says so.
pub(crate) fn codegen(root: &Path, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for (name, text) in generated() {
        let file = root.join(&name);
        if std::fs::read_to_string(&file).ok().as_deref() == Some(&text) {
            continue;
        }
        if check {
            stale.push(name);
            continue;
        }
        std::fs::create_dir_all(file.parent().context("a generated file lies in a folder")?)?;
        std::fs::write(&file, text)?;
        println!("wrote {name}");
    }
    if !stale.is_empty() {
        bail!("not up to date: {}; run `cargo xtask codegen`", stale.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_files_are_up_to_date() -> anyhow::Result<()> {
        super::codegen(&crate::run::root()?, true)
    }
}
