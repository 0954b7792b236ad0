//! What is shown before a file is open.

use std::rc::Rc;

use yew::prelude::*;

use super::cutoff_tab::CutoffTab;
use super::icons::Icon;
use super::kind_badge::kind_badge;
use super::offline::Offline;
use crate::hooks::AppHandle;
use crate::state::{AppState, Extent, WorkerState};
use crate::tasks::{self, Session, broken_sample, broken_set, good_sample, good_set};

/// Opens the browser's file chooser.
pub fn choose_files() {
    tasks::click("daybreak-files");
}

/// What the page does, a place to drop files, samples, and the cutoff. `on_proof` opens the proof.
pub fn start(app: &AppHandle, on_proof: &Callback<()>) -> Html {
    let on_proof = on_proof.reform(|_: MouseEvent| ());
    let sample = |make: fn(&'static daybreak_schema::Kind) -> Option<web_sys::File>,
                  kind: &'static daybreak_schema::Kind| {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| open_sample(&app.session, &app.state, make(kind)))
    };
    let set = |make: fn() -> Vec<web_sys::File>| {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| tasks::accept(&app.session, &app.state, make()))
    };
    let compact = app.state.extent() == Extent::Compact;
    let fixed = app.state.fixed_kind();
    let kinds =
        || daybreak_schema::KINDS.iter().filter(|kind| fixed.as_deref().is_none_or(|fixed| fixed == kind.token));
    let hint = match fixed.as_deref().and_then(daybreak_schema::kind_by_token) {
        Some(kind) => [kind.title, " files; any size, several at once. A program profile (JSON) too."].concat(),
        None => "Accounts, Balances, Transactions, Non-Posted Transactions, Transaction Updates, Cards; any size, a whole day \
                 or several at once. A program profile, a report or a receipt (JSON) too."
            .to_owned(),
    };
    html! {
        <div class="start">
            if let Some(kind) = kinds().next().filter(|_| fixed.is_some()) {
                <h1 class="start__for">{ ["Check ", kind.title, " files"].concat() }</h1>
            } else {
            <div class="start__head">
                <h1 class="start__title">{ "See whether the bank would take your files, before you send them." }</h1>
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
                    { if app.state.sealed {
                        "The page is sealed: the browser refuses every request it could make, so no byte of a file can leave. "
                    } else {
                        "This browser did not let the page be sealed. Files are still checked here only, but the browser does not enforce it. "
                    } }
                    <button class="button button--link" type="button" onclick={on_proof}>{ "See the proof" }</button>
                </span>
            </p>
            <div class="start__columns">
                if !compact {
                    <CutoffTab />
                }
                <section aria-labelledby="samples-title">
                    <h2 class="start__heading" id="samples-title">{ "Or try a sample" }</h2>
                    <ul class="samples">
                        if fixed.is_none() {
                            <li class="samples__row samples__row--set">
                                <span class="samples__name">
                                    { "A whole day" }
                                    <span class="samples__hint">{ "six files, with the day before" }</span>
                                </span>
                                <span class="buttons">
                                    <button class="button button--small" type="button" data-sample="set-good" onclick={set(good_set)}>
                                        { Icon::Check.with_class("icon--small") }
                                        { "Good" }
                                        <span class="visually-hidden">{ " sample of a whole day" }</span>
                                    </button>
                                    <button class="button button--small" type="button" data-sample="set-broken" onclick={set(broken_set)}>
                                        { Icon::Cross.with_class("icon--small") }
                                        { "Broken" }
                                        <span class="visually-hidden">{ " sample of a whole day" }</span>
                                    </button>
                                </span>
                            </li>
                        }
                        { for kinds().map(|&kind| html! {
                            <li class="samples__row" key={kind.token}>
                                <span class="samples__name">{ kind_badge(kind.token, kind.title) }</span>
                                <span class="buttons">
                                    <button class="button button--small" type="button" data-sample={format!("{}-good", kind.token)} onclick={sample(good_sample, kind)}>
                                        { Icon::Check.with_class("icon--small") }
                                        { "Good" }
                                        <span class="visually-hidden">{ format!(" sample of {}", kind.title) }</span>
                                    </button>
                                    <button class="button button--small" type="button" data-sample={format!("{}-broken", kind.token)} onclick={sample(broken_sample, kind)}>
                                        { Icon::Cross.with_class("icon--small") }
                                        { "Broken" }
                                        <span class="visually-hidden">{ format!(" sample of {}", kind.title) }</span>
                                    </button>
                                </span>
                            </li>
                        }) }
                    </ul>
                </section>
            </div>
            <Offline />
        </div>
    }
}

fn open_sample(session: &Rc<Session>, state: &AppState, file: Option<web_sys::File>) {
    tasks::accept(session, state, file.into_iter().collect());
}
