//! Words for "no value" in the place of a key.
//!
//! Such a word is no key: it does not stand for one record. But taken at its word it is the same key in several of them, and
//! the bank rejects that. So the second record with it has the severity of a key that stands twice.

use daybreak_schema::Authority;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::finding::Detail;
use crate::place::Shift;
use crate::rule::Severity;
use crate::rules::key::duplicate_key;
use crate::rules::value::null_word;
use crate::sink::{Raise, Sink, Slip};

/// The words that stand in the place of keys in some records.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct NullKeys(Vec<NullKey>);

/// A word in the place of a key.
#[derive(Debug, Serialize, Deserialize)]
struct NullKey {
    field: usize,
    word: Box<[u8]>,
    count: u64,
    /// The first two records with it.
    firsts: Vec<ToldRecord>,
}

/// A record with the word, and what was told of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct ToldRecord {
    record: u64,
    severity: Severity,
    authority: Authority,
}

impl NullKeys {
    /// Notes the word in a field of a record, as it was told.
    pub(crate) fn note(&mut self, field: usize, word: &[u8], record: u64, told: &Slip) {
        let told = ToldRecord { record, severity: told.severity, authority: told.authority };
        self.add(NullKey { field, word: word.into(), count: 1, firsts: vec![told] });
    }

    fn add(&mut self, more: NullKey) {
        match self.0.iter_mut().find(|known| known.field == more.field && known.word == more.word) {
            Some(known) => {
                known.count += more.count;
                known.firsts.extend(more.firsts);
                known.firsts.truncate(2);
            }
            None => self.0.push(more),
        }
    }

    /// Takes over what was noted further on in the file.
    pub(crate) fn append(&mut self, later: Self, shift: Shift) {
        for mut more in later.0 {
            more.firsts.iter_mut().for_each(|told| told.record += shift.records);
            self.add(more);
        }
    }

    /// Counts the keys that stand twice only as such a word, and gives the second of each their severity.
    pub(crate) fn settle(&self, plan: &Plan, sink: &mut Sink) -> Vec<Raise> {
        let mut raised = Vec::new();
        for NullKey { field, count, firsts, .. } in &self.0 {
            let (Some(key), Some(second)) = (plan.keys.iter().find(|key| key.field == *field), firsts.get(1)) else {
                continue;
            };
            sink.suppress(&duplicate_key::RULE, count - 1, null_word::RULE.name);
            let follows = Slip::new(&duplicate_key::RULE, Detail::None).resting_on(key.authority);
            if follows.severity > second.severity {
                let &ToldRecord { record, severity, authority } = second;
                let slip = Slip { severity, authority, ..Slip::new(&null_word::RULE, Detail::None) };
                let raise =
                    Raise { at: Some((record, *field as u16)), to: (follows.severity, follows.authority), slip };
                sink.raise(&raise);
                raised.push(raise);
            }
        }
        raised
    }
}
