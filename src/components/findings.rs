//! The findings of a file: groups by rule, filters, and one finding in full.

use daybreak_engine::Severity;
use daybreak_report::words::grouped;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::detail::DetailView;
use super::empty::empty;
use super::hide_values::hide_values;
use super::icons::Icon;
use crate::hooks::{AppHandle, use_app};
use crate::queries::words::{severity_word, sign_of};
use crate::state::{Action, FileEntry, GROUP_STEP, Tab};
use crate::worker::protocol::{Filter, Group, Item, Request, Summary};

/// The findings.
#[component]
pub fn FindingsTab() -> Html {
    let app = use_app();
    let shown = app.as_ref().and_then(|app| {
        let file = app.state.file()?;
        Some((file.id, file.findings.filter.clone(), file.findings.open.clone(), file.findings.chosen))
    });
    {
        // The worker is asked anew whenever something else is to be shown.
        let session = app.as_ref().map(|app| app.session.clone());
        use_effect_with(shown.clone().map(|(id, filter, open, _)| (id, filter, open)), move |asked| {
            if let (Some(session), Some((file, filter, open))) = (session, asked.clone()) {
                session.client.send(&Request::Findings { file, filter, open });
            }
        });
    }
    {
        let session = app.as_ref().map(|app| app.session.clone());
        use_effect_with(shown.and_then(|(id, _, _, chosen)| Some((id, chosen?))), move |asked| {
            if let (Some(session), Some((file, index))) = (session, *asked) {
                session.client.send(&Request::Detail { file, index });
            }
        });
    }
    let Some(app) = app else { return Html::default() };
    let Some((file, summary)) = app.state.file().and_then(|file| Some((file, file.summary()?))) else {
        return Html::default();
    };
    if summary.report.rules.is_empty() {
        return html! {
            <section class="panel">
                { empty(Icon::Check, "No findings", html! {
                    <>
                        <p>{ if summary.report.skipped.is_empty() { "Every check was completed and found nothing." } else { "No problems in what was checked." } }</p>
                        <button class="button" type="button" onclick={app.acting(|_: MouseEvent| Action::Shown(Tab::Rows))}>{ "Show the rows" }</button>
                    </>
                }) }
            </section>
        };
    }
    let groups = file.findings.groups.clone();
    html! {
        <section class="findings" aria-label="Findings">
            { filters(&app, file, summary) }
            <div class="findings__body">
                <div class="findings__side">
                    <ul class="findings__groups">
                        { for groups.iter().flat_map(|groups| groups.iter()).map(|entry| group(&app, file, entry)) }
                    </ul>
                    if groups.as_ref().is_some_and(|groups| groups.is_empty()) {
                        { empty(Icon::Search, "No findings match this filter", html! {
                            <button class="button" type="button" onclick={{
                                let id = file.id;
                                app.acting(move |_: MouseEvent| Action::Filtered(id, Filter::default()))
                            }}>{ "Show all findings" }</button>
                        }) }
                    }
                    { suppressed(summary) }
                </div>
                <DetailView />
            </div>
        </section>
    }
}

fn filters(app: &AppHandle, file: &FileEntry, summary: &Summary) -> Html {
    let id = file.id;
    let filter = &file.findings.filter;
    let counts = summary.report.counts;
    let severities = [
        (Severity::Error, counts.error, "Errors"),
        (Severity::Warning, counts.warning, "Warnings"),
        (Severity::Info, counts.info, "Notes"),
    ];
    let toggle = |severity: Severity| {
        let mut next = filter.clone();
        if let Some(at) = next.hidden.iter().position(|hidden| *hidden == severity) {
            next.hidden.remove(at);
        } else {
            next.hidden.push(severity);
        }
        app.acting(move |_: MouseEvent| Action::Filtered(id, next.clone()))
    };
    let on_text = {
        let (app, filter) = (app.clone(), filter.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            app.act(Action::Filtered(id, Filter { text: input.value(), ..filter.clone() }));
        })
    };
    let on_column = {
        let (app, filter) = (app.clone(), filter.clone());
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else {
                return;
            };
            let column = select.value().parse().ok();
            app.act(Action::Filtered(id, Filter { column, ..filter.clone() }));
        })
    };
    let matching: u64 = file.findings.groups.iter().flat_map(|groups| groups.iter()).map(|group| group.matching).sum();
    let all = counts.total();
    html! {
        <div class="filters" role="search" aria-label="Filter the findings">
            <div class="filters__group">
                { for severities.into_iter().filter(|(_, count, _)| *count > 0).map(|(severity, count, words)| html! {
                    <button
                        class="button button--small"
                        type="button"
                        data-severity={severity.word()}
                        aria-pressed={(!filter.hidden.contains(&severity)).to_string()}
                        onclick={toggle(severity)}
                    >
                        { sign_of(severity).mark(words) }
                        { format!(" {}", grouped(count)) }
                    </button>
                }) }
            </div>
            <label class="filters__search">
                { Icon::Search.picture() }
                <span class="visually-hidden">{ "Search the findings" }</span>
                <input class="input" id="search-findings" type="search" placeholder="Search findings" value={filter.text.clone()} oninput={on_text} />
            </label>
            <label>
                <span class="visually-hidden">{ "Column" }</span>
                <select class="select" onchange={on_column}>
                    <option value="" selected={filter.column.is_none()}>{ "All columns" }</option>
                    { for (0..).zip(&summary.columns).map(|(field, column): (u16, _)| html! {
                        <option value={field.to_string()} selected={filter.column == Some(field)}>{ &column.name }</option>
                    }) }
                </select>
            </label>
            { hide_values(app) }
            <span class="filters__count" role="status">{ format!("{} of {} shown", grouped(matching), grouped(all)) }</span>
        </div>
    }
}

fn group(app: &AppHandle, file: &FileEntry, group: &Group) -> Html {
    let id = file.id;
    let open = file.findings.open.iter().find(|(key, _)| *key == group.key).map(|(_, count)| *count);
    let toggle = {
        let (key, count) = (group.key.clone(), if open.is_some() { 0 } else { GROUP_STEP });
        app.acting(move |_: MouseEvent| Action::GroupOpened(id, key.clone(), count))
    };
    let more = {
        let (key, count) = (group.key.clone(), open.unwrap_or(0) + GROUP_STEP * 5);
        app.acting(move |_: MouseEvent| Action::GroupOpened(id, key.clone(), count))
    };
    let unseen = group.matching.saturating_sub(group.items.len() as u64);
    html! {
        <li class="findings__group" key={format!("{:?}", group.key)} data-rule={group.key.rule.clone()} data-count={group.count.to_string()}>
            <button class="fold findings__head" type="button" aria-expanded={open.is_some().to_string()} onclick={toggle}>
                { Icon::Chevron.picture() }
                { sign_of(group.key.severity).shape(severity_word(group.key.severity)) }
                <span class="findings__title">
                    { group.what.trim_end_matches('.') }
                    <span class="findings__rule">{ format!("{} · {}", group.key.rule, group.code) }</span>
                </span>
                if !group.key.authority.can_reject() {
                    <span class="badge badge--assumed">{ "assumed" }</span>
                }
                <span class="findings__count">{ grouped(group.count) }</span>
            </button>
            if group.listed < group.count && file.findings.filter != Filter::default() {
                <p class="findings__more">
                    { format!("Only the first {} of {} were searched.", grouped(group.listed), grouped(group.count)) }
                </p>
            }
            if open.is_some() {
                <div>
                    <ul class="findings__list">
                        { for group.items.iter().map(|item| row(app, file, item)) }
                    </ul>
                    if unseen > 0 {
                        <p class="findings__more">
                            { format!("{} of {} shown. ", grouped(group.items.len() as u64), grouped(group.matching)) }
                            <button class="button button--link" type="button" onclick={more}>{ "Show more" }</button>
                        </p>
                    } else if group.count > group.matching && file.findings.filter == Filter::default() {
                        <p class="findings__more">
                            { format!("{} of {} are listed; the counts are exact.", grouped(group.matching), grouped(group.count)) }
                        </p>
                    }
                </div>
            }
        </li>
    }
}

fn row(app: &AppHandle, file: &FileEntry, item: &Item) -> Html {
    let (id, index) = (file.id, item.index);
    let chosen = file.findings.chosen == Some(index);
    let entry = &item.entry;
    let place = match (entry.line, entry.record) {
        (Some(line), _) => format!("line {}", grouped(line)),
        _ => "file".to_owned(),
    };
    let ondblclick = {
        let (app, record, field) = (app.clone(), entry.record, item.field);
        Callback::from(move |_: MouseEvent| {
            if let Some(record) = record {
                app.act(Action::ShownCellOf(record, field));
            }
        })
    };
    html! {
        <li key={index}>
            <button
                class="findings__row"
                type="button"
                aria-current={chosen.then_some("true")}
                onclick={app.acting(move |_: MouseEvent| Action::Chosen(id, index))}
                {ondblclick}
            >
                <span class="findings__place">{ place }</span>
                <span class="findings__column">{ entry.column.as_deref().unwrap_or("–") }</span>
                <span class="findings__message">{ &entry.message }</span>
            </button>
        </li>
    }
}

fn suppressed(summary: &Summary) -> Html {
    let report = &summary.report;
    if report.suppressed.is_empty() {
        return Html::default();
    }
    html! {
        <details class="findings__folded">
            <summary>{ "Not listed, because it follows from these findings" }</summary>
            <ul>
                { for report.suppressed.iter().map(|entry| html! {
                    <li>{ format!("{} × {}, because of {}", grouped(entry.count), entry.rule, entry.because) }</li>
                }) }
            </ul>
        </details>
    }
}
