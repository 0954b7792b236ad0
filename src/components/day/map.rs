//! The map of a day: what stands in the place of each kind, and what can be done with it.

use daybreak_calendar::Date;
use daybreak_report::Values;
use daybreak_report::words::{counted, findings};
use yew::prelude::*;

use super::mover::mover;
use crate::components::icons::Icon;
use crate::components::kind_badge::kind_badge;
use crate::hooks::AppHandle;
use crate::queries::day::{Day, Slot, day, days};
use crate::queries::sign::Sign;
use crate::queries::words::{sign_of_verdict, size};
use crate::state::{Action, FileEntry, Phase};
use crate::tasks;
use crate::worker::protocol::FileId;
use crate::worker::set::protocol::Placed;

/// The map.
pub(super) fn map_tab(app: &AppHandle) -> Html {
    let Some(day) = app.state.shown_day().and_then(|shown| day(&app.state, shown)) else { return Html::default() };
    let add = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::choose_files(&app.session))
    };
    let before = day.day.yesterday().ok();
    let has_before = days(&app.state).iter().any(|other| Some(other.day) == before);
    html! {
        <section class="panel" aria-label="Files of the day">
            <ul class="map">
                { for day.slots().iter().map(|slot| place(app, &day, slot)) }
                { for day.of_no_kind().into_iter().map(|file| html! {
                    <li class="map__slot" key={file.id}>{ entry(app, &day, file, "Kind not known") }</li>
                }) }
            </ul>
            { for day.astray(&app.state).into_iter().map(|file| stray(app, &day, file)) }
            <div class="map__foot">
                <button class="button" type="button" onclick={add}>{ Icon::Open.picture() }{ "Add files" }</button>
                <p class="muted">
                    if has_before {
                        { "The day before is here too, and this day is compared with it." }
                    } else {
                        { "Add the files of the day before too: checking whether the balances follow takes both." }
                    }
                </p>
            </div>
        </section>
    }
}

/// The place of a kind.
fn place(app: &AppHandle, day: &Day<'_>, slot: &Slot<'_>) -> Html {
    let state = match slot.file {
        Some(file) if file.summary().is_some_and(|summary| summary.report.records == 0) => "empty",
        Some(_) if !slot.others.is_empty() => "twice",
        Some(_) => "there",
        None if slot.due => "missing",
        None => "not-due",
    };
    html! {
        <li class="map__slot" key={slot.kind.token} data-slot={slot.kind.token} data-state={state}>
            if let Some(file) = slot.file {
                { entry(app, day, file, slot.kind.title) }
            } else {
                <div class="map__file map__file--none">
                    { (if slot.due { Sign::Incomplete } else { Sign::Waiting }).shape(state) }
                    <span class="map__kind">{ kind_badge(slot.kind.token, slot.kind.title) }</span>
                    <span class="map__facts">
                        { if slot.due { "Missing: it is due every day" } else { "Not here: it is due only if there are such records" } }
                    </span>
                </div>
            }
            { for slot.others.iter().map(|file| entry(app, day, file, "Does not count")) }
        </li>
    }
}

/// A file with what can be done with it.
fn entry(app: &AppHandle, day: &Day<'_>, file: &FileEntry, kind: &'static str) -> Html {
    let id = file.id;
    let (sign, word) = match &file.phase {
        Phase::Checking(_) => (Sign::Waiting, "checking"),
        Phase::Failed(_) => (Sign::Incomplete, "cannot be read"),
        Phase::Checked(summary) => (sign_of_verdict(summary.verdict()), summary.verdict().word()),
    };
    let token = crate::queries::day::kind_of(file).map_or("", |kind| kind.token);
    let facts = file.summary().map_or_else(
        || vec![word.to_owned(), size(file.size)],
        |summary| {
            let records = match summary.report.records {
                0 => "no records".to_owned(),
                records => counted(records, "record"),
            };
            vec![word.to_owned(), findings(summary.report.counts, None), records, size(file.size)]
        },
    );
    let name = Values::Shown.of(&file.name);
    let remove = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| {
            tasks::close_by_button(&app.session, id);
        })
    };
    let replace = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::choose_instead(&app.session, id))
    };
    html! {
        <div class="map__file" data-in-day={file.name.clone()}>
            { sign.shape(word) }
            <span class="map__kind">
                if kind == "Does not count" { <span class="badge">{ kind }</span> } else { { kind_badge(token, kind) } }
            </span>
            <span class="map__name">
                <button class="button button--link mono" type="button" onclick={app.acting(move |_: MouseEvent| Action::Selected(id))}>{ &name }</button>
            </span>
            <span class="map__facts">
                { facts.join(" · ") }
                { placed(app, day, file) }
            </span>
            <span class="map__actions">
                { mover(app, day.day, file) }
                <button class="button button--small" type="button" data-action="replace" aria-label={format!("Replace {name}")} onclick={replace}>{ "Replace" }</button>
                <button class="button button--small" type="button" data-action="remove" aria-label={format!("Remove {name}")} onclick={remove}>{ "Remove" }</button>
            </span>
        </div>
    }
}

/// What became of a file that does not stand for its kind.
fn placed(app: &AppHandle, day: &Day<'_>, file: &FileEntry) -> Html {
    let words = match day.placed(file.id) {
        Some(Placed::Replaced(by)) => {
            let by = app
                .state
                .files
                .iter()
                .find(|open| open.id == *by)
                .map_or(String::new(), |by| Values::Shown.of(&by.name));
            format!("replaced by {by}")
        }
        Some(Placed::OfAnotherDay(other)) => return stays(app, day, file, *other),
        Some(Placed::Unplaced) => "its kind or its day is not known".to_owned(),
        Some(Placed::Used) | None => return Html::default(),
    };
    html! { <span class="map__placed">{ format!(" · {words}") }</span> }
}

/// What a button does that gives a file a day.
fn giving(app: &AppHandle, file: FileId, day: Date) -> Callback<MouseEvent> {
    let app = app.clone();
    Callback::from(move |_| tasks::give_day(&app.session, &app.state, file, day))
}

/// A file that is probably meant for another day; the user may say that it is not.
fn stays(app: &AppHandle, day: &Day<'_>, file: &FileEntry, other: Date) -> Html {
    let stay = giving(app, file.id, day.day);
    html! {
        <span class="map__placed">
            { format!(" · it is alone here, and its kind is missing on {other}: it does not count yet. ") }
            <button class="button button--link" type="button" data-action="stay" onclick={stay}>{ "It belongs to this day" }</button>
        </span>
    }
}

/// A file that probably belongs here.
fn stray(app: &AppHandle, day: &Day<'_>, file: &FileEntry) -> Html {
    let words = format!(
        "{} is alone on another day, and its kind is missing here. If it is meant for this day, move it here, and send it under the right date.",
        Values::Shown.of(&file.name)
    );
    let move_here = giving(app, file.id, day.day);
    html! {
        <div class="map__stray" key={file.id}>
            { Icon::Warning.picture() }
            <span>{ words }</span>
            <button class="button button--small" type="button" data-action="move-here" onclick={move_here}>
                { "Move it here" }
            </button>
        </div>
    }
}
