//! Every test, in stages; the quick ones first.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::run::{command, run, succeeds};
use crate::setup::{Driven, Engine};
use crate::twice::run_twice;
use crate::{build, imports, setup};

/// A stage of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Formatting and lints.
    Lint,
    /// Everything that runs on this machine by itself, documentation examples and generated files included.
    Native,
    /// Tests of the page's code in a browser, and that the lower crates build for wasm.
    Wasm,
    /// Journeys through the built page in a browser.
    E2e,
}

/// Which examples the property tests draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Examples {
    /// The same in every run: what fails was broken by what changed, and fails again.
    Same,
    /// Others in every run: they may find an old fault.
    Fresh,
}

/// Runs the stages asked for, or all; journeys in these engines.
pub(crate) fn test(root: &Path, only: &[Stage], engines: &[Engine], examples: Examples) -> Result<()> {
    let asked = |stage| only.is_empty() || only.contains(&stage);
    // What is missing is told before anything is spent.
    let tools = if asked(Stage::Wasm) || asked(Stage::E2e) { Some(setup::everything(root)?) } else { None };
    let engines = if asked(Stage::E2e) { setup::engines(engines)? } else { Vec::new() };
    let packages = if asked(Stage::E2e) { packages()? } else { PathBuf::new() };
    if asked(Stage::Lint) {
        lint(root)?;
    }
    if asked(Stage::Native) {
        native(root, examples)?;
    }
    let Some((wasm, browser)) = tools else { return Ok(()) };
    if asked(Stage::Wasm) {
        stage("wasm, in Chromium");
        let crates = ["daybreak-calendar", "daybreak-schema", "daybreak-engine", "daybreak-report"];
        let mut check = command(&["cargo", "check", "--quiet", "--target", "wasm32-unknown-unknown"]);
        run(wasm.apply(check.current_dir(root).args(crates.iter().flat_map(|name| ["-p", name]))))?;
        let mut tests = command(&[
            "cargo",
            "test",
            "--target",
            "wasm32-unknown-unknown",
            "-p",
            "daybreak-app",
            "--lib",
            "--test",
            "web",
        ]);
        tests
            .current_dir(root)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", &browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        run(wasm.apply(&mut tests))?;
    }
    if asked(Stage::E2e) {
        build::release(root)?;
        stage("the types of the element");
        types(root)?;
        stage("what the program can call");
        imports::imports(root, false)?;
        for engine in &engines {
            journeys(root, engine, &packages)?;
        }
    }
    Ok(())
}

/// The folder of the npm packages that journeys need.
fn packages() -> Result<PathBuf> {
    let cache = setup::cache()?;
    for (name, version, why) in [
        ("axe-core", "4.14.1", "axe-core, which checks accessibility"),
        ("react", "19.3.1", "pages that embed the element"),
        ("react-dom", "19.3.1", "pages that embed the element"),
        ("vue", "3.5.45", "pages that embed the element"),
    ] {
        setup::npm_package(&cache, name, version, why)?;
    }
    Ok(setup::npm_packages(&cache))
}

/// Walks through the built page in an engine, one journey after the other.
fn journeys(root: &Path, engine: &Driven, packages: &Path) -> Result<()> {
    let name = engine.name();
    stage(&format!("journeys, in {name}"));
    let begun = Instant::now();
    run_twice(|only| {
        let mut tests =
            engine.command(&["cargo", "test", "-p", "daybreak-e2e", "--no-fail-fast", "--", "--test-threads=1"]);
        tests.args(if only.is_empty() { &[][..] } else { &["--exact"] }).args(only);
        tests
            .current_dir(root)
            // A journey that fails tells where by its own words.
            .env("RUST_BACKTRACE", "0")
            .env("DAYBREAK_DIST", root.join("dist"))
            .env("DAYBREAK_AXE", packages.join("axe-core/axe.min.js"))
            .env("DAYBREAK_PACKAGES", packages)
            .env("DAYBREAK_SHOTS", root.join("target/screenshots").join(name.to_lowercase()))
            .env("DAYBREAK_PICTURE", root.join("docs/page.png"));
        tests
    })?;
    println!("journeys, in {name}: done in {} s", begun.elapsed().as_secs());
    Ok(())
}

/// Reads the element's types as a strict compiler does, and holds them against its script.
fn types(root: &Path) -> Result<()> {
    let compiler = setup::npm_package(&setup::cache()?, "typescript", "5.9.3", "the types of the element")?;
    let mut check = command(&["node"]);
    check.current_dir(root).arg(compiler.join("bin/tsc")).args(["--noEmit", "--strict", "--target", "es2022"]);
    check.args(["--lib", "es2022,dom,dom.iterable", "--module", "esnext", "--moduleResolution", "bundler"]);
    run(check.arg("tests/types/element.ts"))?;
    run(command(&["node", "tests/types/alike.mjs"]).current_dir(root).arg(&compiler))
}

fn lint(root: &Path) -> Result<()> {
    stage("formatting and lints");
    if succeeds(&mut command(&["cargo", "fmt", "--version"])) {
        cargo(root, &["fmt", "--all", "--check"])?;
    } else {
        println!("left out: rustfmt is not installed (rustup component add rustfmt)");
    }
    if succeeds(&mut command(&["cargo", "clippy", "--version"])) {
        cargo(root, &["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"])
    } else {
        println!("left out: clippy is not installed (rustup component add clippy)");
        Ok(())
    }
}

fn native(root: &Path, examples: Examples) -> Result<()> {
    stage("native");
    let workspace = ["test", "--workspace", "--exclude", "daybreak-app", "--exclude", "daybreak-e2e"];
    // The app's state and queries are pure and are tested without a browser too.
    let app = ["test", "-p", "daybreak-app", "--lib", "--test", "corpus", "--test", "specs"];
    for words in [&workspace[..], &app] {
        let mut tests = command(&["cargo"]);
        tests.current_dir(root).args(words);
        if examples == Examples::Same {
            tests.env("PROPTEST_RNG_SEED", "6");
        }
        run(&mut tests)?;
    }
    Ok(())
}

fn cargo(root: &Path, words: &[&str]) -> Result<()> {
    run(command(&["cargo"]).current_dir(root).args(words))
}

fn stage(name: &str) {
    println!("\n== {name} ==");
}
