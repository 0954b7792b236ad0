//! Findings for the page: groups that pass a filter, and one of them with its line.

use std::cmp::Reverse;
use std::rc::Rc;

use daybreak_engine::{Finding, Outcome, Tally};
use daybreak_report::{Values, entry};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::cut::cut;
use super::host::{Host, send};
use super::protocol::{Detail, Event, FileId, Filter, Group, GroupKey, Item, says};
use super::records::Records;

/// How much of a line is shown on either side of the cell, in characters.
const AROUND: usize = 160;

/// How much of a long cell is shown, in characters.
const LONGEST_CELL: usize = 1000;

/// How much is read behind the cell, in bytes.
const BEHIND: u64 = 4096;

/// How much of a record is read for its line.
const LONGEST_LINE: u64 = 64 << 10;

/// The groups, worst first and of those what the bank stops at first, with the findings of the open ones.
pub(super) fn groups(outcome: &Outcome, filter: &Filter, open: &[(GroupKey, usize)]) -> Vec<Group> {
    let text = filter.wanted_text();
    let shown = outcome.tallies.iter().filter(|tally| !filter.hidden.contains(&tally.severity));
    let groups = shown.map(|tally| group(outcome, tally, filter.column, &text, open));
    let narrowed = filter.column.is_some() || !text.is_empty();
    // Where not all are listed, that nothing was found among those that are proves nothing.
    let mut groups: Vec<Group> =
        groups.filter(|group| !narrowed || group.matching > 0 || group.listed < group.count).collect();
    groups.sort_by_key(|group| (Reverse(group.key.severity), group.checked_in.unwrap_or(u8::MAX)));
    groups
}

fn group(outcome: &Outcome, tally: &Tally, column: Option<u16>, text: &str, open: &[(GroupKey, usize)]) -> Group {
    let key = GroupKey::from(tally);
    let limit = open.iter().find(|(opened, _)| *opened == key).map_or(0, |(_, limit)| *limit);
    let in_column = |finding: &Finding| column.is_none_or(|column| finding.field == Some(column));
    let mut matching = 0;
    let mut items = Vec::new();
    for (index, finding) in outcome.findings.iter().enumerate() {
        if !tally.holds(finding) || !in_column(finding) {
            continue;
        }
        // Words are made only for what is looked through or shown.
        if text.is_empty() && items.len() >= limit {
            matching += 1;
            continue;
        }
        let entry = entry(outcome.heading(), finding, Values::Shown);
        if !text.is_empty() && !says(&entry, text) {
            continue;
        }
        matching += 1;
        if items.len() < limit {
            items.push(Item { index, field: finding.field, entry });
        }
    }
    Group {
        key,
        code: tally.rule.code.to_owned(),
        checked_in: tally.rule.group,
        what: tally.rule.what.to_owned(),
        count: tally.count,
        listed: tally.stored,
        matching,
        items,
    }
}

/// Answers with one finding and the line that it stands in.
pub(super) fn spawn_detail(host: &Rc<Host>, id: FileId, index: usize) {
    let Some((file, outcome)) = host.checked(id) else { return };
    spawn_local(async move {
        let Some(finding) = outcome.findings.get(index) else { return };
        // Without its line a finding still says what is wrong.
        let line = line(&file, &outcome, finding).await;
        let detail =
            Detail { index, field: finding.field, entry: entry(outcome.heading(), finding, Values::Shown), line };
        send(&Event::Detail { file: id, detail: Box::new(detail) });
    });
}

/// The line that a finding stands in.
async fn line(file: &File, outcome: &Outcome, finding: &Finding) -> Option<[String; 3]> {
    let (place, span) = finding.place.zip(finding.span)?;
    let end = (span.end + BEHIND).min(place.byte + LONGEST_LINE);
    let mut records = Records::new(file, outcome.dialect.delimiter, place, end);
    let parts = records.record_at(place.record, |record| {
        let (start, end) = ((span.start - place.byte) as usize, (span.end - place.byte) as usize);
        around(record.bytes, start, end)
    });
    parts.await.ok()??
}

/// What stands before the cell, in it, and behind it, cut to what fits.
fn around(line: &[u8], start: usize, end: usize) -> Option<[String; 3]> {
    let text = |part: &[u8]| Values::Shown.of(&String::from_utf8_lossy(part));
    let before = text(line.get(..start)?);
    let cell = text(line.get(start..end)?);
    let after = text(line.get(end..)?);
    let skip = before.chars().count().saturating_sub(AROUND);
    let mut before: String = before.chars().skip(skip).collect();
    if skip > 0 {
        before.insert(0, '…');
    }
    Some([before, cut(&cell, LONGEST_CELL), cut(&after, AROUND)])
}
