//! A file to begin with: nothing but its header.

use super::export;

/// Saves a file of a kind with nothing but its header.
pub fn save_template(kind: &daybreak_schema::Kind) {
    export::save_text(&[kind.token, "_template.csv"].concat(), "text/csv", &template(kind));
}

/// The header of a kind: every column that the documentation names.
fn template(kind: &daybreak_schema::Kind) -> String {
    let named = kind.columns.iter().filter(|column| column.named != daybreak_schema::Named::Inferred);
    let mut text = named.map(|column| column.name).collect::<Vec<_>>().join("|");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use daybreak_engine::{Settings, Verdict, check_pieces};

    #[test]
    fn a_template_passes_the_check_that_it_stands_beside() {
        for kind in daybreak_schema::KINDS {
            let settings = Settings::new(daybreak_calendar::Timestamp::UNIX_EPOCH);
            let name = daybreak_engine::sample::file_name(kind);
            let outcome = check_pieces(&name, [super::template(kind).as_bytes()], &settings);
            assert_eq!(outcome.kind.map(|kind| kind.token), Some(kind.token));
            assert_eq!(outcome.verdict(), Verdict::Accepted, "{}", kind.token);
            let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.name).collect();
            assert_eq!(rules, ["no-records"], "{}", kind.token);
        }
    }
}
