//! What every form of the report that people read says in the same words.

use daybreak_engine::{Severity, Verdict, rule};

use crate::mask::Values;
use crate::model::{
    DayEntry, DueStatus, FileReport, FindingEntry, OtherPlace, Report, RuleCount, SetFindingEntry, SetSkipped, Skipped,
    Suppressed,
};
use crate::words::{counted, error_columns, findings, grouped};

/// "line 18, record 17, column amount"; empty where the finding concerns the file as a whole.
pub fn place(finding: &FindingEntry) -> String {
    let mut parts = Vec::new();
    if let Some(line) = finding.line {
        parts.push(format!("line {line}"));
    }
    if let Some(record) = finding.record {
        parts.push(format!("record {record}"));
    }
    if let Some(column) = &finding.column {
        // A name from a header may hold anything, the commands of a terminal too.
        parts.push(format!("column {}", Values::Shown.of(column)));
    }
    parts.join(", ")
}

/// The bank stops after the first group of checks that fails: which findings it would report only after that is mended.
pub fn after_resubmission(file: &FileReport) -> Option<String> {
    let errors = || file.rules.iter().filter(|tally| tally.severity == Severity::Error);
    let first = errors().filter_map(|tally| tally.group).min()?;
    let later: u64 =
        errors().filter(|tally| tally.group.is_some_and(|group| group > first)).map(|tally| tally.count).sum();
    (later > 0).then(|| {
        let further = counted(later, "further error");
        format!(
            "The bank stops after group {first} of its checks: it would report {further} only after a resubmission."
        )
    })
}

/// What a verdict means for a file.
pub(crate) fn of_file(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "would be accepted",
        Verdict::Rejected => "would be REJECTED",
        Verdict::Incomplete => "not fully checked",
    }
}

/// What a verdict means for a day.
pub(crate) fn of_day(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Incomplete => "not complete",
        verdict => of_file(verdict),
    }
}

/// The kinds that are due on a day and missing: "Accounts, Cards".
pub(crate) fn missing(day: &DayEntry) -> Option<String> {
    let missing = day.kinds.iter().filter(|entry| entry.due && entry.file.is_none());
    let titles: Vec<&str> = missing.map(|entry| title(&entry.kind)).collect();
    (!titles.is_empty()).then(|| format!("missing: {}", titles.join(", ")))
}

/// The title of a kind.
pub(crate) fn title(token: &str) -> &'static str {
    daybreak_schema::kind_by_token(token).map_or("", |kind| kind.title)
}

/// Where the other of two twins stands: "line 2, record 1".
pub(crate) fn other_place(other: OtherPlace) -> String {
    format!("line {}, record {}", other.line, other.record)
}

/// What was expected in the place of a finding and what was found there, as far as either is known, each with its name.
pub(crate) fn expected_and_found(finding: &FindingEntry) -> impl Iterator<Item = (&'static str, &str)> {
    let parts = [("expected", finding.expected.as_deref()), ("found", finding.found.as_deref())];
    parts.into_iter().filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?)))
}

/// The file that a finding of the day was compared with, and where in it: "cards.csv, line 2, record 1".
pub(crate) fn compared_with(found: &SetFindingEntry) -> Option<String> {
    let file = Values::Shown.of(found.other_file.as_ref()?);
    Some(found.finding.other.map_or(file.clone(), |other| format!("{file}, {}", other_place(other))))
}

/// What is to be known of an accepted day that was held against none before it.
pub(crate) fn on_its_own(day: &DayEntry) -> &'static str {
    let is_alone =
        day.compared_with.is_none() && day.kinds.iter().any(|kind| kind.kind == "balances" && kind.file.is_some());
    if is_alone && day.verdict == Verdict::Accepted {
        ", on its own: whether its balances follow from the day before is not known without that day's Balances"
    } else {
        ""
    }
}

/// The title of a file's kind.
pub(crate) fn kind(file: &FileReport) -> &'static str {
    file.kind.as_deref().and_then(daybreak_schema::kind_by_token).map_or("kind not known", |kind| kind.title)
}

/// How many findings a file has: "3 errors in 2 columns, 1 warning".
pub(crate) fn findings_of(file: &FileReport) -> String {
    let errors = file.findings.iter().filter(|finding| finding.severity == Severity::Error);
    findings(file.counts, error_columns(errors.map(|finding| finding.column.as_deref()), file.counts.error))
}

/// What is to be known of a tally beside its rule: its code, in which group of checks the bank comes upon it, and what it
/// rests on where that is not certain.
pub(crate) fn notes(tally: &RuleCount) -> String {
    let group = tally.group.map(|group| format!(", group {group}")).unwrap_or_default();
    let assumed =
        if tally.authority.can_reject() { "" } else { ", assumed: confirm with your technical account manager" };
    let changed = tally
        .overridden_from
        .map(|from| format!(", {} before the profile changed it", from.word()))
        .unwrap_or_default();
    format!("{}{group}{assumed}{changed}", tally.code)
}

/// How what is counted by a tally is mended: what all of its findings say, else what their rule says.
pub(crate) fn mending<'a>(file: &'a FileReport, tally: &RuleCount) -> Option<&'a str> {
    let mut helps = file.findings.iter().filter(|finding| tally.holds(finding)).map(|finding| finding.help.as_str());
    let first = helps.next();
    if helps.all(|help| Some(help) == first) { first } else { rule(&tally.rule).map(|rule| rule.mend) }
}

/// What was not checked in a file.
pub(crate) fn not_checked(skipped: &Skipped) -> String {
    format!("Not checked: {}, because {}.", skipped.what, skipped.why)
}

/// What was not checked of the files together.
pub(crate) fn not_checked_together(skipped: &SetSkipped) -> String {
    let day = skipped.day.as_ref().map_or(String::new(), |day| format!("{day}: "));
    format!("Not checked: {day}{}, because {}.", skipped.what, skipped.reason())
}

/// What is counted and not listed.
pub(crate) fn not_listed(entry: &Suppressed) -> String {
    let why = match entry.because.as_str() {
        "profile" => "which the profile turns off".to_owned(),
        root => format!("which follows from {root}"),
    };
    format!("Not listed: {} × {}, {why}.", grouped(entry.count), entry.rule)
}

/// How many findings of a rule are not shown.
pub(crate) fn and_more(count: u64) -> String {
    format!("and {} more", grouped(count))
}

/// When the files are due.
pub(crate) fn due(report: &Report) -> Option<String> {
    let cutoff = report.cutoff.as_ref()?;
    let late = if cutoff.status == DueStatus::Late { " That time has passed." } else { "" };
    Some(format!(
        "The files of {} carry the date {} and are due before {}.{late}",
        cutoff.activity_day, cutoff.file_date, cutoff.due_at
    ))
}

/// What several files came to.
pub(crate) fn in_all(report: &Report) -> Option<String> {
    if report.files.len() < 2 {
        return None;
    }
    let rejected = report.files.iter().filter(|file| file.verdict == Verdict::Rejected).count();
    let days = report.set.days.iter().filter(|day| !day.previous && day.verdict == Verdict::Rejected).count();
    let as_days = match days {
        0 => String::new(),
        days => format!(", {} as a whole", counted(days as u64, "day")),
    };
    Some(format!("{} files: {rejected} would be rejected on their own{as_days}.", report.files.len()))
}

/// Whether any value of a file is shown as its shape only, so that this has to be said.
pub(crate) fn has_masked_values(report: &Report) -> bool {
    !report.values_shown && (report.set.checked || report.files.iter().any(shows_values))
}

/// Whether a finding of the file is shown with a value, or with the line that it is in.
fn shows_values(file: &FileReport) -> bool {
    let has_value = |finding: &FindingEntry| {
        finding.record.is_some() || finding.found.as_ref().is_some_and(|found| !found.is_empty())
    };
    file.findings.iter().filter(|finding| !file.is_in_header(finding)).any(has_value)
}

/// Which of the report's files has this name; `None` where several do, for nobody can tell which one is meant.
pub(crate) fn file_named(report: &Report, name: &str) -> Option<usize> {
    let mut named = report.files.iter().enumerate().filter(|(_, file)| file.name == name);
    let (index, _) = named.next()?;
    named.next().is_none().then_some(index)
}
