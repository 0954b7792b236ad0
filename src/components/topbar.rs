//! The line at the top: the cutoff, the seal, the colours.

use yew::prelude::*;

use super::cutoff::left_in_words;
use super::icons::Icon;
use super::theme::{Theme, theme_choice};
use crate::hooks::{AppHandle, use_app, use_cutoff};
use crate::state::{Action, DayAction, DayTab, Tab, View};
use crate::tasks;

/// What [`Topbar`] takes.
#[derive(Properties, PartialEq)]
pub struct TopbarProps {
    /// Opens the proof.
    pub on_proof: Callback<()>,
}

/// The line at the top.
#[component]
pub fn Topbar(props: &TopbarProps) -> Html {
    let theme = use_state_eq(Theme::kept);
    use_effect_with(*theme, |theme| theme.apply());
    let on_theme = {
        let theme = theme.setter();
        Callback::from(move |chosen| theme.set(chosen))
    };
    let Some(app) = use_app() else { return Html::default() };
    let on_proof = props.on_proof.reform(|_: MouseEvent| ());
    let (seal, sealed) = match (app.state.sealed, tasks::told(&app.state)) {
        (false, _) => (Icon::Unlocked, "Not sealed"),
        (true, Some(true)) => (Icon::Lock, "Sealed, values are shared"),
        (true, _) => (Icon::Lock, "Sealed: nothing can leave"),
    };
    html! {
        <header class="topbar">
            <span class="topbar__brand">{ Icon::Brand.picture() }<span>{ "Daybreak" }</span></span>
            <div class="topbar__group">
                <Left />
                { to_readiness(&app) }
                <button class={classes!("chip", app.state.sealed.then_some("chip--ok"))} type="button" onclick={on_proof}>
                    { seal.picture() }
                    <span class="chip__words">{ sealed }</span>
                </button>
                { theme_choice(*theme, &on_theme) }
            </div>
        </header>
    }
}

/// The time left, in a few words; it leads to the cutoff.
#[component]
fn Left() -> Html {
    let (Some(app), Some((cutoff, now))) = (use_app(), use_cutoff()) else { return Html::default() };
    let seconds_left = cutoff.seconds_left(now);
    let of_day = app.state.shown_day().is_some();
    let onclick =
        app.acting(
            move |_: MouseEvent| {
                if of_day { Action::Day(DayAction::TabShown(DayTab::Cutoff)) } else { Action::Shown(Tab::Cutoff) }
            },
        );
    html! {
        <button class={classes!("chip", (seconds_left <= 0).then_some("chip--late"))} type="button" {onclick} disabled={app.state.files.is_empty()}>
            { (if seconds_left <= 0 { Icon::Warning } else { Icon::Clock }).picture() }
            <span class="chip__words">{ left_in_words(seconds_left) }</span>
        </button>
    }
}

/// Leads to the days on the way to go live.
fn to_readiness(app: &AppHandle) -> Html {
    let is_shown = app.state.view == View::Readiness;
    let onclick = app.acting(|_: MouseEvent| Action::Viewed(View::Readiness));
    html! {
        <button class="chip" type="button" data-action="readiness" aria-current={is_shown.then_some("page")} {onclick}>
            { Icon::Calendar.picture() }
            <span class="chip__words">{ "Readiness" }</span>
        </button>
    }
}
