//! A file to begin with: nothing but its header.

use daybreak_schema::{Layout, Named};

use super::export;

/// Saves a file of a kind with nothing but its header.
pub fn save_template(layout: &Layout) {
    export::save_text(&[layout.kind.token, "_template.csv"].concat(), "text/csv", &template(layout));
}

/// The header of a kind: every column that the documentation or the profile names.
fn template(layout: &Layout) -> String {
    let named = layout.columns.iter().filter(|column| column.named != Named::Inferred);
    let mut text = named.map(|column| &*column.header).collect::<Vec<_>>().join("|");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use daybreak_engine::{Settings, Verdict, check_pieces};
    use daybreak_schema::{KINDS, Layout, Profile, read_profile};

    /// A profile that calls the first column otherwise, leaves out the last one that is documented, and adds one.
    fn profile() -> Option<Profile> {
        let changes = KINDS.iter().filter_map(|kind| {
            let of_documentation: Vec<&str> = Layout::new(kind, None)
                .columns
                .iter()
                .filter(|column| column.named != daybreak_schema::Named::Inferred)
                .filter_map(|column| kind.columns.iter().find(|of| of.name == column.name))
                .map(|column| column.name)
                .collect();
            let (first, last) = of_documentation.first().zip(of_documentation.last())?;
            Some(format!(
                r#""{}":{{"renamed":{{"{first}":"its_{first}"}},"dropped":["{last}"],"added":["own_note"]}}"#,
                kind.token
            ))
        });
        let columns = changes.collect::<Vec<_>>().join(",");
        read_profile(&format!(r#"{{"profile_version":1,"name":"p","columns":{{{columns}}}}}"#)).ok()
    }

    #[test]
    fn a_template_passes_the_check_that_it_stands_beside() {
        let programs = profile().map(Arc::new);
        assert!(programs.is_some());
        for profile in [None, programs] {
            for kind in KINDS {
                let template = super::template(&Layout::new(kind, profile.as_deref()));
                assert_eq!(template.contains("its_") && template.ends_with("|own_note\n"), profile.is_some());
                let mut settings = Settings::new(daybreak_calendar::Timestamp::UNIX_EPOCH);
                settings.profile.clone_from(&profile);
                let name = daybreak_engine::sample::file_name(kind);
                let outcome = check_pieces(&name, [template.as_bytes()], &settings);
                assert_eq!(outcome.kind.map(|kind| kind.token), Some(kind.token));
                assert_eq!(outcome.verdict(), Verdict::Accepted, "{}", kind.token);
                let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.name).collect();
                assert_eq!(rules, ["no-records"], "{}", kind.token);
            }
        }
    }
}
