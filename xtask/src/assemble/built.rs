//! The parts of a built page.

use std::path::Path;

use anyhow::{Context as _, Result};

/// What the page is made of.
pub(super) struct Built {
    /// The lines of the page's head that concern neither policy nor parts: title, icon, viewport, and so on.
    pub(super) head: String,
    /// What the body says where there is no script.
    pub(super) body: String,
    /// The style sheets, in their order.
    pub(super) style: String,
    /// The script that joins browser and program.
    pub(super) glue: String,
    /// The program.
    pub(super) wasm: Vec<u8>,
    /// What runs before anything else in a single file.
    pub(super) first: String,
    /// What reads the program of the file that is kept on a disk.
    pub(super) packed: String,
    /// What reads that of the file that is shown in a frame.
    pub(super) spelled: String,
    /// What starts them in a single file.
    pub(super) boot: String,
    /// What speaks with the page that embeds it.
    pub(super) bridge: String,
}

impl Built {
    /// Reads what trunk has built, and the page that it was built from.
    pub(super) fn read(root: &Path, dist: &Path) -> Result<Self> {
        let source = std::fs::read_to_string(root.join("index.html")).context("index.html")?;
        let page = std::fs::read_to_string(dist.join("index.html")).context("the built page")?;
        let part = |name: &str| dist.join(name.trim_start_matches("./").trim_start_matches('/'));
        let mut style = String::new();
        for sheet in values(&page, "href").filter(|name| ending(name, "css")) {
            style.push_str(std::fs::read_to_string(part(sheet)).with_context(|| sheet.to_owned())?.trim());
            style.push('\n');
        }
        // The plain build runs everywhere; while trunk serves there is only the other.
        let named = |plain: &str, usual: &str| values(&page, plain).chain(values(&page, usual)).next();
        let glue = named("data-glue-plain", "data-glue").context("the built page names no glue")?;
        let wasm = named("data-wasm-plain", "data-wasm").context("the built page names no program")?;
        let script = |name: &str| -> Result<String> {
            Ok(without_comments(&std::fs::read_to_string(root.join(format!("src/single/{name}.js")))?))
        };
        Ok(Self {
            head: plain_head(&source)?,
            body: between(&source, "<body>", "</body>")?.trim().to_owned(),
            style,
            glue: std::fs::read_to_string(part(glue))?,
            wasm: std::fs::read(part(wasm))?,
            first: script("first")?,
            packed: script("packed")?,
            spelled: script("spelled")?,
            boot: script("boot")?,
            bridge: script("bridge")?,
        })
    }
}

/// The names of the files of the program that the built page names first: for a browser with SIMD.
pub(super) fn program(dist: &Path) -> Result<Vec<String>> {
    let page = std::fs::read_to_string(dist.join("index.html")).context("the built page")?;
    let named = |attribute: &str| {
        let name = values(&page, attribute).next().with_context(|| format!("the built page has no {attribute}"))?;
        Ok(name.trim_start_matches("./").trim_start_matches('/').to_owned())
    };
    ["data-glue", "data-wasm"].into_iter().map(named).collect()
}

/// The head without its policy and without what trunk replaces.
fn plain_head(source: &str) -> Result<String> {
    let head = between(source, "<head>", "</head>")?;
    let (before, rest) = head.split_once("<meta\n").context("index.html has a policy of several lines")?;
    let (_, after) = rest.split_once("/>").context("the policy of index.html ends")?;
    let lines = before.lines().chain(after.lines()).map(str::trim);
    let kept = lines.filter(|line| {
        !line.is_empty() && !line.contains("data-trunk") && !line.contains("charset") && !line.contains("data-hosted")
    });
    Ok(kept.collect::<Vec<_>>().join("\n"))
}

/// A script without the lines that are for who reads its source: a browser loads them every time.
fn without_comments(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("//") && !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let (_, rest) = text.split_once(start).with_context(|| format!("no {start}"))?;
    Ok(rest.split_once(end).with_context(|| format!("no {end}"))?.0)
}

/// The values of an attribute, in or without quotes.
fn values<'a>(page: &'a str, attribute: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {attribute}=");
    page.match_indices(&start)
        .map(|(at, found)| at + found.len())
        .filter_map(|at| {
            let rest = page.get(at..)?;
            let quote = rest.chars().next()?;
            if quote == '"' || quote == '\'' {
                return rest.get(1..)?.split(quote).next();
            }
            rest.split([' ', '>', '\n']).next()
        })
        .collect::<Vec<_>>()
        .into_iter()
}

fn ending(name: &str, wanted: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_in_either_form() {
        let page = "<link rel=stylesheet href=/a-1.css integrity=x><link href=\"./b.css\"><link data-href='no.css'>";
        assert_eq!(values(page, "href").collect::<Vec<_>>(), ["/a-1.css", "./b.css"]);
    }

    #[test]
    fn a_script_is_left_without_comments_and_blank_lines() {
        let script = "// Why.\nconst a = 'http://b'; // how\n\n  // what\n  go(a);\n";
        assert_eq!(without_comments(script), "const a = 'http://b'; // how\n  go(a);");
    }

    #[test]
    fn the_bridge_knows_every_kind() -> Result<()> {
        let bridge = std::fs::read_to_string(crate::run::root()?.join("src/single/bridge.js"))?;
        for kind in daybreak_schema::KINDS {
            assert!(bridge.contains(&format!("\"{}\"", kind.token)), "{}", kind.token);
        }
        Ok(())
    }

    #[test]
    fn the_head_is_left_without_policy_and_parts() -> Result<()> {
        let source = std::fs::read_to_string(crate::run::root()?.join("index.html"))?;
        let head = plain_head(&source)?;
        assert!(head.contains("<title>Daybreak</title>"), "{head}");
        assert!(!head.contains("Content-Security-Policy") && !head.contains("data-trunk"), "{head}");
        Ok(())
    }
}
