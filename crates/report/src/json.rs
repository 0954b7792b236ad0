//! The report as JSON.

use crate::model::Report;

/// Writes the report, indented, with a line end at its end. The same report gives the same bytes everywhere.
pub fn render(report: &Report) -> String {
    // Strings, numbers and lists only: nothing in the model can fail to be written.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
