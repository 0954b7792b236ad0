//! The records that are plainly right are taken many at a time; all others one by one, by the plain check.

use super::body::{Body, Work};
use super::keys::each_hash_of_clean;
use super::outcome::LineEnding;
use crate::fast::Clean;
use crate::place::Place;
use crate::sink::Sink;

impl Body {
    /// Takes the records of the next window of bytes; `false` when there is no whole record to take.
    pub(super) fn read_quickly(&mut self, sink: &mut Sink) -> bool {
        let (Some(fast), Some(plan), Some(rest)) = (&mut self.fast, self.work.opened.plan(), self.lexer.rest()) else {
            return false;
        };
        let origin = self.lexer.place().byte;
        if origin >= self.bound {
            return false;
        }
        let rows = fast.look(rest, plan, &self.work.opened.start().settings);
        let mut row = 0;
        while row < rows {
            row += self.take_clean_run(row, origin);
            let Some(fast) = &self.fast else { break };
            // Quotes can make a record longer than its row, and a lone carriage return shorter.
            let (_, next) = fast.row(row);
            while self.lexer.place().byte - origin < next as u64 {
                if !self.read_plainly(sink) {
                    return false;
                }
            }
            row += 1;
        }
        rows > 0
    }

    /// Takes clean records, as many as follow one another from a row on; says how many they were.
    fn take_clean_run(&mut self, first: usize, origin: u64) -> usize {
        let (Some(fast), Some(rest)) = (&self.fast, self.lexer.rest()) else { return 0 };
        let here = self.lexer.place();
        let base = (here.byte - origin) as usize;
        if fast.row(first).0 != base {
            return 0;
        }
        let mut place = here;
        let mut row = first;
        while let Some(clean) = fast.clean(row).filter(|clean| self.work.ends_as_known(clean)) {
            if place.byte >= self.bound {
                break;
            }
            self.work.take_clean(&clean, place, |field| {
                let (start, end) = field.map_or((clean.start, clean.end), |field| fast.field(row, field));
                rest.get(start - base..end - base).unwrap_or(&[])
            });
            place.byte += (clean.next - clean.start) as u64;
            place.line += 1;
            row += 1;
        }
        self.lexer.pass_over((place.byte - here.byte) as usize, place.line - here.line);
        row - first
    }
}

impl Work {
    /// Whether a clean record ends as lines before it have ended, so that there is nothing to note.
    fn ends_as_known(&self, clean: &Clean) -> bool {
        let ending = if clean.next - clean.end == 1 { LineEnding::Lf } else { LineEnding::CrLf };
        self.gathered.endings.has(ending)
    }

    /// Takes a record about which there is nothing to say. `raw` gives its fields, quotes included, and without one the
    /// whole record.
    fn take_clean<'a>(&mut self, clean: &Clean, place: Place, raw: impl Fn(Option<usize>) -> &'a [u8]) {
        let (Some(plan), gathered) = (self.opened.plan(), &mut self.gathered) else { return };
        gathered.records += 1;
        if clean.quoted && !gathered.quoted {
            gathered.quoted = plan.fields.iter().any(|planned| raw(Some(planned.field)).starts_with(b"\""));
        }
        gathered.index.note(Place { record: gathered.records, ..place });
        each_hash_of_clean(&plan.keys, raw, |hash| gathered.hashes.push(hash));
        if let Some(moment) = clean.effective_at {
            gathered.moments.effective_at(moment);
        }
        if let Some(moment) = clean.generated_at {
            gathered.moments.generated_at(moment);
        }
    }
}
