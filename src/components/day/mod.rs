//! A day: its verdict at the top, the views below.

mod due;
mod events;
mod fbo;
mod findings;
mod ledger;
mod map;
mod money;
mod mover;
mod off;
mod places;
mod waterfall;

use daybreak_report::words::counted;
use yew::prelude::*;

use self::events::events_tab;
use self::findings::findings_tab;
use self::map::map_tab;
use self::money::money_tab;
use super::compare::compare_button;
use super::cutoff_tab::CutoffTab;
use super::icons::Icon;
use super::tabs::{TabFace, tabs};
use super::verdict::lead_to;
use crate::hooks::{AppHandle, use_app, use_focus_kept};
use crate::queries::dates::long_date;
use crate::queries::day::{Day, Listed, day};
use crate::queries::sign::Sign;
use crate::queries::words::{first_words, sign_of_verdict, size};
use crate::state::{Action, AppState, DayAction, DayTab, Phase, SetPhase};
use crate::tasks;

pub(super) use due::still_to_send_list;
pub(super) use findings::set_examples;
pub(super) use places::to_ledger;

/// What [`DayView`] takes.
#[derive(Properties, PartialEq)]
pub struct DayViewProps {
    /// Called when a report is to be saved.
    pub on_export: Callback<()>,
}

/// The day that is shown.
#[component]
pub fn DayView(props: &DayViewProps) -> Html {
    let app = use_app();
    let shown = app.as_ref().and_then(|app| app.state.shown_day());
    use_focus_kept("day-verdict", shown);
    let (Some(app), Some(shown)) = (app, shown) else { return Html::default() };
    let Some(day) = day(&app.state, shown) else { return Html::default() };
    let tab = app.state.day.tab;
    html! {
        <>
            <div class="app__head">
                { verdict(&app, &day, &props.on_export) }
                { views(&app, &day) }
            </div>
            <div class="tabs__panel" role="tabpanel" id="panel" aria-labelledby={format!("day-tab-{}", tab.token())}>
                { match tab {
                    DayTab::Files => map_tab(&app),
                    DayTab::Findings => findings_tab(&app),
                    DayTab::Money => money_tab(&app),
                    DayTab::Events => events_tab(&app),
                    DayTab::Cutoff => html! { <CutoffTab /> },
                } }
            </div>
        </>
    }
}

fn verdict(app: &AppHandle, day: &Day<'_>, on_export: &Callback<()>) -> Html {
    let sign = day.verdict.map_or(Sign::Waiting, sign_of_verdict);
    let stopped = app.state.day.summary().is_some_and(|summary| summary.stopped);
    let again = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::check_set(&app.session, &app.state))
    };
    let stop = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::stop_set(&app.session))
    };
    let class = day.verdict.map_or(String::new(), |verdict| format!("verdict--{}", verdict.word()));
    let (between, days) = (day.counts(), crate::queries::day::days(&app.state).len() as u64);
    html! {
        <section class={classes!("verdict", class)} data-shown-day={day.day.to_string()}>
            <span class="verdict__mark">{ sign.icon().picture() }</span>
            <div class="verdict__words">
                <p class="verdict__day">{ format!("Activity day {}", long_date(day.day)) }</p>
                <h1 class="verdict__title" id="day-verdict" tabindex="-1">{ day.title() }</h1>
                { progress(&app.state) }
                if day.verdict.is_some() {
                    <p class="verdict__next">{ day.next() }</p>
                    { for skipped(app, day).iter().map(|[what, why]| html! { <p class="verdict__next">{ format!("Not checked: {what}, because {why}.") }</p> }) }
                }
                if app.state.day.phase == SetPhase::Failed {
                    <p class="verdict__next">{ "A file could not be read while the files were checked together. Open it again." }</p>
                }
                <div class="verdict__facts">
                    <span>{ counted(day.files.len() as u64, "file") }</span>
                    // Before they are checked together there is nothing to count.
                    if day.verdict.is_some() {
                        <span>{ format!("across the files: {}, {}", counted(between.error, "error"), counted(between.warning, "warning")) }</span>
                    }
                    if days > 1 {
                        <span>{ format!("compared with {}", counted(days - 1, "other day")) }</span>
                    }
                </div>
            </div>
            <div class="verdict__actions">
                if day.verdict.is_some() {
                    { compare_button(app) }
                    <button class="button" type="button" data-action="export" onclick={on_export.reform(|_: MouseEvent| ())}>
                        { Icon::Download.picture() }{ "Export" }
                    </button>
                }
                if matches!(app.state.day.phase, SetPhase::Checking(..)) {
                    <button class="button" type="button" data-action="cancel-set" onclick={stop}>{ "Cancel" }</button>
                } else if stopped || app.state.day.phase == SetPhase::Failed {
                    <button class="button" type="button" data-action="again-set" onclick={again}>{ "Check the day again" }</button>
                }
                { to_first(app, day) }
            </div>
        </section>
    }
}

/// Leads to the finding to begin with.
fn to_first(app: &AppHandle, day: &Day<'_>) -> Html {
    let Some((severity, listed)) = day.start() else { return Html::default() };
    let go = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| match listed {
            Listed::InFile(file, index) => lead_to(&app, file, index),
            Listed::Across(place) => {
                app.act(Action::Day(DayAction::TabShown(DayTab::Findings)));
                app.act(Action::Day(DayAction::Chosen(place)));
            }
        })
    };
    let words = first_words(severity);
    html! { <button class="button button--primary" type="button" data-action="first" onclick={go}>{ words }</button> }
}

/// What was not checked of a day.
fn skipped<'a>(app: &'a AppHandle, day: &Day<'a>) -> Vec<&'a [String; 2]> {
    let of_all = app.state.day.summary().into_iter().flat_map(|set| &set.skipped);
    day.summary.iter().flat_map(|summary| &summary.skipped).chain(of_all).collect()
}

/// How far the checks are, while they run.
#[expect(clippy::cast_precision_loss, reason = "only a share")]
fn progress(state: &AppState) -> Html {
    let checking = state.files.iter().filter(|file| matches!(file.phase, Phase::Checking(_))).count() as u64;
    let (words, share) = if checking > 0 {
        let read = |file: &crate::state::FileEntry| match &file.phase {
            Phase::Checking(progress) => progress.bytes.min(file.size),
            _ => file.size,
        };
        let (read, all): (u64, u64) =
            (state.files.iter().map(read).sum(), state.files.iter().map(|file| file.size).sum());
        (format!("Checking each file on its own: {} to go", counted(checking, "file")), read as f64 / all.max(1) as f64)
    } else if let SetPhase::Checking(bytes, of) = state.day.phase {
        let words = format!("Checking the files together: {} of {}", size(bytes), size(of.max(bytes)));
        (words, bytes as f64 / of.max(1) as f64)
    } else {
        return Html::default();
    };
    html! {
        <div class="progress">
            <p class="progress__words" id="set-progress">{ words }</p>
            <progress value={format!("{:.1}", 100.0 * share)} max="100" aria-labelledby="set-progress"></progress>
        </div>
    }
}

/// The views of the day.
fn views(app: &AppHandle, day: &Day<'_>) -> Html {
    let counts = day.counts();
    let findings = counts.total();
    let face = |tab: DayTab| TabFace {
        id: format!("day-tab-{}", tab.token()),
        title: tab.title(),
        count: if tab == DayTab::Findings { findings } else { 0 },
    };
    let shown = DayTab::ALL.iter().position(|tab| *tab == app.state.day.tab).unwrap_or(0);
    let choose =
        app.acting(|at: usize| Action::Day(DayAction::TabShown(DayTab::ALL.get(at).copied().unwrap_or_default())));
    tabs("Views of the day", &DayTab::ALL.map(face), shown, &choose)
}
