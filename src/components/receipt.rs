//! A receipt that was dropped here, held against the open files.

use daybreak_engine::Verdict;
use daybreak_report::Values;
use daybreak_report::words::counted;
use yew::prelude::*;

use super::beside::{Frame, answer, sign_cell};
use super::empty::empty;
use super::icons::Icon;
use super::start::choose_files;
use crate::hooks::AppHandle;
use crate::queries::dates::in_own_zone;
use crate::queries::receipt::{HeldFile, MadeWith, held, made_with, title};
use crate::queries::sign::Sign;
use crate::state::{Action, BesideAction, LoadedReceipt};

/// The receipt and what became of its files.
pub fn receipt(app: &AppHandle) -> Html {
    let Some(loaded) = app.state.beside.receipt.clone() else {
        return html! {
            <Frame title="Receipt">
                { empty(Icon::Receipt, "No receipt is open", html! {
                    <>
                    <p>{ "Drop a receipt here to see whether files are still those that were checked. A receipt is saved by Export, or by the command line." }</p>
                    <button class="button" type="button" onclick={|_: MouseEvent| choose_files()}>{ Icon::Open.picture() }{ "Choose a receipt" }</button>
                    </>
                }) }
            </Frame>
        };
    };
    let LoadedReceipt { name, receipt } = &*loaded;
    let files = held(&app.state, receipt);
    let (sign, words) = title(&files);
    let counts = receipt.counts;
    let moment = receipt.checked_at.parse().ok().map_or_else(|| receipt.checked_at.clone(), in_own_zone);
    let verdict = match receipt.verdict {
        Verdict::Accepted => "would be accepted",
        Verdict::Rejected => "would be rejected",
        Verdict::Incomplete => "not fully checked",
    };
    let put_away = app.acting(|_: MouseEvent| Action::Beside(BesideAction::Receipt(None)));
    html! {
        <Frame title="Receipt">
            { answer(sign, words, html! {
                <>
                    <p class="verdict__next">
                        { format!("According to the receipt, checked {moment}: {verdict}; {}, {}, {}.",
                            counted(counts.error, "error"), counted(counts.warning, "warning"), counted(counts.info, "note")) }
                    </p>
                    <div class="verdict__facts"><span>{ Values::Shown.of(name) }</span></div>
                </>
            }) }
            <section class="panel beside__panel" aria-labelledby="receipt-files">
                <h2 class="beside__heading" id="receipt-files">{ "Files" }</h2>
                { file_table(&files) }
            </section>
            <section class="panel beside__panel" aria-labelledby="receipt-made">
                <h2 class="beside__heading" id="receipt-made">{ "Checked with" }</h2>
                { made_table(&made_with(&app.state, receipt)) }
            </section>
            <div class="buttons">
                <button class="button" type="button" onclick={|_: MouseEvent| choose_files()}>{ Icon::Open.picture() }{ "Open files" }</button>
                <button class="button" type="button" data-action="put-away" onclick={put_away}>{ "Close the receipt" }</button>
            </div>
        </Frame>
    }
}

fn file_table(files: &[HeldFile]) -> Html {
    let short = |sha256: &Option<String>| {
        sha256
            .as_ref()
            .map_or_else(|| "–".to_owned(), |sha256| format!("{}…", sha256.chars().take(8).collect::<String>()))
    };
    html! {
        <table class="table">
            <thead>
                <tr><th scope="col">{ "File" }</th><th scope="col">{ "Now" }</th><th scope="col">{ "Checksum in the receipt" }</th><th scope="col">{ "Here" }</th></tr>
            </thead>
            <tbody>
                { for files.iter().map(|file| html! {
                    <tr data-held={file.state.token()} data-name={file.name.clone()}>
                        <th scope="row">
                            { Values::Shown.of(&file.name) }
                            if file.compared {
                                <span class="muted">{ " (of another day, compared with)" }</span>
                            }
                        </th>
                        { sign_cell(file.sign(), file.words()) }
                        <td class="mono" data-label="In the receipt">{ short(&file.in_receipt) }</td>
                        <td class="mono" data-label="Here">{ short(&file.here) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn made_table(rows: &[MadeWith]) -> Html {
    html! {
        <table class="table">
            <thead>
                <tr><th scope="col">{ "What" }</th><th scope="col">{ "Now" }</th><th scope="col">{ "In the receipt" }</th><th scope="col">{ "Here" }</th></tr>
            </thead>
            <tbody>
                { for rows.iter().map(|row| {
                    let is_same = row.in_receipt == row.here;
                    let (sign, words) = if is_same { (Sign::Ok, "The same") } else { (Sign::Warning, "Another: the result may differ") };
                    html! {
                        <tr data-made={row.what.clone()} data-same={is_same.to_string()}>
                            <th scope="row">{ Values::Shown.of(&row.what) }</th>
                            <td>{ sign.mark(words) }</td>
                            <td data-label="In the receipt">{ Values::Shown.of(&row.in_receipt) }</td>
                            <td data-label="Here">{ Values::Shown.of(&row.here) }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}
