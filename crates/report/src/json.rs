//! The report as JSON.

use crate::model::{FileReport, FindingEntry, Report};
use crate::write::{Write, whole};

/// Writes the report, indented, with a line end at its end. The same report gives the same bytes everywhere.
pub fn render(report: &Report) -> String {
    whole(report, Writer::new(report))
}

/// How the list of a file's findings stands in the report when it is empty. No text holds it: theirs are on one line.
const NO_FINDINGS: &str = "\n      \"findings\": []";

/// Writes a report finding by finding.
#[derive(Debug)]
pub struct Writer {
    /// What stands between the findings of two files.
    between: std::vec::IntoIter<String>,
    is_in_file: bool,
    has_findings: bool,
}

impl Writer {
    /// Writes this report; the findings that it holds itself are passed over.
    pub fn new(report: &Report) -> Self {
        let without = |file: &FileReport| FileReport { findings: Vec::new(), ..file.clone() };
        let report = Report { files: report.files.iter().map(without).collect(), ..report.clone() };
        // Strings, numbers and lists only: nothing in the model can fail to be written.
        let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
        text.push('\n');
        let between: Vec<String> = text.split(NO_FINDINGS).map(str::to_owned).collect();
        Self { between: between.into_iter(), is_in_file: false, has_findings: false }
    }

    fn end_file(&mut self, out: &mut String) {
        if self.is_in_file {
            out.push_str(if self.has_findings { "\n      ]" } else { "]" });
        }
        out.push_str(&self.between.next().unwrap_or_default());
        self.is_in_file = false;
        self.has_findings = false;
    }
}

impl Write for Writer {
    fn file(&mut self, out: &mut String) {
        self.end_file(out);
        out.push_str(NO_FINDINGS.strip_suffix(']').unwrap_or_default());
        self.is_in_file = true;
    }

    fn finding(&mut self, finding: &FindingEntry, out: &mut String) {
        out.push_str(if self.has_findings { ",\n        " } else { "\n        " });
        self.has_findings = true;
        let text = serde_json::to_string_pretty(finding).unwrap_or_default();
        out.push_str(&text.replace('\n', "\n        "));
    }

    fn end(&mut self, out: &mut String) {
        self.end_file(out);
    }
}
