//! The records that are plainly right are taken many at a time; all others one by one, by the plain check.

use super::body::{Body, Work};
use super::keys::each_hash_of_clean;
use super::outcome::LineEnding;
use crate::fast::{Row, Run, Turns, over};
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
        let rows = fast.look(rest, origin, plan, &self.work.opened.start().settings);
        let turns = Turns {
            row: |body: &Self, number| body.fast.as_ref()?.rows().get(number).copied(),
            byte: |body: &Self| body.lexer.place().byte,
            quickly: |body: &mut Self, _: &mut Sink, number| body.take_clean_run(number, origin),
            plainly: |body: &mut Self, sink: &mut Sink, row: &Row| body.take_row(row, origin, sink),
        };
        over(self, sink, (rows, origin), turns)
    }

    /// Takes the next record, which starts in this row, by the plain check. Where its fields lie is known if it is plain.
    fn take_row(&mut self, row: &Row, origin: u64, sink: &mut Sink) -> bool {
        let place = self.lexer.place();
        let is_known = row.is_plain() && place.byte == origin + u64::from(row.start) && place.byte < self.bound;
        let (true, Some(fast), Some(rest)) = (is_known, &mut self.fast, self.lexer.rest()) else {
            return self.read_plainly(sink);
        };
        let record = fast.record(rest, row, place, &mut self.fields);
        self.work.take_and_learn(record, Some(fast), sink);
        self.lexer.pass_over((row.next - row.start) as usize, 1);
        true
    }

    /// Takes clean records, as many as follow one another from a row on; says how many they were.
    fn take_clean_run(&mut self, first: usize, origin: u64) -> usize {
        let (Some(fast), Some(rest)) = (&self.fast, self.lexer.rest()) else { return 0 };
        let here = self.lexer.place();
        if fast.rows().get(first).is_none_or(|row| origin + u64::from(row.start) != here.byte) {
            return 0;
        }
        // There is nothing to note about a line that ends as lines before it have ended.
        let endings = &self.work.gathered.endings;
        let (knows_lf, knows_crlf) = (endings.has(LineEnding::Lf), endings.has(LineEnding::CrLf));
        let bound = self.bound;
        let run = fast.run(first, rest, |row| {
            let is_known = if row.next - row.end == 1 { knows_lf } else { knows_crlf };
            is_known && origin + u64::from(row.start) < bound
        });
        self.work.take_clean(&run, here);
        let count = run.rows().len();
        let end = run.rows().last().map_or(here.byte, |row| origin + u64::from(row.next));
        self.lexer.pass_over((end - here.byte) as usize, count as u64);
        count
    }
}

impl Work {
    /// Takes records about which there is nothing to say, the first of them from here.
    #[inline(never)]
    fn take_clean(&mut self, run: &Run<'_>, here: Place) {
        let (Some(plan), gathered) = (self.opened.plan(), &mut self.gathered) else { return };
        let rows = run.rows();
        let Some(from) = rows.first().map(|row| row.start) else { return };
        let has_quotes =
            |row: &Row| row.quoted && (0..plan.width).any(|field| run.raw(row, Some(field)).starts_with(b"\""));
        gathered.quoted = gathered.quoted || rows.iter().any(has_quotes);
        for number in gathered.index.due(gathered.records, rows.len()) {
            if let Some(row) = rows.get(number) {
                gathered.index.note(Place {
                    byte: here.byte + u64::from(row.start - from),
                    line: here.line + number as u64,
                    record: gathered.records + number as u64 + 1,
                });
            }
        }
        gathered.records += rows.len() as u64;
        gathered.absences.pass(rows.len() as u64);
        for row in rows {
            each_hash_of_clean(&plan.keys, |field| run.raw(row, field), |hash| gathered.hashes.push(hash));
        }
        gathered.moments.all_effective_at(run.effective_at());
        gathered.moments.all_generated_at(run.generated_at());
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use super::Body;
    use crate::checker::opening::Opening;
    use crate::checker::settings::Settings;
    use crate::sample;

    /// The records of a valid file that are taken one by one, of so many after as many from which is learned.
    fn taken_plainly(kind: &'static daybreak_schema::Kind, seed: u64, learning: usize, records: usize) -> usize {
        let lines: Vec<String> = sample::valid(kind, (learning + records) as u64, seed).collect();
        let mut opening = Opening::new(&sample::file_name(kind), &Settings::new(sample::moment()));
        opening.push(lines.concat().as_bytes());
        let opened = opening.end();
        let (mut body, mut sink) =
            (Body::new(&opened, b'|', opened.text().unwrap().records, u64::MAX), opened.new_sink());
        body.push(lines[1..=learning].concat().as_bytes(), &mut sink);
        let before = body.work.plainly;
        body.push(lines[learning + 1..].concat().as_bytes(), &mut sink);
        body.end(&mut sink);
        assert_eq!((body.records(), sink.said()), ((learning + records) as u64, 0), "{}", kind.token);
        body.work.plainly - before
    }

    /// A window without a line feed has no rows: it must not be looked through again for each record in it.
    #[test]
    fn lines_that_end_otherwise_are_not_looked_for_again_and_again() {
        let kind = &daybreak_schema::KINDS[0];
        let lines: Vec<String> = sample::valid(kind, 2000, 1).map(|line| line.replace('\n', "\r")).collect();
        let text = lines.concat();
        let mut opening = Opening::new(&sample::file_name(kind), &Settings::new(sample::moment()));
        opening.push(text.as_bytes());
        let opened = opening.end();
        let (mut body, mut sink) =
            (Body::new(&opened, b'|', opened.text().unwrap().records, u64::MAX), opened.new_sink());
        body.push(&text.as_bytes()[lines[0].len()..], &mut sink);
        body.end(&mut sink);
        let looked_at = body.fast.as_ref().unwrap().looked_at;
        assert!(body.records() == 2000 && looked_at <= 2 * text.len(), "{looked_at} of {}", text.len());
    }

    /// Both ways could give the same reports because nothing is ever taken quickly.
    #[test]
    fn clean_records_are_taken_quickly() {
        for (kind, seed) in daybreak_schema::KINDS.iter().flat_map(|kind| [(kind, 1), (kind, 5)]) {
            let plainly = taken_plainly(kind, seed, 2000, 10_000);
            assert!(plainly <= 100, "{plainly} of 10,000 {}", kind.token);
        }
    }
}
