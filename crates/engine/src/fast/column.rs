//! One column over all rows of a window: a row whose cell is not plainly right becomes doubtful.

use daybreak_schema::{Decimals, Layout, LayoutColumn, Presence, Type, currency_digits};

use super::classes::{BLANK, Classes, FILLED, OTHER};
use super::memo::Memo;
use super::read::{self, Moments, Number};
use super::window::{Row, Structure, Window, filled_bit, within_quotes};
use crate::rules::value::{self, null_word};
use crate::values::{USD_DIGITS, Value};

/// A column of a file as the fast path reads it.
#[derive(Debug)]
pub(super) struct Column {
    form: Form,
    facts: Facts,
    /// The values of all rows of the window, where they are kept.
    pub(super) values: Vec<Kept>,
}

/// A value that rules compare or add.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Kept {
    #[default]
    None,
    Number(Number),
    Day(i64),
    Instant(i64),
}

impl From<Kept> for Value {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::None => Self::None,
            Kept::Number(number) => Self::Number(number.into()),
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
        reserved_prefixes: &'static [&'static str],
    },
    /// One ID, or several in quotes.
    Ids,
    /// A text that was right before.
    Known(Memo),
    Number(Digits),
    Integer,
    Date,
    Moment,
    /// Left to the plain check.
    Doubtful,
}

/// What matters whatever the form.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
struct Facts {
    field: usize,
    required: bool,
    /// A word that stands for an empty cell.
    blank_word: Option<&'static str>,
    /// Rules about several cells ask for its class.
    classed: bool,
    /// Rules compare or add its values.
    kept: bool,
    /// Its quotes are part of it.
    raw: bool,
}

/// What the columns of a window share.
pub(super) struct Pass<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) window: &'a mut Window,
    pub(super) classes: &'a Classes,
    /// Which fields are filled in any row.
    pub(super) filled: u64,
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
            _ if value::may_offend(column) => Form::Doubtful,
            Type::IdList => Form::Ids,
            Type::Number(number) => Form::Number(Digits::new(number, currency, layout.credit_only)),
            Type::Integer => Form::Integer,
            Type::Date => Form::Date,
            Type::DateTime => Form::Moment,
        };
        let blank_word = layout.kind.blank_word.filter(|_| !required);
        let facts = Facts {
            field,
            required,
            blank_word,
            classed: asked.class,
            kept: asked.values,
            raw: column.ty.value == Type::IdList,
        };
        Self { form, facts, values: Vec::new() }
    }

    /// Whether rules about several cells ask for its class.
    pub(super) fn is_classed(&self) -> bool {
        self.facts.classed
    }

    /// Whether its quotes are part of its texts.
    pub(super) fn is_raw(&self) -> bool {
        self.facts.raw
    }

    /// Whether every record must have a value for it.
    pub(super) fn is_required(&self) -> bool {
        self.facts.required
    }

    /// Learns from the cell of a record that the plain check has found clean, and gives its class.
    pub(super) fn learn(&mut self, text: &[u8]) -> u8 {
        match &mut self.form {
            _ if self.facts.is_blank(text) => BLANK,
            Form::Known(memo) => memo.learn(text),
            Form::Number(_) | Form::Integer => read::number(text, 0, text.len()).map_or(OTHER, class_of_number),
            _ => FILLED,
        }
    }

    /// Whether a cell holds nothing.
    pub(super) fn is_blank(&self, text: &[u8]) -> bool {
        self.facts.is_blank(text)
    }

    /// Reads the column in every row that is not doubtful yet. Moments later than `latest` are in the future.
    pub(super) fn check(&mut self, pass: &mut Pass<'_>, moments: &mut Moments, latest: i64) {
        let Self { form, facts, values } = self;
        // Most files leave some columns empty throughout.
        if pass.filled & filled_bit(facts.field) == 0 && !facts.kept {
            return;
        }
        if facts.kept {
            values.clear();
            values.resize(pass.window.rows.len(), Kept::None);
        }
        let filled = |right: bool| right.then_some((FILLED, Kept::None));
        match form {
            Form::Text { longest, reserved_prefixes } => each(facts, values, pass, |cell, _| {
                let reserved = || reserved_prefixes.iter().any(|prefix| cell.starts_with(prefix.as_bytes()));
                filled(cell.len() <= *longest && !looks_spoilt(cell) && !reserved())
            }),
            Form::Ids => {
                each(facts, values, pass, |cell, place| filled(is_id(cell) || place.row.quoted && is_list(cell)));
            }
            Form::Known(memo) => each(facts, values, pass, |_, place| {
                memo.class_of(place.bytes, place.start, place.end).map(|class| (class, Kept::None))
            }),
            Form::Number(digits) => each(facts, values, pass, |_, place| {
                let number = read::number(place.bytes, place.start, place.end)
                    .filter(|number| digits.suit(number.scale, place))?;
                Some((class_of_number(number), Kept::Number(number)))
            }),
            Form::Integer => each(facts, values, pass, |_, place| {
                let number = read::number(place.bytes, place.start, place.end).filter(|number| number.scale == 0)?;
                Some((class_of_number(number), Kept::Number(number)))
            }),
            Form::Date => {
                each(facts, values, pass, |cell, _| moments.day(cell).map(|day| (FILLED, Kept::Day(day))));
            }
            Form::Doubtful => each(facts, values, pass, |_, _| None),
            Form::Moment => each(facts, values, pass, |cell, _| {
                let instant = moments.instant(cell).filter(|&instant| instant <= latest)?;
                Some((FILLED, Kept::Instant(instant)))
            }),
        }
    }
}

impl Facts {
    fn is_blank(&self, text: &[u8]) -> bool {
        text.is_empty() || self.blank_word.is_some_and(|word| word.as_bytes() == text)
    }
}

/// Where the text of a cell stands.
struct Place<'a> {
    bytes: &'a [u8],
    structure: &'a Structure,
    row: &'a Row,
    start: usize,
    end: usize,
}

/// Visits a column's cells. `read` gives the class and the value of a text that is not empty and plainly right.
// Kept apart for each form: browsers optimise one function that holds all of them late.
#[inline(never)]
fn each(
    facts: &Facts,
    values: &mut [Kept],
    pass: &mut Pass<'_>,
    mut read: impl FnMut(&[u8], &Place<'_>) -> Option<(u8, Kept)>,
) {
    let bit = filled_bit(facts.field);
    let Pass { bytes, window: Window { rows, structure, .. }, classes, .. } = pass;
    for (index, row) in rows.iter_mut().enumerate() {
        if row.filled & bit == 0 {
            continue;
        }
        let (mut start, mut end) = structure.cell(row, facts.field);
        if row.quoted && !facts.raw {
            (start, end) = within_quotes(bytes, start, end);
        }
        let text = bytes.get(start..end).unwrap_or(&[]);
        let is_read = if start == end || row.quoted && !facts.raw && is_doubtful_within_quotes(text) {
            None
        } else {
            read(text, &Place { bytes, structure, row, start, end })
        };
        let blank = || (!facts.required && facts.is_blank(text)).then_some((BLANK, Kept::None));
        let Some((class, value)) = is_read.or_else(blank) else {
            row.doubt();
            continue;
        };
        if facts.classed {
            row.node = classes.step(row.node, class);
        }
        if facts.kept
            && let Some(slot) = values.get_mut(index)
        {
            *slot = value;
        }
    }
}

/// Whether there are more quotes in a text than those around it, or a space at its edge.
fn is_doubtful_within_quotes(text: &[u8]) -> bool {
    text.contains(&b'"') || text.first() == Some(&b' ') || text.last() == Some(&b' ')
}

/// Whether a cell is a list of IDs as the bank's documentation writes it: `"entity_123", "entity_456"`.
fn is_list(cell: &[u8]) -> bool {
    let mut rest = cell;
    loop {
        let Some(behind_quote) = rest.strip_prefix(b"\"") else { return false };
        let length = behind_quote.iter().take_while(|&&byte| is_of_id(byte)).count();
        match behind_quote.split_at(length) {
            ([], _) => return false,
            (_, [b'"']) => return true,
            (_, [b'"', b',', next @ ..]) => rest = next.strip_prefix(b" ").unwrap_or(next),
            _ => return false,
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
    fn new(number: daybreak_schema::Number, currency: Option<usize>, credit_only: bool) -> Self {
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
        let (start, end) = place.structure.text(place.bytes, place.row, field);
        let Ok(currency) = <&[u8; 3]>::try_from(place.bytes.get(start..end).unwrap_or(&[])) else { return USD_DIGITS };
        if *currency != self.last.0 {
            self.last = (*currency, currency_digits(currency).unwrap_or(USD_DIGITS));
        }
        self.last.1
    }
}

/// Below zero, zero, or above.
fn class_of_number(number: Number) -> u8 {
    match number.units.signum() {
        -1 => 1,
        0 => 2,
        _ => 3,
    }
}

/// Whether a text of ASCII is one ID.
fn is_id(text: &[u8]) -> bool {
    let (eights, rest) = text.as_chunks::<8>();
    match text.last_chunk::<8>() {
        // The last eight may overlap those before them.
        Some(last) if !rest.is_empty() => eights.iter().all(|eight| are_of_id(*eight)) && are_of_id(*last),
        Some(_) => eights.iter().all(|eight| are_of_id(*eight)),
        None => rest.iter().all(|&byte| is_of_id(byte)),
    }
}

/// [`is_of_id`] for eight characters of ASCII at once: the high bit of each byte tells.
fn are_of_id(text: [u8; 8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES << 7;
    let text = u64::from_le_bytes(text);
    let between = |text: u64, first: u8, last: u8| {
        (text + ONES * u64::from(0x80 - first)) & !(text + ONES * u64::from(0x7f - last))
    };
    // Capitals are told as small letters.
    let small = text | (ONES * 0x20);
    let letters = between(small, b'a', b'z');
    let underscores = between(text, b'_', b'_');
    (letters | underscores | between(text, b'0', b'9') | between(text, b'-', b'.')) & HIGH == HIGH
}

fn is_of_id(byte: u8) -> bool {
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

#[cfg(test)]
mod tests {
    use super::{are_of_id, is_id, is_of_id};

    #[test]
    fn eight_characters_are_told_as_one() {
        for byte in 0..0x80 {
            for at in 0..8 {
                let mut text = *b"aZ09_-.x";
                if let Some(slot) = text.get_mut(at) {
                    *slot = byte;
                }
                assert_eq!(are_of_id(text), is_of_id(byte), "{byte} at {at}");
            }
        }
    }

    #[test]
    fn an_id_of_any_length_is_told() {
        for length in 1..40 {
            let id = "b".repeat(length);
            assert!(is_id(id.as_bytes()));
            for at in 0..length {
                let mut other = id.clone();
                other.replace_range(at..=at, ",");
                assert!(!is_id(other.as_bytes()), "{other}");
            }
        }
    }
}
