//! How the days are kept: switched on by the user, in this browser only, saved, taken from a file, cleared.

use yew::prelude::*;

use super::super::icons::Icon;
use super::super::start::choose_files;
use crate::hooks::AppHandle;
use crate::state::{Action, ReadinessAction, Storage};
use crate::tasks;

/// What is kept and what is not.
const WHAT: &str = "What is kept: which days were checked and when, the results, and the files' checksums. Never a \
                    name or a value from a file, and nothing leaves this browser.";

/// Before it is switched on. `is_absent` says that the browser keeps nothing for the page.
pub fn off(app: &AppHandle, is_absent: bool) -> Html {
    let onclick = app.acting(|_: MouseEvent| Action::Readiness(ReadinessAction::SwitchedOn));
    html! {
        <section class="panel beside__panel off" aria-labelledby="off-title" data-readiness="off" data-absent={is_absent.to_string()}>
            <h2 class="beside__heading" id="off-title">{ "Count the days of successful tests" }</h2>
            <p>
                { "Sandbox testing needs seven consecutive days of successful tests, and production testing the same again. Switched on, \
                   each day whose files you check here is noted in a calendar: whether it passed, how long the run is, and what breaks it." }
            </p>
            <p>{ WHAT }</p>
            if is_absent {
                <p class="off__absent">
                    { Icon::Warning.picture() }
                    <span>
                        { "This browser keeps nothing for this page, because of a private window, a frame, or a setting. You can still count days \
                           until the page is closed, and export them to a file to continue from next time." }
                    </span>
                </p>
            }
            <div class="buttons">
                <button class="button button--primary" type="button" data-action="switch-on" {onclick}>
                    { if is_absent { "Count until the page is closed" } else { "Switch on" } }
                </button>
            </div>
        </section>
    }
}

/// Once it is switched on.
pub fn keeping(app: &AppHandle) -> Html {
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
            <h2 class="beside__heading" id="keeping-title">{ if is_kept { "Kept in this browser only" } else { "Not kept: lost when the page is closed" } }</h2>
            <p>{ WHAT }</p>
            if !is_kept {
                <p>{ "This browser keeps nothing for this page. Export the days to a file, and import it next time." }</p>
            }
            <div class="buttons">
                <button class="button" type="button" data-action="save-days" onclick={save}>{ Icon::Download.picture() }{ "Export" }</button>
                <button class="button" type="button" onclick={|_: MouseEvent| choose_files()}>{ Icon::Open.picture() }{ "Import" }</button>
                // A sandboxed frame may not print.
                if app.state.frame.is_none() {
                    <button class="button" type="button" onclick={|_: MouseEvent| tasks::print()}>{ Icon::Print.picture() }{ "Print" }</button>
                }
                <button class="button" type="button" data-action="clear-days" onclick={clear}>{ Icon::Close.picture() }{ "Clear everything and switch off" }</button>
            </div>
        </section>
    }
}
