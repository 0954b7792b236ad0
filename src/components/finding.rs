//! What is said of a finding, whether it is one in a file or one between files.

use daybreak_engine::Rule;
use daybreak_report::{FindingEntry, Values};
use daybreak_schema::Authority;
use yew::prelude::*;

use super::rule_dialog::rule_dialog;
use crate::hooks::use_app;
use crate::queries::words::{severity_word, sign_of};

/// Where it is, and its sentence.
pub(super) fn head(entry: &FindingEntry, place: &str) -> Html {
    html! {
        <div class="detail__head">
            <p class="detail__place">
                { sign_of(entry.severity).mark(severity_word(entry.severity)) }
                { format!(" · {place}") }
            </p>
            <h2 class="detail__title" tabindex="-1" id="detail">{ &entry.message }</h2>
        </div>
    }
}

/// What was expected and found, why it matters, how to mend it, where that is written. `places` is said before, `first`
/// after what was found: pairs of `dt` and `dd`. `whole` is what the bank would take or reject: the file, or the day.
pub(super) fn facts(entry: &FindingEntry, values: Values, places: Html, first: Html, whole: &str) -> Html {
    html! {
        <>
            <dl class="facts">
                { places }
                if let Some(expected) = &entry.expected {
                    <><dt>{ "Expected" }</dt><dd>{ expected }</dd></>
                }
                if let Some(found) = entry.found.as_ref().filter(|found| !found.is_empty()) {
                    <><dt>{ "Found" }</dt><dd><code>{ values.of(found) }</code></dd></>
                }
                { first }
                if let Some(rule) = daybreak_engine::rule(&entry.rule) {
                    <dt>{ "Why" }</dt><dd>{ rule.why }</dd>
                    <dt>{ "How to mend" }</dt><dd>{ &entry.help }</dd>
                    <dt>{ "Source" }</dt><dd>{ rule.source }</dd>
                    <dt>{ "Checked by the bank" }</dt>
                    <dd>
                        { match rule.group {
                            Some(group) => format!("in group {group}; a failing group stops the later ones"),
                            None => "outside its groups of checks, or not documented".to_owned(),
                        } }
                    </dd>
                }
            </dl>
            if !entry.authority.can_reject() {
                <p class="muted">{ format!("Assumed, not documented: confirm it with your technical account manager. It does not get the {whole} rejected.") }</p>
            }
        </>
    }
}

/// What [`Foot`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct FootProps {
    /// The name of the finding's rule.
    pub(super) rule: String,
    /// What the finding rests on.
    pub(super) authority: Authority,
    /// What else can be done.
    #[prop_or_default]
    pub(super) children: Html,
}

/// What it rests on, its rule, and what can be done.
#[component]
pub(super) fn Foot(props: &FootProps) -> Html {
    let shown = use_state_eq(|| false);
    let Some(app) = use_app() else { return Html::default() };
    let authority = props.authority.word();
    let show = |shows: bool| {
        let shown = shown.setter();
        move || shown.set(shows)
    };
    let rule = |rule: &'static Rule| {
        let (open, close) = (show(true), show(false));
        html! {
            <>
                <button class="button button--link mono" type="button" data-action="rule" onclick={move |_: MouseEvent| open()}>
                    { format!("{} · {}", rule.name, rule.code) }
                </button>
                if *shown {
                    { rule_dialog(&app, rule, Callback::from(move |()| close())) }
                }
            </>
        }
    };
    html! {
        <div class="detail__foot">
            <span class={classes!("badge", format!("badge--{authority}"))}>{ authority }</span>
            { for daybreak_engine::rule(&props.rule).map(rule) }
            { props.children.clone() }
        </div>
    }
}
