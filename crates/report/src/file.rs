//! The report of one file.

use daybreak_engine::{Outcome, Tally};

use crate::entry::entry;
use crate::mask::Values;
use crate::model::{Counts, DialectEntry, FileReport, RuleCount, Skipped, Suppressed};

/// Makes the report of a file from its outcome and its SHA-256.
pub fn file_report(outcome: &Outcome, sha256: &str, values: Values) -> FileReport {
    FileReport {
        findings: outcome.findings.iter().map(|finding| entry(outcome.heading(), finding, values)).collect(),
        ..file_summary(outcome, sha256)
    }
}

/// The same without the findings.
pub fn file_summary(outcome: &Outcome, sha256: &str) -> FileReport {
    let dialect = outcome.dialect;
    FileReport {
        name: outcome.name.clone(),
        kind: outcome.kind.map(|kind| kind.token.to_owned()),
        bytes: outcome.bytes,
        sha256: sha256.to_owned(),
        records: outcome.records,
        verdict: outcome.verdict(),
        dialect: DialectEntry {
            delimiter: char::from(dialect.delimiter).to_string(),
            line_ending: dialect.line_ending.word().to_owned(),
            bom: dialect.bom,
            quoted: dialect.quoted,
        },
        complete: outcome.skipped.is_empty(),
        skipped: outcome
            .skipped
            .iter()
            .map(|skipped| Skipped { what: skipped.what.into(), why: skipped.why.into() })
            .collect(),
        suppressed: suppressed(&outcome.suppressed),
        counts: counts(outcome.counts),
        rules: rules(&outcome.tallies),
        findings: Vec::new(),
    }
}

/// Exact counts.
pub(crate) fn counts(counts: daybreak_engine::Counts) -> Counts {
    Counts { error: counts.error, warning: counts.warning, info: counts.info }
}

/// What follows from other findings.
pub(crate) fn suppressed(entries: &[daybreak_engine::Suppressed]) -> Vec<Suppressed> {
    let entry = |entry: &daybreak_engine::Suppressed| Suppressed {
        rule: entry.rule.into(),
        count: entry.count,
        because: entry.because.into(),
    };
    entries.iter().map(entry).collect()
}

/// Counts by rule.
pub(crate) fn rules(tallies: &[Tally]) -> Vec<RuleCount> {
    let count = |tally: &Tally| RuleCount {
        rule: tally.rule.name.to_owned(),
        code: tally.rule.code.to_owned(),
        severity: tally.severity,
        authority: tally.authority,
        group: tally.rule.group,
        count: tally.count,
        listed: tally.stored,
        overridden_from: tally.overridden_from,
    };
    tallies.iter().map(count).collect()
}
