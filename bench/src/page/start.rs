//! The first moments: until files can be dropped, and until a finding is seen.

use anyhow::Result;
use daybreak_e2e::Page;

use super::Figure;
use crate::browser::{look_for_files, outcome, warm_up};
use crate::files::Made;

/// How long a browser that has never seen the page takes until files can be dropped.
pub(super) async fn cold(page: &Page) -> Result<Vec<Figure>> {
    page.before_each(include_str!("../../scripts/cold_start.js")).await?;
    page.go(&page.site.address).await?;
    let milliseconds = outcome(page).await?;
    Ok(vec![Figure::new("cold_start", "cold start until files can be dropped", "ms", milliseconds)])
}

/// How long after the drop the first finding is seen.
pub(super) async fn first_finding(page: &Page, file: &Made) -> Result<Vec<Figure>> {
    warm_up(page).await?;
    page.open("").await?;
    look_for_files(page).await;
    page.run(include_str!("../../scripts/first_finding.js")).await?;
    page.begin(std::slice::from_ref(&file.path)).await?;
    let milliseconds = outcome(page).await?;
    Ok(vec![Figure::new("first_finding", "first finding of a 10 MB file, after the drop", "ms", milliseconds)])
}
