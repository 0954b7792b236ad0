//! Speed and size, measured: sizes here, speed by `daybreak-bench`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::run::{command, run};
use crate::{build, setup};

/// What is measured.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many records the file has that everybody gets; 1,300,000 are 220 MB
    #[arg(long, default_value_t = 1_300_000)]
    rows: u64,
    /// How many rounds are run, everybody taking turns
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Only these
    #[arg(long, value_delimiter = ',', value_parser = ["browser", "native", "kinds", "variants", "sizes", "page"])]
    only: Vec<String>,
    /// A try: two rounds with a file of 20 MB
    #[arg(long, conflicts_with_all = ["rows", "rounds", "write"])]
    quick: bool,
    /// With a file of 4.6 GB, larger than what wasm can address, and with days of two million accounts
    #[arg(long)]
    large: bool,
    /// Writes the tables into docs/PERFORMANCE.md and the picture beside it
    #[arg(long)]
    write: bool,
}

/// The peers, with the versions that are measured.
const PEERS: [(&str, &str); 3] = [("papaparse", "5.7.1"), ("udsv", "0.7.3"), ("@duckdb/duckdb-wasm", "1.32.0")];

const QUICK: (u64, usize) = (120_000, 2);

/// Builds everything, and lets everybody take turns.
pub(crate) fn bench(root: &Path, arguments: &Arguments) -> Result<()> {
    let (_, browser) = setup::everything(root)?;
    let cache = setup::cache()?;
    for (name, version) in PEERS {
        setup::npm_package(&cache, name, version, "a peer to measure against")?;
    }
    build::release(root)?;
    let mut native = command(&["cargo", "build", "--quiet", "--release", "-p", "daybreak-cli", "-p", "daybreak-bench"]);
    run(native.current_dir(root))?;
    let built = |name: &str| program(root, name);

    let (rows, rounds) = if arguments.quick { QUICK } else { (arguments.rows, arguments.rounds) };
    let mut measure = command(&[&built("daybreak-bench")?.to_string_lossy()]);
    measure
        .current_dir(root)
        .env("DAYBREAK_DIST", root.join("dist"))
        .env("DAYBREAK_CHROME", &browser.chrome)
        .env("DAYBREAK_CHROMEDRIVER", &browser.driver)
        .args(["--rows", &rows.to_string(), "--rounds", &rounds.to_string()])
        .args(arguments.only.iter().flat_map(|group| ["--only", group]))
        .args(arguments.large.then_some("--large"))
        .arg("--files")
        .arg(cache.join("bench"))
        .arg("--packages")
        .arg(setup::npm_packages(&cache))
        .arg("--program")
        .arg(built("daybreak")?)
        .arg("--json")
        .arg(root.join("target/bench.json"));
    for asset in build::assets(root)?.into_iter().filter(build::is_loaded) {
        measure.arg("--asset").arg(format!("{}={},{}", asset.name, asset.raw, asset.brotli));
    }
    let picture = if arguments.write { "docs/performance.svg" } else { "target/bench.svg" };
    measure.arg("--picture").arg(root.join(picture));
    if arguments.write {
        measure.arg("--page").arg(root.join("docs/PERFORMANCE.md"));
    }
    run(&mut measure)
}

/// A program built for release.
fn program(root: &Path, name: &str) -> Result<PathBuf> {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let path = root.join(folder).join("release").join(name);
    if !path.is_file() {
        bail!("{} was built but is not there", path.display());
    }
    Ok(path)
}
