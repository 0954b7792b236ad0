//! Joins the parts of a file while others are still being checked.

use std::collections::BTreeMap;
use std::ops::Range;

use daybreak_engine::{Joiner, Next, Opened, Part};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// What a helper made of a range.
pub(super) struct Piece {
    pub(super) part: Part,
    /// It was stopped before the range's end.
    pub(super) stopped: bool,
    /// The hashes of what must be unique, by share.
    pub(super) hashes: Array,
}

/// The pieces of a file: joined in their order, whenever they come.
pub(super) struct Gatherer {
    pub(super) joiner: Joiner<JsValue>,
    /// Those that came before the ones in front of them.
    early: BTreeMap<usize, Piece>,
    next: usize,
    count: usize,
    state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Joining,
    /// The border of the next piece was none: this range is to be checked in its place.
    Redo(Range<u64>),
    /// Nothing more is joined.
    Over {
        whole: bool,
    },
}

impl Gatherer {
    /// For so many pieces.
    pub(super) fn new(opened: &Opened, count: usize) -> Self {
        Self { joiner: Joiner::new(opened), early: BTreeMap::new(), next: 0, count, state: State::Joining }
    }

    /// Takes a piece by its number.
    pub(super) fn take(&mut self, number: usize, piece: Piece) {
        self.early.insert(number, piece);
        self.advance();
    }

    /// The range that must be done again, once all pieces are there.
    pub(super) fn to_redo(&self) -> Option<Range<u64>> {
        match &self.state {
            State::Redo(range) => Some(range.clone()),
            _ => None,
        }
    }

    /// Takes what was made of it. `None` when it was not done.
    pub(super) fn take_redone(&mut self, piece: Option<Piece>) {
        match piece {
            Some(piece) => {
                self.state = State::Joining;
                self.join(piece);
                self.advance();
            }
            None => self.state = State::Over { whole: false },
        }
    }

    /// Whether the whole file is joined.
    pub(super) fn is_whole(&self) -> bool {
        match self.state {
            State::Over { whole } => whole,
            State::Joining => self.next == self.count,
            State::Redo(_) => false,
        }
    }

    fn advance(&mut self) {
        while self.state == State::Joining
            && let Some(piece) = self.early.remove(&self.next)
        {
            self.join(piece);
        }
    }

    fn join(&mut self, Piece { part, stopped, hashes }: Piece) {
        match self.joiner.push(part, hashes.iter()) {
            Next::PassedOver => self.next += 1,
            Next::Redo(range) => self.state = State::Redo(range),
            next @ (Next::Fits | Next::Enough) => {
                self.next += 1;
                if stopped || next == Next::Enough {
                    self.state = State::Over { whole: !stopped };
                }
            }
        }
    }
}
