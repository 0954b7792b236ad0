//! What is shown, one file a component.

mod announcer;
mod app;
mod beside;
mod columns_tab;
pub mod columns_view;
mod compare;
mod cutoff;
mod cutoff_tab;
mod day;
mod detail;
mod dialog;
mod empty;
mod export;
mod files;
mod finding;
mod findings;
mod frame_link;
mod hide_values;
pub mod icons;
mod kind_badge;
mod minimap;
mod notices;
mod offline;
mod proof;
mod proof_panel;
mod readiness;
mod receipt;
mod rows;
mod rule_dialog;
mod schema_view;
mod sparkline;
mod start;
mod tabs;
mod theme;
mod timeline;
mod topbar;
mod update;
mod verdict;

pub use app::App;

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a source that cannot be read must fail the test")]

    /// The page's policy refuses `style` attributes. A style that must be computed is set as a property, which no policy
    /// forbids: `~style={…}`.
    #[test]
    fn no_component_writes_a_style_attribute() {
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/components")];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let text = std::fs::read_to_string(entry.path()).unwrap();
                seen += 1;
                for (number, line) in text.lines().enumerate() {
                    let written = line.contains(&[" style", "="].concat());
                    assert!(!written, "{}:{}: write ~style={{…}}", entry.path().display(), number + 1);
                }
            }
        }
        assert!(seen > 20, "the sources were not found");
    }
}
