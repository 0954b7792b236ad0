//! What somebody has said of a check by hand: it is in none of the files, so a receipt has to hold it.

use serde::{Deserialize, Serialize};

/// What was said by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Stated {
    /// What the account at the bank holds, by day and currency.
    pub totals: Vec<StatedTotal>,
    /// What files are, by name.
    pub files: Vec<StatedFile>,
}

/// What the account at the bank, held for the benefit of the customers, holds at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct StatedTotal {
    /// The activity day, as `YYYY-MM-DD`.
    pub activity_day: String,
    /// The currency.
    pub currency: String,
    /// How much, as a decimal number.
    pub amount: String,
}

/// A file whose kind or day was not left to be found out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct StatedFile {
    /// Its name.
    pub name: String,
    /// The token of the kind that it was checked as.
    pub kind: Option<String>,
    /// The activity day that it was taken to carry.
    pub activity_day: Option<String>,
}

impl Stated {
    /// In order; files of which nothing was said are left out.
    #[must_use]
    pub fn new(totals: impl IntoIterator<Item = StatedTotal>, files: impl IntoIterator<Item = StatedFile>) -> Self {
        let is_said = |file: &StatedFile| file.kind.is_some() || file.activity_day.is_some();
        Self { totals: in_order(totals), files: in_order(files.into_iter().filter(is_said)) }
    }

    /// Each entry as what it is about and what was said of it.
    pub fn entries(&self) -> Vec<(String, String)> {
        let mut said = Vec::new();
        for StatedTotal { activity_day, currency, amount } in &self.totals {
            said.push((format!("the account at the bank (FBO), {currency}, end of {activity_day}"), amount.clone()));
        }
        for StatedFile { name, kind, activity_day } in &self.files {
            said.extend(kind.clone().map(|kind| (format!("the kind of {name}"), kind)));
            said.extend(activity_day.clone().map(|day| (format!("the activity day of {name}"), day)));
        }
        said
    }
}

/// In order. There are few, and a sort of its own would weigh more in the page.
pub(super) fn in_order<T: Ord>(entries: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::new();
    for entry in entries {
        ordered.insert(ordered.partition_point(|other| *other <= entry), entry);
    }
    ordered
}
