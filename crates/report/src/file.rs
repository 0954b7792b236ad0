//! The report of one file.

use daybreak_engine::Outcome;

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
        suppressed: outcome
            .suppressed
            .iter()
            .map(|entry| Suppressed { rule: entry.rule.into(), count: entry.count, because: entry.because.into() })
            .collect(),
        counts: Counts { error: outcome.counts.error, warning: outcome.counts.warning, info: outcome.counts.info },
        rules: outcome
            .tallies
            .iter()
            .map(|tally| RuleCount {
                rule: tally.rule.name.to_owned(),
                code: tally.rule.code.to_owned(),
                severity: tally.severity,
                authority: tally.authority,
                group: tally.rule.group,
                count: tally.count,
                listed: tally.stored,
                overridden_from: tally.overridden_from,
            })
            .collect(),
        findings: Vec::new(),
    }
}
