//! What is shown before a file is open.

use std::rc::Rc;

use daybreak_schema::Kind;
use web_sys::File;
use yew::prelude::*;

use super::cutoff_tab::CutoffTab;
use super::icons::Icon;
use super::kind_badge::kind_badge;
use super::offline::Offline;
use crate::hooks::AppHandle;
use crate::state::{Extent, WorkerState};
use crate::tasks::{self, broken_sample, broken_set, good_sample, good_set};

/// Opens the browser's file chooser.
pub fn choose_files() {
    tasks::click("daybreak-files");
}

/// What the page does, a place to drop files, samples, and the cutoff. `on_proof` opens the proof.
pub fn start(app: &AppHandle, on_proof: &Callback<()>) -> Html {
    let on_proof = on_proof.reform(|_: MouseEvent| ());
    let compact = app.state.extent() == Extent::Compact;
    let fixed = app.state.fixed_kind();
    let fixed = fixed.as_deref().and_then(daybreak_schema::kind_by_token);
    let hint = match fixed {
        Some(kind) => [kind.title, " files; any size, several at once. A program profile (JSON) too."].concat(),
        None => "Accounts, Balances, Transactions, Non-Posted Transactions, Transaction Updates, Cards; any size, a whole day \
                 or several at once. A program profile, a report or a receipt (JSON) too."
            .to_owned(),
    };
    html! {
        <div class="start">
            if let Some(kind) = fixed {
                <h1 class="start__for" id="start" tabindex="-1">{ ["Check ", kind.title, " files"].concat() }</h1>
            } else {
            <div class="start__head">
                <h1 class="start__title" id="start" tabindex="-1">{ "See whether the bank would take your files, before you send them." }</h1>
                <p class="start__lead">
                    { "Daybreak checks the daily partner files in this browser, shows every row, and says how to mend what is wrong." }
                </p>
            </div>
            }
            <button
                class="dropzone"
                type="button"
                onclick={|_: MouseEvent| choose_files()}
                disabled={app.state.worker != WorkerState::Ready}
            >
                { Icon::Open.picture() }
                <span class="dropzone__title">{ "Drop files here, or choose them" }</span>
                <span class="dropzone__hint">
                    { hint }
                </span>
            </button>
            <p class="privacy">
                { (if app.state.sealed { Icon::Lock } else { Icon::Unlocked }).picture() }
                <span>
                    { privacy(app.state.sealed, tasks::told(&app.state)) }
                    <button class="button button--link" type="button" onclick={on_proof}>{ "See the proof" }</button>
                </span>
            </p>
            <div class="start__columns">
                if !compact {
                    <CutoffTab />
                }
                { samples(app, fixed) }
            </div>
            <Offline />
        </div>
    }
}

/// What becomes of the files: whether the page is `sealed`, and in a frame whether the page around it is `told` their values.
const fn privacy(sealed: bool, told: Option<bool>) -> &'static str {
    match (sealed, told) {
        (true, None) => {
            "The page is sealed: the browser refuses every request it could make, so no byte of a file can leave. "
        }
        (true, Some(false)) => {
            "This frame is sealed: the browser refuses every request it could make. The page around it receives each report, with every value masked. "
        }
        (true, Some(true)) => {
            "This frame is sealed, but the page around it has asked for values, and receives each report with them. "
        }
        (false, _) => {
            "This browser did not let the page be sealed. Files are still checked here only, but the browser does not enforce it. "
        }
    }
}

/// Samples to try: a whole day, and one file of each kind, or of the one that is fixed.
fn samples(app: &AppHandle, fixed: Option<&'static Kind>) -> Html {
    let opening = |make: Rc<dyn Fn() -> Vec<File>>| {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::accept_samples(&app.session, &app.state, make()))
    };
    let file =
        |make: fn(&'static Kind) -> Option<File>, kind| opening(Rc::new(move || make(kind).into_iter().collect()));
    let kinds =
        daybreak_schema::KINDS.iter().copied().filter(|kind| fixed.is_none_or(|fixed| fixed.token == kind.token));
    html! {
        <section aria-labelledby="samples-title">
            <h2 class="start__heading" id="samples-title">{ "Or try a sample" }</h2>
            <ul class="samples">
                if fixed.is_none() {
                    <li class="samples__row samples__row--set">
                        <span class="samples__name">
                            { "A whole day" }
                            <span class="samples__hint">{ "six files, with the day before" }</span>
                        </span>
                        { buttons("set", "a whole day", opening(Rc::new(good_set)), opening(Rc::new(broken_set))) }
                    </li>
                }
                { for kinds.map(|kind| html! {
                    <li class="samples__row" key={kind.token}>
                        <span class="samples__name">{ kind_badge(kind.token, kind.title) }</span>
                        { buttons(kind.token, kind.title, file(good_sample, kind), file(broken_sample, kind)) }
                    </li>
                }) }
            </ul>
        </section>
    }
}

/// Opens a good sample or a broken one.
fn buttons(token: &str, of: &str, good: Callback<MouseEvent>, broken: Callback<MouseEvent>) -> Html {
    let button = |icon: Icon, word: &'static str, which: &str, onclick| {
        html! {
            <button class="button button--small" type="button" data-sample={[token, which].concat()} {onclick}>
                { icon.with_class("icon--small") }
                { word }
                <span class="visually-hidden">{ [" sample of ", of].concat() }</span>
            </button>
        }
    };
    html! {
        <span class="buttons">
            { button(Icon::Check, "Good", "-good", good) }
            { button(Icon::Cross, "Broken", "-broken", broken) }
        </span>
    }
}
