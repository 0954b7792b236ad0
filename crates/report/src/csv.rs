//! The findings as CSV, one line each.

use crate::model::{FileReport, FindingEntry, OtherPlace, Report, RuleCount};
use crate::sentences::file_named;
use crate::write::{Write, whole};

const HEADER: [&str; 22] = [
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
    "activity_day",
    "other_file",
    "other_record",
    "other_line",
    "difference",
];

/// Writes the findings. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
/// spreadsheets hide; the JSON has the text as it is.
pub fn render(report: &Report) -> String {
    whole(report, Writer::new(report))
}

/// Writes a report finding by finding.
#[derive(Debug)]
pub struct Writer<'a> {
    report: &'a Report,
    files: std::slice::Iter<'a, FileReport>,
    file: Option<&'a FileReport>,
    begun: bool,
}

impl<'a> Writer<'a> {
    /// Writes the findings of this report; those that it holds of its files are passed over.
    pub fn new(report: &'a Report) -> Self {
        Self { report, files: report.files.iter(), file: None, begun: false }
    }

    fn begin(&mut self, out: &mut String) {
        if !std::mem::replace(&mut self.begun, true) {
            write(&HEADER.map(str::to_owned), out);
        }
    }

    /// Writes the findings of the files together.
    fn write_set(&self, out: &mut String) {
        let Report { files, set, .. } = self.report;
        for found in &set.findings {
            let file =
                found.file.as_deref().and_then(|name| file_named(self.report, name)).and_then(|at| files.get(at));
            let kind = found.kind.as_ref().or(file.and_then(|file| file.kind.as_ref()));
            let text = |text: Option<&String>| text.cloned().unwrap_or_default();
            let before = [text(found.file.as_ref()), text(kind)];
            let sha256 = file.map_or(String::new(), |file| file.sha256.clone());
            let [record, line] = other_cells(&found.finding);
            let difference = text(found.account.as_ref().map(|account| &account.difference));
            let behind = [sha256, found.day.clone(), text(found.other_file.as_ref()), record, line, difference];
            write(&[before.as_slice(), &finding_cells(&found.finding, &set.rules), &behind].concat(), out);
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
        let before = [file.name.clone(), file.kind.clone().unwrap_or_default()];
        let none = String::new;
        let [record, line] = other_cells(finding);
        let behind = [file.sha256.clone(), none(), none(), record, line, none()];
        write(&[before.as_slice(), &finding_cells(finding, &file.rules), &behind].concat(), out);
    }

    fn end(&mut self, out: &mut String) {
        self.begin(out);
        self.write_set(out);
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

/// What a finding says, between its file's name and kind and what else is known of the file.
fn finding_cells(finding: &FindingEntry, rules: &[RuleCount]) -> [String; 14] {
    let group = rules.iter().find(|rule| rule.rule == finding.rule).and_then(|rule| rule.group);
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
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
    ]
}

/// The other place: its record and its line.
fn other_cells(finding: &FindingEntry) -> [String; 2] {
    let cell = |number: fn(OtherPlace) -> u64| finding.other.map_or(String::new(), |other| number(other).to_string());
    [cell(|other| other.record), cell(|other| other.line)]
}

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
