//! The root: starts the session, puts the seal on, and lays the page out.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::DragEvent;
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
use crate::hooks::{AppHandle, keep_focus_soon, use_readiness, use_set_check};
use crate::queries::title::title;
use crate::state::{Action, AppState, Extent, SetPhase, Tone, View, WorkerState};
use crate::tasks::{self, Session};
use crate::worker::protocol::Request;

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
    let state = use_reducer(|| AppState { frame: tasks::frame(), ..AppState::default() });
    let session = use_mut_ref(|| None::<Rc<Session>>);
    let dialog = use_state_eq(|| None::<Dialog>);
    let over = use_state_eq(|| false);

    // Everything is loaded by now: the seal comes first, the worker inherits it.
    let session = {
        let mut slot = session.borrow_mut();
        Rc::clone(slot.get_or_insert_with(|| {
            if tasks::seal() {
                state.dispatch(Action::Sealed);
            }
            Session::start(state.dispatcher())
        }))
    };
    let snapshot: Rc<AppState> = Rc::new((*state).clone());
    let handle = AppHandle { state: Rc::clone(&snapshot), session: Rc::clone(&session) };

    use_readiness(&handle);

    // While a file is being checked its kind is not known yet: that is no place to go back to.
    let shown = snapshot.view;
    let has_place = shown != View::File
        || snapshot.shown_day().is_some()
        || snapshot.file().is_some_and(|file| file.summary().is_some());
    // In a frame the address is the embedding page's, and its history too.
    let framed = snapshot.frame.is_some();
    let place = (has_place && !framed).then(|| snapshot.place());
    let idle = snapshot.files.is_empty();
    {
        let was = use_mut_ref(|| (shown, has_place));
        use_effect_with((shown, has_place), move |now| {
            let (view, had_place) = was.replace(*now);
            // Another view was left, or the last file closed.
            if !has_place && (view != shown || (had_place && idle)) {
                keep_focus_soon("start");
                if !framed {
                    tasks::leave_address();
                }
            }
        });
    }
    use_effect_with((!framed).then(|| title(&snapshot)), |title| {
        if let Some(title) = title {
            tasks::set_title(title);
        }
    });
    use_effect_with(place, |place| {
        if let Some(place) = place {
            tasks::keep_address(place);
        }
    });
    {
        let session = Rc::clone(&session);
        use_effect_with((), move |()| {
            let window = web_sys::window().filter(|_| !framed);
            if window.is_some() {
                tasks::follow_address(&session);
            }
            let listener =
                window.map(|window| EventListener::new(&window, "popstate", move |_| tasks::follow_address(&session)));
            move || drop(listener)
        });
    }
    {
        // A new profile concerns every file.
        let handle = handle.clone();
        let first = use_mut_ref(|| true);
        use_effect_with(snapshot.profile.clone(), move |_| {
            if !std::mem::replace(&mut *first.borrow_mut(), false) {
                tasks::check_all(&handle.session, &handle.state);
            }
        });
    }

    use_set_check(&handle);

    {
        // A page of its own is here for files, and starts its helpers before one comes; of many frames in a page few are used.
        let session = Rc::clone(&session);
        let is_due = snapshot.worker == WorkerState::Ready && !framed;
        use_effect_with(is_due, move |is_due| {
            if *is_due {
                session.client.send(&Request::Warm);
            }
        });
    }

    let on_drop = {
        let (handle, over) = (handle.clone(), over.setter());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if !handle.state.extent().shows_files() {
                let text = "Nothing was opened: this view does not show the results of checks.".to_owned();
                return handle.act(Action::Told(Tone::Problem, text));
            }
            tasks::accept(&handle.session, &handle.state, tasks::dropped(&handle.session, &event));
        })
    };
    let on_over = {
        let (over, takes) = (over.setter(), snapshot.extent().shows_files());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(takes);
        })
    };
    let on_leave = {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            // Going from one element to the next is not leaving the page.
            if event.related_target().is_none() {
                over.set(false);
            }
        })
    };
    let open = |which: Dialog| {
        let dialog = dialog.setter();
        Callback::from(move |()| dialog.set(Some(which)))
    };
    let close = {
        let dialog = dialog.setter();
        Callback::from(move |()| dialog.set(None))
    };
    let choose = {
        let handle = handle.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() else {
                return;
            };
            let files = tasks::chosen(&input);
            // The same file can be chosen again.
            input.set_value("");
            tasks::accept_chosen(&handle.session, &handle.state, files);
        })
    };

    let extent = snapshot.extent();
    let kind = snapshot.fixed_kind().and_then(|token| daybreak_schema::kind_by_token(&token));
    let app = handle.clone();
    html! {
        <ContextProvider<AppHandle> context={handle}>
            <div
                class={classes!("app", over.then_some("app--over"), framed.then_some("app--framed"))}
                data-phase={snapshot.phase()}
                data-view={extent.token()}
                data-sealed={snapshot.sealed.to_string()}
                data-set={set_word(&snapshot)}
                data-worker={if snapshot.worker == WorkerState::Ready { "ready" } else { "starting" }}
                ondrop={on_drop}
                ondragover={on_over}
                ondragleave={on_leave}
            >
                <a class="skip" href="#main">{ "Skip to content" }</a>
                <Topbar on_proof={open(Dialog::Proof)} />
                if let Some(frame) = snapshot.frame.clone() {
                    <FrameLink {frame} />
                }
                if !idle && extent.shows_files() {
                    <Files />
                }
                <main class="app__main" id="main" tabindex="-1">
                    <input
                        class="visually-hidden"
                        id="daybreak-files"
                        type="file"
                        multiple=true
                        tabindex="-1"
                        aria-label="Choose files to check"
                        onchange={choose}
                    />
                    { announcer(&app.state) }
                    <Update />
                    { notices(&app) }
                    { match (extent, kind) {
                        (Extent::Cutoff, _) => html! {
                            <>
                                <h1 class="visually-hidden">{ "Cutoff" }</h1>
                                <CutoffTab />
                            </>
                        },
                        (Extent::Schema, Some(kind)) => html! { <SchemaView {kind} /> },
                        (Extent::Schema, None) => no_kind(),
                        _ => match shown {
                            View::Readiness => html! { <ReadinessView /> },
                            View::Receipt => receipt(&app),
                            View::Compare => html! { <CompareView /> },
                            View::File if idle => start(&app, &open(Dialog::Proof)),
                            View::File if snapshot.shown_day().is_some() => html! { <DayView on_export={open(Dialog::Export)} /> },
                            View::File => file_view(&app, &open(Dialog::Export)),
                        },
                    } }
                </main>
                if *dialog == Some(Dialog::Proof) {
                    <ProofDialog on_close={close.clone()} />
                }
                if *dialog == Some(Dialog::Export) {
                    <ExportDialog on_close={close} />
                }
            </div>
        </ContextProvider<AppHandle>>
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
