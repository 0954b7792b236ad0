//! Two checks beside each other: what is new, what was fixed, what stayed, what was not checked any more.

use daybreak_calendar::Timestamp;
use daybreak_engine::{Rule, Verdict};
use daybreak_report::Values;
use daybreak_report::compare::Change;
use daybreak_report::words::{counted, grouped};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::beside::{Frame, answer};
use super::empty::empty;
use super::icons::Icon;
use super::rule_dialog::rule_dialog;
use super::start::choose_files;
use crate::hooks::{AppHandle, use_app};
use crate::queries::checks::{Choice, Comparison, check, choices, compare, sides, since_before};
use crate::queries::dates::in_short;
use crate::queries::sign::Sign;
use crate::queries::words::{kind_title, severity_word, sign_of, sign_of_verdict};
use crate::state::{Action, BesideAction, Check, FileEntry, Side, View};

/// Two checks, chosen and compared.
#[component]
pub fn CompareView() -> Html {
    let rule_shown = use_state_eq(|| None::<&'static str>);
    let Some(app) = use_app() else { return Html::default() };
    let choices = choices(&app.state);
    let (before, after) = sides(&app.state);
    let held = |side: &Option<Side>| side.as_ref().and_then(|side| check(&app.state, side));
    let comparison = held(&before).zip(held(&after)).map(|(before, after)| compare(&before, &after));
    let choose = |is_after: bool| {
        let (app, choices, sides) = (app.clone(), choices.clone(), (before.clone(), after.clone()));
        Callback::from(move |token: String| {
            let side = choices.iter().find(|choice| choice.side.token() == token).map(|choice| choice.side.clone());
            let (before, after) = sides.clone();
            let (before, after) = if is_after { (before, side) } else { (side, after) };
            app.act(Action::Beside(BesideAction::Sides(before, after)));
        })
    };
    let swap = {
        let sides = (before.clone(), after.clone());
        app.acting(move |_: MouseEvent| Action::Beside(BesideAction::Sides(sides.1.clone(), sides.0.clone())))
    };
    html! {
        <Frame title="Compare two checks">
            <div class="compare__sides">
                { chooser("compare-before", "Before", &choices, before.as_ref(), &choose(false)) }
                <button class="button" type="button" disabled={comparison.is_none()} onclick={swap}>{ "Swap" }</button>
                { chooser("compare-after", "After", &choices, after.as_ref(), &choose(true)) }
            </div>
            if let Some(comparison) = &comparison {
                { result(comparison, &rule_shown) }
            } else {
                { empty(Icon::Compare, "There is nothing to compare with yet", html! {
                    <>
                    <p>
                        { "Drop the corrected file under its old name, another day's file, or a report saved as JSON to see here what is new and what was fixed." }
                    </p>
                    <button class="button" type="button" onclick={|_: MouseEvent| choose_files()}>{ Icon::Open.picture() }{ "Open a file or a report" }</button>
                    </>
                }) }
            }
            if let Some(rule) = rule_shown.and_then(daybreak_engine::rule) {
                { rule_dialog(&app, rule, {
                    let shown = rule_shown.setter();
                    Callback::from(move |()| shown.set(None))
                }) }
            }
        </Frame>
    }
}

/// Chooses one side.
fn chooser(
    id: &'static str,
    name: &'static str,
    choices: &[Choice],
    chosen: Option<&Side>,
    on_choice: &Callback<String>,
) -> Html {
    let chosen = chosen.map(Side::token);
    let onchange = on_choice.reform(|event: Event| {
        event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
            .map(|select| select.value())
            .unwrap_or_default()
    });
    let mut groups: Vec<(&'static str, Vec<&Choice>)> = Vec::new();
    for choice in choices {
        match groups.iter_mut().find(|(group, _)| *group == choice.group) {
            Some((_, members)) => members.push(choice),
            None => groups.push((choice.group, vec![choice])),
        }
    }
    html! {
        <label class="field">
            <span class="field__label">{ name }</span>
            <select class="select" {id} {onchange}>
                if chosen.is_none() {
                    <option value="" selected=true>{ "Choose" }</option>
                }
                { for groups.into_iter().map(|(group, members)| html! {
                    <optgroup label={group}>
                        { for members.into_iter().map(|choice| {
                            let token = choice.side.token();
                            let selected = chosen.as_ref() == Some(&token);
                            html! { <option value={token} {selected}>{ label(&choice.name, choice.at) }</option> }
                        }) }
                    </optgroup>
                }) }
            </select>
        </label>
    }
}

fn label(name: &str, at: Option<i64>) -> String {
    let name = Values::Shown.of(name);
    match moment(at) {
        Some(moment) => format!("{name}, checked {moment}"),
        None => name,
    }
}

fn moment(at: Option<i64>) -> Option<String> {
    at.and_then(|at| Timestamp::from_second(at).ok()).map(in_short)
}

fn result(comparison: &Comparison, rule_shown: &UseStateHandle<Option<&'static str>>) -> Html {
    let (fresh, fixed, same, not_checked) = comparison.sums();
    let sign = match (fresh, not_checked, same) {
        (1.., _, _) => Sign::Error,
        (0, 1.., _) => Sign::Incomplete,
        (0, 0, 1..) => Sign::Info,
        (0, 0, 0) => Sign::Ok,
    };
    html! {
        <>
            { answer(sign, comparison.title(), html! {
                <>
                    { for comparison.cautions().into_iter().map(|caution| html! { <p class="verdict__next">{ caution }</p> }) }
                    <dl class="compare__checks" data-new={fresh.to_string()} data-fixed={fixed.to_string()} data-unchanged={same.to_string()}>
                        <dt>{ "Before" }</dt><dd>{ about(&comparison.before) }</dd>
                        <dt>{ "After" }</dt><dd>{ about(&comparison.after) }</dd>
                    </dl>
                </>
            }) }
            if !comparison.changes.is_empty() {
                <section class="panel beside__panel" aria-labelledby="compare-rules">
                    <h2 class="beside__heading" id="compare-rules">{ "By rule" }</h2>
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{ "Rule" }</th>
                                <th scope="col">{ "Change" }</th>
                                <th scope="col" class="table__number">{ "Before" }</th>
                                <th scope="col" class="table__number">{ "After" }</th>
                            </tr>
                        </thead>
                        <tbody>{ for comparison.changes.iter().map(|change| row(change, rule_shown)) }</tbody>
                    </table>
                </section>
            }
        </>
    }
}

/// What a check was about, and what it came to.
fn about(check: &Check) -> Html {
    let words = match check.verdict {
        Verdict::Accepted => "would be accepted",
        Verdict::Rejected => "would be rejected",
        Verdict::Incomplete => "not fully checked",
    };
    let records: u64 = check.parts.iter().map(|part| part.records).sum();
    let moment = moment(check.at).map(|moment| format!(", checked {moment}")).unwrap_or_default();
    html! {
        <>
            { sign_of_verdict(check.verdict).mark(words) }
            { format!(" · {}, {}{moment}", Values::Shown.of(&check.name), counted(records, "record")) }
        </>
    }
}

fn row(change: &Change, rule_shown: &UseStateHandle<Option<&'static str>>) -> Html {
    let (fresh, fixed) = (change.new_ones(), change.fixed());
    let (word, sign, words) = match (fresh, fixed, change.after) {
        _ if change.not_checked > 0 => {
            ("not-checked", Sign::Incomplete, format!("{} not checked", grouped(change.not_checked)))
        }
        (1.., _, _) => ("new", sign_of(change.severity), format!("{} new", grouped(fresh))),
        (0, 1, 0) => ("fixed", Sign::Ok, "fixed".to_owned()),
        (0, 1.., 0) => ("fixed", Sign::Ok, format!("all {} fixed", grouped(fixed))),
        (0, 1.., _) => {
            ("fixed", sign_of(change.severity), format!("{} fixed, {} left", grouped(fixed), grouped(change.after)))
        }
        _ => ("same", sign_of(change.severity), "as before".to_owned()),
    };
    let rule: Option<&'static Rule> = daybreak_engine::rule(&change.rule);
    let about = if change.about == "set" {
        "files together"
    } else {
        kind_title(Some(change.about.as_str()).filter(|about| !about.is_empty()))
    };
    html! {
        <tr data-change={word} data-of={change.rule.clone()} data-before={change.before.to_string()} data-after={change.after.to_string()}>
            <th scope="row">
                if let Some(rule) = rule {
                    <button class="button button--link" type="button" onclick={{
                        let shown = rule_shown.setter();
                        Callback::from(move |_: MouseEvent| shown.set(Some(rule.name)))
                    }}>{ rule.name }</button>
                } else {
                    { Values::Shown.of(&change.rule) }
                }
                <span class="muted compare__about">{ format!("{}, {about}", severity_word(change.severity)) }</span>
            </th>
            <td>{ sign.mark(words) }</td>
            <td class="table__number" data-label="Before">{ grouped(change.before) }</td>
            <td class="table__number" data-label="After">{ grouped(change.after) }</td>
        </tr>
    }
}

/// Leads from a file or a day to its comparison.
pub fn compare_button(app: &AppHandle) -> Html {
    let app = app.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        // What was compared before does not matter here.
        app.act(Action::Beside(BesideAction::Sides(None, None)));
        app.act(Action::Viewed(View::Compare));
    });
    html! { <button class="button" type="button" data-action="compare" {onclick}>{ Icon::Compare.picture() }{ "Compare" }</button> }
}

/// On the file that is shown: what has changed since it was last checked here under its name.
pub fn since_last_check(app: &AppHandle, file: &FileEntry) -> Html {
    let Some(comparison) = since_before(&app.state, file) else { return Html::default() };
    let moment = moment(comparison.before.at).map(|moment| format!(" of {moment}")).unwrap_or_default();
    html! {
        <p class="verdict__next" data-since="before">
            { format!("Since the check{moment}: {}. ", comparison.title()) }
            { to_comparison(app, &comparison) }
        </p>
    }
}

fn to_comparison(app: &AppHandle, comparison: &Comparison) -> Html {
    let before = Side::Kept(comparison.before.number);
    let app = app.clone();
    let onclick = move |_: MouseEvent| {
        app.act(Action::Beside(BesideAction::Sides(Some(before.clone()), app.state.selected.map(Side::File))));
        app.act(Action::Viewed(View::Compare));
    };
    html! { <button class="button button--link" type="button" data-action="since" {onclick}>{ "See what has changed" }</button> }
}
