//! Tells the embedding page what happens here, and does what it asks. Draws nothing.

use daybreak_report::FindingEntry;
use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::hooks::{AppHandle, use_app};
use crate::queries::day::day;
use crate::state::{FileEntry, Frame, Phase, WorkerState};
use crate::tasks;
use crate::worker::protocol::FileId;

/// What [`FrameLink`] takes.
#[derive(Properties, PartialEq)]
pub struct FrameLinkProps {
    /// What the embedding page asked for.
    pub frame: Frame,
}

/// The link between the page and the one that embeds it.
#[component]
pub fn FrameLink(props: &FrameLinkProps) -> Html {
    let app = use_app();
    let latest = use_mut_ref(|| None::<AppHandle>);
    latest.borrow_mut().clone_from(&app);
    {
        let latest = latest.clone();
        use_effect_with((), move |()| {
            let document = web_sys::window().and_then(|window| window.document());
            let listener = document.map(|document| {
                EventListener::new(&document, tasks::ASKED, move |event| {
                    let app = latest.borrow().clone();
                    if let Some(app) = app {
                        tasks::obey_host(&app.session, &app.state, event);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let worker = app.as_ref().map(|app| app.state.worker);
    {
        let (latest, frame) = (latest.clone(), props.frame.clone());
        use_effect_with(worker, move |worker| match worker {
            Some(WorkerState::Ready) => {
                tasks::tell_host("ready", &[]);
                let app = latest.borrow().clone();
                if let Some(app) = app.filter(|app| frame.sample.is_some() && app.state.files.is_empty()) {
                    tasks::open_sample_for_host(&app.session, &app.state, &frame);
                }
            }
            Some(WorkerState::Dead) => tasks::failed("The program crashed."),
            _ => {}
        });
    }
    let shown = props.frame.shown;
    let reported = app.as_ref().map(|app| tasks::reported(&app.state)).unwrap_or_default();
    let is_empty = app.as_ref().is_none_or(|app| app.state.files.is_empty());
    {
        let latest = latest.clone();
        use_effect_with((reported, is_empty), move |(files, is_empty): &(Vec<FileId>, bool)| {
            let app = latest.borrow().clone();
            let Some(app) = app else { return };
            if !files.is_empty() {
                tasks::report_to_host(&app.session, &app.state, shown);
            } else if *is_empty {
                tasks::tell_emptied(&app.session);
            }
        });
    }
    // The last one, with its number: a second file may fail in the same words.
    let failed = app.as_ref().and_then(|app| app.state.files.iter().filter_map(failure).next_back());
    use_effect_with(failed, move |failed| {
        let app = latest.borrow().clone();
        if let Some(((_, name, message), app)) = failed.as_ref().zip(app) {
            tasks::fault_of_file(&app.session, name, message);
        }
    });
    use_effect_with(app.as_ref().and_then(selection), |selection| {
        if let Some(selection) = selection {
            tasks::tell_host("select", &selection.facts());
        }
    });
    Html::default()
}

fn failure(file: &FileEntry) -> Option<(FileId, String, String)> {
    match &file.phase {
        Phase::Failed(message) => Some((file.id, file.name.clone(), message.clone())),
        _ => None,
    }
}

/// The finding that was chosen: where it is, never what stands there.
#[derive(Clone, PartialEq)]
struct Selection {
    /// Nothing for a finding of a day that is of none of its files.
    file: Option<String>,
    rule: String,
    severity: &'static str,
    record: Option<u64>,
    line: Option<u64>,
    column: Option<String>,
}

fn selection(app: &AppHandle) -> Option<Selection> {
    let state = &app.state;
    if let Some(shown) = state.shown_day() {
        let (group, item) = state.day.finding?;
        let item = day(state, shown)?.summary?.groups.get(group as usize)?.items.get(item as usize)?;
        let file = item.file.and_then(|id| state.files.iter().find(|file| file.id == id));
        return Some(Selection::of(file, &item.entry));
    }
    let file = state.file()?;
    // Until the user chooses one, the first is shown by itself.
    let detail = file.findings.detail.as_ref().filter(|_| file.findings.asked)?;
    Some(Selection::of(Some(file), &detail.entry))
}

impl Selection {
    fn of(file: Option<&FileEntry>, finding: &FindingEntry) -> Self {
        Self {
            file: file.map(|file| file.name.clone()),
            rule: finding.rule.clone(),
            severity: finding.severity.word(),
            record: finding.record,
            line: finding.line,
            column: finding.column.clone(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a record's number fits a double")]
    fn facts(&self) -> [(&'static str, JsValue); 6] {
        let number = |number: Option<u64>| number.map_or(JsValue::NULL, |number| JsValue::from_f64(number as f64));
        let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from_str);
        [
            ("file", text(self.file.as_deref())),
            ("rule", self.rule.as_str().into()),
            ("severity", self.severity.into()),
            ("record", number(self.record)),
            ("line", number(self.line)),
            ("column", text(self.column.as_deref())),
        ]
    }
}
