//! What is made of the built page: the single file for offline use, and what is published of it.
//!
//! `cargo xtask build` calls this once both builds of the program are there; while trunk serves, it calls it by its hook
//! (`Trunk.toml`).

mod built;
mod demo;
mod encode;
mod offline_list;
mod single;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use built::Built;
use offline_list::Kept;

/// Folders of the built page that the page itself loads nothing of.
pub(crate) const ASIDE: [&str; 2] = ["embed", "demo"];

/// The single file.
pub(crate) const OFFLINE: &str = "daybreak-offline.html";

/// What keeps the page for use without a network.
const SERVICE_WORKER: &str = "sw.js";

/// What the single file may weigh, in bytes.
pub(crate) const OFFLINE_BUDGET: usize = 1_200_000;

/// The same, called by trunk while what it has built still stands aside.
pub(crate) fn by_trunk(root: &Path) -> Result<()> {
    let named = |name| std::env::var_os(name).map(PathBuf::from);
    let staging = named("TRUNK_STAGING_DIR").context("trunk calls this: run `cargo xtask build`")?;
    // A copy of the workspace may be what is built.
    assemble(&named("TRUNK_SOURCE_DIR").unwrap_or_else(|| root.to_owned()), &staging)
}

/// Adds to a folder with a built page what is made of it.
pub(crate) fn assemble(root: &Path, dist: &Path) -> Result<()> {
    let built = Built::read(root, dist)?;
    embed(root, dist, &built)?;
    let offline = single::offline(&built)?;
    let size = offline.len();
    anyhow::ensure!(size <= OFFLINE_BUDGET, "{OFFLINE} has {size} bytes; its budget is {OFFLINE_BUDGET}");
    let sha256 = encode::sha256_hex(offline.as_bytes());
    write(dist, OFFLINE, &offline)?;
    // The form that `sha256sum --check` reads.
    write(dist, &format!("{OFFLINE}.sha256"), &format!("{sha256}  {OFFLINE}\n"))?;
    publish(dist, &sha256, size)?;
    keep(root, dist)
}

/// Writes the service worker, which keeps the page's own files, and only those.
fn keep(root: &Path, dist: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dist)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && !name.starts_with(OFFLINE) && name != SERVICE_WORKER {
            names.push(name);
        }
    }
    let template = std::fs::read_to_string(root.join("src").join(SERVICE_WORKER))?;
    let kept = Kept::sorted(names, &built::program(dist)?);
    write(dist, SERVICE_WORKER, &kept.service_worker(&template, dist)?)
}

/// What other pages embed: the element, its types, and the frame that both ways use.
fn embed(root: &Path, dist: &Path, built: &Built) -> Result<()> {
    write(dist, "embed/embed.html", &single::frame(built)?)?;
    for name in ["daybreak.js", "daybreak.d.ts"] {
        write(dist, &format!("embed/{name}"), &std::fs::read_to_string(root.join("embed").join(name))?)?;
    }
    for (name, page) in demo::pages() {
        write(dist, &format!("demo/{name}"), &page)?;
    }
    Ok(())
}

/// Lets the page show the single file's size and checksum.
fn publish(dist: &Path, sha256: &str, size: usize) -> Result<()> {
    let index = dist.join("index.html");
    let page = std::fs::read_to_string(&index).context("the built page")?;
    let meta = format!("<meta name=\"daybreak-offline\" content=\"{sha256} {size}\">");
    let (before, after) = page.split_once("<title>").context("the built page has no title")?;
    std::fs::write(&index, [before, &meta, "<title>", after].concat())?;
    Ok(())
}

fn write(dist: &Path, name: &str, content: &str) -> Result<()> {
    let path = dist.join(name);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
}
