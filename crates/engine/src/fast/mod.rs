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
//! 3. [`classes`] tells whether the plain check has accepted the same combination of cells before. Rules that compare or
//!    add values are run, on the values that were read.
//!
//! It is driven by the plan that the header gave, like the plain check: nothing here knows a kind or a rule by name.

mod classes;
mod column;
mod masks;
mod memo;
mod read;
mod window;

use daybreak_schema::{Presence, Type};

use self::classes::Classes;
use self::column::{Asked, Column, Kept, Pass};
use self::read::Moments;
use self::window::{Window, filled_bit};
use crate::checker::{Bound, Cell, Cells, Plan, Settings, State, View};
use crate::lexer::{Record, Terminator};
use crate::place::Place;
use crate::rules::condition::Reads;

/// How many bytes are looked at together, at most: few enough that what is noted of them stays in the nearest cache.
const WINDOW: usize = 32 << 10;

/// How many at first: what is learned from the first records is used for those soon after.
const FIRST_WINDOW: usize = 1 << 10;

/// Reads the records of a file that are plainly right.
#[derive(Debug)]
pub(crate) struct Fast {
    delimiter: u8,
    width: usize,
    /// In the order in which they are read.
    columns: Vec<(usize, Column)>,
    comparisons: Vec<Comparison>,
    effective_at: Option<usize>,
    generated_at: Option<usize>,
    latest: i64,
    /// How many bytes are looked at next.
    reach: usize,
    window: Window,
    classes: Classes,
    moments: Moments,
    /// Which fields must be filled.
    required: u64,
    /// Which fields have a class that rules ask for.
    classed: u64,
    cells: Cells,
    path: Vec<u8>,
    scratch: Vec<u8>,
}

/// A rule that compares or adds values.
#[derive(Debug)]
struct Comparison {
    /// Its position among the plan's conditions.
    bound: usize,
    /// The columns that it names, with their fields.
    columns: Vec<(usize, usize)>,
    /// Which fields those are.
    fields: u64,
}

/// A record that is clean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clean {
    /// Its first byte, from the window's start.
    pub(crate) start: usize,
    /// The byte behind its last field.
    pub(crate) end: usize,
    /// The byte behind its line ending.
    pub(crate) next: usize,
    /// Whether there are quotes in it.
    pub(crate) quoted: bool,
    /// The moment at which it became effective, in seconds since 1970.
    pub(crate) effective_at: Option<i64>,
    /// The moment at which it was written.
    pub(crate) generated_at: Option<i64>,
}

impl Fast {
    /// A fast path for the records that a plan is for. Moments later than `latest` are in the future.
    pub(crate) fn new(plan: &Plan, delimiter: u8, latest: i64) -> Self {
        let columns: Vec<(usize, Column)> = plan
            .fields
            .iter()
            .filter_map(|planned| {
                let column = plan.layout.columns.get(planned.column)?;
                let asked = asked(plan, planned.field, column.ty.value, column.presence.value);
                Some((planned.field, Column::new(planned.field, column, planned.currency, &plan.layout, asked)))
            })
            .collect();
        let bits = |is: fn(&Column) -> bool| {
            columns.iter().filter(|(_, column)| is(column)).fold(0, |bits, (field, _)| bits | filled_bit(*field))
        };
        let (required, classed) = (bits(Column::is_required), bits(Column::is_classed));
        let position = |field: usize| columns.iter().position(|(of, _)| *of == field);
        let comparisons = plan
            .conditions
            .iter()
            .enumerate()
            .filter(|(_, bound)| bound.condition.reads == Reads::Values)
            .map(|(at, bound)| Comparison {
                bound: at,
                columns: bound.fields.iter().flatten().filter_map(|&field| Some((field, position(field)?))).collect(),
                fields: bound.fields.iter().flatten().fold(0, |bits, &field| bits | filled_bit(field)),
            })
            .collect();
        Self {
            delimiter,
            width: plan.width,
            comparisons,
            effective_at: plan.effective_at.and_then(position),
            generated_at: plan.generated_at.and_then(position),
            columns,
            latest,
            reach: FIRST_WINDOW,
            window: Window::default(),
            classes: Classes::default(),
            moments: Moments::default(),
            required,
            classed,
            cells: Cells::default(),
            path: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Looks at the next window of some bytes that begin with a record. Says how many rows it has seen to their end.
    pub(crate) fn look(&mut self, bytes: &[u8], plan: &Plan, settings: &Settings) -> usize {
        let bytes = bytes.get(..self.reach).unwrap_or(bytes);
        self.reach = (self.reach * 2).min(WINDOW);
        self.window.read(bytes, self.delimiter, self.width);
        let filled = self.begin_paths();
        let mut pass = Pass { bytes, window: &mut self.window, classes: &self.classes, filled };
        for (_, column) in &mut self.columns {
            column.check(&mut pass, &mut self.moments, self.latest);
        }
        for row in self.window.rows.iter_mut().filter(|row| row.node == 0) {
            row.doubt();
        }
        for comparison in &self.comparisons {
            if let Some(bound) = plan.conditions.get(comparison.bound) {
                compare(comparison, bound, &self.columns, &mut self.window, &mut self.cells, bytes, plan, settings);
            }
        }
        self.window.rows.len()
    }

    /// Finds where the path of each row begins, from which of its cells are filled. Says which fields are filled in any row.
    fn begin_paths(&mut self) -> u64 {
        let mut any = 0;
        for row in self.window.rows.iter_mut().filter(|row| !row.doubtful) {
            if row.filled & self.required == self.required {
                row.node = self.classes.start(row.filled & self.classed);
            }
            if row.node == 0 {
                row.doubt();
            }
            any |= row.filled;
        }
        any
    }

    /// The record of a row, if it is clean.
    #[inline]
    pub(crate) fn clean(&self, row: usize) -> Option<Clean> {
        let found = self.window.rows.get(row).filter(|row| !row.doubtful)?;
        let instant = |column: Option<usize>| match self.columns.get(column?)?.1.values.get(row) {
            Some(&Kept::Instant(instant)) => Some(instant),
            _ => None,
        };
        Some(Clean {
            start: found.start as usize,
            end: found.end as usize,
            next: found.next as usize,
            quoted: found.quoted,
            effective_at: instant(self.effective_at),
            generated_at: instant(self.generated_at),
        })
    }

    /// Where a row begins and where the next one does, from the window's start.
    pub(crate) fn row(&self, row: usize) -> (usize, usize) {
        self.window.rows.get(row).map_or((0, 0), |row| (row.start as usize, row.next as usize))
    }

    /// Where a field of a clean row lies, quotes included, from the window's start.
    #[inline]
    pub(crate) fn field(&self, row: usize, field: usize) -> (usize, usize) {
        self.window.rows.get(row).map_or((0, 0), |row| self.window.structure.cell(row, field))
    }

    /// Learns from a record that the plain check has found clean.
    pub(crate) fn learn(&mut self, record: &Record<'_>) {
        if record.fields.len() != self.width {
            return;
        }
        self.path.clear();
        let mut filled = filled_bit(usize::MAX);
        for (field, column) in &mut self.columns {
            let raw = record.raw(*field);
            if !raw.is_empty() {
                filled |= filled_bit(*field);
            }
            if filled & filled_bit(*field) != 0 {
                let class = column.learn(if column.is_raw() { raw } else { record.text(*field, &mut self.scratch) });
                self.path.extend(column.is_classed().then_some(class));
            }
        }
        self.classes.learn(filled & self.classed, &self.path);
    }
}

/// What the rules about several cells ask of a column.
fn asked(plan: &Plan, field: usize, ty: Type, presence: Presence) -> Asked {
    let is_value = matches!(ty, Type::Number(_) | Type::Integer | Type::Date | Type::DateTime);
    let named = |bound: &Bound| bound.fields.contains(&Some(field));
    let conditional = presence != Presence::Required && plan.requirements.iter().any(|needed| needed.field == field);
    Asked {
        class: conditional
            || plan.requirements.iter().any(|needed| needed.subject == Some(field))
            || plan.conditions.iter().any(named),
        values: is_value
            && (plan.conditions.iter().any(|bound| bound.condition.reads == Reads::Values && named(bound))
                || [plan.effective_at, plan.generated_at].contains(&Some(field))),
    }
}

/// Runs a rule that compares or adds values on every row that is not doubtful yet.
#[expect(clippy::too_many_arguments, reason = "parts of one value, borrowed apart")]
fn compare(
    comparison: &Comparison,
    bound: &Bound,
    columns: &[(usize, Column)],
    window: &mut Window,
    cells: &mut Cells,
    bytes: &[u8],
    plan: &Plan,
    settings: &Settings,
) {
    let Window { rows, structure, .. } = window;
    for (index, row) in rows.iter_mut().enumerate() {
        if (row.filled & comparison.fields).count_ones() < 2 && comparison.fields & filled_bit(usize::MAX) == 0 {
            continue;
        }
        let value = |column: usize| columns.get(column).and_then(|(_, column)| column.values.get(index)).copied();
        // A comparison needs two; with fewer, the classes have said all.
        let filled = |(_, column): &&(usize, usize)| !matches!(value(*column), None | Some(Kept::None));
        if comparison.columns.iter().filter(filled).count() < 2 {
            continue;
        }
        let record = Record {
            bytes: bytes.get(row.start as usize..row.end as usize).unwrap_or(&[]),
            fields: &[],
            place: Place::default(),
            terminator: Terminator::Lf,
            unclosed_quote: None,
        };
        cells.clear();
        cells.cells.resize(plan.width, Cell::default());
        for &(field, column) in &comparison.columns {
            let (start, end) = structure.text(bytes, row, field);
            let is_blank =
                columns.get(column).is_none_or(|(_, column)| column.is_blank(bytes.get(start..end).unwrap_or(&[])));
            if let Some(cell) = cells.cells.get_mut(field) {
                *cell = Cell {
                    state: if is_blank { State::Blank } else { State::Good },
                    value: value(column).unwrap_or_default().into(),
                    start: (start as u32).saturating_sub(row.start),
                    end: (end as u32).saturating_sub(row.start),
                    in_scratch: false,
                };
            }
        }
        let view = View { record: &record, cells, bound, layout: &plan.layout, settings };
        if (bound.condition.check)(&view).is_some() {
            row.doubt();
        }
    }
}
