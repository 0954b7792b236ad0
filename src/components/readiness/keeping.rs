//! How the days are kept: switched on by the user, in this browser only, saved, taken from a file, cleared.

use yew::prelude::*;

use super::super::icons::{Icon, Picture};
use super::super::start::choose_files;
use crate::hooks::use_app;
use crate::state::{Action, ReadinessAction, Storage};
use crate::tasks;

/// What is kept and what is not.
const WHAT: &str = "What is kept: which days were checked, what the check came to, when, and the files' checksums. Never a \
                    name or a value from a file, and nothing leaves this browser.";

#[derive(Properties, PartialEq)]
pub struct OffProps {
    /// The browser keeps nothing for the page.
    pub absent: bool,
}

/// Before it is switched on.
#[component]
pub fn Off(props: &OffProps) -> Html {
    let Some(app) = use_app() else { return Html::default() };
    let onclick = app.acting(|_: MouseEvent| Action::Readiness(ReadinessAction::SwitchedOn));
    html! {
        <section class="panel beside__panel off" aria-labelledby="off-title" data-readiness="off" data-absent={props.absent.to_string()}>
            <h2 class="beside__heading" id="off-title">{ "Count the days of successful tests" }</h2>
            <p>
                { "Sandbox testing needs seven consecutive days of successful tests, and production testing the same again. Switched on, \
                   each day whose files you check here is noted in a calendar: whether it passed, how long the run is, and what breaks it." }
            </p>
            <p>{ WHAT }</p>
            if props.absent {
                <p class="off__absent">
                    <Picture icon={Icon::Warning} />
                    <span>
                        { "This browser keeps nothing for this page: it is a private window, a frame, or a setting. You can still count days \
                           until the page is closed, and save them as a file to go on from next time." }
                    </span>
                </p>
            }
            <div class="buttons">
                <button class="button button--primary" type="button" data-action="switch-on" {onclick}>
                    { if props.absent { "Count until the page is closed" } else { "Switch on" } }
                </button>
            </div>
        </section>
    }
}

/// Once it is switched on.
#[component]
pub fn Keeping() -> Html {
    let Some(app) = use_app() else { return Html::default() };
    let is_kept = app.state.readiness.storage == Storage::There;
    let save = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::readiness::save(&app.state))
    };
    let clear = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::readiness::clear(&app.session))
    };
    html! {
        <section class="panel beside__panel keeping" aria-labelledby="keeping-title" data-readiness="on" data-kept={is_kept.to_string()}>
            <h2 class="beside__heading" id="keeping-title">{ if is_kept { "Kept in this browser only" } else { "Not kept: it goes when the page is closed" } }</h2>
            <p>{ WHAT }</p>
            if !is_kept {
                <p>{ "This browser keeps nothing for this page. Save the days as a file, and take them from it next time." }</p>
            }
            <div class="buttons">
                <button class="button" type="button" data-action="save-days" onclick={save}><Picture icon={Icon::Download} />{ "Export" }</button>
                <button class="button" type="button" onclick={|_: MouseEvent| choose_files()}><Picture icon={Icon::Open} />{ "Import" }</button>
                // A sandboxed frame may not print.
                if app.state.frame.is_none() {
                    <button class="button" type="button" onclick={|_: MouseEvent| tasks::print()}><Picture icon={Icon::Print} />{ "Print" }</button>
                }
                <button class="button" type="button" data-action="clear-days" onclick={clear}><Picture icon={Icon::Close} />{ "Clear everything and switch off" }</button>
            </div>
        </section>
    }
}
