//! The proof in a dialog: the page's ways and the worker's are tried for real.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Modal;
use super::proof::{Channel, Outcome, proof};
use crate::hooks::use_app;
use crate::tasks::{self, SEAL};
use crate::worker::protocol::{Probe, Request};
use crate::worker::{TAKEN_AWAY, probe_page};

/// What [`ProofDialog`] takes.
#[derive(Properties, PartialEq)]
pub struct ProofDialogProps {
    /// Called when it is closed.
    pub on_close: Callback<()>,
}

/// The proof.
#[component]
pub fn ProofDialog(props: &ProofDialogProps) -> Html {
    let page = use_state_eq(Vec::<Probe>::new);
    let worker = use_state_eq(Vec::<Probe>::new);
    let running = use_state_eq(|| false);
    let Some(app) = use_app() else { return Html::default() };
    let on_run = {
        let (session, page, worker, running) = (app.session.clone(), page.setter(), worker.setter(), running.setter());
        Callback::from(move |_: MouseEvent| {
            running.set(true);
            page.set(Vec::new());
            worker.set(Vec::new());
            let worker = worker.clone();
            *session.probing.borrow_mut() = Some(Callback::from(move |channels| worker.set(channels)));
            session.client.send(&Request::Probe);
            let (page, running) = (page.clone(), running.clone());
            spawn_local(async move {
                page.set(probe_page().await);
                running.set(false);
            });
        })
    };
    let mut channels: Vec<Channel> = page.iter().chain(worker.iter()).map(channel).collect();
    // Both answer at their own time; before the second has, nothing is proved.
    let waiting = *running || page.is_empty() != worker.is_empty();
    if waiting {
        channels.push(Channel { name: "Every way out".into(), outcome: Outcome::Trying, note: None });
    }
    let told = tasks::told(&app.state);
    let title = if told == Some(true) { "What leaves this page" } else { "Nothing leaves this page" };
    html! {
        <Modal {title} on_close={props.on_close.clone()}>
            { proof(app.state.sealed, &channels, SEAL, told, on_run) }
        </Modal>
    }
}

fn channel(probe: &Probe) -> Channel {
    let is_taken_away = probe.name == TAKEN_AWAY;
    let outcome = match probe.refused {
        Some(true) if is_taken_away => Outcome::TakenAway,
        Some(true) => Outcome::Refused,
        Some(false) => Outcome::Through,
        None => Outcome::Unclear,
    };
    let note = (probe.name == "sendBeacon").then(|| {
        "Believe the browser's report, not the call's own answer: some browsers answer yes and send nothing.".into()
    });
    Channel { name: probe.name.clone().into(), outcome, note }
}
