//! One finding in full: where, the line with a caret, what was expected and found, why, and how to mend it.

use daybreak_report::Values;
use daybreak_report::words::grouped;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::finding::{Foot, facts, head};
use super::icons::Icon;
use crate::hooks::{AppHandle, use_app, use_focus_kept};
use crate::queries::words::{place, sign_of};
use crate::state::Action;
use crate::tasks;
use crate::worker::protocol::Detail;

/// The finding that was chosen.
#[component]
pub fn DetailView() -> Html {
    let app = use_app();
    let detail = app.as_ref().and_then(|app| app.state.file()?.findings.detail.clone());
    // The first finding shows itself; only one that was asked for may draw the focus down to it.
    let asked = app.as_ref().and_then(|app| app.state.file()).is_some_and(|file| file.findings.asked);
    use_focus_kept("detail", detail.as_ref().filter(|_| asked).map(|detail| detail.entry.clone()));
    let Some(app) = app else { return Html::default() };
    // A finding that the filter leaves out is not shown beside the list either.
    let filter = app.state.file().map(|file| file.findings.filter.clone()).unwrap_or_default();
    let Some(detail) = detail.filter(|detail| filter.lets_through(&detail.entry, detail.field)) else {
        return html! { <div class="detail detail--empty"><p class="muted">{ "Choose a finding to see its line and how to mend it." }</p></div> };
    };
    let entry = &detail.entry;
    // The names in a header are no values; where the header is missing, the first line holds some.
    let is_named = entry.record.is_none() && entry.rule != "header-missing";
    let values = if is_named { Values::Shown } else { app.state.values() };
    let first = entry.other.map_or_else(Html::default, |other| {
        let place = format!("line {}, record {}", grouped(other.line), grouped(other.record));
        html! { <><dt>{ "First seen" }</dt><dd>{ place }</dd></> }
    });
    html! {
        <article class={classes!("detail", (!asked).then_some("detail--unasked"))} aria-label="The chosen finding">
            { head(entry, &place(entry)) }
            if let Some(line) = detail.line.as_ref().map(|line| line.each_ref().map(|part| values.of(part))) {
                <RawLine {line} severity={sign_of(entry.severity).class()} />
            }
            { facts(entry, values, Html::default(), first, "file") }
            <Foot rule={entry.rule.clone()} authority={entry.authority}>{ actions(&app, &detail) }</Foot>
        </article>
    }
}

#[derive(Properties, PartialEq)]
struct RawLineProps {
    line: [String; 3],
    severity: &'static str,
}

/// The line in the file, scrolled to the cell that is meant, with a caret under it.
#[component]
fn RawLine(props: &RawLineProps) -> Html {
    let frame = use_node_ref();
    let meant = use_node_ref();
    {
        let (frame, meant) = (frame.clone(), meant.clone());
        use_effect_with(props.line.clone(), move |_| {
            if let Some((frame, meant)) = frame.cast::<HtmlElement>().zip(meant.cast::<HtmlElement>()) {
                // A third of the frame is left for what stands before the cell.
                frame.set_scroll_left(meant.offset_left() - frame.offset_left() - frame.client_width() / 3);
            }
        });
    }
    let [before, cell, after] = &props.line;
    let severity = props.severity;
    let caret = format!("{}{}", " ".repeat(before.chars().count()), "^".repeat(cell.chars().count().max(1)));
    html! {
        <div ref={frame} class="raw" tabindex="0" role="group" aria-label="The line in the file">
            <span class="raw__line">
                { before }
                <span ref={meant} class={classes!("raw__cell", format!("raw__cell--{severity}"))}>{ cell }</span>
                { after }
            </span>
            <span class={classes!("raw__caret", format!("raw__caret--{severity}"))} aria-hidden="true">{ caret }</span>
        </div>
    }
}

fn actions(app: &AppHandle, detail: &Detail) -> Html {
    let field = detail.field;
    let jump = |record: u64, words: &str| {
        let onclick = app.acting(move |_: MouseEvent| Action::ShownCellOf(record, field));
        html! { <button class="button button--small" type="button" data-action="to-cell" {onclick}>{ words }</button> }
    };
    let copy = {
        let (app, text) = (app.clone(), copied(detail));
        Callback::from(move |_: MouseEvent| tasks::copy(&app.session, &text, "the finding, without values"))
    };
    html! {
        <>
            if let Some(record) = detail.entry.record {
                { jump(record, "Show in rows") }
            }
            if let Some(other) = detail.entry.other {
                { jump(other.record, "Show the first one") }
            }
            <button class="button button--small" type="button" onclick={copy}>{ Icon::Copy.with_class("icon--small") }{ "Copy" }</button>
        </>
    }
}

/// A finding as it may be pasted into a message: no value of the file.
fn copied(detail: &Detail) -> String {
    let entry = &detail.entry;
    let expected = entry.expected.as_ref().map(|expected| format!(" Expected: {expected}.")).unwrap_or_default();
    format!("{}: {}.{expected} {} ({} {})", place(entry), entry.message, entry.help, entry.rule, entry.code)
}
