//! The list of the open files.

use daybreak_engine::Verdict;
use daybreak_report::Values;
use daybreak_report::words::counted;
use yew::prelude::*;

use super::icons::{Icon, Mark, Picture, Sign};
use super::kind_badge::KindBadge;
use super::start::choose_files;
use crate::hooks::{AppHandle, use_app};
use crate::queries::words::{findings_words, kind_title, sign_of_verdict, size};
use crate::state::{Action, FileEntry, Phase, View};
use crate::tasks;
use crate::worker::protocol::FileId;

/// The open files, and which kinds are missing.
#[component]
pub fn Files() -> Html {
    let app = use_app();
    use_effect_with(app.as_ref().and_then(|app| app.state.selected), |selected| {
        if let Some(id) = selected {
            tasks::reveal(&file_id(*id));
        }
    });
    let Some(app) = app else { return Html::default() };
    let gaps = missing_kinds(&app.state.files);
    html! {
        <nav class="app__side" aria-label="Files">
            <div class="files">
                <div class="files__head">
                    <h2 class="files__title">{ "Files" }</h2>
                    <button class="button button--small" type="button" onclick={|_: MouseEvent| choose_files()}>
                        <Picture icon={Icon::Open} class="icon--small" />
                        { "Add" }
                        <span class="visually-hidden">{ " files" }</span>
                    </button>
                </div>
                if let Some(words) = overview(&app.state.files) {
                    <p class="files__sum" role="status">{ words }</p>
                }
                <ul class="files__list">
                    { for app.state.files.iter().map(|file| item(&app, file)) }
                </ul>
                if !gaps.is_empty() {
                    <p class="files__gaps">{ format!("Not among these files: {}.", gaps.join(", ")) }</p>
                }
                if let Some(profile) = &app.state.profile {
                    <p class="files__gaps">
                        { format!("Profile in force: {}. ", Values::Shown.of(&profile.name)) }
                        <button class="button button--link" type="button" onclick={app.acting(|_: MouseEvent| Action::Profiled(None))}>
                            { "Put it away" }
                        </button>
                    </p>
                }
            </div>
        </nav>
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
    let facts = match &file.phase {
        Phase::Checking(progress) => format!("checking, {}", counted(progress.records, "record")),
        Phase::Failed(_) => "cannot be read".to_owned(),
        Phase::Checked(summary) => findings_words(summary),
    };
    let id = file.id;
    let shown = app.state.selected == Some(id) && app.state.view == View::File;
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
                <span class="files__mark"><Mark {sign} words={verdict} shown={false} /></span>
                <span class="files__kind">
                    <KindBadge
                        token={kind.clone().unwrap_or_default()}
                        title={if kind.is_none() && matches!(file.phase, Phase::Checking(_)) { "Checking …" } else { kind_title(kind.as_deref()) }}
                    />
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
                <Picture icon={Icon::Close} class="icon--small" />
            </button>
        </li>
    }
}

/// The name of a file's entry in the page.
fn file_id(id: FileId) -> String {
    format!("file-{id}")
}

/// What would become of several files, in a few words.
fn overview(files: &[FileEntry]) -> Option<String> {
    let all = files.len();
    let with = |verdict| files.iter().filter_map(FileEntry::summary).filter(|file| file.verdict() == verdict).count();
    let (accepted, rejected) = (with(Verdict::Accepted), with(Verdict::Rejected));
    match (accepted, rejected) {
        _ if all < 2 => None,
        (accepted, 0) if accepted == all => Some(format!("All {all} would be accepted")),
        (_, 0) => Some(format!("{accepted} of {all} would be accepted so far")),
        (_, rejected) => Some(format!("{rejected} of {all} would be rejected")),
    }
}

/// The kinds of which no file is open, once every file's kind is known.
fn missing_kinds(files: &[FileEntry]) -> Vec<&'static str> {
    if files.iter().any(|file| matches!(file.phase, Phase::Checking(_))) {
        return Vec::new();
    }
    let open = |token: &str| {
        files.iter().filter_map(FileEntry::summary).any(|summary| summary.report.kind.as_deref() == Some(token))
    };
    daybreak_schema::KINDS.iter().filter(|kind| !open(kind.token)).map(|kind| kind.title).collect()
}
