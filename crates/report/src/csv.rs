//! The findings as CSV, one line each.

use crate::model::Report;

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
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |cells: &[String]| {
        // Writing to memory does not fail, and every line has as many cells.
        let _ = writer.write_record(cells.iter().map(|cell| safe(cell)));
    };
    write(&HEADER.map(str::to_owned));
    for file in &report.files {
        for finding in &file.findings {
            let group = file.rules.iter().find(|rule| rule.rule == finding.rule).and_then(|rule| rule.group);
            let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            write(&[
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
            ]);
        }
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
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
