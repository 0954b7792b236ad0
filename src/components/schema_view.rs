//! A kind's columns and rules, and its template: the very data that files are checked by, under the profile in force.

use std::rc::Rc;

use daybreak_engine::{RULES, Rule, Severity};
use daybreak_report::Values;
use daybreak_schema::docs::{presence_words, submission_words, type_words, values_words};
use daybreak_schema::{Authority, Kind, Layout, LayoutColumn, Named, Profile, StatedSeverity};
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
    let json = app.as_ref().and_then(|app| app.state.profile.as_ref()).map(|profile| profile.json.clone());
    let drawn = use_memo((kind.token, json), |(_, json)| {
        let profile = json.as_ref().and_then(|json| daybreak_schema::read_profile(json).ok());
        (Layout::new(kind, profile.as_ref()), profile)
    });
    let (layout, profile) = &*drawn;
    let template = {
        let drawn = Rc::clone(&drawn);
        Callback::from(move |_: MouseEvent| tasks::save_template(&drawn.0))
    };
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
            if let Some(profile) = profile {
                <p data-schema-profile="">{ under_profile(layout, &profile.name) }</p>
            }
            <h2 class="schema__heading" id="schema-columns">{ "Columns" }</h2>
            <ul class="schema__list" aria-labelledby="schema-columns">{ for layout.columns.iter().map(|of| column(kind, of)) }</ul>
            <h2 class="schema__heading" id="schema-rules">{ "Rules" }</h2>
            <ul class="schema__list" aria-labelledby="schema-rules">
                { for rules_of(kind).map(|rule| {
                    let chosen = chosen.setter();
                    let open = Callback::from(move |_: MouseEvent| chosen.set(Some(rule)));
                    html! {
                        <li class="schema__rule" key={rule.code}>
                            { severity(rule, profile.as_ref()) }
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

/// What the profile makes of the kind, beside what stands at its columns.
fn under_profile(layout: &Layout, name: &str) -> String {
    let dropped = layout.dropped.join(", ");
    let dropped = if dropped.is_empty() { String::new() } else { [" It leaves out ", &dropped, "."].concat() };
    ["As the profile \"", &Values::Shown.of(name), "\" has it.", &dropped].concat()
}

/// How bad what a rule finds is.
fn severity(rule: &Rule, profile: Option<&Profile>) -> Html {
    let of_rule =
        |(name, _): &(&String, &StatedSeverity)| daybreak_engine::rule(name).is_some_and(|of| of.code == rule.code);
    let stated = profile.and_then(|profile| profile.severities.iter().find(of_rule)).map(|(_, stated)| *stated);
    let severity = match stated {
        None => rule.severity,
        Some(StatedSeverity::Error) => Severity::Error,
        Some(StatedSeverity::Warning) => Severity::Warning,
        Some(StatedSeverity::Info) => Severity::Info,
        Some(StatedSeverity::Off) => return html! { <span class="badge">{ "off" }</span> },
    };
    sign_of(severity).mark(severity_word(severity))
}

fn column(kind: &Kind, column: &LayoutColumn) -> Html {
    let values = values(kind, column);
    let of_schema = (column.header != column.name).then(|| ["In the documentation ", &column.name, "."].concat());
    html! {
        <li class="schema__column" key={column.name.to_string()} data-column={column.name.to_string()}>
            <div>
                <span class="schema__name">{ &*column.header }</span>
                { assumed(column.named == Named::Inferred) }
                <p class="schema__about">{ &*column.about }</p>
                if let Some(words) = of_schema {
                    <p class="schema__about">{ words }</p>
                }
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

/// The allowed values: the profile's, or what the documentation says of them.
fn values(kind: &Kind, column: &LayoutColumn) -> String {
    let documented = kind.columns.iter().find(|documented| documented.name == column.name);
    match documented.filter(|_| column.values.authority != Authority::Agreed) {
        Some(documented) => values_words(documented).replace('`', ""),
        None => column.values.value.list.join(", "),
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
