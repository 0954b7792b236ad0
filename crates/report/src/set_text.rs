//! What several files came to together, as text.

use std::fmt::Write as _;

use daybreak_engine::rule;

use crate::book::{credit_note, unchecked};
use crate::mask::Values;
use crate::model::{AccountEntry, BookEntry, DayEntry, MovementEntry, RuleCount, SetFindingEntry, SetReport};
use crate::sentences::{
    and_more, compared_with, expected_and_found, missing, not_checked_together, not_listed, of_day, on_its_own, place,
    title,
};
use crate::text::{BOLD, Excerpt, SHOWN, Style, colour_of_verdict, render_excerpt, render_tally};
use crate::words::{counted, findings, grouped};

/// Gives the raw line of a finding, where it can.
type Excerpts<'a> = &'a mut dyn FnMut(&SetFindingEntry) -> Option<Excerpt>;

/// Writes the part on the set.
pub(crate) fn render(out: &mut String, set: &SetReport, style: Style, excerpt: Excerpts<'_>) {
    for day in set.days.iter().filter(|day| !day.previous) {
        render_day(out, day, style);
    }
    let days = set.days.iter().filter(|day| !day.previous).count() as u64;
    let before = set.days.len() as u64 - days;
    let compared =
        if before > 0 { format!(", compared with {} before", counted(before, "day")) } else { String::new() };
    let counts = findings(set.counts, None);
    let _ = writeln!(out, "{} — {}{compared}: {counts}", style.paint(BOLD, "The files together"), counted(days, "day"));
    if !set.rules.is_empty() {
        out.push('\n');
    }
    for tally in &set.rules {
        render_rule(out, set, tally, style, excerpt);
    }
    for skipped in &set.skipped {
        let _ = writeln!(out, "{}", not_checked_together(skipped));
    }
    for entry in &set.suppressed {
        let _ = writeln!(out, "{}", not_listed(entry));
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

fn render_day(out: &mut String, day: &DayEntry, style: Style) {
    let heading = format!("The day {}", day.activity_day);
    let verdict = style.paint(colour_of_verdict(day.verdict), of_day(day.verdict));
    let _ = writeln!(out, "{}: {verdict}{}", style.paint(BOLD, &heading), on_its_own(day));
    let there: Vec<String> = day
        .kinds
        .iter()
        .filter_map(|entry| Some(format!("{} ({})", title(&entry.kind), grouped(entry.records?))))
        .collect();
    let _ = writeln!(out, "  files: {}", there.join(", "));
    if let Some(missing) = missing(day) {
        let _ = writeln!(out, "  {missing}");
    }
    for book in &day.books {
        render_book(out, book);
    }
    for total in &day.fbo {
        if total.balances.is_none() && total.non_posted.is_none() {
            let _ =
                writeln!(out, "  what the account at the bank should hold in {} cannot be calculated", total.currency);
            continue;
        }
        let number = |amount: &Option<String>| amount.clone().unwrap_or_else(|| "too large".to_owned());
        let stated = total.stated.as_ref().map_or(String::new(), |stated| format!(", and it holds {stated}"));
        let _ = writeln!(
            out,
            "  the account at the bank should hold {} {}: balances {}, not posted {}{stated}",
            number(&total.total),
            total.currency,
            number(&total.balances),
            number(&total.non_posted),
        );
    }
    if let Some(events) = &day.events {
        let never = if events.never.is_empty() { "none".to_owned() } else { events.never.join(", ") };
        let _ = writeln!(out, "  event types: {} occur; never: {never}", events.occur.len());
        for tuple in events.unmapped.iter().take(SHOWN) {
            let words = [&tuple.transaction_type, &tuple.fee_type, &tuple.action, &tuple.transfer_type];
            let words: Vec<&str> = words.into_iter().map(|word| if word.is_empty() { "–" } else { word }).collect();
            let open = if tuple.not_posted { ", not posted" } else { "" };
            let _ = writeln!(out, "  mapped to no event: {} × {}{open}", words.join(" · "), grouped(tuple.count));
        }
    }
    out.push('\n');
}

fn render_book(out: &mut String, book: &BookEntry) {
    let opening = book.opening.iter().map(|opening| format!("opening {opening}"));
    let closing = book.closing.iter().map(|closing| format!("closing {closing}"));
    let parts: Vec<String> = opening.chain(book.movements.iter().map(movement_in_words)).chain(closing).collect();
    let apart = if parts.is_empty() { "" } else { ": " };
    let (balances, parts) = (counted(book.balances, "balance"), parts.join(", "));
    let _ = write!(out, "  {} {}, {balances}{apart}{parts}", book.balance_type, book.currency);
    if book.balances_off > 0 {
        let together = book.difference.as_ref().map_or(String::new(), |sum| format!(", by {sum} together"));
        let _ = write!(out, "; {} off{together}", counted(book.balances_off, "balance"));
    }
    let unchecked = unchecked(book);
    if unchecked > 0 {
        let _ = write!(out, "; {} not checked", counted(unchecked, "balance"));
    }
    out.push('\n');
    if let Some(note) = credit_note(book) {
        let _ = writeln!(out, "    {note}");
    }
}

/// "CREDIT 120.00 × 3".
pub(crate) fn movement_in_words(movement: &MovementEntry) -> String {
    let sum = movement.sum.as_deref().unwrap_or("not known");
    let aside = if movement.counted { "" } else { " (does not count)" };
    format!("{} {sum} × {}{aside}", movement.transaction_type, grouped(movement.count))
}

fn render_rule(out: &mut String, set: &SetReport, tally: &RuleCount, style: Style, excerpt: Excerpts<'_>) {
    render_tally(out, tally, style);
    let shown = if style.all { usize::MAX } else { SHOWN };
    for found in set.findings.iter().filter(|found| tally.holds(&found.finding)).take(shown) {
        let file = found.file.as_ref().map_or(String::new(), |file| format!(", {}", Values::Shown.of(file)));
        let place = place(&found.finding);
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let _ = writeln!(out, "  {}{file}{place}: {}", found.day, Values::Shown.of(&found.finding.message));
        render_excerpt(out, &found.finding, style, excerpt(found));
        for (name, text) in expected_and_found(&found.finding) {
            let _ = writeln!(out, "    {name}: {text}");
        }
        if let Some(other) = compared_with(found) {
            let _ = writeln!(out, "    compared with: {other}");
        }
        if let Some(account) = &found.account {
            render_account(out, account);
        }
    }
    let more = tally.count.saturating_sub(shown as u64);
    if more > 0 {
        let _ = writeln!(out, "  {}", and_more(more));
    }
    if let Some(rule) = rule(&tally.rule) {
        let _ = writeln!(out, "  why: {}\n  mend: {}\n", rule.why, rule.mend);
    }
}

/// A line of the account of a sum.
pub(crate) struct AccountLine {
    pub(crate) name: String,
    pub(crate) amount: String,
    /// The records that it comes from; empty for a sum.
    pub(crate) note: String,
}

/// The account of a sum that is off, one line an entry.
pub(crate) fn account_lines(account: &AccountEntry) -> Vec<AccountLine> {
    let before = if account.is_of_bank() { "balances" } else { "the day before" };
    std::iter::once(AccountLine::of_sum(before, &account.opening))
        .chain(account.movements.iter().map(movement_line))
        .chain(sums(account))
        .collect()
}

/// What such an account comes to: what was expected, what there is, and by how much they differ.
pub(crate) fn sums(account: &AccountEntry) -> [AccountLine; 3] {
    let [expected, reported] = if account.is_of_bank() { ["should hold", "holds"] } else { ["expected", "reported"] };
    [
        AccountLine::of_sum(expected, &account.expected),
        AccountLine::of_sum(reported, &account.reported),
        AccountLine::of_sum("difference", &account.difference),
    ]
}

impl AccountLine {
    fn of_sum(name: &str, amount: &str) -> Self {
        Self { name: name.to_owned(), amount: amount.to_owned(), note: String::new() }
    }
}

fn movement_line(movement: &MovementEntry) -> AccountLine {
    let records: Vec<String> = movement.first_records.iter().map(u64::to_string).collect();
    let more = if movement.count > movement.first_records.len() as u64 { " …" } else { "" };
    let mut notes = Vec::new();
    if !records.is_empty() {
        notes.push(format!("record {}{more}", records.join(", ")));
    }
    if !movement.counted {
        notes.push("does not count".to_owned());
    }
    AccountLine {
        name: format!("{} × {}", movement.transaction_type, movement.count),
        amount: movement.sum.clone().unwrap_or_else(|| "too large".to_owned()),
        note: notes.join(", "),
    }
}

/// The account of a sum that is off, the amounts under each other.
fn render_account(out: &mut String, account: &AccountEntry) {
    let lines = account_lines(account);
    let width = |of: fn(&AccountLine) -> &String| lines.iter().map(|line| of(line).chars().count()).max().unwrap_or(0);
    let (names, amounts) = (width(|line| &line.name), width(|line| &line.amount));
    for AccountLine { name, amount, note } in &lines {
        let note = if note.is_empty() { String::new() } else { format!("  {note}") };
        let _ = writeln!(out, "    {name:names$}  {amount:>amounts$}{note}");
    }
}
