//! Sample files: valid ones of any kind and size, and ones with chosen defects.
//!
//! Everything is deterministic by seed. The records of a day hang together: cards and balances name accounts of the
//! Accounts sample, transactions name balances and cards, updates name transactions.

mod cells;
mod draft;
mod plant;
mod program;
mod random;
mod set;
mod set_files;

use daybreak_calendar::{Date, Timestamp};
use daybreak_schema::{Kind, Profile, kind_by_token};

pub use draft::Draft;
pub use plant::{Unplantable, with_defects};
pub use set::SampleSet;
pub use set_files::{SampleFile, set_of_example, set_with_defects};

use crate::example::Example;
use cells::Cells;
use program::Program;
use random::Random;

/// The activity day of the samples: a Friday, whose file is due on Monday.
pub const ACTIVITY_DAY: Date = Date::constant(2026, 11, 20);

/// A moment at which the samples are complete and not yet due.
pub fn moment() -> Timestamp {
    const NOON_OF_SUNDAY: i64 = 1_795_348_800;
    Timestamp::from_second(NOON_OF_SUNDAY).unwrap_or_default()
}

/// The usual name of a sample.
pub fn file_name(kind: &Kind) -> String {
    format!("2026-11-21_{}_v1.csv", kind.token)
}

/// The columns of a sample: those of the documentation, the inferred ones that every program has included.
fn columns(kind: &'static Kind) -> impl Iterator<Item = &'static str> {
    kind.columns.iter().map(|column| column.name)
}

/// A valid file of so many records, line by line, so that a large one never has to be held. The header comes first; each
/// line has its line end.
pub fn valid(kind: &'static Kind, rows: u64, seed: u64) -> impl Iterator<Item = String> {
    let names: Vec<&str> = columns(kind).collect();
    let header = names.join("|") + "\n";
    std::iter::once(header).chain(records(kind, rows, seed).map(move |(_, cells)| cells.line(columns(kind))))
}

/// The same for a program: with the columns of its profile, and with nothing that the profile rules out.
pub fn valid_for(kind: &'static Kind, rows: u64, seed: u64, profile: &Profile) -> impl Iterator<Item = String> + use<> {
    let program = Program::new(kind, profile);
    let header = program.header();
    std::iter::once(header).chain(records(kind, rows, seed).map(move |(number, cells)| program.line(number, cells)))
}

/// The records of a valid file, each with its number: the first the plainest.
fn records(kind: &'static Kind, rows: u64, seed: u64) -> impl Iterator<Item = (u64, Cells)> {
    let mut random = Random::new(seed);
    (1..=rows).map(move |number| {
        let plain = number == 1;
        let cells = if plain { Cells::plain(kind, number) } else { Cells::varied(kind, number, &mut random) };
        (number, cells)
    })
}

/// A file with the faults of some examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The file that an example describes: three records, the second of which is edited.
pub fn of_example(example: &Example) -> Option<Planted> {
    let kind = kind_by_token(example.kind)?;
    let mut draft = Draft::new(kind, 3, 3, 1);
    for edit in example.edits {
        draft.apply(edit, 1);
    }
    Some(draft.finish())
}
