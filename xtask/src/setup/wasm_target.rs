//! The standard library for `wasm32-unknown-unknown`.
//!
//! rustup brings it where it can download. Where it cannot, Debian packages a current compiler with the sources of its
//! standard library but not the library for wasm: it is built once, into a sysroot of our own in the cache. Nothing of
//! the system's compiler is changed.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::{announce, system};
use crate::run::{command, find, output, run, succeeds};

const TARGET: &str = "wasm32-unknown-unknown";

/// The variables with which cargo builds for wasm.
pub(super) fn ensure(cache: &Path) -> Result<Vec<(String, String)>> {
    if default_compiler_has_it() {
        return Ok(Vec::new());
    }
    // A sysroot that was built before saves asking rustup for what it could not download then.
    if let Some(sysroot) = built_sysroot(cache) {
        return variables(&sysroot);
    }
    println!("set-up: asking rustup for the target {TARGET}");
    if succeeds(&mut command(&["rustup", "target", "add", TARGET])) && default_compiler_has_it() {
        return Ok(Vec::new());
    }
    println!("set-up: rustup cannot download it; building it from Debian's sources instead");
    let sysroot = build_sysroot(cache)?;
    variables(&sysroot)
}

/// The sources of the standard library: the page is built with a copy of its own, see [`super::WasmTools::apply_small`].
pub(super) fn ensure_sources(env: &[(String, String)]) -> Result<()> {
    let are_there = || sources(env).join("std").is_dir();
    if are_there() {
        return Ok(());
    }
    announce(
        "rust-src",
        "the Rust toolchain, by rustup",
        "the sources of the standard library, built small for the page",
    );
    if succeeds(&mut command(&["rustup", "component", "add", "rust-src"])) && are_there() {
        return Ok(());
    }
    bail!("missing: the sources of Rust's standard library. Install them with: rustup component add rust-src")
}

/// Where they lie, if they are there.
pub(super) fn sources(env: &[(String, String)]) -> PathBuf {
    let compiler = env.iter().find(|(key, _)| key == "RUSTC").map_or("rustc", |(_, path)| path.as_str());
    let sysroot = output(&mut command(&[compiler, "--print", "sysroot"])).unwrap_or_default();
    Path::new(&sysroot).join("lib/rustlib/src/rust/library")
}

fn default_compiler_has_it() -> bool {
    let folder = output(&mut command(&["rustc", "--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| has_std(Path::new(&folder)))
}

fn has_std(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd"))
}

/// Debian's compiler, which rustup's does not hide.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// The sysroot is keyed by the compiler's version: Debian's moves with its security updates.
fn sysroot_folder(cache: &Path) -> Option<PathBuf> {
    let version = output(&mut command(&[DEBIAN_RUSTC, "--version"]))?;
    let number = version.split_whitespace().nth(1)?.to_owned();
    Some(cache.join(format!("wasm-sysroot-{number}")))
}

fn built_sysroot(cache: &Path) -> Option<PathBuf> {
    sysroot_folder(cache).filter(|folder| has_std(&target_libraries(folder)))
}

fn target_libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn linker() -> Option<PathBuf> {
    ["wasm-ld", "wasm-ld-20", "wasm-ld-19", "wasm-ld-18", "wasm-ld-17"].iter().find_map(|name| find(name, &[]))
}

fn build_sysroot(cache: &Path) -> Result<PathBuf> {
    let sources = |root: &str| Path::new(root).join("lib/rustlib/src/rust/library/std").is_dir();
    let packaged = output(&mut command(&[DEBIAN_RUSTC, "--print", "sysroot"])).filter(|root| sources(root));
    if packaged.is_none() || linker().is_none() {
        system::install(
            &["rustc-web", "rust-web-src", "lld-19"],
            "the compiler, library sources and linker for WebAssembly (rustup could not download its own)",
        )?;
    }
    let system = output(&mut command(&[DEBIAN_RUSTC, "--print", "sysroot"])).context("Debian's rustc does not run")?;
    let sysroot = sysroot_folder(cache).context("Debian's rustc does not tell its version")?;
    announce("the standard library for wasm", &sysroot.display().to_string(), "about a minute, once");

    let project = cache.join("build-std");
    std::fs::create_dir_all(project.join("src"))?;
    std::fs::write(project.join("src/lib.rs"), "#![no_std]\n")?;
    std::fs::write(
        project.join("Cargo.toml"),
        "[package]\nname = \"only_std\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    let mut compile =
        command(&["cargo", "build", "--release", "--quiet", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"]);
    compile
        .current_dir(&project)
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without it link-time optimisation fails later.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", project.join("target"));
    run(&mut compile)?;

    let libraries = target_libraries(&sysroot);
    std::fs::create_dir_all(&libraries)?;
    let built = project.join("target").join(TARGET).join("release/deps");
    for entry in std::fs::read_dir(&built)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().extension().is_some_and(|ending| ending == "rlib") && !name.contains("only_std") {
            std::fs::copy(entry.path(), libraries.join(name))?;
        }
    }
    for entry in std::fs::read_dir(Path::new(&system).join("lib/rustlib"))?.flatten() {
        let link = sysroot.join("lib/rustlib").join(entry.file_name());
        if !link.exists() {
            std::os::unix::fs::symlink(entry.path(), link)?;
        }
    }
    if !has_std(&libraries) {
        bail!("the standard library for wasm was built but not found in {}", built.display());
    }
    Ok(sysroot)
}

fn variables(sysroot: &Path) -> Result<Vec<(String, String)>> {
    let wrapper = sysroot.join("rustc");
    let script = format!("#!/bin/sh\nexec {DEBIAN_RUSTC} --sysroot '{}' \"$@\"\n", sysroot.display());
    if std::fs::read_to_string(&wrapper).ok().as_deref() != Some(&script) {
        std::fs::write(&wrapper, script)?;
        run(command(&["chmod", "+x"]).arg(&wrapper))?;
    }
    let linker = linker().context("missing: wasm-ld. Install it with: sudo apt-get install --yes lld-19")?;
    Ok(vec![
        ("RUSTC".to_owned(), wrapper.display().to_string()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".to_owned(), linker.display().to_string()),
    ])
}
