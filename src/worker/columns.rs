//! What is in each column: one more reading of the file, only when somebody looks at the columns.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use daybreak_engine::{Lexer, Outcome};
use daybreak_report::Values;
use daybreak_schema::{LayoutColumn, Type};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::cut::cut;
use super::host::{Host, send};
use super::protocol::{ColumnProfile, Event, FileId};
use super::reader::{Pieces, in_words};

/// So many different values of a column are told apart, and so many of all columns together.
const MOST_VALUES: usize = 5000;
const ALL_VALUES: usize = 400_000;

/// However many columns there are, so many values of each are told apart.
const FEWEST_VALUES: usize = 16;

/// The longest value that is kept, in bytes.
const LONGEST_VALUE: usize = 256;

/// So many of the commonest are shown.
const SHOWN: usize = 5;

/// So many characters of a value are shown.
const LONGEST_SHOWN: usize = 80;

/// Into so many steps a column of numbers is divided.
const STEPS: usize = 24;

/// So many numbers are kept for the steps: every one of a small file, a sample of a large one; and so many of all columns together.
const SAMPLE: usize = 20_000;
const ALL_SAMPLES: usize = 2_000_000;

/// However many columns there are, so many numbers of each are kept.
const SMALLEST_SAMPLE: usize = 100;

/// Answers with the columns of a file.
pub(super) fn spawn(host: &Rc<Host>, id: FileId) {
    let Some((file, outcome)) = host.checked(id) else { return };
    let host = Rc::clone(host);
    spawn_local(async move {
        match count(&host, &file, &outcome, id).await {
            Ok(Some(columns)) => send(&Event::Columns { file: id, columns }),
            Ok(None) => {}
            Err(error) => send(&Event::Failed { file: id, message: in_words(&error) }),
        }
    });
}

/// `None` when the file was closed meanwhile.
async fn count(
    host: &Rc<Host>,
    file: &File,
    outcome: &Outcome,
    id: FileId,
) -> Result<Option<Vec<ColumnProfile>>, JsValue> {
    let bounds = Bounds::of(outcome.header.len());
    let mut counters: Vec<Counter> = outcome
        .header
        .iter()
        .map(|header| {
            let column = header.column.and_then(|column| outcome.layout.as_ref()?.columns.get(column));
            Counter::new(column.is_some_and(is_number), bounds)
        })
        .collect();
    let mut lexer = Lexer::at(outcome.dialect.delimiter, outcome.first_record);
    // What stands before the first record.
    let mut pass_over = outcome.first_record.byte;
    let mut pieces = Pieces::new(file);
    let mut bytes = 0;
    let mut scratch = Vec::new();
    loop {
        let piece = pieces.next().await?;
        let is_last = piece.is_none();
        match piece {
            Some(piece) => {
                bytes += piece.len() as u64;
                let passed = pass_over.min(piece.len() as u64);
                lexer.push(piece.get(passed as usize..).unwrap_or(&[]));
                pass_over -= passed;
            }
            None => lexer.end(),
        }
        while let Some(record) = lexer.next_record() {
            if record.is_blank() {
                continue;
            }
            for (field, counter) in counters.iter_mut().enumerate() {
                counter.add(record.text(field, &mut scratch));
            }
        }
        if is_last {
            break;
        }
        if !host.is_open(id) {
            return Ok(None);
        }
        #[expect(clippy::cast_precision_loss, reason = "only a share")]
        send(&Event::ColumnsProgress { file: id, share: bytes as f64 / outcome.bytes.max(1) as f64 });
    }
    Ok(Some(counters.into_iter().map(Counter::finish).collect()))
}

/// Whether the cells of a column are numbers.
pub(super) fn is_number(column: &LayoutColumn) -> bool {
    matches!(column.ty.value, Type::Number(_) | Type::Integer)
}

/// How much of a column is kept: of many columns less of each, so that memory stays bounded whatever the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bounds {
    values: usize,
    sample: usize,
}

impl Bounds {
    /// For each of so many columns.
    fn of(columns: usize) -> Self {
        let columns = columns.max(1);
        Self {
            values: (ALL_VALUES / columns).clamp(FEWEST_VALUES, MOST_VALUES),
            sample: (ALL_SAMPLES / columns).clamp(SMALLEST_SAMPLE, SAMPLE),
        }
    }
}

/// Counts one column.
struct Counter {
    number: bool,
    bounds: Bounds,
    filled: u64,
    values: HashMap<Box<[u8]>, u64>,
    /// There were more values than are told apart, or longer ones.
    overflowed: bool,
    least: Option<Box<[u8]>>,
    most: Option<Box<[u8]>>,
    numbers: Vec<f64>,
    /// One in so many numbers is kept.
    every: u64,
}

impl Counter {
    fn new(number: bool, bounds: Bounds) -> Self {
        Self {
            number,
            bounds,
            filled: 0,
            values: HashMap::new(),
            overflowed: false,
            least: None,
            most: None,
            numbers: Vec::new(),
            every: 1,
        }
    }

    fn add(&mut self, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if let Some(count) = self.values.get_mut(text) {
            *count += 1;
        } else if self.values.len() < self.bounds.values && text.len() <= LONGEST_VALUE {
            self.values.insert(text.into(), 1);
        } else {
            self.overflowed = true;
        }
        let number = self.number;
        let kept = text.get(..LONGEST_VALUE).unwrap_or(text);
        if self.least.as_deref().is_none_or(|least| order(number, kept, least).is_lt()) {
            self.least = Some(kept.into());
        }
        if self.most.as_deref().is_none_or(|most| order(number, kept, most).is_gt()) {
            self.most = Some(kept.into());
        }
        if number && self.filled.is_multiple_of(self.every) {
            self.numbers.extend(parse(text));
            if self.numbers.len() >= 2 * self.bounds.sample {
                // From here on half as many are kept, and of those before as well: each part of the file counts alike.
                let mut keep = false;
                self.numbers.retain(|_| {
                    keep = !keep;
                    keep
                });
                self.every *= 2;
            }
        }
    }

    fn finish(self) -> ColumnProfile {
        let text = |bytes: &[u8]| Values::Shown.of(&cut(&String::from_utf8_lossy(bytes), LONGEST_SHOWN));
        let mut common: Vec<(&[u8], u64)> = self.values.iter().map(|(value, count)| (&**value, *count)).collect();
        common.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let alike = common.first().is_some_and(|(_, count)| *count > 1);
        // Beyond what is told apart, a count may have begun too late to be called common.
        let shown = if alike && !self.overflowed { SHOWN } else { 0 };
        ColumnProfile {
            filled: self.filled,
            distinct: self.values.len() as u64,
            is_all: !self.overflowed,
            least: self.least.as_deref().map(text),
            most: self.most.as_deref().map(text),
            common: common.iter().take(shown).map(|(value, count)| (text(value), *count)).collect(),
            steps: steps(&self.numbers),
        }
    }
}

fn parse(text: &[u8]) -> Option<f64> {
    std::str::from_utf8(text).ok()?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Numbers by size, as far as they can be read; everything else by its letters. A picture only: nothing is checked by it.
fn order(number: bool, a: &[u8], b: &[u8]) -> Ordering {
    match (number, parse(a), parse(b)) {
        (true, Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    }
}

/// How many numbers fall into each of equally wide steps.
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a position between the ends is small and not negative"
)]
fn steps(numbers: &[f64]) -> Vec<u64> {
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if numbers.len() < 2 || least >= most {
        return Vec::new();
    }
    let mut steps = vec![0; STEPS];
    for number in numbers {
        let at = ((number - least) / (most - least) * STEPS as f64) as usize;
        if let Some(step) = steps.get_mut(at.min(STEPS - 1)) {
            *step += 1;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Counter, LONGEST_VALUE};

    fn counted(number: bool, columns: usize, values: impl IntoIterator<Item = String>) -> Counter {
        let mut counter = Counter::new(number, Bounds::of(columns));
        for value in values {
            counter.add(value.as_bytes());
        }
        counter
    }

    #[test]
    fn of_ordinary_files_all_is_kept_and_of_wide_ones_less_of_each_column() {
        let whole = Bounds { values: 5000, sample: 20_000 };
        assert_eq!([0, 1, 80].map(Bounds::of), [whole; 3]);
        assert_eq!(Bounds::of(5000), Bounds { values: 80, sample: 400 });
        assert_eq!(Bounds::of(65_535), Bounds { values: 16, sample: 100 });
    }

    #[test]
    fn values_are_told_apart_up_to_the_bound() {
        let values = |count: usize| (0..count).map(|value| value.to_string());
        let all = counted(false, 5000, values(80).chain(values(80))).finish();
        assert_eq!((all.distinct, all.is_all), (80, true));
        let beyond = counted(false, 5000, values(81).chain(values(81)));
        assert_eq!(beyond.values.len(), 80);
        let profile = beyond.finish();
        assert_eq!((profile.filled, profile.distinct, profile.is_all), (162, 80, false));
        assert_eq!(profile.common, []);
    }

    #[test]
    fn of_a_long_value_only_its_start_is_kept() {
        let long = "x".repeat(LONGEST_VALUE);
        assert!(counted(false, 1, [long.clone()]).finish().is_all);
        let counter = counted(false, 1, [format!("{long}y"), format!("{long}z"), "a".to_owned()]);
        assert_eq!(counter.values.len(), 1);
        assert_eq!(counter.most.as_deref(), Some(long.as_bytes()));
        let profile = counter.finish();
        assert_eq!((profile.filled, profile.is_all, profile.least.as_deref()), (3, false, Some("a")));
    }

    #[test]
    fn of_many_numbers_a_sample_is_kept() {
        let counter = counted(true, 65_535, (0..10_000).map(|number| number.to_string()));
        assert!((100..200).contains(&counter.numbers.len()), "{}", counter.numbers.len());
        let profile = counter.finish();
        assert_eq!((profile.least.as_deref(), profile.most.as_deref()), (Some("0"), Some("9999")));
        assert!(profile.steps.iter().all(|count| *count > 0), "{:?}", profile.steps);
    }
}
