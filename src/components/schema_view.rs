//! A kind's columns and rules, and its template: the very data that files are checked by.

use daybreak_engine::{RULES, Rule};
use daybreak_schema::docs::{presence_words, submission_words, type_words, values_words};
use daybreak_schema::{Authority, Column, Kind, Named};
use yew::prelude::*;

use super::icons::Icon;
use super::kind_badge::kind_badge;
use super::rule_dialog::rule_dialog;
use crate::hooks::use_app;
use crate::queries::words::{severity_word, sign_of};
use crate::tasks;

/// What [`SchemaView`] takes.
#[derive(Properties, PartialEq)]
pub struct SchemaViewProps {
    /// The kind.
    pub kind: &'static Kind,
}

/// A kind in full.
#[component]
pub fn SchemaView(props: &SchemaViewProps) -> Html {
    let kind = props.kind;
    let app = use_app();
    let chosen = use_state_eq(|| None::<&'static Rule>);
    let close = {
        let chosen = chosen.setter();
        Callback::from(move |()| chosen.set(None))
    };
    let template = Callback::from(move |_: MouseEvent| tasks::save_template(kind));
    html! {
        <div class="schema" data-schema={kind.token}>
            <div class="schema__head">
                <h1 class="schema__title">{ kind_badge(kind.token, kind.title) }</h1>
                <button class="button" type="button" data-action="template" onclick={template}>
                    { Icon::Download.picture() }{ "Template" }
                    <span class="visually-hidden">{ ": a file with the header only" }</span>
                </button>
            </div>
            <p>{ kind.about }</p>
            <p class="muted">{ ["A day's file carries ", submission_words(kind.submission), "."].concat() }</p>
            <h2 class="schema__heading" id="schema-columns">{ "Columns" }</h2>
            <ul class="schema__list" aria-labelledby="schema-columns">{ for kind.columns.iter().map(column) }</ul>
            <h2 class="schema__heading" id="schema-rules">{ "Rules" }</h2>
            <ul class="schema__list" aria-labelledby="schema-rules">
                { for rules_of(kind).map(|rule| {
                    let chosen = chosen.setter();
                    let open = Callback::from(move |_: MouseEvent| chosen.set(Some(rule)));
                    html! {
                        <li class="schema__rule" key={rule.code}>
                            { sign_of(rule.severity).mark(severity_word(rule.severity)) }
                            <button class="button button--link mono" type="button" data-rule-page={rule.name} onclick={open}>{ rule.name }</button>
                            <span>{ rule.what }</span>
                        </li>
                    }
                }) }
            </ul>
            if let Some((rule, app)) = chosen.zip(app) {
                { rule_dialog(&app, rule, close) }
            }
        </div>
    }
}

/// In the place of a kind that was not named, or not by its name.
pub fn no_kind() -> Html {
    html! {
        <div class="schema">
            <h1 class="schema__title">{ "Columns and rules" }</h1>
            <p role="alert">{ "The page around this frame must name a kind for this view." }</p>
        </div>
    }
}

fn column(column: &Column) -> Html {
    let values = values_words(column).replace('`', "");
    html! {
        <li class="schema__column" key={column.name} data-column={column.name}>
            <div>
                <span class="schema__name">{ column.name }</span>
                { assumed(column.named == Named::Inferred) }
                <p class="schema__about">{ column.about }</p>
            </div>
            <dl class="pairs schema__facts">
                <dt>{ "Type" }</dt>
                <dd>{ type_words(column.ty.value) }{ assumed(column.ty.authority == Authority::Assumed) }</dd>
                <dt>{ "Required" }</dt>
                <dd>{ presence_words(column.presence.value) }{ assumed(column.presence.authority == Authority::Assumed) }</dd>
                if !values.is_empty() {
                    <dt>{ "Values" }</dt>
                    <dd>{ values }</dd>
                }
            </dl>
        </li>
    }
}

/// What is only assumed is marked so.
fn assumed(is: bool) -> Html {
    if is {
        html! { <span class="badge badge--assumed">{ "assumed" }</span> }
    } else {
        Html::default()
    }
}

/// The rules whose examples are files of this kind.
fn rules_of(kind: &'static Kind) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(|rule| rule.examples.iter().any(|example| example.kind == kind.token))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_kind_has_rules_to_show() {
        for kind in daybreak_schema::KINDS {
            assert!(super::rules_of(kind).count() >= 3, "{}", kind.token);
        }
    }
}
