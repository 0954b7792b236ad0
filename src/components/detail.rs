//! One finding in full: where, the line with a caret, what was expected and found, why, and how to mend it.

use daybreak_report::Values;
use daybreak_report::words::grouped;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::icons::{Icon, Mark, Picture};
use super::rule_dialog::RuleDialog;
use crate::hooks::{AppHandle, use_app, use_focus_kept};
use crate::queries::words::{place, severity_word, sign_of};
use crate::state::Action;
use crate::tasks;
use crate::worker::protocol::Detail;

/// The finding that was chosen.
#[component]
pub fn DetailView() -> Html {
    let app = use_app();
    let rule_shown = use_state_eq(|| false);
    let detail = app.as_ref().and_then(|app| app.state.file()?.findings.detail.clone());
    // The first finding shows itself; only one that was asked for may draw the focus down to it.
    let asked = app.as_ref().and_then(|app| app.state.file()).is_some_and(|file| file.findings.asked);
    use_focus_kept("detail", detail.as_ref().filter(|_| asked).map(|detail| detail.entry.clone()));
    let Some(app) = app else { return Html::default() };
    let Some(detail) = detail else {
        return html! { <div class="detail detail--empty"><p class="muted">{ "Choose a finding to see its line and how to mend it." }</p></div> };
    };
    let entry = &detail.entry;
    let authority = entry.authority.word();
    // The names in a header are no values; where the header is missing, the first line holds some.
    let is_named = entry.record.is_none() && entry.rule != "header-missing";
    let values = if is_named { Values::Shown } else { app.state.values() };
    html! {
        <article class="detail" aria-label="The chosen finding">
            <div class="detail__head">
                <p class="detail__place">
                    <Mark sign={sign_of(entry.severity)} words={severity_word(entry.severity)} />
                    { format!(" · {}", place(entry)) }
                </p>
                <h2 class="detail__title" tabindex="-1" id="detail">{ &entry.message }</h2>
            </div>
            if let Some(line) = detail.line.as_ref().map(|line| line.each_ref().map(|part| values.of(part))) {
                <RawLine {line} severity={sign_of(entry.severity).class()} />
            }
            <dl class="facts">
                if let Some(expected) = &entry.expected {
                    <><dt>{ "Expected" }</dt><dd>{ expected }</dd></>
                }
                if let Some(found) = entry.found.as_ref().filter(|found| !found.is_empty()) {
                    <><dt>{ "Found" }</dt><dd><code>{ values.of(found) }</code></dd></>
                }
                if let Some(other) = entry.other {
                    <><dt>{ "First seen" }</dt><dd>{ format!("line {}, record {}", grouped(other.line), grouped(other.record)) }</dd></>
                }
                <dt>{ "Why" }</dt><dd>{ &detail.why }</dd>
                <dt>{ "How to mend" }</dt><dd>{ &entry.help }</dd>
                <dt>{ "Source" }</dt><dd>{ &detail.source }</dd>
                if let Some(group) = detail.checked_in {
                    <><dt>{ "Checked by the bank" }</dt><dd>{ format!("in group {group}; a failing group stops the later ones") }</dd></>
                }
            </dl>
            if !entry.authority.can_reject() {
                <p class="muted">{ "Assumed, not documented: confirm it with your technical account manager. It does not reject the file." }</p>
            }
            <div class="detail__foot">
                <span class={classes!("badge", format!("badge--{authority}"))}>{ authority }</span>
                if let Some(rule) = daybreak_engine::rule(&entry.rule) {
                    <button class="button button--link mono" type="button" data-action="rule" onclick={{
                        let shown = rule_shown.setter();
                        Callback::from(move |_: MouseEvent| shown.set(true))
                    }}>{ format!("{} · {}", rule.name, rule.code) }</button>
                    if *rule_shown {
                        <RuleDialog {rule} on_close={{
                            let shown = rule_shown.setter();
                            Callback::from(move |()| shown.set(false))
                        }} />
                    }
                }
                { actions(&app, &detail) }
            </div>
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
        Callback::from(move |_: MouseEvent| tasks::copy(&app.session, &text, "The finding, without values,"))
    };
    html! {
        <>
            if let Some(record) = detail.entry.record {
                { jump(record, "Show in rows") }
            }
            if let Some(other) = detail.entry.other {
                { jump(other.record, "Show the first one") }
            }
            <button class="button button--small" type="button" onclick={copy}><Picture icon={Icon::Copy} class="icon--small" />{ "Copy" }</button>
        </>
    }
}

/// A finding as it may be pasted into a message: no value of the file.
fn copied(detail: &Detail) -> String {
    let entry = &detail.entry;
    let expected = entry.expected.as_ref().map(|expected| format!(" Expected: {expected}.")).unwrap_or_default();
    format!("{}: {}.{expected} {} ({} {})", place(entry), entry.message, entry.help, entry.rule, entry.code)
}
