//! The file that is shown: its verdict at the top, the views below.

use daybreak_calendar::Timestamp;
use daybreak_report::Values;
use daybreak_report::words::counted;
use std::rc::Rc;

use daybreak_engine::{Severity, Verdict};
use daybreak_report::sentences::after_resubmission;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::columns_tab::ColumnsTab;
use super::compare::{compare_button, since_last_check};
use super::cutoff::next_for_file;
use super::cutoff_tab::CutoffTab;
use super::findings::FindingsTab;
use super::icons::Icon;
use super::rows::RowsTab;
use super::start::choose_files;
use super::tabs::{TabFace, tabs};
use crate::hooks::{AppHandle, use_app, use_cutoff, use_focus_kept};
use crate::queries::dates::in_own_zone;
use crate::queries::day::day;
use crate::queries::words::{first_words, place, sign_of_verdict, size, verdict_title};
use crate::state::{Action, FileEntry, Phase, Progress, Tab};
use crate::tasks;
use crate::worker::protocol::{FileId, Filter, Request, Summary};

/// The file that is shown. `on_export` opens the dialog that saves a report.
pub fn file_view(app: &AppHandle, on_export: &Callback<()>) -> Html {
    let Some(file) = app.state.file() else { return Html::default() };
    let tab = app.state.tab;
    let (head, panel) = match &file.phase {
        // The activity day can still be typed while the files are checked for it.
        Phase::Checking(progress) => {
            (checking(app, file, progress), (tab == Tab::Cutoff).then(|| html! { <CutoffTab /> }))
        }
        Phase::Failed(message) => (failed(app, file, message), None),
        Phase::Checked(summary) => (
            html! { <><VerdictCard on_export={on_export.clone()} />{ views(app, summary) }</> },
            Some(match tab {
                Tab::Findings => html! { <FindingsTab /> },
                Tab::Rows => html! { <RowsTab key={file.id} /> },
                Tab::Columns => html! { <ColumnsTab /> },
                Tab::Cutoff => html! { <CutoffTab /> },
            }),
        ),
    };
    html! {
        <>
            <div class="app__head">{ head }</div>
            if let Some(panel) = panel {
                <div class="tabs__panel" role="tabpanel" id="panel" aria-labelledby={format!("tab-{}", tab.token())}>{ panel }</div>
            }
        </>
    }
}

fn checking(app: &AppHandle, file: &FileEntry, progress: &Progress) -> Html {
    let id = file.id;
    let cancel = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| app.session.client.send(&Request::Cancel { file: id }))
    };
    #[expect(clippy::cast_precision_loss, reason = "only a share")]
    let share = 100.0 * progress.bytes as f64 / (file.size.max(1)) as f64;
    let doing = if progress.again { "Reading once more, to find the places of" } else { "Checking" };
    html! {
        <section class="panel" aria-labelledby="checking-title">
            <div class="panel__body">
                <div class="progress">
                    <div class="progress__line">
                        <h1 class="progress__words" id="checking-title">{ format!("{doing} {}", Values::Shown.of(&file.name)) }</h1>
                        <span class="progress__facts">
                            { format!("{share:.0} % · {} of {} · {} · {}, {} so far",
                                size(progress.bytes), size(file.size), counted(progress.records, "record"), counted(progress.errors, "error"), counted(progress.warnings, "warning")) }
                        </span>
                        <button class="button button--small" type="button" data-action="cancel" onclick={cancel}>{ "Cancel" }</button>
                    </div>
                    <progress value={format!("{share:.1}")} max="100" aria-labelledby="checking-title"></progress>
                </div>
                if !progress.first.is_empty() {
                    <h2 class="panel__title">{ "The first findings" }</h2>
                    <ul class="findings__first">
                        { for progress.first.iter().map(|entry| html! { <li>{ format!("{}: {}", place(entry), entry.message) }</li> }) }
                    </ul>
                }
            </div>
        </section>
    }
}

fn failed(app: &AppHandle, file: &FileEntry, message: &str) -> Html {
    let id = file.id;
    let close = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::close_by_button(&app.session, id))
    };
    html! {
        <section class="verdict verdict--incomplete" role="alert">
            <span class="verdict__mark">{ Icon::Incomplete.picture() }</span>
            <div class="verdict__words">
                <h1 class="verdict__title">{ "This file could not be read" }</h1>
                <p class="verdict__next">{ message }</p>
                <div class="verdict__facts"><span>{ Values::Shown.of(&file.name) }</span></div>
            </div>
            <div class="verdict__actions">
                <button class="button" type="button" onclick={close}>{ "Close it" }</button>
                <button class="button button--primary" type="button" onclick={|_: MouseEvent| choose_files()}>{ "Choose it again" }</button>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct VerdictCardProps {
    on_export: Callback<()>,
}

/// What became of the file.
#[component]
fn VerdictCard(props: &VerdictCardProps) -> Html {
    let app = use_app();
    // Who is led from a day to a row of a file means the row, and not the verdict above it.
    let is_led = app.as_ref().is_some_and(|app| app.state.tab == Tab::Rows && app.state.record.is_some());
    // Who corrects the kind may want to correct it once more: the check takes the select away for a moment.
    let is_corrected = app.as_ref().and_then(|app| app.state.file()).is_some_and(|file| file.chosen_kind.is_some());
    let meant = match (is_led, is_corrected) {
        (true, _) => "rows",
        (false, true) => "kind",
        (false, false) => "verdict",
    };
    use_focus_kept(meant, app.as_ref().and_then(|app| app.state.selected));
    let Some(app) = app else { return Html::default() };
    let Some((file, summary)) = app.state.file().and_then(|file| Some((file, file.summary()?))) else {
        return Html::default();
    };
    let sign = sign_of_verdict(summary.verdict());
    let report = &summary.report;
    let on_export = props.on_export.reform(|_: MouseEvent| ());
    let again = {
        let (app, id, kind) = (app.clone(), file.id, file.chosen_kind.clone());
        Callback::from(move |_: MouseEvent| tasks::again(&app.session, &app.state, id, kind.clone()))
    };
    let delimiter = match report.dialect.delimiter.as_str() {
        "|" => "pipes",
        "," => "commas",
        ";" => "semicolons",
        "\t" => "tabs",
        _ => "another delimiter",
    };
    let ending = report.dialect.line_ending.to_uppercase();
    html! {
        <section class={classes!("verdict", format!("verdict--{}", summary.verdict().word()))}>
            <span class="verdict__mark">{ sign.icon().picture() }</span>
            <div class="verdict__words">
                <h1 class="verdict__title" id="verdict" tabindex="-1">{ verdict_title(summary) }</h1>
                <p class="verdict__next"><NextThing summary={summary.clone()} /></p>
                { for report.skipped.iter().map(|skipped| html! { <p class="verdict__next">{ format!("Not checked: {}, because {}.", skipped.what, skipped.why) }</p> }) }
                if let Some(later) = after_resubmission(report) {
                    <p class="verdict__next">{ later }</p>
                }
                { since_last_check(&app, file) }
                <div class="verdict__facts">
                    <span>{ Values::Shown.of(&file.name) }</span>
                    { kind_choice(&app, file.id, report.kind.as_deref().unwrap_or_default()) }
                    <span>{ counted(report.records, "record") }</span>
                    <span>{ size(report.bytes) }</span>
                    if report.records > 0 {
                        <span>{ format!("{delimiter}, {ending}") }</span>
                    }
                    if let Some(sha256) = file.sha256.clone() {
                        { checksum(&app, sha256) }
                    }
                </div>
                <p class="verdict__print">{ on_paper(&app, file) }</p>
            </div>
            <div class="verdict__actions">
                { compare_button(&app) }
                <button class="button" type="button" data-action="export" onclick={on_export}>{ Icon::Download.picture() }{ "Export" }</button>
                if summary.is_broken_off() {
                    <button class="button" type="button" onclick={again}>{ "Check it again" }</button>
                }
                { to_first(&app, file.id, summary) }
            </div>
        </section>
    }
}

/// What a printed page must say of itself: when the file was checked, and which file it was.
fn on_paper(app: &AppHandle, file: &FileEntry) -> String {
    let begun = app.state.beside.begun.get(&file.id).and_then(|begun| Timestamp::from_second(begun.at).ok());
    let checked = begun.map(|moment| format!("Checked on {}. ", in_own_zone(moment)));
    let sha256 = file.sha256.as_ref().map(|sha256| format!("SHA-256 {sha256}"));
    [checked, sha256].into_iter().flatten().collect()
}

/// The beginning of the file's checksum; the whole of it is copied. It tells whether two people speak of the same file.
fn checksum(app: &AppHandle, sha256: String) -> Html {
    let words = format!("SHA-256 {}…", sha256.chars().take(8).collect::<String>());
    let title = format!("Copy the file's SHA-256: {sha256}");
    let session = app.session.clone();
    let onclick = move |_: MouseEvent| tasks::copy(&session, &sha256, "the SHA-256");
    html! { <button class="button button--link mono" type="button" data-action="sha256" {title} {onclick}>{ words }</button> }
}

#[derive(Properties, PartialEq)]
struct NextThingProps {
    summary: Rc<Summary>,
}

/// What to do next.
#[component]
fn NextThing(props: &NextThingProps) -> Html {
    let (app, cutoff) = (use_app(), use_cutoff());
    let summary = &props.summary;
    if let Some(first) = &summary.first {
        let start = if first.severity == Severity::Error { "Start with" } else { "Worth a look" };
        return html! { { format!("{start}: {}. {}.", place(first), first.message) } };
    }
    if summary.verdict() == Verdict::Incomplete {
        return html! { "Nothing was found in what was checked, but that was not the whole file." };
    }
    let late = cutoff.as_ref().is_some_and(|(cutoff, now)| cutoff.seconds_left(*now) <= 0);
    let its_day =
        app.as_ref().zip(cutoff).and_then(|(app, (cutoff, _))| Some(day(&app.state, cutoff.activity_day)?.sending()));
    html! {
        <>
            { "No problems found in this file on its own. " }
            { next_for_file(late, &its_day.unwrap_or_default()) }
        </>
    }
}

/// Shows a finding of a file, among all of them.
pub(super) fn lead_to(app: &AppHandle, file: FileId, index: usize) {
    app.act(Action::Selected(file));
    app.act(Action::Shown(Tab::Findings));
    app.act(Action::Filtered(file, Filter::default()));
    app.act(Action::Chosen(file, index));
}

fn to_first(app: &AppHandle, id: u32, summary: &Summary) -> Html {
    let (Some(first), Some(index)) = (&summary.first, summary.first_index) else { return Html::default() };
    let words = first_words(first.severity);
    let go = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| lead_to(&app, id, index))
    };
    html! { <button class="button button--primary" type="button" onclick={go}>{ words }</button> }
}

/// The kind as it was found out, which the user can correct.
fn kind_choice(app: &AppHandle, id: u32, current: &str) -> Html {
    let onchange = {
        let app = app.clone();
        Callback::from(move |event: Event| {
            let chosen = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
                .map(|select| select.value());
            tasks::again(&app.session, &app.state, id, chosen.filter(|kind| !kind.is_empty()));
        })
    };
    html! {
        <label class="verdict__kind">
            <span class="visually-hidden">{ "Kind of file" }</span>
            <select class="select select--small" id="kind" {onchange}>
                <option value="" selected={current.is_empty()}>{ if current.is_empty() { "Kind not known: choose" } else { "Detect automatically" } }</option>
                { for daybreak_schema::KINDS.iter().map(|kind| html! {
                    <option value={kind.token} selected={kind.token == current}>{ kind.title }</option>
                }) }
            </select>
        </label>
    }
}

/// The views of the file.
fn views(app: &AppHandle, summary: &Summary) -> Html {
    let counts = summary.report.counts;
    let findings = counts.total();
    let face = |tab: Tab| TabFace {
        id: format!("tab-{}", tab.token()),
        title: tab.title(),
        count: if tab == Tab::Findings { findings } else { 0 },
    };
    let shown = Tab::ALL.iter().position(|tab| *tab == app.state.tab).unwrap_or(0);
    let choose = app.acting(|at: usize| Action::Shown(Tab::ALL.get(at).copied().unwrap_or_default()));
    tabs("Views of the file", &Tab::ALL.map(face), shown, &choose)
}
