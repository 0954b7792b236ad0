//! Samples to try the page with: the engine writes them, nothing is fetched.

use daybreak_engine::{RULES, Rule, Shows, sample};
use daybreak_schema::Kind;
use web_sys::File;

use crate::worker::file_of;

/// How many records a sample has.
const ROWS: u64 = 250;

/// How many rules a broken sample breaks.
const DEFECTS: usize = 7;

/// A valid file.
pub fn good_sample(kind: &'static Kind) -> Option<File> {
    let text: String = sample::valid(kind, ROWS, 1).collect();
    file_of(&sample::file_name(kind), text.as_bytes())
}

/// A file with several faults, one of each sort.
pub fn broken_sample(kind: &'static Kind) -> Option<File> {
    let planted = sample::with_defects(kind, ROWS, 1, &defects(kind)).ok()?;
    file_of(&planted.name.replace("_v1", "_v2"), &planted.bytes)
}

/// The file of a rule's first bad example: a few records, one of them with the fault.
pub fn sample_of(rule: &'static Rule) -> Option<File> {
    let planted = planted(rule)?;
    // A version of its own: an open file of the same name would have to give way to it.
    file_of(&planted.name.replace("_v1", "_v900"), &planted.bytes)
}

/// Whether there is such a file: some rules fire only under a profile.
pub fn has_sample(rule: &'static Rule) -> bool {
    planted(rule).is_some()
}

fn planted(rule: &'static Rule) -> Option<sample::Planted> {
    let mut bad = rule.examples.iter().filter(|example| example.shows == Shows::Bad && example.profile.is_none());
    bad.next().and_then(sample::of_example)
}

/// Rules that can be broken side by side in a file of this kind, spread over all families.
fn defects(kind: &'static Kind) -> Vec<&'static Rule> {
    let alone = |rule: &&&'static Rule| sample::with_defects(kind, 10, 1, &[**rule, **rule]).is_ok();
    let fitting: Vec<&'static Rule> =
        RULES.iter().filter(alone).copied().filter(|rule| !rule.name.starts_with("file-name")).collect();
    let step = fitting.len().div_ceil(DEFECTS).max(1);
    fitting.into_iter().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_kind_has_a_broken_sample() {
        for kind in daybreak_schema::KINDS {
            let defects = super::defects(kind);
            assert!(defects.len() >= 4, "{}: {defects:?}", kind.token);
            assert!(daybreak_engine::sample::with_defects(kind, 250, 1, &defects).is_ok(), "{}", kind.token);
        }
    }
}
