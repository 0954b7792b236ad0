//! One column over all rows of a window: a row whose cell is not plainly right becomes doubtful.

use daybreak_schema::{Decimals, Layout, LayoutColumn, Number, Presence, Type, currency_digits};

use super::classes::{BLANK, Classes, FILLED, Node, OTHER};
use super::memo::Memo;
use super::read::{self, Moments};
use super::window::{Row, Structure, Window};
use crate::decimal::Decimal;
use crate::rules::value::null_word;
use crate::values::{USD_DIGITS, Value};

/// A column of a file as the fast path reads it.
#[derive(Debug)]
pub(super) struct Column {
    form: Form,
    facts: Facts,
    /// The values of all rows of the window, where they are kept.
    pub(super) values: Vec<Value>,
}

/// How a column's cells are read.
#[derive(Debug)]
enum Form {
    /// Anything that is not what a spreadsheet or a database leaves for "no value".
    Text {
        longest: usize,
        reserved_prefixes: &'static [&'static str],
    },
    /// Letters, digits, `_`, `-` and `.`.
    OneId,
    /// A text that was right before.
    Known(Memo),
    Number(Digits),
    Integer,
    Date,
    Moment,
}

/// What matters whatever the form.
#[derive(Debug)]
struct Facts {
    field: usize,
    required: bool,
    /// A word that stands for an empty cell.
    blank_word: Option<&'static str>,
    /// Rules about several cells ask for its class.
    classed: bool,
    /// Rules compare or add its values.
    kept: bool,
}

/// What the columns of a window share.
pub(super) struct Pass<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) window: &'a mut Window,
    pub(super) classes: &'a Classes,
    /// Where each row stands in the tree of classes.
    pub(super) nodes: &'a mut [Node],
}

/// What rules about several cells ask of a column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    /// Its class.
    pub(super) class: bool,
    /// Its values.
    pub(super) values: bool,
}

impl Column {
    pub(super) fn new(
        field: usize,
        column: &LayoutColumn,
        currency: Option<usize>,
        layout: &Layout,
        asked: Asked,
    ) -> Self {
        let required = column.presence.value == Presence::Required;
        let text =
            Form::Text { longest: column.max_chars.unwrap_or(usize::MAX), reserved_prefixes: column.reserved_prefixes };
        let form = match column.ty.value {
            Type::Text | Type::Id => text,
            Type::Enum if column.values.value.list.is_empty() && !asked.class => text,
            Type::Enum | Type::Currency | Type::Boolean => Form::Known(Memo::default()),
            Type::IdList => Form::OneId,
            Type::Number(number) => Form::Number(Digits::new(number, currency, layout.credit_only)),
            Type::Integer => Form::Integer,
            Type::Date => Form::Date,
            Type::DateTime => Form::Moment,
        };
        let blank_word = layout.kind.blank_word.filter(|_| !required);
        let facts = Facts { field, required, blank_word, classed: asked.class, kept: asked.values };
        Self { form, facts, values: Vec::new() }
    }

    /// Learns from the cell of a record that the plain check has found clean. Gives its class, if rules ask for it.
    pub(super) fn learn(&mut self, text: &[u8]) -> Option<u8> {
        let class = match &mut self.form {
            _ if self.facts.is_blank(text) => BLANK,
            Form::Known(memo) => memo.learn(text),
            Form::Number(_) => read::number(text).map_or(OTHER, class_of_number),
            _ => FILLED,
        };
        self.facts.classed.then_some(class)
    }

    /// Whether a cell holds nothing.
    pub(super) fn is_blank(&self, text: &[u8]) -> bool {
        self.facts.is_blank(text)
    }

    /// Reads the column in every row that is not doubtful yet. Moments later than `latest` are in the future.
    pub(super) fn check(&mut self, pass: &mut Pass<'_>, moments: &mut Moments, latest: i64) {
        let Self { form, facts, values } = self;
        if facts.kept {
            values.clear();
            values.resize(pass.window.rows.len(), Value::None);
        }
        let filled = |right: bool| right.then_some((FILLED, Value::None));
        match form {
            Form::Text { longest, reserved_prefixes } => each(facts, values, pass, |cell, _| {
                let reserved = || reserved_prefixes.iter().any(|prefix| cell.starts_with(prefix.as_bytes()));
                filled(cell.len() <= *longest && !looks_spoilt(cell) && !reserved())
            }),
            Form::OneId => each(facts, values, pass, |cell, _| filled(cell.iter().all(is_of_id))),
            Form::Known(memo) => each(facts, values, pass, |_, place| {
                memo.class_of(place.bytes, place.start, place.end).map(|class| (class, Value::None))
            }),
            Form::Number(digits) => each(facts, values, pass, |cell, place| {
                let number = read::number(cell).filter(|number| digits.suit(number.scale(), place))?;
                Some((class_of_number(number), Value::Number(number)))
            }),
            Form::Integer => each(facts, values, pass, |cell, _| {
                let number = read::number(cell).filter(|number| number.scale() == 0)?;
                Some((class_of_number(number), Value::Number(number)))
            }),
            Form::Date => {
                each(facts, values, pass, |cell, _| moments.day(cell).map(|day| (FILLED, Value::Day(day))));
            }
            Form::Moment => each(facts, values, pass, |cell, _| {
                let instant = moments.instant(cell).filter(|&instant| instant <= latest)?;
                Some((FILLED, Value::Instant(instant)))
            }),
        }
    }
}

impl Facts {
    fn is_blank(&self, text: &[u8]) -> bool {
        text.is_empty() || self.blank_word.is_some_and(|word| word.as_bytes() == text)
    }
}

/// Where a cell stands.
struct Place<'a> {
    bytes: &'a [u8],
    structure: &'a Structure,
    row: &'a Row,
    start: usize,
    end: usize,
}

/// Visits a column's cells. `read` gives the class and the value of a cell that is not empty and plainly right.
#[inline]
fn each(
    facts: &Facts,
    values: &mut [Value],
    pass: &mut Pass<'_>,
    mut read: impl FnMut(&[u8], &Place<'_>) -> Option<(u8, Value)>,
) {
    let Pass { bytes, window: Window { rows, structure, .. }, classes, nodes } = pass;
    for (index, (row, node)) in rows.iter_mut().zip(nodes.iter_mut()).enumerate() {
        if row.doubtful {
            continue;
        }
        let (start, end) = structure.cell(row, facts.field);
        let read = if start == end {
            if facts.required { None } else { Some((BLANK, Value::None)) }
        } else {
            let cell = bytes.get(start..end).unwrap_or(&[]);
            read(cell, &Place { bytes, structure, row, start, end })
                .or_else(|| facts.is_blank(cell).then_some((BLANK, Value::None)))
        };
        let Some((class, value)) = read else {
            row.doubtful = true;
            continue;
        };
        if facts.classed {
            *node = classes.step(*node, class);
        }
        if facts.kept
            && let Some(slot) = values.get_mut(index)
        {
            *slot = value;
        }
    }
}

/// How many decimals a column's numbers must have.
#[derive(Debug)]
struct Digits {
    decimals: Decimals,
    /// The field of the currency that it depends on.
    currency: Option<usize>,
    credit_only: bool,
    /// The currency seen last, with its decimals.
    last: ([u8; 3], u8),
}

impl Digits {
    fn new(number: Number, currency: Option<usize>, credit_only: bool) -> Self {
        Self { decimals: number.decimals, currency, credit_only, last: (*b"USD", USD_DIGITS) }
    }

    /// Whether a number of so many decimals is right in a row.
    #[inline]
    fn suit(&mut self, scale: u8, place: &Place<'_>) -> bool {
        match self.decimals {
            Decimals::Any => true,
            Decimals::AtLeast(least) => scale >= least,
            Decimals::Exactly(exact) => scale == exact,
            Decimals::Currency => scale == self.of_currency(place),
            Decimals::ByProgram if self.credit_only => scale == self.of_currency(place),
            Decimals::ByProgram => scale >= self.of_currency(place),
        }
    }

    fn of_currency(&mut self, place: &Place<'_>) -> u8 {
        let Some(field) = self.currency else { return USD_DIGITS };
        let (start, end) = place.structure.cell(place.row, field);
        let Ok(currency) = <&[u8; 3]>::try_from(place.bytes.get(start..end).unwrap_or(&[])) else { return USD_DIGITS };
        if *currency != self.last.0 {
            self.last = (*currency, currency_digits(currency).unwrap_or(USD_DIGITS));
        }
        self.last.1
    }
}

/// Below zero, zero, or above.
fn class_of_number(number: Decimal) -> u8 {
    match number.sign() {
        -1 => 1,
        0 => 2,
        _ => 3,
    }
}

fn is_of_id(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// Whether a text may be a word for "no value" or what a spreadsheet leaves. Rather too often yes than ever wrongly no.
#[inline]
fn looks_spoilt(text: &[u8]) -> bool {
    match text.first() {
        Some(b'#' | b'=') => true,
        Some(b'n' | b'N' | b'u' | b'U' | b'(' | b'<' | b'\\') => null_word::is_word(text),
        // A number in scientific form has a plus.
        Some(b'0'..=b'9') => text.contains(&b'+'),
        _ => false,
    }
}
