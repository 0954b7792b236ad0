//! What is said of whole files and days, and the outcome of it all.

use daybreak_schema::KINDS;

use super::days::{Arranged, Day, FileState};
use super::evidence::{Confirmed, SeenCell, SeenRecord};
use super::fbo::{self, Stated};
use super::file::SetFile;
use super::outcome::{DayOutcome, FileInSet, KindOnDay, SetFinding, SetOutcome, SetSkipped};
use super::suspects::{Beyond, Suspect};
use super::twins::are_same;
use super::work::{Work, plain};
use crate::checker::{Settings, Verdict};
use crate::finding::Detail;
use crate::place::Shift;
use crate::rules::set::{set_dates_differ, set_file_missing, set_file_twice};
use crate::sink::{Collected, Sink, Slip, Spot};

/// What the outcome is made of beside the work.
pub(super) struct Parts {
    pub(super) files: Vec<(usize, SetFile)>,
    pub(super) days: Arranged,
    pub(super) settings: Settings,
    pub(super) stated: Vec<Stated>,
}

/// The rules on whole files and days; and what could not be checked, because a file is missing or cannot be read.
pub(super) fn judge(files: &[(usize, SetFile)], days: &Arranged, stated: &[Stated], work: &mut Work) {
    work.program.cards |= work.known.any_card_used || !work.known.cards.is_empty();
    for (index, day) in days.days.iter().enumerate() {
        work.today.day = index;
        missing_files(index, day, days.days.len() > 1, work);
        unreadable_files(index, days, files, work);
        fbo::judge(index, day, stated, work);
    }
    for day in stated.iter().filter_map(|stated| stated.day) {
        if days.days.iter().all(|of| of.date != day) {
            let (what, why) = ("the total of the account at the bank", "its day is not among the files");
            work.skipped.push(SetSkipped { day: Some(day), file: None, what, why });
        }
    }
    for (index, state) in days.states.iter().enumerate() {
        let Some((_, file)) = files.get(index) else { continue };
        let day_of = |date| days.days.iter().position(|day| Some(day.date) == date);
        match *state {
            FileState::Used => {
                let homes = days.doubtful.iter().find(|(of, _)| *of == index);
                let Some(((_, homes), day)) = homes.zip(day_of(file.day)) else { continue };
                let slip = set_dates_differ::doubtful(homes);
                work.suspects.push(Suspect::of_file(slip, day, Some(index)));
            }
            FileState::Replaced(by) => {
                let (Some(day), Some((_, newest))) = (day_of(file.day), files.get(by)) else { continue };
                let slip = if newest.version > file.version {
                    set_file_twice::slip_of_older()
                } else if are_same(file, newest) {
                    set_file_twice::slip_of_copy()
                } else {
                    plain(&set_file_twice::RULE)
                };
                work.suspects.push(Suspect { beside: Some(by), ..Suspect::of_file(slip, day, Some(index)) });
            }
            FileState::OfAnotherDay(home) => {
                let Some(day) = day_of(Some(home)) else { continue };
                let slip = Slip::new(&set_dates_differ::RULE, Detail::Day(home));
                work.suspects.push(Suspect::of_file(slip, day, Some(index)));
            }
            FileState::Unplaced => {
                let why = "its kind or its day is not known";
                let skipped = SetSkipped { day: None, file: Some(index), what: "the file as part of a day", why };
                if !file.previous {
                    work.skipped.push(skipped);
                }
            }
        }
    }
}

/// Kinds that are due and missing. One file alone is no day: then nothing is said, but for what could not be checked
/// although there are other days.
fn missing_files(index: usize, day: &Day, among_others: bool, work: &mut Work) {
    if day.files.len() < 2 {
        if among_others && day.file("balances").is_some() {
            work.skip(None, "whether balances follow from the day before", "the day has no Transactions");
        } else if among_others && day.file("transactions").is_some() {
            work.skip(None, "whether transactions have a balance", "the day has no Balances");
        } else if among_others && !day.files.is_empty() {
            work.skip(None, "what the other files of the day would say", "the day has this file only");
        }
        return;
    }
    let program = work.program;
    for kind in KINDS.iter().filter(|kind| program.is_due(kind) && day.file(kind.token).is_none()) {
        if day.astray.contains(&kind.token) {
            work.suppress(&set_file_missing::RULE, &set_dates_differ::RULE);
        } else {
            let slip = Slip::new(&set_file_missing::RULE, Detail::Names(vec![kind.title.into()]));
            work.suspects.push(Suspect { kind: Some(kind), ..Suspect::of_file(slip, index, None) });
        }
        let what = match kind.token {
            "balances" => "whether transactions have a balance, and whether balances follow from the day before",
            "transactions" => "whether balances follow from the day before",
            _ => "what the missing file would say",
        };
        work.skip(None, what, "a file that is due is missing");
    }
}

/// Files of the day that cannot be read, and a day before that is missing.
fn unreadable_files(index: usize, days: &Arranged, files: &[(usize, SetFile)], work: &mut Work) {
    let Some(day) = days.days.get(index) else { return };
    let reason = |file: usize| files.get(file).and_then(|(_, file)| file.unreadable);
    for &file in day.files.values() {
        if let Some(why) = reason(file) {
            work.skip(Some(file), "what the file says together with others", why);
        }
    }
    if day.file("balances").is_none() || index == 0 {
        return;
    }
    let what = "whether balances follow from the day before";
    match days.before(index).and_then(|before| days.days.get(before)) {
        None => work.skip(None, what, "the day before is not among the files"),
        Some(before) => match before.file("balances") {
            None if day.files.len() > 1 => work.skip(None, what, "the day before has no Balances"),
            Some(file) if reason(file).is_some() => {
                work.skip(Some(file), what, "the Balances of the day before cannot be read");
            }
            _ => {}
        },
    }
}

/// Everything together.
pub(super) fn outcome(parts: Parts, mut work: Work, confirmed: Vec<Confirmed>) -> SetOutcome {
    let Parts { files, days, settings, stated } = parts;
    // A day's counts are its own, and so many findings of each rule are kept of every day.
    let new_sink = || Sink::new(settings.cap, settings.overrides());
    let mut sinks: Vec<Sink> = days.days.iter().map(|_| new_sink()).collect();
    let mut findings = Vec::new();
    for found in confirmed {
        if let Some(sink) = sinks.get_mut(found.suspect.day) {
            take(found, sink, &mut findings, &days, &mut work);
        }
    }
    for Beyond { day, slip, count } in std::mem::take(&mut work.suspects.beyond) {
        if let Some(sink) = sinks.get_mut(day) {
            sink.count(slip, count);
        }
    }
    let mut sink = new_sink();
    for ((rule, because), count) in &work.suppressed {
        if let Some(rule) = crate::rules::rule(rule) {
            sink.suppress(rule, *count, because);
        }
    }
    findings.sort_by_key(|found: &SetFinding| {
        let start = found.finding.span.map(|span| span.start);
        let other = found.finding.other.as_deref().map(|(place, _)| *place);
        (found.day, found.file, start, found.finding.rule.code, found.other_file, other)
    });
    work.skipped.sort_unstable();
    let mut of_days = Vec::new();
    for (index, (day, of_day)) in days.days.iter().zip(sinks).enumerate() {
        sink.append(of_day.clone(), Shift::default());
        of_days.push(day_outcome(index, day, &files, of_day.into_parts(), &stated, &work));
    }
    let Collected { counts, tallies, suppressed, .. } = sink.into_parts();
    let files = files.into_iter().zip(days.states);
    SetOutcome {
        files: files.map(|((given, file), state)| FileInSet { given, file, state }).collect(),
        days: of_days,
        counts,
        tallies,
        suppressed,
        findings,
        skipped: work.skipped,
    }
}

/// Hands a confirmed suspect to the sink, which counts it, may change its severity, and stores it if there is room.
fn take(found: Confirmed, sink: &mut Sink, findings: &mut Vec<SetFinding>, days: &Arranged, work: &mut Work) {
    let Confirmed { suspect, at, other, account, changed } = found;
    let Some(day) = days.days.get(suspect.day).map(|day| day.date) else { return };
    let mut slip = suspect.slip;
    if !changed.is_empty() {
        let name = |position: usize| suspect.proof.columns().get(position).map(|column| (*column).into());
        slip.detail = Detail::Names(changed.iter().filter_map(|position| name(*position)).collect());
    }
    let other_place = other.as_ref().and_then(|seen| {
        let SeenCell { spot, .. } = meant(seen, &changed);
        spot.place.zip(spot.span)
    });
    let missing = at.is_none().then_some(other.as_ref()).flatten();
    let found = at.as_ref().or(missing).map(|seen| &*meant(seen, &changed).text);
    let spot = at.as_ref().map_or(Spot::default(), |seen| meant(seen, &changed).spot);
    let before = sink.findings().len();
    sink.take(slip, Spot { found, other: other_place, ..spot });
    let Some(finding) = sink.findings().get(before).cloned() else { return };
    let total = suspect.total.and_then(|total| work.totals.get(total).cloned());
    let account = account.or(total).map(|mut account| {
        if let Some(rolled) = suspect.rolled {
            account.currency = work.known.currencies.word(rolled.currency);
        }
        Box::new(account)
    });
    findings.push(SetFinding {
        day,
        file: suspect.file,
        kind: suspect.kind,
        finding,
        other_file: suspect.beside.or(suspect.other.map(|look| look.file)),
        account,
    });
}

/// Of a record whose columns have changed, the first of them is meant.
fn meant<'a>(seen: &'a SeenRecord, changed: &[usize]) -> &'a SeenCell {
    changed.first().and_then(|position| seen.cells.get(*position)).unwrap_or(&seen.cell)
}

fn day_outcome(
    index: usize,
    day: &Day,
    files: &[(usize, SetFile)],
    found: Collected,
    stated: &[Stated],
    work: &Work,
) -> DayOutcome {
    let kinds: Vec<KindOnDay> = KINDS
        .iter()
        .map(|kind| KindOnDay { kind, file: day.file(kind.token), due: work.program.is_due(kind) })
        .collect();
    let of_files = day.files.values().filter_map(|file| files.get(*file)).map(|(_, file)| file.verdict);
    let lacking = kinds.iter().any(|kind| kind.due && kind.file.is_none());
    // What is no single day's and no file's, as after a check that was stopped, is every day's.
    let is_of_day = |skipped: &SetSkipped| skipped.day.map_or(skipped.file.is_none(), |of| of == day.date);
    let skipped = work.skipped.iter().any(is_of_day);
    let own = Verdict::of(found.counts.error > 0, !lacking && !skipped);
    DayOutcome {
        day: day.date,
        previous: day.previous,
        kinds,
        verdict: of_files.fold(own, Verdict::max),
        tallies: found.tallies,
        compared_with: day.date.yesterday().ok().filter(|_| work.compared.contains(&index)),
        books: work.books.told(index, &work.known),
        fbo: work.books.fbo(index, day.date, &work.known, stated),
        events: work.books.events(index, &work.known),
    }
}
