//! What was measured again and again, and what it comes to.

use serde::Serialize;

use crate::load::TOLERATED;

/// The samples of one thing.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) title: String,
    /// Of the values.
    pub(crate) unit: &'static str,
    /// Of the file, where a rate can be made of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<u64>,
    pub(crate) samples: Vec<Sample>,
    /// What belongs to the value, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// What went wrong, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) failures: Vec<String>,
}

/// One value.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Sample {
    pub(crate) round: usize,
    pub(crate) value: f64,
    /// The share of the machine that others used meanwhile; `None` where that is not known.
    pub(crate) foreign: Option<f64>,
}

/// What some values come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Summary {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// How many values it is of.
    pub(crate) of: usize,
}

/// So many undisturbed samples are enough to leave the disturbed ones out.
const ENOUGH: usize = 3;

impl Series {
    pub(crate) fn new(name: impl Into<String>, title: impl Into<String>, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            unit,
            bytes: None,
            samples: Vec::new(),
            note: None,
            failures: Vec::new(),
        }
    }

    /// The samples that count: the undisturbed ones if there are enough of them, else all.
    pub(crate) fn counted(&self) -> Vec<Sample> {
        let quiet: Vec<Sample> = self.samples.iter().filter(|sample| !sample.is_disturbed()).copied().collect();
        if quiet.len() >= ENOUGH { quiet } else { self.samples.clone() }
    }

    /// How many samples were left out.
    pub(crate) fn left_out(&self) -> usize {
        self.samples.len() - self.counted().len()
    }

    /// How many disturbed samples count nevertheless.
    pub(crate) fn disturbed(&self) -> usize {
        self.counted().iter().filter(|sample| sample.is_disturbed()).count()
    }

    /// What the values come to.
    pub(crate) fn summary(&self) -> Option<Summary> {
        Summary::of(self.counted().iter().map(|sample| sample.value))
    }

    /// What the rates come to, in megabytes (10⁶) a second; the values are milliseconds.
    pub(crate) fn rates(&self) -> Option<Summary> {
        let bytes = self.bytes?;
        Summary::of(self.counted().iter().map(|sample| rate(bytes, sample.value)))
    }

    /// How many times as fast this was as another, round by round: what changes from round to round cancels out.
    pub(crate) fn times(&self, other: &Self) -> Option<Summary> {
        let (bytes, other_bytes) = (self.bytes?, other.bytes?);
        let others = other.counted();
        Summary::of(self.counted().iter().filter_map(|sample| {
            let other = others.iter().find(|other| other.round == sample.round)?;
            Some(rate(bytes, sample.value) / rate(other_bytes, other.value))
        }))
    }
}

impl Sample {
    fn is_disturbed(self) -> bool {
        self.foreign.is_some_and(|foreign| foreign > TOLERATED)
    }
}

impl Summary {
    fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let upper = values.get(middle)?;
        let lower = if values.len().is_multiple_of(2) { values.get(middle.checked_sub(1)?)? } else { upper };
        Some(Self {
            median: f64::midpoint(*lower, *upper),
            min: *values.first()?,
            max: *values.last()?,
            of: values.len(),
        })
    }
}

/// Bytes a millisecond are thousands a second.
fn rate(bytes: u64, milliseconds: f64) -> f64 {
    bytes as f64 / milliseconds / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[(f64, f64)]) -> Series {
        let mut series = Series::new("a", "A", "ms");
        series.bytes = Some(1_000_000);
        series.samples = (1..)
            .zip(values)
            .map(|(round, (value, foreign))| Sample { round, value: *value, foreign: Some(*foreign) })
            .collect();
        series
    }

    #[test]
    fn disturbed_samples_are_left_out_if_enough_remain() {
        let enough = series(&[(10.0, 0.0), (99.0, 0.5), (12.0, 0.0), (11.0, 0.05)]);
        assert_eq!(enough.summary(), Some(Summary { median: 11.0, min: 10.0, max: 12.0, of: 3 }));
        assert_eq!((enough.left_out(), enough.disturbed()), (1, 0));
        let few = series(&[(10.0, 0.0), (99.0, 0.5)]);
        assert_eq!(few.summary(), Some(Summary { median: 54.5, min: 10.0, max: 99.0, of: 2 }));
        assert_eq!((few.left_out(), few.disturbed()), (0, 1));
    }

    #[test]
    fn ratios_are_those_of_the_same_round() {
        let fast = series(&[(10.0, 0.0), (20.0, 0.0), (40.0, 0.0)]);
        let slow = series(&[(20.0, 0.0), (40.0, 0.0), (80.0, 0.0)]);
        assert_eq!(fast.times(&slow), Some(Summary { median: 2.0, min: 2.0, max: 2.0, of: 3 }));
    }
}
