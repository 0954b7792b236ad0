//! The movements of a sum, by the types of the transactions that they come from.

use std::collections::BTreeMap;

use super::money::Sum;
use super::outcome::Movement;
use crate::decimal::Decimal;
use crate::place::Place;

/// So many places are kept of the transactions of one type.
const FIRST: usize = 5;

/// Beyond so many types of one sum the rest are not told apart.
const MOST_TYPES: usize = 64;

/// The name of those that are not.
const OTHER_TYPES: &str = "…";

/// The transactions of one type.
#[derive(Clone, Debug)]
pub(super) struct TypeTotal<At> {
    /// Unknown where one of them cannot be read or added.
    sum: Sum,
    count: u64,
    first: Vec<At>,
}

impl<At> Default for TypeTotal<At> {
    fn default() -> Self {
        Self { sum: Sum::default(), count: 0, first: Vec::new() }
    }
}

impl<At> TypeTotal<At> {
    /// Adds a transaction; without an amount where that cannot be read or added.
    pub(super) fn add(&mut self, amount: Option<Decimal>, at: At) {
        match amount {
            Some(amount) => self.sum.add(amount),
            None => self.sum = Sum::UNKNOWN,
        }
        self.count += 1;
        if self.first.len() < FIRST {
            self.first.push(at);
        }
    }

    /// Adds other transactions of the type; `order` is that of their places.
    pub(super) fn join<K: Ord>(&mut self, other: Self, order: impl FnMut(&At) -> K) {
        self.sum.add_sum(other.sum);
        self.count += other.count;
        self.first.extend(other.first);
        self.first.sort_unstable_by_key(order);
        self.first.truncate(FIRST);
    }

    pub(super) fn sum(&self) -> Sum {
        self.sum
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// As the outcome has them.
    pub(super) fn told(self, transaction_type: String, counted: bool) -> Movement<At> {
        Movement { transaction_type, sum: self.sum.get(), count: self.count, counted, first: self.first }
    }
}

/// The movements of one sum, by type and whether the type moves it. Types that are not told apart are two: what counts and
/// what does not must not be added together.
#[derive(Debug, Default)]
pub(super) struct Movements(BTreeMap<(Vec<u8>, bool), TypeTotal<Place>>);

impl Movements {
    pub(super) fn add(&mut self, ty: &[u8], counted: bool, amount: Decimal, at: Place) {
        let own = (ty.to_vec(), counted);
        let is_told_apart = self.0.len() < MOST_TYPES || self.0.contains_key(&own);
        let of_type = if is_told_apart { own } else { (OTHER_TYPES.into(), counted) };
        self.0.entry(of_type).or_default().add(Some(amount), at);
    }

    /// As the outcome has them.
    pub(super) fn told(self) -> Vec<Movement<Place>> {
        let told = |((ty, counted), total): ((Vec<u8>, bool), TypeTotal<Place>)| {
            total.told(String::from_utf8_lossy(&ty).into_owned(), counted)
        };
        self.0.into_iter().map(told).collect()
    }
}
