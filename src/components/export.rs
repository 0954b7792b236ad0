//! Saving a report.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::dialog::Modal;
use super::icons::{Icon, Picture};
use crate::hooks::use_app;
use crate::queries::day::members;
use crate::state::FileEntry;
use crate::tasks;
use crate::worker::protocol::{Export, Format, Together};

/// What [`ExportDialog`] takes.
#[derive(Properties, PartialEq)]
pub struct ExportDialogProps {
    /// Called when it is closed.
    pub on_close: Callback<()>,
}

/// Asks what to save and how.
#[component]
pub fn ExportDialog(props: &ExportDialogProps) -> Html {
    let shown = use_state_eq(|| false);
    let app = use_app();
    // Who looks at a day means its files.
    let all = use_state_eq(|| app.as_ref().is_some_and(|app| app.state.shown_day().is_some()));
    let every = use_state_eq(|| false);
    let Some(app) = app else { return Html::default() };
    let toggle = |state: &UseStateHandle<bool>| {
        let state = state.setter();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                state.set(input.checked());
            }
        })
    };
    let save = |format: Format| {
        let (app, on_close, all, shown, every) = (app.clone(), props.on_close.clone(), *all, *shown, *every);
        Callback::from(move |_: MouseEvent| {
            let checked = app.state.files.iter().filter(|file| file.summary().is_some());
            let files: Vec<_> = checked
                .filter(|file| all || Some(file.id) == app.state.selected)
                .map(|file: &FileEntry| file.id)
                .collect();
            let members = members(&app.state).filter(|_| all && files.len() > 1);
            let together = members.map(|members| Together { members, held: app.state.day.held.clone() });
            // A receipt has counts and no findings.
            let every = every && format != Format::Receipt;
            tasks::export(&app.session, &app.state, Export { files, format, shown, every, together });
            on_close.emit(());
        })
    };
    html! {
        <Modal title="Save a report" on_close={props.on_close.clone()}>
            <p>
                { "The report is made here and saved to your machine. It lists the first 1,000 findings of each rule, or every one; \
                   the counts are exact either way." }
            </p>
            <label class="check">
                <input type="checkbox" data-export="every" checked={*every} onchange={toggle(&every)} />
                { "Every finding, however many" }
            </label>
            if app.state.files.len() > 1 {
                <label class="check">
                    <input type="checkbox" data-export="all" checked={*all} onchange={toggle(&all)} />
                    { "All open files" }
                </label>
            }
            <label class="check">
                <input type="checkbox" checked={*shown} onchange={toggle(&shown)} />
                { "Show the files' values" }
            </label>
            <p class="muted">
                { if *shown {
                    "The report will hold values from the files: treat it as you treat them."
                } else {
                    "Values are masked: letters become a, digits become 9."
                } }
            </p>
            <div class="buttons">
                <button class="button button--primary" type="button" data-export="csv" onclick={save(Format::Csv)}>
                    <Picture icon={Icon::Download} />{ "Findings as CSV" }
                </button>
                <button class="button" type="button" data-export="json" onclick={save(Format::Json)}>
                    <Picture icon={Icon::Download} />{ "Whole report as JSON" }
                </button>
            </div>
            <p>
                { "A receipt holds the files' names, sizes and checksums and what came of the check, never a value. Whoever has the                    same files gets the same receipt; dropped here, or by " }
                <code>{ "daybreak verify" }</code>
                { ", it tells whether files are still those." }
            </p>
            <div class="buttons">
                <button class="button" type="button" data-export="receipt" onclick={save(Format::Receipt)}>
                    <Picture icon={Icon::Receipt} />{ "Receipt" }
                </button>
            </div>
        </Modal>
    }
}
