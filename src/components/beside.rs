//! The frame of what fills the page beside the file: the way back, a title, and what it holds.

use yew::prelude::*;

use super::icons::Icon;
use crate::hooks::{use_app, use_focus_kept};
use crate::queries::sign::Sign;
use crate::state::{Action, View};

/// What [`Frame`] takes.
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// The title.
    pub title: AttrValue,
    /// Further classes.
    #[prop_or_default]
    pub class: Classes,
    /// What it holds.
    pub children: Html,
}

/// The frame.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    use_focus_kept("view", Some(props.title.clone()));
    let Some(app) = use_app() else { return Html::default() };
    let back = match app.state.shown_day() {
        Some(_) => "Back to the day",
        None if app.state.files.is_empty() => "Back to the start",
        None => "Back to the file",
    };
    let onclick = app.acting(|_: MouseEvent| Action::Viewed(View::File));
    html! {
        <div class={classes!("beside", props.class.clone())}>
            <div class="beside__head">
                <h1 class="beside__title" id="view" tabindex="-1">{ &props.title }</h1>
                <button class="button button--small" type="button" data-action="back" {onclick}>
                    { Icon::Chevron.with_class("icon--small icon--back") }{ back }
                </button>
            </div>
            { props.children.clone() }
        </div>
    }
}

/// The answer in words first, as the verdict on a file is given, and what is said below it.
pub fn answer(sign: Sign, title: String, below: Html) -> Html {
    let class = match sign {
        Sign::Ok => "verdict--accepted",
        Sign::Error => "verdict--rejected",
        Sign::Incomplete | Sign::Warning => "verdict--incomplete",
        Sign::Info | Sign::Waiting => "verdict--open",
    };
    html! {
        <section class={classes!("verdict", class)} aria-labelledby="answer" role="status">
            <span class="verdict__mark">{ sign.icon().picture() }</span>
            <div class="verdict__words">
                <h2 class="verdict__title" id="answer">{ title }</h2>
                { below }
            </div>
        </section>
    }
}

/// A cell with a sign and words.
pub fn sign_cell(sign: Sign, words: &str) -> Html {
    html! { <td>{ sign.mark(words.to_owned()) }</td> }
}
