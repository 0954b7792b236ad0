//! Loads a program profile.

use std::rc::Rc;

use daybreak_report::Values;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::Session;
use crate::state::{Action, AppState, LoadedProfile, Tone};

/// A profile is small; anything larger is no profile.
const LARGEST: f64 = 1_000_000.0;

/// So many faults are told at once.
const FAULTS_SHOWN: usize = 4;

/// Reads a profile. With faults the one that was loaded before stays.
pub(super) fn load(session: &Session, state: &AppState, file: File) {
    let dispatch = session.dispatch.clone();
    let before = state.profile.as_ref().map(|profile| profile.json.clone());
    if file.size() > LARGEST {
        return session
            .tell(Tone::Problem, format!("{} is too large for a program profile.", Values::Shown.of(&file.name())));
    }
    spawn_local(async move {
        let told = |tone, text: String| dispatch.dispatch(Action::Told(tone, text));
        let Ok(text) = JsFuture::from(file.text()).await else {
            return told(Tone::Problem, format!("{} could not be read.", Values::Shown.of(&file.name())));
        };
        let json = text.as_string().unwrap_or_default();
        // A list stands for one part of a profile: the types of events.
        if json.trim_start().starts_with('[') {
            return super::events::take(&dispatch, before.as_deref(), &Values::Shown.of(&file.name()), &json);
        }
        match read(&json) {
            Ok(profile) => {
                told(
                    Tone::Good,
                    format!(
                        "The profile \"{}\" is in force; every file is checked again.",
                        Values::Shown.of(&profile.name)
                    ),
                );
                dispatch.dispatch(Action::Profiled(Some(Rc::new(profile))));
            }
            Err(faults) => {
                let name = Values::Shown.of(&file.name());
                told(Tone::Problem, faults_in_words(&name, "program profile", &faults));
            }
        }
    });
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
    let unknown: Vec<String> = profile
        .severities
        .keys()
        .filter(|rule| daybreak_engine::rule(rule).is_none())
        .map(|rule| format!("$.severities.{rule}: there is no such rule"))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    Ok(LoadedProfile { name: profile.name, json: json.to_owned(), closed_days: profile.closed_days })
}
