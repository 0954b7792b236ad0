//! Who takes part: each is a page with the same file input, which leaves its time in `window.result`.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use daybreak_e2e::Page;
use serde::{Deserialize, Serialize};

/// What is measured, in the order of each round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Contestant {
    /// One worker that reads the file and looks at nothing.
    Read,
    /// `PapaParse` splitting the file into strings, chunk by chunk.
    PapaParse,
    /// The page: from the file's arrival to its verdict, everything included.
    Daybreak,
}

/// What one run took.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Measured {
    /// From the file's arrival to the end, in milliseconds.
    pub(crate) milliseconds: f64,
    /// How many records were counted; `None` by who does not count.
    pub(crate) records: Option<u64>,
    /// How long the page was busy at a stretch, at most, in milliseconds. A browser tells only of 50 and more.
    #[serde(default)]
    pub(crate) longest_task: f64,
}

/// Notes when the file arrives, when the page is ready, and when it was busy: by the page's own markup, from outside.
const WATCH: &str = "
    let longest = 0;
    const busy = (list) => list.getEntries().forEach(({ duration }) => longest = Math.max(longest, duration));
    new PerformanceObserver(busy).observe({ type: 'longtask' });
    const root = document.querySelector('[data-phase]');
    let start;
    document.querySelector('#daybreak-files').addEventListener('change', () => start = performance.now(), true);
    new MutationObserver(() => {
        if (root.dataset.phase != 'ready') return;
        const milliseconds = performance.now() - start;
        const { records } = document.querySelector('[data-file]').dataset;
        // What it is busy with now shows a little later.
        setTimeout(() => window.result = { milliseconds, records: +records, longest_task: longest }, 500);
    }).observe(root, { attributeFilter: ['data-phase'] });
";

impl Contestant {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Read, Self::PapaParse, Self::Daybreak];

    /// As it is shown.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Read => "reading only, 1 worker",
            Self::PapaParse => "PapaParse, splitting only",
            Self::Daybreak => "Daybreak, full validation",
        }
    }

    /// Runs it once, on a page opened afresh.
    pub(crate) async fn run(self, page: &Page, peers: &str, file: &Path) -> Result<Measured> {
        match self {
            Self::Read => page.go(&format!("{peers}/read.html")).await?,
            Self::PapaParse => page.go(&format!("{peers}/papaparse.html")).await?,
            Self::Daybreak => {
                page.open("").await?;
                page.run(WATCH).await?;
            }
        }
        page.begin(&[file.to_owned()]).await?;
        page.until_true("window.result").await?;
        if self == Self::Daybreak {
            let verdict = page.file().await?.verdict;
            ensure!(verdict == "accepted", "the file is {verdict}: only a whole check may be timed");
        }
        page.value("return window.result").await.context("the time")
    }
}
