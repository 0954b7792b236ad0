//! The engines that the journeys run in: found on this machine, or installed.

mod chromium;
mod firefox;
mod webkit;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::run::{command, output};

pub(crate) use chromium::Browser;
pub(super) use chromium::ensure as chromium;

/// What draws pages and runs their scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// In Chromium.
    Chromium,
    /// In Firefox.
    Firefox,
    /// In WebKitGTK.
    Webkit,
}

/// The engines that a developer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    /// That of Chrome and Edge.
    Chromium,
    /// That of Firefox.
    Firefox,
    /// That of Safari, as WebKitGTK; on Linux only.
    Webkit,
    /// All three.
    All,
}

impl Engine {
    /// Each once; Chromium if nothing is said.
    pub(crate) fn of(choices: &[Choice]) -> Vec<Self> {
        let all =
            [(Self::Chromium, Choice::Chromium), (Self::Firefox, Choice::Firefox), (Self::Webkit, Choice::Webkit)];
        let choices = if choices.is_empty() { &[Choice::Chromium] } else { choices };
        let asked = |choice| choices.contains(&choice) || choices.contains(&Choice::All);
        all.into_iter().filter(|(_, choice)| asked(*choice)).map(|(engine, _)| engine).collect()
    }

    /// Finds it on this machine, or installs it; `None` where it cannot be had, which is said.
    pub(crate) fn ensure(self, cache: &Path) -> Result<Option<Driven>> {
        match self {
            Self::Chromium => {
                let Browser { chrome, driver } = chromium::ensure()?;
                let env = vec![("DAYBREAK_CHROME", chrome), ("DAYBREAK_CHROMEDRIVER", driver)];
                Ok(Some(Driven { engine: self, env, display: None }))
            }
            Self::Firefox => firefox::ensure(cache).map(Some),
            Self::Webkit => webkit::ensure(),
        }
    }
}

/// The first number of what a program says of its version.
fn major_version(program: &Path) -> Option<u32> {
    let version = output(command(&[&program.to_string_lossy()]).arg("--version"))?;
    version.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok())
}

/// An engine that can be driven.
#[derive(Debug)]
pub(crate) struct Driven {
    engine: Engine,
    /// What the journeys must know of it.
    env: Vec<(&'static str, PathBuf)>,
    /// What gives it a display, where it needs one.
    display: Option<PathBuf>,
}

impl Driven {
    /// As it is called in sentences.
    pub(crate) fn name(&self) -> &'static str {
        match self.engine {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::Webkit => "WebKit",
        }
    }

    /// A command that runs journeys in it.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut made = match &self.display {
            None => command(words),
            Some(program) => {
                let mut made = Command::new(program);
                made.args(["--auto-servernum", "--server-args=-screen 0 1600x1400x24"]).args(words);
                made
            }
        };
        made.env("DAYBREAK_ENGINE", self.name().to_lowercase());
        made.envs(self.env.iter().map(|(name, path)| (*name, path)));
        made
    }
}
