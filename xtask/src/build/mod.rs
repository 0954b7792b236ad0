//! The page for release, and its size.

pub(crate) mod plain;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::assemble::{self, ASIDE, OFFLINE, OFFLINE_BUDGET};
use crate::run::{command, run};
use crate::setup;

/// What a browser loads may weigh, compressed by brotli, in bytes. Everything must be loaded before the page is sealed, the
/// rarest view too. Checking single files alone weighs about 390,000; the day's files together, receipts, comparisons,
/// readiness and the use offline are the rest.
const BUDGET: usize = 695_000;

/// The element's first script, all that a page of documentation loads before somebody comes near.
const FIRST_SCRIPT: &str = "embed/daybreak.js";

/// What it may weigh, compressed by brotli, in bytes.
const FIRST_SCRIPT_BUDGET: usize = 12_000;

/// The frame that the element opens, with all that is in it.
const FRAME: &str = "embed/embed.html";

/// What the element may weigh with its frame: no more than the page.
const ELEMENT_BUDGET: usize = BUDGET;

/// What a browser with SIMD can do.
pub(crate) const SIMD: &str = "+simd128";

/// Builds the page into `dist/` and prints its size.
pub(crate) fn release(root: &Path) -> Result<()> {
    make(root)?;
    print_sizes(root)
}

/// Builds the page into `dist/`.
pub(crate) fn make(root: &Path) -> Result<()> {
    let tools = setup::wasm_tools(root)?;
    tools.fetch(root)?;
    let mut trunk = command(&["trunk", "build", "--release", "--offline"]);
    run(tools.apply_small(trunk.current_dir(root), SIMD))?;
    plain::add(root, &tools)?;
    assemble::assemble(root, &root.join("dist"))
}

/// An asset of the page with its sizes.
pub(crate) struct Asset {
    pub(crate) name: String,
    pub(crate) raw: usize,
    pub(crate) brotli: usize,
}

/// What the page consists of, largest first.
pub(crate) fn assets(root: &Path) -> Result<Vec<Asset>> {
    let mut files: Vec<PathBuf> = Vec::new();
    collect(&root.join("dist"), &mut files).context("there is no dist/: run `cargo xtask build`")?;
    let mut assets = Vec::new();
    for file in files {
        let name = file.strip_prefix(root.join("dist"))?;
        // What the page itself does not load has budgets of its own.
        if ASIDE.iter().any(|folder| name.starts_with(folder)) || name.to_string_lossy().starts_with(OFFLINE) {
            continue;
        }
        assets.push(weigh(&name.display().to_string(), &std::fs::read(&file)?)?);
    }
    assets.sort_by_key(|asset| std::cmp::Reverse(asset.brotli));
    Ok(assets)
}

fn weigh(name: &str, bytes: &[u8]) -> Result<Asset> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(Asset { name: name.to_owned(), raw: bytes.len(), brotli: packed.len() })
}

/// Whether a browser with SIMD loads an asset.
pub(crate) fn is_loaded(asset: &Asset) -> bool {
    !plain::is_of_it(&asset.name)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn print_sizes(root: &Path) -> Result<()> {
    let assets = assets(root)?;
    println!("{:>10} {:>10}  asset", "bytes", "brotli");
    for asset in &assets {
        println!("{:>10} {:>10}  {}", asset.raw, asset.brotli, asset.name);
    }
    let total: usize = assets.iter().filter(|asset| is_loaded(asset)).map(|asset| asset.brotli).sum();
    println!("{total:>21}  is loaded by a browser with SIMD; the budget is {BUDGET}");
    anyhow::ensure!(total <= BUDGET, "the page is over its budget");
    let weigh = |name: &str| weigh(name, &std::fs::read(root.join("dist").join(name))?);
    let first = weigh(FIRST_SCRIPT)?;
    println!("{:>10} {:>10}  {FIRST_SCRIPT}; the budget is {FIRST_SCRIPT_BUDGET}", first.raw, first.brotli);
    anyhow::ensure!(first.brotli <= FIRST_SCRIPT_BUDGET, "the element's first script is over its budget");
    let frame = weigh(FRAME)?;
    println!("{:>10} {:>10}  {FRAME}; the budget with the script is {ELEMENT_BUDGET}", frame.raw, frame.brotli);
    anyhow::ensure!(first.brotli + frame.brotli <= ELEMENT_BUDGET, "the element is over its budget");
    // Whoever assembled it has held it to its budget.
    let offline = std::fs::metadata(root.join("dist").join(OFFLINE))?.len();
    println!("{offline:>10}             {OFFLINE}; the budget is {OFFLINE_BUDGET}");
    Ok(())
}
