//! What is to be told: problems until they are read, good news and hints for a while.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::icons::Icon;
use crate::hooks::{AppHandle, use_app};
use crate::state::{Action, Notice, Tone, WorkerState};
use crate::tasks;

/// How long what passes stays, in milliseconds.
const STAY: u32 = 6000;

/// The notices.
pub fn notices(app: &AppHandle) -> Html {
    let restart = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| {
            app.act(Action::WorkerRestarted);
            app.session.client.restart();
            tasks::check_all(&app.session, &app.state);
        })
    };
    html! {
        <div class="notices" role="status">
            if app.state.worker == WorkerState::Dead {
                <div class="notice notice--error">
                    { Icon::Cross.picture() }
                    <span class="notice__words">
                        { "The program that checks the files has crashed. This is our fault, not the files'. Nothing was lost, and nothing was sent." }
                    </span>
                    <button class="button button--small" type="button" onclick={restart}>{ "Start it again" }</button>
                </div>
            }
            if let Some(share) = app.state.exporting {
                { exporting(app, share) }
            }
            { for app.state.notices.iter().map(|notice| html! { <Entry key={notice.id} notice={notice.clone()} /> }) }
        </div>
    }
}

/// A report is being written.
fn exporting(app: &AppHandle, share: f64) -> Html {
    let session = app.session.clone();
    let stop = Callback::from(move |_: MouseEvent| tasks::stop_export(&session));
    let value = format!("{share:.2}");
    html! {
        <div class="notice progress" data-exporting="true">
            <div class="progress__line">
                <span class="progress__words">
                    { "The report is being written; it is saved once the files' checksums are known." }
                </span>
                <button class="button button--small" type="button" data-action="stop-export" onclick={stop}>{ "Stop" }</button>
            </div>
            <progress max="1" {value} aria-label="Writing the report" />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    notice: Notice,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let app = use_app();
    let id = props.notice.id;
    let passing = props.notice.tone != Tone::Problem;
    {
        let app = app.clone();
        use_effect_with((id, passing), move |&(id, passing)| {
            let timer = app.filter(|_| passing).map(|app| Timeout::new(STAY, move || app.act(Action::Dismissed(id))));
            move || drop(timer)
        });
    }
    let Some(app) = app else { return Html::default() };
    let (class, icon) = match props.notice.tone {
        Tone::Good => ("notice--ok", Icon::Check),
        Tone::Hint | Tone::Problem => ("notice--warning", Icon::Warning),
    };
    html! {
        <div class={classes!("notice", class)}>
            { icon.picture() }
            <span class="notice__words">{ &props.notice.text }</span>
            <button class="button button--small button--plain" type="button" aria-label="Dismiss" onclick={app.acting(move |_: MouseEvent| Action::Dismissed(id))}>
                { Icon::Close.with_class("icon--small") }
            </button>
        </div>
    }
}
