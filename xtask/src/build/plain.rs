//! The build for browsers without SIMD, beside the one that trunk makes: the same program and steps, other instructions.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::run::{command, run};
use crate::setup::WasmTools;

/// How the names of its files begin.
pub(crate) const NAME: &str = "daybreak-plain";

/// Where it is built: in the folder of the other build everything would be built anew each time.
const FOLDER: &str = "target/wasm-plain";

/// What the program may use.
const FEATURES: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Adds the plain build to the page in `dist/`.
pub(super) fn add(root: &Path, tools: &WasmTools) -> Result<()> {
    let folder = root.join(FOLDER);
    let mut compile = command(&["cargo", "build", "--quiet", "--target", "wasm32-unknown-unknown"]);
    compile.args(["--profile", "wasm-release", "--bin", "daybreak-app"]);
    tools.apply_small(compile.current_dir(root), "-simd128");
    run(compile.env("CARGO_TARGET_DIR", &folder))?;

    let glue = folder.join("glue");
    let mut bind = command(&["wasm-bindgen", "--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"]);
    bind.arg(&glue).arg(folder.join("wasm32-unknown-unknown/wasm-release/daybreak-app.wasm"));
    run(tools.apply(bind.current_dir(root)))?;

    let script = std::fs::read_to_string(glue.join(format!("{NAME}.js")))?;
    let whole = glue.join(format!("{NAME}_bg.wasm"));
    let small = glue.join("small.wasm");
    let mut shrink = command(&["wasm-opt"]);
    shrink.args(FEATURES).arg(&whole).arg("-o").arg(&small);
    run(tools.apply(&mut shrink))?;

    let program = std::fs::read(&small)?;
    let name = format!("{NAME}-{:016x}", hash(script.as_bytes(), &program));
    let dist = root.join("dist");
    std::fs::write(dist.join(format!("{name}.js")), script)?;
    std::fs::write(dist.join(format!("{name}_bg.wasm")), program)?;
    let page = std::fs::read_to_string(dist.join("index.html"))?;
    let at = page.find(" data-wasm=").context("index.html does not name its program")?;
    let (before, after) = page.split_at(at);
    let named = format!(" data-glue-plain=\"./{name}.js\" data-wasm-plain=\"./{name}_bg.wasm\"");
    std::fs::write(dist.join("index.html"), [before, &named, after].concat())?;
    Ok(())
}

/// A hash for the files' name, so that a browser does not keep those of an older version (FNV-1a).
fn hash(script: &[u8], program: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    script.iter().chain(program).fold(0xcbf2_9ce4_8422_2325, step)
}

/// Whether an asset is of the plain build: a browser loads one of the builds only.
pub(super) fn is_of_it(name: &str) -> bool {
    name.starts_with(NAME)
}
