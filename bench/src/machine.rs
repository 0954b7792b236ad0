//! What it was measured on.

use std::fs;
use std::process::Command;

use serde::Serialize;

/// A machine and what runs on it, as far as the system tells.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    /// In bytes.
    pub(crate) memory: u64,
    pub(crate) system: String,
    pub(crate) browser: String,
    pub(crate) compiler: String,
    /// Of this project.
    pub(crate) revision: String,
}

impl Machine {
    pub(crate) fn this(browser: &str) -> Self {
        let unknown = || "unknown".to_owned();
        let value = |file: &str, name: &str, between: char| {
            let text = fs::read_to_string(file).ok()?;
            let line = text.lines().find(|line| line.starts_with(name))?;
            Some(line.split_once(between)?.1.trim().trim_matches('"').to_owned())
        };
        let kilobytes = value("/proc/meminfo", "MemTotal", ':');
        let kilobytes = kilobytes.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
        let kernel = said("uname", &["-sr"]).unwrap_or_else(unknown);
        let system =
            value("/etc/os-release", "PRETTY_NAME", '=').map_or(kernel.clone(), |name| format!("{name}, {kernel}"));
        Self {
            processor: value("/proc/cpuinfo", "model name", ':').unwrap_or_else(unknown),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory: kilobytes.unwrap_or(0) * 1024,
            system,
            browser: said(browser, &["--version"]).unwrap_or_else(unknown),
            compiler: said("rustc", &["--version"]).unwrap_or_else(unknown),
            revision: said("git", &["describe", "--always", "--dirty"]).unwrap_or_else(unknown),
        }
    }
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
