//! Where the user is, as the address keeps it: kind, view, record and rule, or day and view. Never a value.

use daybreak_calendar::Date;

use super::DayTab;

/// A view of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is wrong.
    #[default]
    Findings,
    /// Every record.
    Rows,
    /// What is in each column.
    Columns,
    /// When the file is due.
    Cutoff,
}

impl Tab {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 4] = [Self::Findings, Self::Rows, Self::Columns, Self::Cutoff];

    /// The word in the address.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Cutoff => "cutoff",
        }
    }

    /// The word on the tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Findings => "Findings",
            Self::Rows => "Rows",
            Self::Columns => "Columns",
            Self::Cutoff => "Cutoff",
        }
    }
}

/// What fills the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The file that is shown, or the start.
    #[default]
    File,
    /// The days on the way to go live.
    Readiness,
    /// A receipt, held against the open files.
    Receipt,
    /// Two checks beside each other.
    Compare,
}

impl View {
    /// The words in the address. The file that is shown has none: its own views are in the address.
    const TOKENS: [(Self, &'static str); 3] =
        [(Self::Readiness, "readiness"), (Self::Receipt, "receipt"), (Self::Compare, "compare")];

    fn token(self) -> Option<&'static str> {
        Self::TOKENS.into_iter().find(|(view, _)| *view == self).map(|(_, token)| token)
    }

    fn named(token: &str) -> Self {
        Self::TOKENS.into_iter().find(|(_, known)| *known == token).map(|(view, _)| view).unwrap_or_default()
    }
}

/// Where the user is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What fills the page.
    pub view: View,
    /// The kind of the file shown.
    pub kind: Option<String>,
    /// The view.
    pub tab: Option<Tab>,
    /// The record.
    pub record: Option<u64>,
    /// The rule.
    pub rule: Option<String>,
    /// The activity day, when a day is shown and not a file.
    pub day: Option<Date>,
    /// The view of that day.
    pub day_tab: Option<DayTab>,
}

impl Place {
    /// The part of the address behind the `#`.
    pub fn to_hash(&self) -> String {
        let parts = [
            self.view.token().map(|token| format!("view={token}")),
            self.kind.as_ref().map(|kind| format!("kind={kind}")),
            self.tab.map(|tab| format!("tab={}", tab.token())),
            self.record.map(|record| format!("record={record}")),
            self.rule.as_ref().map(|rule| format!("rule={rule}")),
            self.day.map(|day| format!("day={day}")),
            self.day_tab.map(|tab| format!("view={}", tab.token())),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }

    /// Reads the part of an address behind the `#`; what is not known is passed over.
    pub fn from_hash(hash: &str) -> Self {
        let mut place = Self::default();
        for (name, value) in hash.trim_start_matches('#').split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "view" => {
                    place.view = View::named(value);
                    place.day_tab = DayTab::ALL.into_iter().find(|tab| tab.token() == value);
                }
                "kind" => {
                    place.kind = Some(value.to_owned()).filter(|token| daybreak_schema::kind_by_token(token).is_some());
                }
                "tab" => place.tab = Tab::ALL.into_iter().find(|tab| tab.token() == value),
                "record" => place.record = value.parse().ok().filter(|&record| record > 0),
                "rule" => place.rule = Some(value.to_owned()).filter(|name| daybreak_engine::rule(name).is_some()),
                "day" => place.day = value.parse().ok(),
                _ => {}
            }
        }
        place
    }
}
