//! The title of the page, for tabs and the browser's history: what is shown and what came of it, never a name or a value.

use super::day::{announcement, day};
use super::words::{kind_title, verdict_title};
use crate::state::{AppState, Phase, View};

/// The name of the page.
const NAME: &str = "Daybreak";

/// The title.
pub fn title(state: &AppState) -> String {
    let shown = match state.view {
        View::Readiness => Some("Readiness".to_owned()),
        View::Receipt => Some("Receipt".to_owned()),
        View::Compare => Some("Comparison".to_owned()),
        View::File => match state.shown_day() {
            Some(shown) => day(state, shown).map(|day| announcement(&day)),
            None => state.file().and_then(|file| match &file.phase {
                Phase::Checked(summary) => {
                    Some(format!("{}: {}", kind_title(summary.report.kind.as_deref()), verdict_title(summary)))
                }
                Phase::Checking(_) | Phase::Failed(_) => None,
            }),
        },
    };
    shown.map_or_else(|| NAME.to_owned(), |shown| format!("{shown} — {NAME}"))
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::state::fixtures::{after, file, opened};
    use crate::state::{Action, View};

    #[test]
    fn it_says_what_came_of_what_is_shown_and_names_no_file() {
        assert_eq!(title(&after([])), "Daybreak");
        assert_eq!(title(&after([opened(1, "secret.csv")])), "Daybreak");
        let state = after(file(1, "cards", "2026-11-20", "rejected"));
        assert_eq!(title(&state), "Cards: Would be rejected: 1 error — Daybreak");
        assert_eq!(title(&after([Action::Viewed(View::Readiness)])), "Readiness — Daybreak");
    }
}
