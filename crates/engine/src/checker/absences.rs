//! What follows from columns that the header lacks.
//!
//! An absent column is an empty cell in every record. What is wrong about that is not told record by record, for it follows
//! from the column: it is counted, and at the end of the file the finding about the column takes over the worst of it. So
//! the order in which the parts of a file are read does not matter.

use daybreak_schema::{Authority, Presence};
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use crate::rule::{Rule, Severity};
use crate::rules::header::column_missing;
use crate::rules::value::value_required;
use crate::sink::{Raise, Sink, Slip};

/// What follows from absent columns in some records.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Absences {
    /// Records whose cells were read. A column that is always required is missing in each.
    records: u64,
    follows: Vec<Follows>,
}

/// How often something follows from the absence of a column.
#[derive(Debug, Serialize, Deserialize)]
struct Follows {
    /// The column's position in the layout.
    column: usize,
    #[serde(with = "crate::wire::code")]
    rule: &'static Rule,
    severity: Severity,
    authority: Authority,
    count: u64,
}

impl Absences {
    /// Counts records whose cells were read.
    pub(crate) fn pass(&mut self, records: u64) {
        self.records += records;
    }

    /// Counts what is wrong about the absence of a column in one record.
    pub(crate) fn note(&mut self, column: usize, slip: &Slip) {
        let &Slip { rule, severity, authority, .. } = slip;
        self.add(Follows { column, rule, severity, authority, count: 1 });
    }

    /// A number that changes whenever anything is noted.
    pub(crate) fn noted(&self) -> u64 {
        self.follows.iter().map(|follows| follows.count).sum()
    }

    fn add(&mut self, more: Follows) {
        let is_same = |known: &&mut Follows| {
            (known.column, known.severity, known.authority) == (more.column, more.severity, more.authority)
                && known.rule == more.rule
        };
        match self.follows.iter_mut().find(is_same) {
            Some(known) => known.count += more.count,
            None => self.follows.push(more),
        }
    }

    /// Takes over what was noted further on in the file.
    pub(crate) fn append(&mut self, later: Self) {
        self.records += later.records;
        later.follows.into_iter().for_each(|follows| self.add(follows));
    }

    /// Counts what is folded into the findings about the columns, and gives those the worst of its severities.
    pub(crate) fn settle(&mut self, plan: &Plan, sink: &mut Sink) -> Vec<Raise> {
        let mut raised = Vec::new();
        for absent in &plan.absent {
            let Some(column) = plan.layout.columns.get(absent.column) else { continue };
            let Some(root) = column_missing::slip(column) else { continue };
            if column.presence.value == Presence::Required
                && let Some(slip) = value_required::find(column, None).filter(|_| self.records > 0)
            {
                let Slip { rule, severity, authority, .. } = slip;
                self.add(Follows { column: absent.column, rule, severity, authority, count: self.records });
            }
            let mut worst = (root.severity, root.authority);
            for follows in self.follows.iter().filter(|follows| follows.column == absent.column) {
                sink.suppress(follows.rule, follows.count, root.rule.name);
                if follows.severity > worst.0 {
                    worst = (follows.severity, follows.authority);
                }
            }
            if worst.0 > root.severity {
                let raise = Raise { at: None, to: worst, slip: root };
                sink.raise(&raise);
                raised.push(raise);
            }
        }
        raised
    }
}
