//! Where the user is, as the address keeps it: kind, view, record and rule, or day and view. Never a value.

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

/// Where the user is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The kind of the file shown.
    pub kind: Option<String>,
    /// The view.
    pub tab: Option<Tab>,
    /// The record.
    pub record: Option<u64>,
    /// The rule.
    pub rule: Option<String>,
    /// The activity day, when a day is shown and not a file.
    pub day: Option<String>,
    /// The view of that day.
    pub view: Option<DayTab>,
}

impl Place {
    /// The part of the address behind the `#`.
    pub fn to_hash(&self) -> String {
        let parts = [
            self.kind.as_ref().map(|kind| format!("kind={kind}")),
            self.tab.map(|tab| format!("tab={}", tab.token())),
            self.record.map(|record| format!("record={record}")),
            self.rule.as_ref().map(|rule| format!("rule={rule}")),
            self.day.as_ref().map(|day| format!("day={day}")),
            self.view.map(|view| format!("view={}", view.token())),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }

    /// Reads the part of an address behind the `#`; what is not known is passed over.
    pub fn from_hash(hash: &str) -> Self {
        let mut place = Self::default();
        for (name, value) in hash.trim_start_matches('#').split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "kind" => {
                    place.kind = Some(value.to_owned()).filter(|token| daybreak_schema::kind_by_token(token).is_some());
                }
                "tab" => place.tab = Tab::ALL.into_iter().find(|tab| tab.token() == value),
                "record" => place.record = value.parse().ok().filter(|&record| record > 0),
                "rule" => place.rule = Some(value.to_owned()).filter(|name| daybreak_engine::rule(name).is_some()),
                "day" => place.day = value.parse().ok().map(|day: daybreak_calendar::Date| day.to_string()),
                "view" => place.view = DayTab::ALL.into_iter().find(|view| view.token() == value),
                _ => {}
            }
        }
        place
    }
}
