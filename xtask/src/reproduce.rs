//! Two builds of one commit give the same bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::build;
use crate::run::{command, output, run};

/// Where the two builds take place: paths of different lengths, so that none of them can hide in the outcome.
const PLACES: [&str; 2] = ["one", "another/place/deeper/down"];

/// Builds the last commit twice, in two places, each from nothing, and compares what came of it.
pub(crate) fn reproduce(root: &Path) -> Result<()> {
    let dirty = output(command(&["git", "status", "--porcelain"]).current_dir(root)).context("git does not answer")?;
    if !dirty.is_empty() {
        println!("what is not committed is not part of this, but for xtask itself:\n{dirty}");
    }
    let base = root.join("target/reproduce");
    if base.exists() {
        std::fs::remove_dir_all(&base)?;
    }
    std::fs::create_dir_all(&base)?;
    // Not a clone: a clone keeps the address of its origin. And only once: the branch may move on during the first build.
    let commit = base.join("commit.tar");
    run(command(&["git", "archive", "--output"]).arg(&commit).arg("HEAD").current_dir(root))?;
    let mut outcomes = Vec::new();
    for place in PLACES {
        let copy = base.join(place);
        std::fs::create_dir_all(&copy)?;
        run(command(&["tar", "-x", "-f"]).arg(&commit).arg("-C").arg(&copy))?;
        println!("\n== building in {} ==", copy.display());
        build::make(&copy)?;
        outcomes.push(contents(&copy.join("dist"))?);
        // The second build must find nothing of the first, and the disk may be small.
        std::fs::remove_dir_all(copy.join("target"))?;
    }
    let [one, another] = outcomes.as_slice() else { bail!("not two builds") };
    compare(one, another)
}

fn compare(one: &BTreeMap<PathBuf, Vec<u8>>, another: &BTreeMap<PathBuf, Vec<u8>>) -> Result<()> {
    ensure!(!one.is_empty(), "nothing was built");
    let names =
        |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().map(|name| name.display().to_string()).collect::<Vec<_>>();
    let differing: Vec<String> = one
        .iter()
        .filter(|(name, bytes)| another.get(*name) != Some(bytes))
        .map(|(name, bytes)| match another.get(name) {
            None => format!("{}: only in the first", name.display()),
            Some(other) => {
                let at = bytes.iter().zip(other).take_while(|(a, b)| a == b).count();
                format!("{}: {} and {} bytes, the first difference at {at}", name.display(), bytes.len(), other.len())
            }
        })
        .collect();
    if !differing.is_empty() || one.len() != another.len() {
        bail!("the builds differ:\n{}\n{:?}\n{:?}", differing.join("\n"), names(one), names(another));
    }
    println!("\n{} files, the same bytes in both builds", one.len());
    Ok(())
}

/// Every file of a folder.
fn contents(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder)?.to_owned(), std::fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(content: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        BTreeMap::from([(PathBuf::from("a.wasm"), content.as_bytes().to_vec())])
    }

    #[test]
    fn a_difference_is_told_with_its_place() {
        assert!(compare(&built("same"), &built("same")).is_ok());
        let told = compare(&built("same"), &built("sane")).map_err(|error| error.to_string());
        assert!(told.is_err_and(|told| told.contains("difference at 2")));
        let mut more = built("same");
        more.insert(PathBuf::from("b"), Vec::new());
        assert!(compare(&built("same"), &more).is_err());
        assert!(compare(&BTreeMap::new(), &BTreeMap::new()).is_err());
    }
}
