//! What was found between the files of a day: by rule, and one finding in full.

use daybreak_engine::docs::describe_set;
use daybreak_report::Values;
use daybreak_report::words::grouped;
use yew::prelude::*;

use super::places::{title, to_row};
use super::waterfall;
use crate::components::empty::empty;
use crate::components::finding::{Foot, facts, head};
use crate::components::hide_values::hide_values;
use crate::components::icons::Icon;
use crate::hooks::AppHandle;
use crate::queries::day::day;
use crate::queries::words::{severity_word, sign_of};
use crate::state::{Action, DayAction, SetPlace};
use crate::worker::set::protocol::{DaySummary, SetGroup, SetItem, SetSummary};

/// The findings across files.
pub(super) fn findings_tab(app: &AppHandle) -> Html {
    let Some(set) = app.state.day.summary().cloned() else {
        return nothing(
            Icon::Clock,
            "The files have not been checked together yet",
            "Findings across them will be listed here.",
        );
    };
    let Some(summary) = app.state.shown_day().and_then(|shown| Some(day(&app.state, shown)?.summary?.clone())) else {
        return nothing(
            Icon::Incomplete,
            "Nothing was checked together",
            "No file of this day can be read together with others.",
        );
    };
    if summary.groups.is_empty() {
        let words = if summary.skipped.is_empty() {
            "The files of the day agree with each other, and with the days before that are open."
        } else {
            "What could be checked agrees. What could not is listed at the top."
        };
        return nothing(Icon::Check, "No findings across the files", words);
    }
    html! {
        <section class="findings" aria-label="Findings across files">
            <div class="filters">{ hide_values(app) }</div>
            <div class="findings__body">
                <div class="findings__side">
                    <ul class="findings__groups">
                        { for (0..).zip(&summary.groups).map(|(at, of_rule)| group(app, at, of_rule)) }
                    </ul>
                    { suppressed(&set) }
                </div>
                { chosen(app, &summary) }
            </div>
        </section>
    }
}

fn nothing(icon: Icon, title: &'static str, words: &'static str) -> Html {
    html! {
        <section class="panel">
            { empty(icon, title, html! { <p>{ words }</p> }) }
        </section>
    }
}

fn group(app: &AppHandle, at: u32, group: &SetGroup) -> Html {
    let open = !app.state.day.folded.contains(&at);
    let key = &group.key;
    let rule = daybreak_engine::rule(&key.rule);
    html! {
        <li class="findings__group" key={at} data-rule={key.rule.clone()} data-count={group.count.to_string()}>
            <button class="fold findings__head" type="button" aria-expanded={open.to_string()} onclick={app.acting(move |_: MouseEvent| Action::Day(DayAction::Folded(at)))}>
                { Icon::Chevron.picture() }
                { sign_of(key.severity).shape(severity_word(key.severity)) }
                <span class="findings__title">
                    { rule.map_or("", |rule| rule.what.trim_end_matches('.')) }
                    <span class="findings__rule">{ format!("{} · {}", key.rule, rule.map_or("", |rule| rule.code)) }</span>
                </span>
                if !key.authority.can_reject() {
                    <span class="badge badge--assumed">{ "assumed" }</span>
                }
                <span class="findings__count">{ grouped(group.count) }</span>
            </button>
            if open {
                <ul class="findings__list">
                    { for (0..).zip(&group.items).map(|(item, entry)| row(app, (at, item), entry)) }
                </ul>
                if group.count > group.items.len() as u64 {
                    <p class="findings__more">{ format!("{} of {} are listed.", grouped(group.items.len() as u64), grouped(group.count)) }</p>
                }
            }
        </li>
    }
}

fn row(app: &AppHandle, place: SetPlace, item: &SetItem) -> Html {
    let chosen = app.state.day.finding == Some(place);
    let kind = match (item.file, item.kind.as_deref()) {
        (Some(file), _) => title(app, file),
        (None, Some(kind)) => crate::queries::words::kind_title(Some(kind)),
        (None, None) => "–",
    };
    let at = item.entry.line.map_or_else(|| "file".to_owned(), |line| format!("line {}", grouped(line)));
    html! {
        <li key={place.1}>
            <button
                class="findings__row"
                type="button"
                data-set-finding={item.entry.rule.clone()}
                aria-current={chosen.then_some("true")}
                onclick={app.acting(move |_: MouseEvent| Action::Day(DayAction::Chosen(place)))}
            >
                <span class="findings__place">{ at }</span>
                <span class="findings__column">{ kind }</span>
                <span class="findings__message">{ &item.entry.message }</span>
            </button>
        </li>
    }
}

/// The finding that is chosen; the first one else.
fn chosen(app: &AppHandle, summary: &DaySummary) -> Html {
    let at = |(group, item): SetPlace| summary.groups.get(group as usize)?.items.get(item as usize);
    let item = app.state.day.finding.and_then(at).or_else(|| at((0, 0)));
    item.map_or_else(Html::default, |item| detail(app, item))
}

/// A finding about several files in full.
fn detail(app: &AppHandle, item: &SetItem) -> Html {
    let entry = &item.entry;
    let places = html! { <><dt>{ "Places" }</dt><dd>{ places(app, item) }</dd></> };
    html! {
        <article class={classes!("detail", app.state.day.finding.is_none().then_some("detail--unasked"))} aria-label="The chosen finding">
            { head(entry, &where_it_is(app, item)) }
            if let Some(account) = &item.account {
                { waterfall::account(app, account) }
            }
            { facts(entry, app.state.values(), places, Html::default(), "day") }
            <Foot rule={entry.rule.clone()} authority={entry.authority} />
        </article>
    }
}

/// "Balances, line 18, record 17, column balance".
fn where_it_is(app: &AppHandle, item: &SetItem) -> String {
    let mut words = vec![match (item.file, item.kind.as_deref()) {
        (Some(file), _) => title(app, file).to_owned(),
        (None, kind) => crate::queries::words::kind_title(kind).to_owned(),
    }];
    words.extend(item.entry.line.map(|line| format!("line {}", grouped(line))));
    words.extend(item.entry.record.map(|record| format!("record {}", grouped(record))));
    words.extend(item.entry.column.as_ref().map(|column| format!("column {column}")));
    words.join(", ")
}

/// Each file that the finding is about, with a way to its record.
fn places(app: &AppHandle, item: &SetItem) -> Html {
    let own = item.file.zip(item.entry.record).map(|(file, record)| {
        to_row(app, file, record, item.field, format!("{}, record {}", named(app, file), grouped(record)))
    });
    let whole = item.file.filter(|_| item.entry.record.is_none()).map(|file| whole_file(app, file));
    let other = item.other_file.map(|file| match item.entry.other {
        Some(other) => {
            to_row(app, file, other.record, None, format!("{}, record {}", named(app, file), grouped(other.record)))
        }
        None => whole_file(app, file),
    });
    html! {
        <span class="places places--apart">
            { for [own, whole, other].into_iter().flatten() }
            if item.file.is_none() && item.other_file.is_none() {
                { "no file at hand" }
            }
        </span>
    }
}

fn whole_file(app: &AppHandle, file: u32) -> Html {
    let onclick = app.acting(move |_: MouseEvent| Action::Selected(file));
    html! { <button class="button button--link" type="button" {onclick}>{ named(app, file) }</button> }
}

/// The name of a file as it is in the list.
fn named(app: &AppHandle, file: u32) -> String {
    let open = app.state.files.iter().find(|open| open.id == file);
    open.map_or_else(|| "a file that is not open".to_owned(), |open| Values::Shown.of(&open.name))
}

fn suppressed(set: &SetSummary) -> Html {
    if set.suppressed.is_empty() {
        return Html::default();
    }
    html! {
        <details class="findings__folded">
            <summary>{ "Not listed, because it follows from these findings, over all days" }</summary>
            <ul>
                { for set.suppressed.iter().map(|(rule, count, because)| html! {
                    <li>{ format!("{} × {rule}, because of {because}", grouped(*count)) }</li>
                }) }
            </ul>
        </details>
    }
}

/// The examples of a rule about several files, in a line each, and whether it shows the fault.
pub(crate) fn set_examples(rule: &daybreak_engine::Rule) -> Vec<(bool, String)> {
    let examples = daybreak_engine::rules::set::examples(rule);
    let line = |example: &daybreak_engine::SetExample| {
        // The marks of code belong to the page of the documentation.
        (example.shows == daybreak_engine::Shows::Bad, describe_set(example).replace('`', ""))
    };
    examples.iter().map(line).collect()
}
