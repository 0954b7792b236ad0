//! Sets up what building and testing need, and says what it installs and where.

mod engine;
mod npm;
mod system;
mod tools;
mod wasm_target;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::run::{command, run};

pub(crate) use engine::{Browser, Choice, Driven, Engine};
pub(crate) use npm::{package as npm_package, packages as npm_packages};

/// What is needed to build for wasm.
#[derive(Debug)]
pub(crate) struct WasmTools {
    /// Variables for cargo and trunk.
    env: Vec<(String, String)>,
    /// Folders of programs, to be searched first.
    folders: Vec<PathBuf>,
}

impl WasmTools {
    /// Lets a command find the tools.
    pub(crate) fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&path));
        if let Ok(joined) = std::env::join_paths(all) {
            command.env("PATH", joined);
        }
        // Another compiler may build for wasm than for this machine: their outputs do not mix.
        command.env("CARGO_TARGET_DIR", "target/wasm");
        // What CARGO sets for xtask itself must not choose the toolchain of the build.
        command.env_remove("RUSTC").envs(self.env.iter().map(|(key, value)| (key, value)))
    }

    /// Downloads what the page is made of and what is not here yet: trunk itself is kept from downloading its own tools, and
    /// keeps cargo from it too.
    pub(crate) fn fetch(&self, root: &Path) -> Result<()> {
        let fetch = |folder: &Path| {
            let mut fetch = command(&["cargo", "fetch", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"]);
            run(self.apply(fetch.current_dir(folder)).env("RUSTC_BOOTSTRAP", "1"))
        };
        fetch(root)?;
        fetch(&wasm_target::sources(&self.env))
    }

    /// The same for the page itself, which must be light: the standard library is compiled along with it, for size, and a
    /// panic ends the program without words (the page says in its own that the program broke down). That takes a seventh
    /// off the page. The compiler calls both unstable; what it compiles is the same.
    pub(crate) fn apply_small<'a>(&self, command: &'a mut Command, features: &str) -> &'a mut Command {
        self.apply(command)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env("RUSTFLAGS", format!("-Ctarget-feature={features} -Zunstable-options -Cpanic=immediate-abort"))
    }
}

/// The cache folder, where everything is put that is not the system's.
pub(crate) fn cache() -> Result<PathBuf> {
    let named = std::env::var_os("DAYBREAK_CACHE").map(PathBuf::from);
    let xdg = || std::env::var_os("XDG_CACHE_HOME").map(|folder| PathBuf::from(folder).join("daybreak"));
    let home = || std::env::home_dir().map(|home| home.join(".cache/daybreak"));
    let folder =
        named.or_else(xdg).or_else(home).context("no home folder: set DAYBREAK_CACHE to a folder for tools")?;
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    Ok(folder)
}

/// The tools that build for wasm.
pub(crate) fn wasm_tools(root: &Path) -> Result<WasmTools> {
    let cache = cache()?;
    let env = wasm_target::ensure(&cache)?;
    let folders = vec![cache.join("tools/bin"), npm::binaries(&cache)];
    tools::ensure_trunk(&cache)?;
    tools::ensure_wasm_bindgen(root, &cache)?;
    wasm_target::ensure_sources(&env)?;
    npm::package(&cache, "binaryen", "132.0.0", "wasm-opt, which makes the page smaller")?;
    Ok(WasmTools { env, folders })
}

/// The browser that tests of the page's code run in.
pub(crate) fn browser() -> Result<Browser> {
    engine::chromium()
}

/// Engines to run journeys in: those of them that can be had here.
pub(crate) fn engines(engines: &[Engine]) -> Result<Vec<Driven>> {
    let cache = cache()?;
    let all: Vec<Option<Driven>> = engines.iter().map(|engine| engine.ensure(&cache)).collect::<Result<_>>()?;
    Ok(all.into_iter().flatten().collect())
}

/// Everything that building and the tests of the page's code need.
pub(crate) fn everything(root: &Path) -> Result<(WasmTools, Browser)> {
    Ok((wasm_tools(root)?, browser()?))
}

/// Says what is about to be installed.
fn announce(what: &str, wherein: &str, why: &str) {
    println!("set-up: installing {what} into {wherein} ({why})");
}
