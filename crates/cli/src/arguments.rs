//! What several commands take as arguments, and how it is read.

use std::time::{SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use daybreak_calendar::{Date, Timestamp, activity_day_default};
use daybreak_engine::{RULES, Rule};
use daybreak_schema::{KINDS, Kind, kind_by_token};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Reads a kind by its token.
pub(crate) fn kind_parser() -> impl TypedValueParser<Value = &'static Kind> {
    PossibleValuesParser::new(KINDS.iter().map(|kind| kind.token))
        .try_map(|token| kind_by_token(&token).ok_or("there is no such kind"))
}

/// Reads a day, `YYYY-MM-DD` and nothing else.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    match text.parse::<Date>() {
        Ok(date) if date.to_string() == text => Ok(date),
        _ => Err("expected a date, such as 2026-11-20".to_owned()),
    }
}

/// Reads a day for which the calendar is promised.
pub(crate) fn calendar_day(text: &str) -> Result<Date, String> {
    in_calendar(day(text)?)
}

fn in_calendar(day: Date) -> Result<Date, String> {
    if (2020..=2060).contains(&day.year()) {
        Ok(day)
    } else {
        Err("the calendar covers the years 2020 to 2060".to_owned())
    }
}

/// Reads a moment with its offset, RFC 3339.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    let moment = text
        .parse::<Timestamp>()
        .map_err(|_| "expected a time with its UTC offset, such as 2026-11-23T05:00:00-06:00".to_owned())?;
    in_calendar(activity_day_default(moment)).map(|_| moment)
}

/// The moment asked for, else that of the system's clock.
pub(crate) fn now(asked: Option<Timestamp>) -> Timestamp {
    asked.unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).ok().and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_default()
    })
}

/// Reads a rule by its name or code, in whatever case; one that does not exist is told with the names nearest to it.
pub(crate) fn rule(text: &str) -> Result<&'static Rule, String> {
    daybreak_engine::rule(text).ok_or_else(|| {
        let near = nearest(text);
        if near.is_empty() {
            "there is no such rule".to_owned()
        } else {
            format!("there is no such rule; did you mean {}?", near.join(" or "))
        }
    })
}

/// So many names are proposed.
const PROPOSED: usize = 3;

/// Below this likeness a name is no help.
const ALIKE: f64 = 0.5;

fn nearest(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let alike = |name: &str| strsim::normalized_damerau_levenshtein(name, &text);
    let mut near: Vec<(f64, &'static str)> = RULES
        .iter()
        .map(|rule| (alike(rule.name), rule.name))
        .filter(|(likeness, name)| *likeness >= ALIKE || (text.len() > 3 && name.contains(&text)))
        .collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.into_iter().take(PROPOSED).map(|(_, name)| name).collect()
}
