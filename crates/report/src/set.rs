//! The report of files checked together.

use daybreak_calendar::{BusinessCalendar, cutoff};
use daybreak_engine::set::{
    Book, DayOutcome, EventTuple, FboTotal, Movement, RecordAt, RollForward, SetFinding, SetOutcome,
    SetSkipped as Skipped, mapped_events,
};
use daybreak_engine::{Decimal, Heading, Place, Settings};
use daybreak_schema::{EventType, KINDS};

use crate::entry::entry;
use crate::file::{counts, rules, suppressed};
use crate::mask::Values;
use crate::model::{
    AccountEntry, BookEntry, DayEntry, EventsEntry, FboEntry, KindEntry, MovementEntry, SetFindingEntry, SetReport,
    SetSkipped, TupleEntry,
};

/// Makes the report of a set. `heading` gives the columns of the file at this position among those given.
pub fn set_report<'a>(
    outcome: &SetOutcome,
    settings: &Settings,
    values: Values,
    heading: impl Fn(usize) -> Option<Heading<'a>>,
) -> SetReport {
    let made = Made { outcome, values };
    let calendar = settings.calendar();
    let mapping = settings.event_types();
    SetReport {
        counts: counts(outcome.counts),
        findings: outcome.findings.iter().map(|found| made.finding(found, &heading)).collect(),
        checked: true,
        rules: rules(&outcome.tallies),
        suppressed: suppressed(&outcome.suppressed),
        skipped: outcome.skipped.iter().map(|skipped| made.skipped(skipped)).collect(),
        days: outcome.days.iter().map(|day| made.day(day, &calendar, mapping)).collect(),
    }
}

/// A report being made.
struct Made<'a> {
    outcome: &'a SetOutcome,
    values: Values,
}

impl Made<'_> {
    fn name(&self, file: usize) -> Option<String> {
        self.outcome.files.get(file).map(|file| file.file.name.clone())
    }

    fn finding<'h>(&self, found: &SetFinding, heading: impl Fn(usize) -> Option<Heading<'h>>) -> SetFindingEntry {
        // What is missing from a file is shown where it stood before, with the columns of that file.
        let shown = if found.finding.place.is_some() { found.file } else { found.other_file.or(found.file) };
        let given = shown.and_then(|file| self.outcome.files.get(file)).map(|file| file.given);
        let none = Heading { kind: found.kind, layout: None, header: &[] };
        let heading = given.and_then(heading).unwrap_or(none);
        SetFindingEntry {
            day: found.day.to_string(),
            file: found.file.and_then(|file| self.name(file)),
            kind: found.kind.map(|kind| kind.token.to_owned()),
            other_file: found.other_file.and_then(|file| self.name(file)),
            finding: entry(heading, &found.finding, self.values),
            account: found.account.as_deref().map(|account| self.account(account)),
        }
    }

    fn account(&self, account: &RollForward) -> AccountEntry {
        AccountEntry {
            column: account.column.to_owned(),
            balance: account.balance.as_deref().map(|id| self.values.of(id)),
            currency: self.currency(&account.currency),
            opening: self.amount(account.opening),
            movements: account
                .movements
                .iter()
                .map(|movement| self.movement(movement, |place: &Place| place.record))
                .collect(),
            expected: self.amount(account.expected),
            reported: self.amount(account.reported),
            difference: self.amount(account.difference),
        }
    }

    fn amount(&self, amount: Decimal) -> String {
        self.values.of(&amount.to_string())
    }

    fn movement<At>(&self, movement: &Movement<At>, record: impl Fn(&At) -> u64) -> MovementEntry {
        MovementEntry {
            transaction_type: self.word(&movement.transaction_type),
            sum: movement.sum.map(|sum| self.amount(sum)),
            count: movement.count,
            counted: movement.counted,
            first_records: movement.first.iter().map(record).collect(),
        }
    }

    /// A type of transaction that the documentation knows is no secret; anything else in its column may be one.
    fn word(&self, word: &str) -> String {
        let known = KINDS.iter().flat_map(|kind| kind.columns).any(|column| column.values.value.list.contains(&word));
        if known || word == "not posted" { word.to_owned() } else { self.values.of(word) }
    }

    fn skipped(&self, skipped: &Skipped) -> SetSkipped {
        SetSkipped {
            day: skipped.day.map(|day| day.to_string()),
            file: skipped.file.and_then(|file| self.name(file)),
            what: skipped.what.to_owned(),
            why: skipped.why.to_owned(),
        }
    }

    fn day(&self, day: &DayOutcome, calendar: &BusinessCalendar, mapping: &[EventType]) -> DayEntry {
        let kinds = day.kinds.iter().map(|on_day| {
            let file = on_day.file.and_then(|file| self.outcome.files.get(file)).map(|file| &file.file);
            KindEntry {
                kind: on_day.kind.token.to_owned(),
                due: on_day.due,
                file: file.map(|file| file.name.clone()),
                records: file.map(|file| file.records),
                verdict: file.map(|file| file.verdict),
            }
        });
        DayEntry {
            activity_day: day.day.to_string(),
            previous: day.previous,
            verdict: day.verdict,
            compared_with: day.compared_with.map(|before| before.to_string()),
            due_at: cutoff(calendar, day.day).due_central_rfc3339(),
            kinds: kinds.collect(),
            books: day.books.iter().map(|book| self.book(book)).collect(),
            fbo: day.fbo.iter().map(|total| self.fbo(total)).collect(),
            events: (!mapping.is_empty()).then(|| self.events(day, mapping)),
        }
    }

    fn events(&self, day: &DayOutcome, mapping: &[EventType]) -> EventsEntry {
        let used = mapped_events(mapping, &day.events);
        let named = |occurs: bool| {
            let of = used.events.iter().filter(move |(_, count)| (*count > 0) == occurs);
            of.filter_map(|(event, _)| Some(mapping.get(*event)?.event.clone())).collect()
        };
        let tuple = |(tuple, count): &(EventTuple, u64)| TupleEntry::new(tuple, *count, |word| self.word(word));
        EventsEntry { occur: named(true), never: named(false), unmapped: used.unmapped.iter().map(tuple).collect() }
    }

    fn book(&self, book: &Book) -> BookEntry {
        BookEntry {
            balance_type: book.balance_type.to_owned(),
            currency: self.currency(&book.currency),
            balances: book.balances,
            opening: book.opening.map(|sum| self.amount(sum)),
            movements: book
                .movements
                .iter()
                .map(|movement| self.movement(movement, |at: &RecordAt| at.record))
                .collect(),
            closing: book.closing.map(|sum| self.amount(sum)),
            difference: book.difference.map(|sum| self.amount(sum)),
            balances_checked: book.balances_checked,
            balances_off: book.balances_off,
            severity: book.worst,
            balances_righted: book.balances_righted,
            only_with: book.only_with,
            only_without: book.only_without,
        }
    }

    fn fbo(&self, total: &FboTotal) -> FboEntry {
        FboEntry {
            currency: self.currency(&total.currency),
            balances: total.balances.map(|sum| self.amount(sum)),
            non_posted: total.non_posted.map(|sum| self.amount(sum)),
            total: total.total.map(|sum| self.amount(sum)),
            stated: total.stated.map(|sum| self.amount(sum)),
        }
    }

    fn currency(&self, code: &str) -> String {
        let known = daybreak_schema::currency_digits(code.as_bytes()).is_some();
        if known { code.to_owned() } else { self.values.of(code) }
    }
}

impl TupleEntry {
    /// What occurs so often; `word` gives each of its words as it may be shown.
    pub fn new(tuple: &EventTuple, count: u64, word: impl Fn(&str) -> String) -> Self {
        Self {
            transaction_type: word(&tuple.transaction_type),
            fee_type: word(&tuple.fee_type),
            action: word(&tuple.action),
            transfer_type: word(&tuple.transfer_type),
            not_posted: tuple.not_posted,
            count,
        }
    }
}
