//! Tells the embedding page what happens here, and does what it asks. Draws nothing.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::hooks::{AppHandle, use_app};
use crate::state::{Frame, Phase, WorkerState};
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
                tasks::report_to_host(&app.session, &app.state, files.clone(), shown);
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

fn failure(file: &crate::state::FileEntry) -> Option<(FileId, String, String)> {
    match &file.phase {
        Phase::Failed(message) => Some((file.id, file.name.clone(), message.clone())),
        _ => None,
    }
}

/// The finding that was chosen: where it is, never what stands there.
#[derive(Clone, PartialEq)]
struct Selection {
    file: String,
    rule: String,
    severity: &'static str,
    record: Option<u64>,
    line: Option<u64>,
    column: Option<String>,
}

fn selection(app: &AppHandle) -> Option<Selection> {
    let file = app.state.file()?;
    let finding = &file.findings.detail.as_ref()?.entry;
    // Until the user chooses one, the first is shown by itself.
    file.findings.asked.then(|| Selection {
        file: file.name.clone(),
        rule: finding.rule.clone(),
        severity: finding.severity.word(),
        record: finding.record,
        line: finding.line,
        column: finding.column.clone(),
    })
}

impl Selection {
    #[expect(clippy::cast_precision_loss, reason = "a record's number fits a double")]
    fn facts(&self) -> [(&'static str, JsValue); 6] {
        let number = |number: Option<u64>| number.map_or(JsValue::NULL, |number| JsValue::from_f64(number as f64));
        [
            ("file", self.file.as_str().into()),
            ("rule", self.rule.as_str().into()),
            ("severity", self.severity.into()),
            ("record", number(self.record)),
            ("line", number(self.line)),
            ("column", self.column.as_deref().map_or(JsValue::NULL, JsValue::from_str)),
        ]
    }
}
