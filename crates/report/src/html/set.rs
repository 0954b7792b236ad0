//! What the files came to together.

use maud::{Markup, html};

use crate::book::{credit_note, following};
use crate::model::{AccountEntry, BookEntry, DayEntry, EventsEntry, FboEntry, SetFindingEntry, SetReport};
use crate::sentences::{compared_with, not_checked_together, not_listed, of_day, on_its_own, place, title};
use crate::set_text::{account_lines, movement_in_words};
use crate::text::Excerpt;
use crate::words::{findings, grouped};

use super::{name, rules, sign, tone};

/// Gives the raw line of a finding, where it can.
type Excerpts<'a> = &'a mut dyn FnMut(&SetFindingEntry) -> Option<Excerpt>;

/// The part on the set.
pub(super) fn render(set: &SetReport, excerpt: Excerpts<'_>) -> Markup {
    let sentences = set.skipped.iter().map(not_checked_together).chain(set.suppressed.iter().map(not_listed));
    html! {
        section {
            h2 { "The files together" }
            p { (findings(set.counts, None)) }
            @for tally in &set.rules {
                @let shown = rules::first(set.findings.iter().filter(|found| tally.holds(&found.finding)));
                (rules::group(tally, None, shown.len(), &html! {
                    div.wide tabindex="0" { table {
                        thead { tr {
                            th scope="col" { "Day" } th scope="col" { "File" } th scope="col" { "Place" }
                            th scope="col" { "Finding" }
                        } }
                        tbody { @for found in &shown { (row(found, excerpt(found))) } }
                    } }
                }))
            }
            @for sentence in sentences { p { (sentence) } }
        }
        @for day in set.days.iter().filter(|day| !day.previous) { (of_one_day(day)) }
    }
}

fn row(found: &SetFindingEntry, excerpt: Option<Excerpt>) -> Markup {
    let help = daybreak_engine::rule(&found.finding.rule).map(|rule| rule.mend);
    // Of the other place it is said in which file it is.
    let own = crate::FindingEntry { other: None, ..found.finding.clone() };
    html! {
        tr {
            td { (found.day) }
            td { (found.file.as_deref().map(name).unwrap_or_default()) }
            td { (place(&own)) }
            td {
                (rules::said(&own, excerpt, help))
                @if let Some(other) = compared_with(found) { div { span.muted { "compared with: " } (other) } }
                @if let Some(account) = &found.account { (sum(account)) }
            }
        }
    }
}

/// The account of a sum that is off.
fn sum(account: &AccountEntry) -> Markup {
    html! {
        table.sum { tbody {
            @for line in account_lines(account) {
                tr { th scope="row" { (line.name) } td.number { (line.amount) } td { (line.note) } }
            }
        } }
    }
}

fn of_one_day(day: &DayEntry) -> Markup {
    html! {
        section {
            h2 { "The day " (day.activity_day) }
            p class=(tone(day.verdict)) { (sign(day.verdict)) " " (of_day(day.verdict)) (on_its_own(day)) }
            p { "Due before " (day.due_at) "." }
            div.wide tabindex="0" { table {
                thead { tr {
                    th scope="col" { "Kind" } th scope="col" { "File" } th.number scope="col" { "Records" }
                    th scope="col" { "Alone" }
                } }
                tbody {
                    @for entry in &day.kinds {
                        tr {
                            td { (title(&entry.kind)) }
                            td { (entry.file.as_deref().map_or_else(
                                || if entry.due { "missing" } else { "none" }.to_owned(), name)) }
                            td.number { (entry.records.map(grouped).unwrap_or_default()) }
                            td { (entry.verdict.map(super::of_file).unwrap_or_default()) }
                        }
                    }
                }
            } }
            @if !day.books.is_empty() { (books(&day.books)) }
            @if !day.fbo.is_empty() { (at_the_bank(&day.fbo)) }
            @if let Some(used) = &day.events { (events(used)) }
        }
    }
}

fn books(books: &[BookEntry]) -> Markup {
    let known = |sum: &Option<String>| sum.clone().unwrap_or_else(|| "not known".to_owned());
    html! {
        h3 { "The books" }
        div.wide tabindex="0" { table {
            thead { tr {
                th scope="col" { "Balances" } th.number scope="col" { "Opening" } th scope="col" { "Movements" }
                th.number scope="col" { "Closing" } th.number scope="col" { "Difference" } th scope="col" { "Each follows" }
            } }
            tbody {
                @for book in books {
                    tr {
                        td { (book.balance_type) " " (book.currency) }
                        td.number { (known(&book.opening)) }
                        td { @for movement in &book.movements { div { (movement_in_words(movement)) } } }
                        td.number { (known(&book.closing)) }
                        td.number { (known(&book.difference)) }
                        td { (following(book)) @if let Some(note) = credit_note(book) { div.muted { (note) } } }
                    }
                }
            }
        } }
    }
}

fn at_the_bank(totals: &[FboEntry]) -> Markup {
    let known = |sum: &Option<String>| sum.clone().unwrap_or_else(|| "cannot be calculated".to_owned());
    html! {
        h3 { "What the account at the bank should hold" }
        div.wide tabindex="0" { table {
            thead { tr {
                th scope="col" { "Currency" } th.number scope="col" { "Balances" } th.number scope="col" { "Not posted" }
                th.number scope="col" { "Should hold" } th.number scope="col" { "Holds, as stated" }
            } }
            tbody {
                @for total in totals {
                    tr {
                        td { (total.currency) }
                        td.number { (known(&total.balances)) }
                        td.number { (known(&total.non_posted)) }
                        td.number { (known(&total.total)) }
                        td.number { (total.stated.as_deref().unwrap_or("not stated")) }
                    }
                }
            }
        } }
    }
}

fn events(used: &EventsEntry) -> Markup {
    let named = |events: &[String]| {
        if events.is_empty() { "none".to_owned() } else { name(&events.join(", ")) }
    };
    html! {
        h3 { "The partner's event types" }
        p { "They occur: " (named(&used.occur)) ". They never do: " (named(&used.never)) "." }
        @if !used.unmapped.is_empty() {
            p { "Mapped to no event:" }
            div.wide tabindex="0" { table {
                thead { tr {
                    @for column in ["type", "fee_type", "action", "transfer_type"] { th scope="col" { (column) } }
                    th.number scope="col" { "How many" }
                } }
                tbody {
                    @for tuple in &used.unmapped {
                        tr {
                            td { (tuple.transaction_type) @if tuple.not_posted { ", not posted" } }
                            td { (tuple.fee_type) } td { (tuple.action) } td { (tuple.transfer_type) }
                            td.number { (grouped(tuple.count)) }
                        }
                    }
                }
            } }
        }
    }
}
