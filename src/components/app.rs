//! The root: lays the page out.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::announcer::announcer;
use super::compare::CompareView;
use super::cutoff_tab::CutoffTab;
use super::day::DayView;
use super::export::ExportDialog;
use super::files::Files;
use super::frame_link::FrameLink;
use super::notices::notices;
use super::proof_panel::ProofDialog;
use super::readiness::ReadinessView;
use super::receipt::receipt;
use super::schema_view::{SchemaView, no_kind};
use super::start::start;
use super::topbar::Topbar;
use super::update::Update;
use super::verdict::file_view;
use crate::hooks::{
    AppHandle, DropTarget, use_drop, use_helpers, use_place, use_profile, use_readiness, use_session, use_set_check,
};
use crate::state::{AppState, Extent, SetPhase, View, WorkerState};
use crate::tasks;

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The proof that nothing leaves.
    Proof,
    /// Saving a report.
    Export,
}

/// The page.
#[component]
pub fn App() -> Html {
    let app = use_session();
    let dialog = use_state_eq(|| None::<Dialog>);
    use_readiness(&app);
    use_place(&app);
    use_profile(&app);
    use_set_check(&app);
    use_helpers(&app);
    let DropTarget { over, ondrop, ondragover, ondragleave } = use_drop(&app);

    let state = &app.state;
    let framed = state.frame.is_some();
    let open = |which: Dialog| {
        let dialog = dialog.setter();
        Callback::from(move |()| dialog.set(Some(which)))
    };
    let close = {
        let dialog = dialog.setter();
        Callback::from(move |()| dialog.set(None))
    };
    html! {
        <ContextProvider<AppHandle> context={app.clone()}>
            <div
                class={classes!("app", over.then_some("app--over"), framed.then_some("app--framed"))}
                data-phase={state.phase()}
                data-view={state.extent().token()}
                data-sealed={state.sealed.to_string()}
                data-set={set_word(state)}
                data-worker={if state.worker == WorkerState::Ready { "ready" } else { "starting" }}
                {ondrop}
                {ondragover}
                {ondragleave}
            >
                <a class="skip" href="#main">{ "Skip to content" }</a>
                <Topbar on_proof={open(Dialog::Proof)} />
                if let Some(frame) = state.frame.clone() {
                    <FrameLink {frame} />
                }
                if !state.files.is_empty() && state.extent().shows_files() {
                    <Files />
                }
                <main class="app__main" id="main" tabindex="-1">
                    { chooser(&app) }
                    { announcer(state) }
                    <Update />
                    { notices(&app) }
                    { view(&app, &open(Dialog::Proof), &open(Dialog::Export)) }
                </main>
                { match *dialog {
                    Some(Dialog::Proof) => html! { <ProofDialog on_close={close} /> },
                    Some(Dialog::Export) => html! { <ExportDialog on_close={close} /> },
                    None => Html::default(),
                } }
            </div>
        </ContextProvider<AppHandle>>
    }
}

/// What lets the user choose files; buttons elsewhere open it.
fn chooser(app: &AppHandle) -> Html {
    let app = app.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let files = tasks::chosen(&input);
        // The same file can be chosen again.
        input.set_value("");
        tasks::accept_chosen(&app.session, &app.state, files);
    });
    html! {
        <input
            class="visually-hidden"
            id="daybreak-files"
            type="file"
            multiple=true
            tabindex="-1"
            aria-label="Choose files to check"
            {onchange}
        />
    }
}

/// What is looked at.
fn view(app: &AppHandle, on_proof: &Callback<()>, on_export: &Callback<()>) -> Html {
    let state = &app.state;
    let kind = || state.fixed_kind().and_then(|token| daybreak_schema::kind_by_token(&token));
    match state.extent() {
        Extent::Cutoff => html! {
            <>
                <h1 class="visually-hidden">{ "Cutoff" }</h1>
                <CutoffTab />
            </>
        },
        Extent::Schema => kind().map_or_else(no_kind, |kind| html! { <SchemaView {kind} /> }),
        Extent::Full | Extent::Compact => match state.view {
            View::Readiness => html! { <ReadinessView /> },
            View::Receipt => receipt(app),
            View::Compare => html! { <CompareView /> },
            View::File if state.files.is_empty() => start(app, on_proof),
            View::File if state.shown_day().is_some() => html! { <DayView {on_export} /> },
            View::File => file_view(app, on_export),
        },
    }
}

/// How far the check of the files together is, for the markup.
fn set_word(state: &AppState) -> &'static str {
    match state.day.phase {
        SetPhase::Idle => "idle",
        SetPhase::Checking(..) => "checking",
        SetPhase::Checked(_) => "ready",
        SetPhase::Failed => "failed",
    }
}
