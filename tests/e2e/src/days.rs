//! Whole days: their files, and what the page says of them.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use daybreak_engine::sample::{SampleFile, set_with_defects};

use crate::page::Page;
use crate::samples::{Samples, named};

/// The last of the sample days.
pub const TODAY: &str = "2026-11-20";

/// The day before it.
pub const YESTERDAY: &str = "2026-11-19";

/// The files of so many days with so many accounts, the first day first, in which exactly these rules fire, each once.
pub fn whole_days(count: usize, accounts: u64, broken: &[&str]) -> Result<Vec<SampleFile>> {
    set_with_defects(count, accounts, 1, &named(broken)?).map_err(|error| anyhow!("{error:?}"))
}

impl Samples {
    /// Writes the files of a day.
    pub fn of_day(&self, files: &[SampleFile], day: &str) -> Result<Vec<PathBuf>> {
        let of_day = files.iter().filter(|file| file.activity_day.to_string() == day);
        of_day.map(|file| self.file(&file.name, &file.bytes)).collect()
    }
}

impl Page {
    /// Waits until the files have been checked, each by itself and together.
    pub async fn together(&self) -> Result<()> {
        self.until("[data-phase=ready][data-set=ready]").await
    }

    /// Waits for the verdict on a day.
    pub async fn day_verdict(&self, day: &str, verdict: &str) -> Result<()> {
        self.until(&format!("[data-set=ready] [data-day='{day}'][data-day-verdict={verdict}]")).await
    }

    /// Opens a view of the day that is shown.
    pub async fn day_view(&self, token: &str) -> Result<()> {
        self.click(&format!("#day-tab-{token}")).await?;
        self.until(&format!("#day-tab-{token}[aria-selected=true]")).await
    }
}
