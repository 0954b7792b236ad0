//! Saving a report.

use daybreak_report::receipt::Stated;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::dialog::Modal;
use super::icons::Icon;
use crate::hooks::use_app;
use crate::queries::dates::long_date;
use crate::queries::receipt::stated;
use crate::queries::saved::{Scope, name, scope};
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
    let all = use_state_eq(|| false);
    let every = use_state_eq(|| false);
    let Some(app) = app else { return Html::default() };
    let toggle = |state: &UseStateHandle<bool>| {
        let state = state.setter();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                state.set(input.checked());
            }
        })
    };
    let save = |format: Format| {
        let (app, on_close, all, shown, every) = (app.clone(), props.on_close.clone(), *all, *shown, *every);
        Callback::from(move |_: MouseEvent| {
            let Scope { files, together } = scope(&app.state, all);
            let together = together.map(|members| Together { members, held: app.state.day.held.clone() });
            // A receipt has counts and no findings.
            let every = every && format != Format::Receipt;
            let about = name(&app.state, all);
            let export = Export { files, format, about, shown, every, together, stated: Stated::default(), asked: 0 };
            let stated = stated(&app.state, export.files.iter().chain(&export.compared_with()));
            tasks::export(&app.session, &app.state, Export { stated, ..export });
            on_close.emit(());
        })
    };
    let own = scope(&app.state, false);
    let about = app.state.shown_day().filter(|_| !*all).map(|day| {
        let is_compared = own.together.as_ref().is_some_and(|members| members.len() > own.files.len());
        let compared = if is_compared { ", compared with the other days that are open" } else { "" };
        format!("It is about the files of {}{compared}.", long_date(day))
    });
    html! {
        <Modal title="Save a report" on_close={props.on_close.clone()}>
            <p>
                { "The report is made here and saved to your machine. It lists the first 1,000 findings of each rule, or every one \
                   (across files at most 50,000 of each rule and day); the counts are exact either way." }
            </p>
            if let Some(about) = about {
                <p data-export="about">{ about }</p>
            }
            <label class="check">
                <input type="checkbox" data-export="every" checked={*every} onchange={toggle(&every)} />
                { "Every finding, however many" }
            </label>
            if scope(&app.state, true) != own {
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
                    "The report will contain values from the files: treat it as you treat the files."
                } else {
                    "Values are masked: letters become a, digits become 9."
                } }
            </p>
            <div class="buttons">
                <button class="button button--primary" type="button" data-export="csv" onclick={save(Format::Csv)}>
                    { Icon::Download.picture() }{ "Findings as CSV" }
                </button>
                <button class="button" type="button" data-export="json" onclick={save(Format::Json)}>
                    { Icon::Download.picture() }{ "Whole report as JSON" }
                </button>
            </div>
            <p>
                { "A receipt holds the files' names, sizes and checksums, what you have stated by hand, and the result of the check, never a value from a file. Whoever has the same files and states the same gets the same receipt; dropped here, or by " }
                <code>{ "daybreak verify" }</code>
                { ", it shows whether files are still the same." }
            </p>
            <div class="buttons">
                <button class="button" type="button" data-export="receipt" onclick={save(Format::Receipt)}>
                    { Icon::Receipt.picture() }{ "Receipt" }
                </button>
            </div>
        </Modal>
    }
}
