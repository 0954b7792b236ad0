//! Loads a program profile.

use std::rc::Rc;

use daybreak_report::Values;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::UseReducerDispatcher;

use super::Session;
use crate::state::{Action, AppState, LoadedProfile, Tone};

/// A profile is small; anything larger is no profile.
const LARGEST: f64 = 1_000_000.0;

/// So many faults are told at once.
const FAULTS_SHOWN: usize = 4;

/// Reads a profile. With faults the one that was loaded before stays.
pub(super) fn load(session: &Session, _state: &AppState, file: File) {
    let dispatch = session.dispatch.clone();
    if file.size() > LARGEST {
        return session
            .tell(Tone::Problem, format!("{} is too large for a program profile.", Values::Shown.of(&file.name())));
    }
    spawn_local(async move {
        let told = |tone, text: String| dispatch.dispatch(Action::Told(tone, text));
        let Ok(text) = JsFuture::from(file.text()).await else {
            return told(Tone::Problem, format!("{} could not be read.", Values::Shown.of(&file.name())));
        };
        heard(&dispatch, &text.as_string().unwrap_or_default(), &file.name());
    });
}

/// Takes a profile from its text.
pub(super) fn read_text(session: &Session, json: &str, name: &str) {
    heard(&session.dispatch, json, name);
}

fn heard(dispatch: &UseReducerDispatcher<AppState>, json: &str, name: &str) {
    let told = |tone, text: String| dispatch.dispatch(Action::Told(tone, text));
    match read(json) {
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
            let shown = faults.iter().take(FAULTS_SHOWN).cloned().collect::<Vec<_>>().join("\n");
            let more = faults.len().saturating_sub(FAULTS_SHOWN);
            let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
            told(
                Tone::Problem,
                format!("{} is not a program profile, and nothing was changed:\n{shown}{more}", Values::Shown.of(name)),
            );
        }
    }
}

fn read(json: &str) -> Result<LoadedProfile, Vec<String>> {
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
