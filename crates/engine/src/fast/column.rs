//! One column over all candidates of a window: one whose cell is not plainly right becomes doubtful.

use daybreak_schema::{Layout, LayoutColumn, Presence, Type};

use super::combinations::{BLANK, FILLED, OTHER, Room, Rooms, Signature};
use super::digits::Digits;
use super::memo::Memo;
use super::read::{self, Moments, Number};
use super::text::{Looks, is_id, is_list, usual_within_quotes};
use super::window::{Candidate, Grid, Group, filled_bit};
use crate::rules::value;
use crate::values::{Value, is_empty_list};

/// A column of a file as the fast path reads it.
#[derive(Debug)]
pub(super) struct Column {
    form: Form,
    facts: Facts,
    /// The values of the candidates, without quotes and with, where they are kept; none if the column is empty throughout.
    values: [Vec<Kept>; 2],
}

/// A value that rules compare or add.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Kept {
    #[default]
    None,
    Number {
        units: i64,
        scale: u8,
    },
    Day(i64),
    Instant(i64),
}

impl From<Kept> for Value {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::None => Self::None,
            Kept::Number { units, scale } => Self::Number(Number { units, scale }.into()),
            Kept::Day(day) => Self::Day(day),
            Kept::Instant(instant) => Self::Instant(instant),
        }
    }
}

/// How a column's cells are read.
#[derive(Debug)]
enum Form {
    /// Anything that is not what a spreadsheet or a database leaves for "no value".
    Text {
        longest: usize,
        looks: Looks,
    },
    /// One ID, or several in quotes.
    Ids(Looks),
    /// A text that was right before.
    Known(Memo),
    Number(Digits),
    Date,
    Moment,
    /// Left to the plain check.
    Doubtful,
}

/// What matters whatever the form.
#[derive(Debug)]
struct Facts {
    field: usize,
    required: bool,
    /// A word that stands for an empty cell.
    blank_word: Option<&'static str>,
    /// Where its class is noted, if rules about several cells ask for it.
    room: Option<Room>,
    /// Rules compare or add its values.
    kept: bool,
    /// Its quotes are part of it.
    raw: bool,
}

/// What rules about several cells ask of a column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    /// Its class.
    pub(super) class: Option<Classed>,
    /// Its values.
    pub(super) values: bool,
}

/// What matters of a column's class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Classed {
    /// Only whether there is anything.
    Filled,
    /// Which value it is, or which sign it has.
    Value,
}

impl Column {
    /// `None` when there is no more room for the class that rules ask for.
    pub(super) fn new(
        field: usize,
        column: &LayoutColumn,
        currency: Option<usize>,
        layout: &Layout,
        asked: Asked,
        rooms: &mut Rooms,
    ) -> Option<Self> {
        let required = column.presence.value == Presence::Required;
        let text = || Form::Text {
            longest: column.max_chars.unwrap_or(usize::MAX),
            looks: Looks::new(column.reserved_prefixes),
        };
        let mut form = match column.ty.value {
            Type::Text | Type::Id => text(),
            Type::Enum if column.values.value.list.is_empty() && asked.class != Some(Classed::Value) => text(),
            Type::Enum | Type::Currency | Type::Boolean => Form::Known(Memo::default()),
            _ if value::may_offend(column) => Form::Doubtful,
            Type::IdList => Form::Ids(Looks::new(&[])),
            Type::Number(number) => Form::Number(Digits::new(number, currency, layout.credit_only)),
            Type::Integer => Form::Number(Digits::none()),
            Type::Date => Form::Date,
            Type::DateTime => Form::Moment,
        };
        // A profile may add a column by the name of one that rules know, but with values that they do not.
        if column.added && asked.class == Some(Classed::Value) {
            form = Form::Doubtful;
        }
        let room = match asked.class {
            Some(class) => Some(rooms.take(match (&form, class) {
                (Form::Known(_), Classed::Value) => OTHER,
                (Form::Number(_), Classed::Value) => ABOVE_ZERO,
                _ => FILLED,
            })?),
            None => None,
        };
        let blank_word = layout.kind.blank_word.filter(|_| !required);
        let raw = column.ty.value == Type::IdList;
        Some(Self {
            form,
            facts: Facts { field, required, blank_word, room, kept: asked.values, raw },
            values: [Vec::new(), Vec::new()],
        })
    }

    /// Whether rules about several cells ask for its class.
    pub(super) fn is_classed(&self) -> bool {
        self.facts.room.is_some()
    }

    /// Whether every record must have a value for it.
    pub(super) fn is_required(&self) -> bool {
        self.facts.required
    }

    /// The value of a candidate of a group.
    #[inline]
    pub(super) fn value(&self, is_quoted: bool, number: usize) -> Kept {
        let [plain, quoted] = &self.values;
        (if is_quoted { quoted } else { plain }).get(number).copied().unwrap_or_default()
    }

    /// Whether a cell holds nothing.
    pub(super) fn is_blank(&self, text: &[u8]) -> bool {
        self.facts.is_blank(text)
    }

    /// Learns from the cell of a record that the plain check has found clean, and notes its class; `false` if that is not
    /// told apart from others.
    pub(super) fn learn(&mut self, text: &[u8], signature: &mut Signature) -> bool {
        let class = match &mut self.form {
            _ if self.facts.is_blank(text) => BLANK,
            Form::Known(memo) => memo.learn(text),
            Form::Number(_) => read::number(text, 0, text.len()).map_or(OTHER, class_of_number),
            _ => FILLED,
        };
        let Some(room) = self.facts.room else { return true };
        signature.note(room, class);
        class != OTHER
    }

    /// Reads the column in every candidate of a group; `filled` tells which fields are filled in any. Moments later than
    /// `latest` are in the future.
    pub(super) fn check(&mut self, bytes: &[u8], group: &mut Group, filled: u64, moments: &mut Moments, latest: i64) {
        let Self { form, facts, values: [plain, quoted] } = self;
        let values = if group.is_quoted { quoted } else { plain };
        values.clear();
        // Most files leave some columns empty throughout.
        if filled & filled_bit(facts.field) == 0 {
            return;
        }
        if facts.kept {
            values.resize(group.candidates.len(), Kept::None);
        }
        let is_filled = |right: bool| right.then_some((FILLED, Kept::None));
        match form {
            Form::Text { longest, looks } => each(bytes, group, facts, values, |cell| {
                is_filled(cell.end - cell.start <= *longest && looks.are_right(cell.text()))
            }),
            Form::Ids(looks) => each(bytes, group, facts, values, |cell| {
                let text = cell.text();
                is_filled((is_id(text) && looks.are_right(text)) || is_list(text))
            }),
            Form::Known(memo) => each(bytes, group, facts, values, |cell| {
                memo.class_of(cell.bytes, cell.start, cell.end).map(|class| (class, Kept::None))
            }),
            Form::Number(digits) => each(bytes, group, facts, values, |cell| {
                let number = read::number(cell.bytes, cell.start, cell.end)?;
                digits.suit(number.scale, cell).then(|| of_number(number))
            }),
            Form::Date => {
                each(bytes, group, facts, values, |cell| moments.day(cell.text()).map(|day| (FILLED, Kept::Day(day))));
            }
            Form::Moment => each(bytes, group, facts, values, |cell| {
                let instant = moments.instant(cell.text()).filter(|&instant| instant <= latest)?;
                Some((FILLED, Kept::Instant(instant)))
            }),
            Form::Doubtful => each(bytes, group, facts, values, |_| None),
        }
    }
}

impl Facts {
    fn is_blank(&self, text: &[u8]) -> bool {
        text.is_empty()
            || self.blank_word.is_some_and(|word| word.as_bytes() == text)
            || (self.raw && is_empty_list(text))
    }

    /// Leaves the candidate of a cell that was not read to the plain check, unless the cell counts as empty and may be.
    #[cold]
    #[inline(never)]
    fn pass_blank(&self, bytes: &[u8], start: usize, end: usize, candidate: &mut Candidate) {
        candidate.doubtful |= self.required || !self.is_blank(bytes.get(start..end).unwrap_or(&[]));
    }
}

/// A cell that is not empty.
#[derive(Clone, Copy)]
pub(super) struct FilledCell<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) grid: &'a Grid,
    pub(super) candidate: &'a Candidate,
    /// The candidate's number.
    pub(super) number: usize,
}

impl<'a> FilledCell<'a> {
    #[inline]
    fn text(self) -> &'a [u8] {
        self.bytes.get(self.start..self.end).unwrap_or(&[])
    }
}

/// Visits a column's cells. `read` gives the class and the value of a text that is not empty and plainly right. What does
/// not come up in most files is kept out of the loop: so there is room in the registers for the rest.
// Kept apart for each form: browsers optimise one function that holds all of them late.
#[inline(never)]
fn each(
    bytes: &[u8],
    group: &mut Group,
    facts: &Facts,
    values: &mut [Kept],
    mut read: impl FnMut(FilledCell<'_>) -> Option<(u8, Kept)>,
) {
    if group.is_quoted {
        return each_quoted(bytes, group, facts, values, &mut read);
    }
    let Group { candidates, grid, .. } = group;
    let (is_last, required, room) = (grid.is_last(facts.field), facts.required, facts.room);
    for (number, ([before, end], candidate)) in grid.bounds(facts.field).zip(candidates).enumerate() {
        let (start, end) = (before.wrapping_add(1) as usize, if is_last { candidate.end } else { end } as usize);
        if start == end {
            if required {
                candidate.doubtful = true;
            }
        } else if let Some((class, value)) = read(FilledCell { bytes, start, end, grid, candidate, number }) {
            keep(candidate, room, class, values.get_mut(number), value);
        } else {
            facts.pass_blank(bytes, start, end, candidate);
        }
    }
}

/// The same for candidates with quotes, of which there are few.
fn each_quoted(
    bytes: &[u8],
    group: &mut Group,
    facts: &Facts,
    values: &mut [Kept],
    read: &mut dyn FnMut(FilledCell<'_>) -> Option<(u8, Kept)>,
) {
    let Group { candidates, grid, .. } = group;
    for (number, candidate) in candidates.iter_mut().enumerate() {
        let (start, end) = grid.cell(number, candidate, facts.field);
        let usual = if facts.raw { Some((start, end)) } else { usual_within_quotes(bytes, start, end) };
        let Some((start, end)) = usual else {
            candidate.doubtful = true;
            continue;
        };
        let cell = FilledCell { bytes, start, end, grid, candidate, number };
        let Some((class, value)) = (if start < end { read(cell) } else { None }) else {
            facts.pass_blank(bytes, start, end, candidate);
            continue;
        };
        keep(candidate, facts.room, class, values.get_mut(number), value);
    }
}

/// Asks of a field of which nothing is known whether its quotes, if it has any, are around it.
pub(super) fn check_unknown(bytes: &[u8], group: &mut Group, field: usize) {
    let Group { is_quoted: true, candidates, grid } = group else { return };
    for (number, candidate) in candidates.iter_mut().enumerate() {
        let (start, end) = grid.cell(number, candidate, field);
        candidate.doubtful |= usual_within_quotes(bytes, start, end).is_none();
    }
}

/// Notes what a cell was read as.
#[inline]
fn keep(candidate: &mut Candidate, room: Option<Room>, class: u8, slot: Option<&mut Kept>, value: Kept) {
    if let Some(room) = room {
        candidate.signature.note(room, class);
    }
    if let Some(slot) = slot {
        *slot = value;
    }
}

#[inline]
fn of_number(number: Number) -> (u8, Kept) {
    (class_of_number(number), Kept::Number { units: number.units, scale: number.scale })
}

/// The class of a number above zero: one more than that of zero, and two more than that of those below.
const ABOVE_ZERO: u8 = 3;

#[inline]
fn class_of_number(number: Number) -> u8 {
    match number.units.signum() {
        -1 => ABOVE_ZERO - 2,
        0 => ABOVE_ZERO - 1,
        _ => ABOVE_ZERO,
    }
}
