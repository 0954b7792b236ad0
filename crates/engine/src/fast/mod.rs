//! The fast path: most records of most files are clean, and a few questions asked of many bytes at once tell so.
//!
//! It never finds anything. It only ever says "this record is clean": the plain check would report nothing about it. Whatever
//! is doubtful goes to the plain check, record by record, and so there is one place where rules are written and one
//! reading that says what is wrong. The price of a doubt is time, never a different report; the tests hold both paths against
//! each other.
//!
//! A window of bytes is read in steps, each over all of its rows:
//!
//! 1. [`masks`] finds delimiters, line feeds and unusual bytes, 64 bytes at a time; [`window`] makes rows of them.
//! 2. [`column`] reads one column after another by its type. Of columns with few different values it knows only what the
//!    plain check has accepted before ([`memo`]).
//! 3. [`combinations`] tells whether the plain check has accepted the same combination of cells before. Rules that compare
//!    or add values are run, on the values that were read ([`comparison`]).
//!
//! It is driven by the plan that the header gave, like the plain check: nothing here knows a kind or a rule by name.

mod barren;
mod column;
mod combinations;
mod comparison;
mod digits;
mod masks;
mod memo;
mod over;
mod positions;
mod read;
mod run;
mod skim;
mod text;
mod unusual;
mod window;

use daybreak_schema::{Presence, Type};

use self::barren::Barren;
use self::column::{Asked, Classed, Column};
use self::combinations::{Combinations, Rooms, Signature};
use self::comparison::{Comparison, comparisons};
pub(crate) use self::over::{Turns, over};
pub(crate) use self::read::Moments;
pub(crate) use self::run::Run;
pub(crate) use self::skim::Skim;
pub(crate) use self::window::Row;
use self::window::{SHARED_BIT, Window, filled_bit};
use crate::checker::{Bound, Plan, Settings};
use crate::decimal::Decimal;
use crate::lexer::{Field, Record};
use crate::place::Place;
use crate::rules::condition::Reads;

/// How many bytes are looked at together, at most: few enough that what is noted of them stays in the nearest cache.
const WINDOW: usize = 32 << 10;

/// How many at first: what is learned from the first records is used for those soon after.
const FIRST_WINDOW: usize = 1 << 10;

/// A number as most are written: `-`, digits, perhaps a point and digits; `None` for any other form.
#[inline]
pub(crate) fn usual_number(text: &[u8]) -> Option<Decimal> {
    read::number(text, 0, text.len()).map(Decimal::from)
}

/// Reads the records of a file that are plainly right.
#[derive(Debug)]
pub(crate) struct Fast {
    delimiter: u8,
    width: usize,
    /// In the order in which they are read.
    columns: Vec<(usize, Column)>,
    /// The fields of which nothing is known.
    unknown: Vec<usize>,
    comparisons: Vec<Comparison>,
    effective_at: Option<usize>,
    generated_at: Option<usize>,
    latest: i64,
    /// How many bytes are looked at next.
    reach: usize,
    window: Window,
    barren: Barren,
    /// How many bytes were looked at.
    #[cfg(test)]
    pub(crate) looked_at: usize,
    combinations: Combinations,
    moments: Moments,
    /// Which fields must be filled.
    required: u64,
    /// Which fields have a class that rules ask for.
    classed: u64,
    scratch: Vec<u8>,
}

impl Fast {
    /// A fast path for the records that a plan is for; `None` if they have more columns with classes than it can tell apart.
    /// Moments later than `latest` are in the future.
    pub(crate) fn new(plan: &Plan, delimiter: u8, latest: i64) -> Option<Self> {
        let mut rooms = Rooms::default();
        let known = plan.fields.iter().filter_map(|planned| Some((planned, plan.layout.columns.get(planned.column)?)));
        let columns: Vec<(usize, Column)> = known
            .map(|(planned, column)| {
                let asked = asked(plan, planned.field, column.ty.value, column.presence.value);
                let column = Column::new(planned.field, column, planned.currency, &plan.layout, asked, &mut rooms)?;
                Some((planned.field, column))
            })
            .collect::<Option<_>>()?;
        let bits = |is: fn(&Column) -> bool| {
            columns.iter().filter(|(_, column)| is(column)).fold(0, |bits, (field, _)| bits | filled_bit(*field))
        };
        let (required, classed) = (bits(Column::is_required), bits(Column::is_classed));
        let position = |field: usize| columns.iter().position(|(of, _)| *of == field);
        Some(Self {
            delimiter,
            width: plan.width,
            comparisons: comparisons(plan, position),
            effective_at: plan.effective_at.and_then(position),
            generated_at: plan.generated_at.and_then(position),
            columns,
            unknown: plan.unknown.clone(),
            latest,
            reach: FIRST_WINDOW,
            window: Window::default(),
            barren: Barren::default(),
            #[cfg(test)]
            looked_at: 0,
            combinations: Combinations::default(),
            moments: Moments::default(),
            required,
            classed: classed | SHARED_BIT,
            scratch: Vec::new(),
        })
    }

    /// Looks at the next window of some bytes that begin with a record, which starts at this byte of the file. Says how many
    /// rows it has seen to their end.
    pub(crate) fn look(&mut self, all: &[u8], origin: u64, plan: &Plan, settings: &Settings) -> usize {
        if self.barren.holds(origin, all.len()) {
            return 0;
        }
        let bytes = all.get(..self.reach).unwrap_or(all);
        #[cfg(test)]
        {
            self.looked_at += bytes.len();
        }
        self.reach = (self.reach * 2).min(WINDOW);
        self.window.read(bytes, self.delimiter, self.width);
        if self.window.rows.is_empty() {
            self.barren.note(origin, bytes.len(), all.len());
            return 0;
        }
        let Window { rows, plain, quoted, .. } = &mut self.window;
        for group in [plain, quoted] {
            let filled = group.candidates.iter().fold(0, |filled, candidate| filled | candidate.filled);
            self.unknown.iter().for_each(|&field| column::check_unknown(bytes, group, field));
            for (_, column) in &mut self.columns {
                column.check(bytes, group, filled, &mut self.moments, self.latest);
            }
            for comparison in self.comparisons.iter().filter(|comparison| comparison.may_matter(filled)) {
                if let Some(bound) = plan.conditions.get(comparison.bound) {
                    comparison.run(bound, &self.columns, group, rows, bytes, plan, settings);
                }
            }
            for candidate in &group.candidates {
                if let Some(row) = rows.get_mut(candidate.row as usize) {
                    row.clean = !candidate.doubtful
                        && candidate.filled & self.required == self.required
                        && self.combinations.has(candidate.filled & self.classed, candidate.signature);
                }
            }
        }
        rows.len()
    }

    /// The rows of the window.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.window.rows
    }

    /// A row that is plain, though not clean perhaps, as the lexer would have it. `bytes` begin with the row, which starts at a
    /// place; `fields` is room for where its fields lie.
    pub(crate) fn record<'a>(
        &self,
        bytes: &'a [u8],
        row: &Row,
        place: Place,
        fields: &'a mut Vec<Field>,
    ) -> Record<'a> {
        self.window.plain_record(bytes, row, place, fields)
    }

    /// Learns from a record that the plain check has found clean.
    pub(crate) fn learn(&mut self, record: &Record<'_>) {
        if record.fields.len() != self.width {
            return;
        }
        let (mut filled, mut signature, mut is_told_apart) = (SHARED_BIT, Signature::default(), true);
        for (field, column) in &mut self.columns {
            let raw = record.raw(*field);
            if !raw.is_empty() {
                filled |= filled_bit(*field);
                is_told_apart &= column.learn(record.text(*field, &mut self.scratch), &mut signature);
            }
        }
        if is_told_apart {
            self.combinations.learn(filled & self.classed, signature);
        }
    }
}

/// What the rules about several cells ask of a column.
fn asked(plan: &Plan, field: usize, ty: Type, presence: Presence) -> Asked {
    let is_value = matches!(ty, Type::Number(_) | Type::Integer | Type::Date | Type::DateTime);
    let named = |bound: &Bound| bound.fields.contains(&Some(field));
    let conditional = presence != Presence::Required && plan.requirements.iter().any(|needed| needed.field == field);
    let subjects = plan.requirements.iter().map(|needed| needed.subject);
    let decisive = subjects.chain(plan.absent.iter().map(|absent| absent.subject)).any(|of| of == Some(field));
    Asked {
        class: if decisive || plan.conditions.iter().any(named) {
            Some(Classed::Value)
        } else {
            conditional.then_some(Classed::Filled)
        },
        values: is_value
            && (plan.conditions.iter().any(|bound| bound.condition.reads == Reads::Values && named(bound))
                || [plan.effective_at, plan.generated_at].contains(&Some(field))),
    }
}
