//! Speed and size, measured: sizes here, speed by `daybreak-bench` in a browser.

use std::path::Path;

use anyhow::Result;

use crate::run::{command, run};
use crate::{build, setup};

/// Builds everything, makes the file, and lets the contestants take turns on it.
pub(crate) fn bench(root: &Path, rows: u64, rounds: usize) -> Result<()> {
    let (_, browser) = setup::everything(root)?;
    let cache = setup::cache()?;
    let papaparse = setup::npm_package(&cache, "papaparse", "5.7.1", "PapaParse, a peer to measure against")?;
    build::release(root)?;
    let file = cache.join(format!("bench/{rows}_transactions_v1.csv"));
    std::fs::create_dir_all(cache.join("bench"))?;
    println!("\nmaking {}", file.display());
    let sample = ["cargo", "run", "--quiet", "--release", "-p", "daybreak-cli", "--", "sample", "transactions"];
    let output = std::fs::File::create(&file)?;
    run(command(&sample).current_dir(root).args(["--rows", &rows.to_string()]).stdout(output))?;
    let mut measure = command(&["cargo", "run", "--quiet", "--release", "-p", "daybreak-bench", "--"]);
    measure
        .current_dir(root)
        .env("DAYBREAK_DIST", root.join("dist"))
        .env("DAYBREAK_CHROME", &browser.chrome)
        .env("DAYBREAK_CHROMEDRIVER", &browser.driver)
        .args(["--rounds", &rounds.to_string(), "--records", &rows.to_string()])
        .arg("--file")
        .arg(&file)
        .arg("--papaparse")
        .arg(&papaparse)
        .arg("--output")
        .arg(root.join("target/bench.json"));
    run(&mut measure)
}
