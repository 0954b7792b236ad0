//! The page of a rule: what it means, what it rests on, and examples that can be opened.

use daybreak_engine::docs::describe;
use daybreak_engine::{Rule, Shows};
use yew::prelude::*;

use super::day::set_examples;
use super::dialog::Modal;
use super::icons::Icon;
use crate::hooks::AppHandle;
use crate::queries::sign::Sign;
use crate::queries::words::{severity_word, sign_of};
use crate::state::{Action, Extent, View};
use crate::tasks;

/// A rule in full. `on_close` is called when it is closed.
pub fn rule_dialog(app: &AppHandle, rule: &'static Rule, on_close: Callback<()>) -> Html {
    let extent = app.state.extent();
    let open = {
        let (app, on_close) = (app.clone(), on_close.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(file) = tasks::sample_of(rule) {
                app.act(Action::Viewed(View::File));
                tasks::accept_samples(&app.session, &app.state, vec![file]);
            }
            on_close.emit(());
        })
    };
    let authority = rule.authority.word();
    html! {
        <Modal title={rule.name} {on_close}>
            <p class="rule__what">{ rule.what }</p>
            <p class="rule__facts">
                { sign_of(rule.severity).mark(severity_word(rule.severity)) }
                <span class={classes!("badge", format!("badge--{authority}"))}>{ authority }</span>
                <span class="mono">{ format!("{}, {} family", rule.code, rule.family.word()) }</span>
                <span>{ rule.group.map_or_else(|| "outside the bank's groups of checks".to_owned(), |group| format!("group {group} of the bank's checks")) }</span>
            </p>
            <dl class="facts">
                <dt>{ "Why" }</dt><dd>{ rule.why }</dd>
                <dt>{ "How to mend" }</dt><dd>{ rule.mend }</dd>
                <dt>{ "Source" }</dt><dd>{ rule.source }</dd>
            </dl>
            <div>
                <h3 class="rule__heading">{ "Examples" }</h3>
                <ul class="rule__examples">
                    { for rule.examples.iter().map(|example| {
                        let sign = if example.shows == Shows::Bad { Sign::Error } else { Sign::Ok };
                        html! {
                            <li class="rule__example">
                                <span class={format!("mark mark--{}", sign.class())}>{ sign.icon().picture() }</span>
                                // The marks of code belong to the page of the documentation.
                                <span>{ describe(example).replace('`', "") }</span>
                            </li>
                        }
                    }) }
                    { for set_examples(rule).into_iter().map(|(bad, words)| {
                        let sign = if bad { Sign::Error } else { Sign::Ok };
                        html! {
                            <li class="rule__example">
                                <span class={format!("mark mark--{}", sign.class())}>{ sign.icon().picture() }</span>
                                <span>{ words }</span>
                            </li>
                        }
                    }) }
                </ul>
            </div>
            // Where only the schema is shown there is no place for a file.
            if extent != Extent::Schema && tasks::has_sample(rule) {
                <div>
                    <button class="button" type="button" data-action="open-example" onclick={open}>
                        { Icon::Open.picture() }{ "Open a bad example" }
                    </button>
                </div>
            }
        </Modal>
    }
}
