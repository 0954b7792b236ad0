//! Loads a list of the partner's own types of events into the profile.

use std::rc::Rc;

use daybreak_report::Values;
use daybreak_schema::EventType;
use serde_json::{Map, Value};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::UseReducerDispatcher;

use super::{Session, profile};
use crate::state::{Action, AppState, Tone};

/// A list is small; anything larger is no list.
const LARGEST: f64 = 1_000_000.0;

/// Reads a list, CSV or JSON. With faults nothing is changed.
pub fn load_events(session: &Session, state: &AppState, file: &File) {
    let (dispatch, json) = (session.dispatch.clone(), state.profile.as_ref().map(|profile| profile.json.clone()));
    let name = Values::Shown.of(&file.name());
    if file.size() > LARGEST {
        return session.tell(Tone::Problem, format!("{name} is too large for a list of event types."));
    }
    let text = file.text();
    spawn_local(async move {
        let told = |tone, text: String| dispatch.dispatch(Action::Told(tone, text));
        let Some(text) = JsFuture::from(text).await.ok().and_then(|text| text.as_string()) else {
            return told(Tone::Problem, format!("{name} could not be read."));
        };
        take(&dispatch, json.as_deref(), &name, &text);
    });
}

/// Puts the list into the profile, if it is one.
pub(super) fn take(dispatch: &UseReducerDispatcher<AppState>, json: Option<&str>, name: &str, text: &str) {
    let told = |tone, text: String| dispatch.dispatch(Action::Told(tone, text));
    let read = daybreak_schema::read_event_types(text)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())
        .and_then(|events| Ok((events.len(), profile::read(&with_events(json, &events))?)));
    match read {
        Ok((count, profile)) => {
            told(Tone::Good, format!("{count} event types of {name} are in the profile; every file is checked again."));
            dispatch.dispatch(Action::Profiled(Some(Rc::new(profile))));
        }
        Err(faults) => told(Tone::Problem, profile::faults_in_words(name, "list of event types", &faults)),
    }
}

/// The profile with these types of events in place of its own; without one, a profile that says nothing else.
fn with_events(json: Option<&str>, events: &[EventType]) -> String {
    let known = json.and_then(|json| serde_json::from_str(json).ok());
    let mut profile: Map<String, Value> = known.unwrap_or_else(|| {
        Map::from_iter([
            ("profile_version".to_owned(), Value::from(daybreak_schema::PROFILE_VERSION)),
            ("name".to_owned(), Value::from("event types only")),
        ])
    });
    let list = events.iter().map(|event| {
        let cells = [
            ("event", Some(&event.event)),
            ("type", event.transaction_type.as_ref()),
            ("fee_type", event.fee_type.as_ref()),
            ("action", event.action.as_ref()),
            ("transfer_type", event.transfer_type.as_ref()),
        ];
        let filled = cells.into_iter().filter_map(|(name, cell)| Some((name.to_owned(), Value::from(cell?.as_str()))));
        Value::Object(filled.collect())
    });
    profile.insert("event_types".to_owned(), Value::Array(list.collect()));
    Value::Object(profile).to_string()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use daybreak_schema::{read_event_types, read_profile};

    use super::with_events;

    #[test]
    fn a_list_takes_the_place_of_the_profiles_own_and_leaves_the_rest() {
        let events = read_event_types("event,type,fee_type\nATM,fee,atm\nPAYROLL,credit,\n").unwrap();
        let before = r#"{"profile_version":1,"name":"Acme","currencies":["USD"],"event_types":[{"event":"OLD"}]}"#;
        let profile = read_profile(&with_events(Some(before), &events)).unwrap();
        assert_eq!((profile.name.as_str(), profile.event_types), ("Acme", events.clone()));
        assert_eq!(profile.currencies, Some(vec!["USD".to_owned()]));
        let alone = read_profile(&with_events(None, &events)).unwrap();
        assert_eq!(alone.event_types, events);
    }
}
