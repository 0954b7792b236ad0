//! Writing a report finding by finding, for reports that are larger than the memory.

use crate::model::{FindingEntry, Report};

/// Writes a report of which all is known but the findings: these follow one by one. Each call adds to `out`, which can be
/// emptied in between.
pub trait Write {
    /// Goes on to the next file of the report; the first call begins the report.
    fn file(&mut self, out: &mut String);

    /// Writes the next finding of that file.
    fn finding(&mut self, finding: &FindingEntry, out: &mut String);

    /// Ends the report.
    fn end(&mut self, out: &mut String);
}

/// Writes a report with the findings that it holds.
pub(crate) fn whole(report: &Report, mut writer: impl Write) -> String {
    let mut out = String::new();
    for file in &report.files {
        writer.file(&mut out);
        for finding in &file.findings {
            writer.finding(finding, &mut out);
        }
    }
    writer.end(&mut out);
    out
}
