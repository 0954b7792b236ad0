//! The five milestones, and what each needs before the next can begin.

use daybreak_calendar::Date;
use daybreak_report::readiness::Milestone;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::queries::sign::Sign;
use crate::state::{Action, ReadinessAction};

/// The milestones.
pub fn gates(app: &AppHandle) -> Html {
    let readiness = &app.state.readiness;
    let at = readiness.on.then_some(readiness.data.milestone);
    html! {
        <section class="panel beside__panel" aria-labelledby="gates-title">
            <h2 class="beside__heading" id="gates-title">{ "From kickoff to go live" }</h2>
            if let Some(milestone) = at {
                <div class="gates__at">
                    { milestone_choice(app, milestone) }
                    if milestone.days_needed() > 0 {
                        { since(app, readiness.data.since) }
                    }
                </div>
            }
            <ol class="gates">
                { for Milestone::ALL.into_iter().map(|milestone| gate(milestone, at)) }
            </ol>
        </section>
    }
}

fn gate(milestone: Milestone, at: Option<Milestone>) -> Html {
    let (sign, state) = match at {
        Some(at) if milestone < at => (Some(Sign::Ok), "done"),
        Some(at) if milestone == at => (Some(Sign::Info), "now"),
        Some(_) => (Some(Sign::Waiting), "later"),
        None => (None, "unknown"),
    };
    let next = milestone.next();
    let days = milestone.days_needed();
    html! {
        <li class={classes!("gates__gate", format!("gates__gate--{state}"))} data-milestone={milestone.title()} data-state={state} aria-current={(state == "now").then_some("step")}>
            <h3 class="gates__title">
                if let Some(sign) = sign {
                    <span class={format!("mark mark--{}", sign.class())}>{ sign.icon().picture() }</span>
                }
                { milestone.title() }
                if sign.is_some() {
                    <span class="gates__state">{ state }</span>
                }
            </h3>
            <p class="gates__about">{ milestone.about() }</p>
            if let Some(next) = next {
                <p class="gates__needs-title">{ format!("Needed before {} can begin:", lower(next.title())) }</p>
                <ul class="gates__needs">
                    if days > 0 {
                        <li>{ format!("{days} consecutive days of successful tests, weekends and holidays included") }</li>
                    }
                    { for milestone.needs().iter().map(|need| html! { <li>{ *need }</li> }) }
                </ul>
            }
        </li>
    }
}

/// A title within a sentence.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn milestone_choice(app: &AppHandle, chosen: Milestone) -> Html {
    let app = app.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let index = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        if let Some(&milestone) = index.and_then(|index| Milestone::ALL.get(index)) {
            app.act(Action::Readiness(ReadinessAction::Reached(milestone)));
        }
    });
    html! {
        <label class="field">
            <span class="field__label">{ "The program is at" }</span>
            <select class="select" id="milestone" {onchange}>
                { for Milestone::ALL.into_iter().map(|milestone| html! {
                    <option selected={milestone == chosen}>{ milestone.title() }</option>
                }) }
            </select>
        </label>
    }
}

/// From which day on days count: those of the sandbox are none of production's.
fn since(app: &AppHandle, since: Option<Date>) -> Html {
    let app = app.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            let since = input.value().parse().ok();
            app.act(Action::Readiness(ReadinessAction::Since(since)));
        }
    });
    html! {
        <label class="field">
            <span class="field__label">{ "Days count from (empty: all)" }</span>
            <input class="input" id="since" type="date" value={since.map(|day| day.to_string()).unwrap_or_default()} {onchange} />
        </label>
    }
}
