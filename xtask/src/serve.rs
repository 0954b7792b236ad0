//! The page at a local address, for a developer.

use std::path::Path;

use anyhow::Result;

use crate::run::{command, run};
use crate::{build, setup};

/// Builds the page and serves it until it is stopped; what is saved is built again.
pub(crate) fn serve(root: &Path, port: u16) -> Result<()> {
    let tools = setup::wasm_tools(root)?;
    tools.fetch(root)?;
    println!("The page will be at http://127.0.0.1:{port}/ once it is built; stop with Ctrl-C.");
    let port = port.to_string();
    // Reloading by itself would need a script that the page's own policy refuses.
    let mut trunk = command(&[
        "trunk",
        "serve",
        "--offline",
        "--release",
        "--no-autoreload=true",
        "--address",
        "127.0.0.1",
        "--port",
        &port,
    ]);
    // What is made of the page is made by trunk's hook each time: it calls back.
    trunk.env("DAYBREAK_XTASK", std::env::current_exe()?);
    run(tools.apply_small(trunk.current_dir(root), build::SIMD))
}
