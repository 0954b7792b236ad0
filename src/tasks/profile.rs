//! Loads a program profile.

use std::rc::Rc;

use daybreak_engine::same_rules;
use daybreak_report::Values;

use super::Session;
use crate::state::{Action, LoadedProfile, Tone};

/// So many faults are told at once.
const FAULTS_SHOWN: usize = 4;

/// Reads a profile. With faults the one that was loaded before stays, and they are given back in words.
pub(super) fn take(session: &Session, name: &str, json: &str) -> Option<String> {
    match read(json) {
        Ok(profile) => {
            let text = format!("The profile \"{}\" is in force for every file.", Values::Shown.of(&profile.name));
            session.tell(Tone::Good, text);
            session.dispatch.dispatch(Action::Profiled(Some(Rc::new(profile))));
            None
        }
        Err(faults) => {
            let words = faults_in_words(name, "program profile", &faults);
            session.tell(Tone::Problem, words.clone());
            Some(words)
        }
    }
}

/// Why a file is not what it should be.
pub(super) fn faults_in_words(name: &str, what: &str, faults: &[String]) -> String {
    let shown = faults.iter().take(FAULTS_SHOWN).cloned().collect::<Vec<_>>().join("\n");
    let more = faults.len().saturating_sub(FAULTS_SHOWN);
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    format!("{name} is not a {what}, and nothing was changed:\n{shown}{more}")
}

pub(super) fn read(json: &str) -> Result<LoadedProfile, Vec<String>> {
    let profile = daybreak_schema::read_profile(json)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let names = || profile.severities.keys().map(String::as_str);
    let unknown = names().filter(|name| daybreak_engine::rule(name).is_none());
    let unknown = unknown.map(|name| ["$.severities.", name, ": there is no such rule"].concat());
    let same = same_rules(names()).into_iter();
    let same = same.map(|(name, first)| ["$.severities.", name, ": this is the same rule as ", first].concat());
    let misnamed: Vec<String> = unknown.chain(same).collect();
    if !misnamed.is_empty() {
        return Err(misnamed);
    }
    Ok(LoadedProfile { name: profile.name, json: json.to_owned(), closed_days: profile.closed_days })
}
