//! The part of a page of documentation that is written by the bench.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::{Results, grid};

const BEGIN: &str = "<!-- Written by `cargo xtask bench --write`. Do not edit. -->\n";
const END: &str = "<!-- The end of what is written by `cargo xtask bench --write`. -->\n";

/// Puts the results between the marks of a page.
pub(crate) fn write_into(page: &Path, results: &Results) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
    let (before, rest) = text.split_once(BEGIN).context("the page has no mark where the results begin")?;
    let (_, after) = rest.split_once(END).context("the page has no mark where the results end")?;
    fs::write(page, format!("{before}{BEGIN}\n{}\n{END}{after}", results.markdown()))?;
    Ok(())
}

impl Results {
    fn markdown(&self) -> String {
        let machine = &self.machine;
        let mut text = format!(
            "![Megabytes a second, by who works on the same file](performance.svg)\n\n- **Machine:** {}, {} cores, {:.1} GB of memory, {}\n- **Browser:** {}, headless\n- **Compiler:** {}\n\
             - **Revision:** {}\n- **File:** {} records, {:.0} MB (millions of bytes), {} rounds, {} minutes in all\n",
            machine.processor,
            machine.cores,
            machine.memory as f64 / 1e9,
            machine.system,
            machine.browser,
            machine.compiler,
            machine.revision,
            self.records,
            self.bytes as f64 / 1e6,
            self.rounds,
            self.seconds.div_ceil(60),
        );
        for grid in grid::all(self) {
            text.push('\n');
            text.push_str(&grid.markdown());
        }
        if !self.failures.is_empty() {
            text.push_str("\nWhat failed:\n\n");
            text.extend(self.failures.iter().map(|failure| format!("- {failure}\n")));
        }
        text
    }
}
