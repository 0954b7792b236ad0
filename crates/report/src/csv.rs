//! The findings as CSV, one line each.

use crate::model::{FileReport, FindingEntry, Report};
use crate::write::{Write, whole};

const HEADER: [&str; 17] = [
    "file",
    "kind",
    "severity",
    "authority",
    "rule",
    "code",
    "group",
    "record",
    "line",
    "byte_start",
    "byte_end",
    "column",
    "message",
    "expected",
    "found",
    "help",
    "file_sha256",
];

/// Writes the findings. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
/// spreadsheets hide; the JSON has the text as it is.
pub fn render(report: &Report) -> String {
    whole(report, Writer::new(report))
}

/// Writes a report finding by finding.
#[derive(Debug)]
pub struct Writer<'a> {
    files: std::slice::Iter<'a, FileReport>,
    file: Option<&'a FileReport>,
    begun: bool,
}

impl<'a> Writer<'a> {
    /// Writes the findings of this report; those that it holds itself are passed over.
    pub fn new(report: &'a Report) -> Self {
        Self { files: report.files.iter(), file: None, begun: false }
    }

    fn begin(&mut self, out: &mut String) {
        if !std::mem::replace(&mut self.begun, true) {
            write(&HEADER.map(str::to_owned), out);
        }
    }
}

impl Write for Writer<'_> {
    fn file(&mut self, out: &mut String) {
        self.begin(out);
        self.file = self.files.next();
    }

    fn finding(&mut self, finding: &FindingEntry, out: &mut String) {
        let Some(file) = self.file else { return };
        let group = file.rules.iter().find(|rule| rule.rule == finding.rule).and_then(|rule| rule.group);
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cells = [
            file.name.clone(),
            text(&file.kind),
            finding.severity.word().to_owned(),
            finding.authority.word().to_owned(),
            finding.rule.clone(),
            finding.code.clone(),
            number(group.map(u64::from)),
            number(finding.record),
            number(finding.line),
            number(finding.bytes.map(|[start, _]| start)),
            number(finding.bytes.map(|[_, end]| end)),
            text(&finding.column),
            finding.message.clone(),
            text(&finding.expected),
            text(&finding.found),
            finding.help.clone(),
            file.sha256.clone(),
        ];
        write(&cells, out);
    }

    fn end(&mut self, out: &mut String) {
        self.begin(out);
    }
}

fn write(cells: &[String], out: &mut String) {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(LINE).from_writer(Vec::with_capacity(LINE));
    // Writing to memory does not fail, and every line has as many cells.
    let _ = writer.write_record(cells.iter().map(|cell| safe(cell)));
    let line = writer.into_inner().unwrap_or_default();
    out.push_str(&String::from_utf8_lossy(&line));
}

/// About as long as a line is, in bytes.
const LINE: usize = 1024;

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn formulas_are_disarmed() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(safe(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(safe("txn_1"), "txn_1");
    }
}
