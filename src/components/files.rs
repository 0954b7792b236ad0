//! The list of the open files.

use daybreak_calendar::Date;
use daybreak_engine::Verdict;
use daybreak_report::Values;
use daybreak_report::words::{counted, findings};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::icons::Icon;
use super::kind_badge::kind_badge;
use crate::hooks::{AppHandle, use_app};
use crate::queries::dates::{short_date, short_weekday};
use crate::queries::day::{Day, days, without_day};
use crate::queries::sign::Sign;
use crate::queries::words::{kind_title, sign_of_verdict, size};
use crate::state::{Action, DayAction, FileEntry, Phase, View};
use crate::tasks;
use crate::worker::protocol::FileId;

/// The open files, and which kinds are missing.
#[component]
pub fn Files() -> Html {
    let app = use_app();
    let shown = app.as_ref().map(|app| (app.state.selected, app.state.shown_day()));
    use_effect_with(shown, |shown| {
        let entry = match shown {
            Some((_, Some(day))) => Some(day_id(*day)),
            Some((Some(id), None)) => Some(file_id(*id)),
            _ => None,
        };
        // In a task of its own: to know where it stands the browser lays out all that was just drawn.
        let later = entry.map(|entry| Timeout::new(0, move || tasks::reveal(&entry)));
        move || drop(later)
    });
    let Some(app) = app else { return Html::default() };
    let days = days(&app.state);
    let unplaced = without_day(&app.state);
    html! {
        <nav class="app__side" aria-label="Files">
            <div class="files">
                <div class="files__head">
                    <h2 class="files__title">{ "Files" }</h2>
                    <button class="button button--small" type="button" onclick={add(&app)}>
                        { Icon::Open.with_class("icon--small") }
                        { "Add" }
                        <span class="visually-hidden">{ " files" }</span>
                    </button>
                </div>
                if let Some(words) = overview(&app.state.files) {
                    <p class="files__sum" role="status">{ words }</p>
                }
                <ul class="files__days">
                    { for days.iter().map(|day| of_day(&app, day)) }
                    if !unplaced.is_empty() {
                        <li class="files__day" key="none">
                            <p class="files__dayhead files__dayhead--none">{ "Day not known" }</p>
                            <ul class="files__list">{ for unplaced.iter().map(|file| item(&app, file)) }</ul>
                        </li>
                    }
                </ul>
                if let Some(profile) = &app.state.profile {
                    <p class="files__gaps">
                        { format!("Profile in force: {}. ", Values::Shown.of(&profile.name)) }
                        <button class="button button--link" type="button" onclick={app.acting(|_: MouseEvent| Action::Profiled(None))}>
                            { "Remove" }
                        </button>
                    </p>
                }
            </div>
        </nav>
    }
}

/// Adds files.
fn add(app: &AppHandle) -> Callback<MouseEvent> {
    let app = app.clone();
    Callback::from(move |_| tasks::choose_files(&app.session))
}

/// A day: what would become of it, what is missing, and its files.
fn of_day(app: &AppHandle, day: &Day<'_>) -> Html {
    let shown = app.state.shown_day() == Some(day.day);
    let (date, missing) = (day.day, day.missing());
    let onclick = app.acting(move |_: MouseEvent| Action::Day(DayAction::Shown(Some(date))));
    let sign = day.verdict.map_or(Sign::Waiting, sign_of_verdict);
    html! {
        <li class="files__day" key={date.to_string()}>
            <button
                class="files__dayhead"
                type="button"
                id={day_id(date)}
                data-day={date.to_string()}
                data-day-verdict={day.word()}
                aria-current={shown.then_some("true")}
                {onclick}
            >
                <span class="files__mark">{ sign.shape(day.word()) }</span>
                <span class="files__date">{ format!("{}, {}", short_weekday(date), short_date(date)) }</span>
                <span class="files__facts">
                    { if missing.is_empty() { counted(day.files.len() as u64, "file") } else { format!("missing: {}", missing.join(", ")) } }
                </span>
            </button>
            <ul class="files__list">{ for day.files.iter().map(|file| item(app, file)) }</ul>
        </li>
    }
}

fn item(app: &AppHandle, file: &FileEntry) -> Html {
    let summary = file.summary();
    let (sign, verdict) = match &file.phase {
        Phase::Checking(_) => (Sign::Waiting, "checking"),
        Phase::Failed(_) => (Sign::Incomplete, "failed"),
        Phase::Checked(summary) => (sign_of_verdict(summary.verdict()), summary.verdict().word()),
    };
    let (errors, warnings) =
        summary.map_or((0, 0), |summary| (summary.report.counts.error, summary.report.counts.warning));
    let kind = summary.and_then(|summary| summary.report.kind.clone()).or_else(|| file.chosen_kind.clone());
    let is_sought = kind.is_none() && matches!(file.phase, Phase::Checking(_));
    let title = if is_sought { "Checking …" } else { kind_title(kind.as_deref()) };
    let facts = match &file.phase {
        Phase::Checking(progress) => format!("checking, {}", counted(progress.records, "record")),
        Phase::Failed(_) => "cannot be read".to_owned(),
        Phase::Checked(summary) => findings(summary.report.counts, None),
    };
    let id = file.id;
    let shown = app.state.selected == Some(id) && app.state.view == View::File && app.state.shown_day().is_none();
    let select = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| {
            app.act(Action::Viewed(View::File));
            app.act(Action::Selected(id));
        })
    };
    let close = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::close_by_button(&app.session, id))
    };
    html! {
        <li
            class="files__item"
            key={id}
            id={file_id(id)}
            data-file={file.name.clone()}
            data-kind={kind.clone().unwrap_or_default()}
            data-verdict={verdict}
            data-records={summary.map_or(0, |summary| summary.report.records).to_string()}
            data-errors={errors.to_string()}
            data-warnings={warnings.to_string()}
        >
            <button class="files__button" type="button" aria-current={shown.then_some("true")} onclick={select}>
                <span class="files__mark">{ sign.shape(verdict) }</span>
                <span class="files__kind">
                    { kind_badge(kind.as_deref().unwrap_or_default(), title) }
                </span>
                <span class="files__name">{ Values::Shown.of(&file.name) }</span>
                <span class="files__facts">
                    <span>{ facts }</span>
                    if let Some(summary) = summary {
                        <span>{ counted(summary.report.records, "record") }</span>
                    }
                    <span>{ size(file.size) }</span>
                </span>
            </button>
            <button class="button button--small button--plain files__close" type="button" aria-label={format!("Close {}", Values::Shown.of(&file.name))} onclick={close}>
                { Icon::Close.with_class("icon--small") }
            </button>
        </li>
    }
}

/// The name of a file's entry in the page.
fn file_id(id: FileId) -> String {
    format!("file-{id}")
}

/// The name of a day's entry in the page.
fn day_id(day: Date) -> String {
    format!("day-{day}")
}

/// What would become of several files, in a few words.
fn overview(files: &[FileEntry]) -> Option<String> {
    let all = files.len();
    let with = |verdict| files.iter().filter_map(FileEntry::summary).filter(|file| file.verdict() == verdict).count();
    let (accepted, rejected) = (with(Verdict::Accepted), with(Verdict::Rejected));
    match (accepted, rejected) {
        _ if all < 2 => None,
        (accepted, 0) if accepted == all => Some(format!("On their own, all {all} would be accepted")),
        (_, 0) => Some(format!("On their own, {accepted} of {all} would be accepted so far")),
        (_, rejected) => Some(format!("On their own, {rejected} of {all} would be rejected")),
    }
}
