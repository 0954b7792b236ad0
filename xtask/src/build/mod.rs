//! The page for release, and its size.

mod plain;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::assemble::{self, ASIDE, OFFLINE};
use crate::run::{command, run};
use crate::setup;

/// What a browser loads may weigh, compressed by brotli, in bytes. Everything must be loaded before the page is sealed, the
/// rarest view too. Checking single files alone weighs about 390,000; the day's files together, receipts, comparisons,
/// readiness and the use offline are the rest.
const BUDGET: usize = 630_000;

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
    // Once more: now there is the plain build too, which is the one that goes into the single file.
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
        let bytes = std::fs::read(&file)?;
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &parameters)?;
        assets.push(Asset { name: name.display().to_string(), raw: bytes.len(), brotli: packed.len() });
    }
    assets.sort_by_key(|asset| std::cmp::Reverse(asset.brotli));
    Ok(assets)
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
    Ok(())
}
