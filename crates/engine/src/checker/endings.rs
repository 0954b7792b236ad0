//! How the lines of a file end. A file with several ways is told of once, where the second begins; which is the second is
//! known when its parts are joined.

use serde::{Deserialize, Serialize};

use super::outcome::LineEnding;
use crate::finding::Detail;
use crate::lexer::{Record, Terminator};
use crate::place::{Place, Shift, Span};
use crate::rules::file::{line_ending_cr, line_endings_mixed};
use crate::sink::{Sink, Slip, Spot};

/// The first line of each way of ending that occurs, in their order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Endings {
    firsts: Vec<FirstLine>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct FirstLine {
    ending: LineEnding,
    /// The first byte of the line end.
    byte: u64,
    place: Place,
}

impl Endings {
    /// Notes how a record's line ended.
    pub(crate) fn note(&mut self, record: &Record<'_>) {
        let ending = match record.terminator {
            Terminator::Lf => LineEnding::Lf,
            Terminator::CrLf => LineEnding::CrLf,
            Terminator::Cr => LineEnding::Cr,
            Terminator::End => return,
        };
        self.add(FirstLine { ending, byte: record.place.byte + record.bytes.len() as u64, place: record.place });
    }

    /// Whether a line with this ending was noted.
    pub(crate) fn has(&self, ending: LineEnding) -> bool {
        self.firsts.iter().any(|known| known.ending == ending)
    }

    fn add(&mut self, first: FirstLine) {
        if !self.has(first.ending) {
            self.firsts.push(first);
        }
    }

    /// Takes over what was noted further on in the file.
    pub(crate) fn append(&mut self, later: Self, shift: Shift) {
        for first in later.firsts {
            self.add(FirstLine { place: shift.place(first.place), ..first });
        }
    }

    /// How the lines end, with a finding for what is unusual about it.
    pub(crate) fn judge(&self, sink: &mut Sink) -> LineEnding {
        for (position, first) in self.firsts.iter().take(2).enumerate() {
            let span = Some(Span { start: first.byte, end: first.byte + 1 });
            let spot = Spot { span, place: Some(first.place), ..Spot::default() };
            if first.ending == LineEnding::Cr {
                sink.take(Slip::new(&line_ending_cr::RULE, Detail::None), spot);
            } else if position > 0 {
                sink.take(Slip::new(&line_endings_mixed::RULE, Detail::None), spot);
            }
        }
        match self.firsts.as_slice() {
            [] => LineEnding::None,
            [only] => only.ending,
            _ => LineEnding::Mixed,
        }
    }
}
