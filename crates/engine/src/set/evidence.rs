//! The second look: reads again the files that something is suspected of, and turns into findings what the bytes confirm.

use std::collections::BTreeMap;

use super::file::SetFile;
use super::keys::hash;
use super::known::ByHash;
use super::meaning::{meaning, type_of};
use super::movements::Movements;
use super::outcome::RollForward;
use super::records::{number, text};
use super::suspects::{Look, Measure, Proof, Suspect};
use crate::checker::{spot_of_field, spot_of_record};
use crate::fast::Moments;
use crate::lexer::Record;
use crate::sink::Spot;

/// Which of the records of a suspect is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    At,
    Other,
    Link,
}

impl Which {
    const ALL: [Self; 3] = [Self::At, Self::Other, Self::Link];

    fn of(self, suspect: &Suspect) -> Option<Look> {
        match (self, suspect.proof) {
            (Self::At, _) => suspect.at,
            (Self::Other, _) => suspect.other,
            (Self::Link, Proof::Linked(look)) => Some(look),
            (Self::Link, _) => None,
        }
    }
}

/// A cell as it was seen.
#[derive(Clone, Debug)]
pub(super) struct SeenCell {
    pub(super) spot: Spot<'static>,
    pub(super) text: Box<[u8]>,
}

/// A record as it was seen.
#[derive(Clone, Debug)]
pub(super) struct SeenRecord {
    /// The cell that is shown.
    pub(super) cell: SeenCell,
    key: Box<[u8]>,
    /// The cells that a proof compares.
    pub(super) cells: Vec<SeenCell>,
    /// What each of them says.
    said: Vec<Box<[u8]>>,
}

/// What the second look gathers.
#[derive(Debug)]
pub(super) struct Evidence {
    suspects: Vec<Suspect>,
    /// By file: the records to look at, with whose they are, in order.
    wanted: BTreeMap<usize, Vec<(u32, usize, Which)>>,
    seen: BTreeMap<(usize, Which), SeenRecord>,
    /// By file of Transactions: the suspects whose movements it holds, by the hash of their balance.
    ledgers: BTreeMap<usize, ByHash<Vec<usize>>>,
    /// By suspect.
    movements: BTreeMap<usize, Movements>,
}

/// The reading of one file.
#[derive(Debug)]
pub(super) struct Looking {
    file: usize,
    /// What is still to come, the next record last.
    wanted: Vec<(u32, usize, Which)>,
    balance: Option<usize>,
    ty: Option<usize>,
    amount: Option<usize>,
    rewards: Option<usize>,
    scratch: Vec<u8>,
}

impl Evidence {
    /// `transactions_of` gives the file of Transactions of a day.
    pub(super) fn new(suspects: Vec<Suspect>, transactions_of: impl Fn(usize) -> Option<usize>) -> Self {
        let mut wanted: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        let mut ledgers: BTreeMap<usize, ByHash<Vec<usize>>> = BTreeMap::new();
        for (index, suspect) in suspects.iter().enumerate() {
            for which in Which::ALL {
                if let Some(look) = which.of(suspect) {
                    wanted.entry(look.file).or_default().push((look.record, index, which));
                }
            }
            if let Some(rolled) = suspect.rolled
                && let Some(file) = transactions_of(rolled.day)
            {
                ledgers.entry(file).or_default().entry(rolled.hash).or_default().push(index);
            }
        }
        for records in wanted.values_mut() {
            records.sort_unstable_by(|a, b| b.cmp(a));
        }
        Self { suspects, wanted, seen: BTreeMap::new(), ledgers, movements: BTreeMap::new() }
    }

    /// Whether a file has to be read again.
    pub(super) fn needs(&self, file: usize) -> bool {
        self.wanted.contains_key(&file) || self.ledgers.contains_key(&file)
    }

    /// Begins to read a file.
    pub(super) fn look(&mut self, file: usize, about: &SetFile) -> Looking {
        Looking {
            file,
            wanted: self.wanted.remove(&file).unwrap_or_default(),
            balance: about.field("balance_id"),
            ty: about.field("type"),
            amount: about.field("amount"),
            rewards: about.field("rewards_amount"),
            scratch: Vec::new(),
        }
    }

    /// Takes the next record of the file.
    pub(super) fn take(&mut self, record: &Record<'_>, about: &SetFile, looking: &mut Looking) {
        self.take_wanted(record, about, looking);
        self.take_movement(record, looking);
    }

    /// Keeps what a record says that some suspect is about.
    fn take_wanted(&mut self, record: &Record<'_>, about: &SetFile, looking: &mut Looking) {
        while let Some(&(number, index, which)) = looking.wanted.last()
            && u64::from(number) <= record.place.record
        {
            looking.wanted.pop();
            let Some(suspect) = self.suspects.get(index) else { continue };
            if let Some(look) = which.of(suspect).filter(|_| u64::from(number) == record.place.record) {
                let sighting = sight(record, about, look, suspect.proof, &mut looking.scratch);
                self.seen.insert((index, which), sighting);
            }
        }
    }

    /// Adds a transaction to the sums of its balance that do not follow.
    fn take_movement(&mut self, record: &Record<'_>, looking: &mut Looking) {
        let Some(ledger) = self.ledgers.get(&looking.file) else { return };
        let key = text(record, looking.balance, &mut looking.scratch);
        let Some(indices) = ledger.get(&hash(key)) else { return };
        let key = key.to_vec();
        for &index in indices {
            let Some(rolled) = self.suspects.get(index).and_then(|suspect| suspect.rolled) else { continue };
            if self.seen.get(&(index, Which::At)).is_none_or(|seen| *seen.key != *key) {
                continue;
            }
            let field = if rolled.measure == Measure::Rewards { looking.rewards } else { looking.amount };
            let Some(amount) = number(record, field, &mut looking.scratch) else { continue };
            let ty = text(record, looking.ty, &mut looking.scratch);
            let movements = self.movements.entry(index).or_default();
            movements.add(ty, rolled.is_moved_by(ty), amount, record.place);
        }
    }

    /// The suspects that the bytes confirm, with what was seen at both places and how a sum comes about.
    pub(super) fn confirmed(mut self) -> Vec<Confirmed> {
        let mut confirmed = Vec::new();
        for (index, suspect) in std::mem::take(&mut self.suspects).into_iter().enumerate() {
            let at = self.seen.remove(&(index, Which::At));
            let other = self.seen.remove(&(index, Which::Other));
            let link = self.seen.remove(&(index, Which::Link));
            let same = || at.as_ref().zip(other.as_ref()).is_some_and(|(at, other)| at.key == other.key);
            let holds = match suspect.proof {
                Proof::None => true,
                Proof::SameKey => same(),
                Proof::Linked(_) => link.is_some_and(|link| {
                    at.as_ref().is_some_and(|at| at.key == link.key)
                        && other.as_ref().is_some_and(|other| other.key == link.cell.text)
                }),
                Proof::Changed(_) | Proof::Altered(_) => {
                    same() && !changed(at.as_ref(), other.as_ref(), suspect.proof).is_empty()
                }
            };
            if !holds {
                continue;
            }
            let account = account(&suspect, at.as_ref(), self.movements.remove(&index).unwrap_or_default());
            // Without the amounts of another balance that had the same hash, it may add up after all.
            if account.as_ref().is_some_and(|account| account.difference.sign() == 0) {
                continue;
            }
            let changed = changed(at.as_ref(), other.as_ref(), suspect.proof);
            confirmed.push(Confirmed { suspect, at, other, account, changed });
        }
        confirmed
    }
}

/// A suspect that holds.
#[derive(Debug)]
pub(super) struct Confirmed {
    pub(super) suspect: Suspect,
    pub(super) at: Option<SeenRecord>,
    pub(super) other: Option<SeenRecord>,
    pub(super) account: Option<RollForward>,
    /// The positions of the columns that changed, where that is what had to be shown.
    pub(super) changed: Vec<usize>,
}

fn sight(record: &Record<'_>, about: &SetFile, look: Look, proof: Proof, scratch: &mut Vec<u8>) -> SeenRecord {
    let mut filled = |columns: &[&str]| -> (Option<usize>, Box<[u8]>) {
        let fields = columns.iter().filter_map(|column| about.field(column));
        let mut first = None;
        for field in fields {
            let cell = text(record, Some(field), scratch);
            if !cell.is_empty() {
                return (Some(field), cell.into());
            }
            first = first.or(Some(field));
        }
        (first, Box::default())
    };
    let (field, found) = filled(look.column);
    let (_, key) = filled(look.key);
    let mut moments = Moments::default();
    let (mut cells, mut said) = (Vec::new(), Vec::new());
    for column in proof.columns() {
        let (field, text) = filled(&[column]);
        said.push(meaning(type_of(about.kind, column), &text, &mut moments).into());
        cells.push(SeenCell { spot: spot_of(record, field), text });
    }
    let cell = SeenCell { spot: spot_of(record, field), text: found };
    SeenRecord { cell, key, cells, said }
}

fn spot_of(record: &Record<'_>, field: Option<usize>) -> Spot<'static> {
    field.map_or_else(|| spot_of_record(record), |field| spot_of_field(record, field, &[]))
}

/// Which cells say something else than they did.
fn changed(at: Option<&SeenRecord>, other: Option<&SeenRecord>, proof: Proof) -> Vec<usize> {
    let (Some(at), Some(other)) = (at, other) else { return Vec::new() };
    let may_be_filled = matches!(proof, Proof::Changed(_));
    let both = at.said.iter().zip(&other.said).enumerate();
    both.filter(|(_, (now, then))| now != then && !(may_be_filled && then.is_empty()))
        .map(|(position, _)| position)
        .collect()
}

/// How a sum comes about.
fn account(suspect: &Suspect, at: Option<&SeenRecord>, movements: Movements) -> Option<RollForward> {
    let rolled = suspect.rolled?;
    let movements = movements.told();
    let mut expected = rolled.opening;
    for movement in movements.iter().filter(|movement| movement.counted) {
        expected = expected.checked_add(movement.sum?)?;
    }
    Some(RollForward {
        column: rolled.measure.column(),
        balance: at.map(|at| String::from_utf8_lossy(&at.key).into_owned()),
        currency: String::new(),
        opening: rolled.opening,
        movements,
        expected,
        reported: rolled.reported,
        difference: rolled.reported.checked_sub(expected)?,
    })
}
