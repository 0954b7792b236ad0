//! A report with every finding, however many: they are written as one more reading of the files tells them.

use std::path::Path;

use daybreak_engine::{Finding, Listing, Outcome, Settings};
use daybreak_report::{Values, Write, entry};

use crate::failure::Failure;
use crate::output::Target;
use crate::progress::Progress;
use crate::source::Source;

/// So much text is gathered before it is written.
const PIECE: usize = 64 << 10;

/// Writes the report of some files and what they came to.
pub(crate) fn write(
    files: &[(&Source, &Outcome)],
    settings: &Settings,
    values: Values,
    writer: &mut dyn Write,
    output: Option<&Path>,
) -> Result<(), Failure> {
    let mut out = Out { target: Target::new(output)?, text: String::new(), state: Ok(true) };
    for (source, outcome) in files {
        let progress = Progress::new(&source.name, source.size());
        progress.writing(&source.name);
        writer.file(&mut out.text);
        let mut told = 0;
        let mut tell = |finding: Finding, out: &mut Out<'_>| {
            told += 1;
            writer.finding(&entry(outcome.heading(), &finding, values), &mut out.text);
            out.write_if_long();
        };
        let mut listing = Listing::new(outcome, settings);
        source.each_piece(0, |piece| {
            listing.push(piece, |finding| tell(finding, &mut out));
            progress.advance(piece.len());
            out.goes_on()
        })?;
        listing.end(|finding| tell(finding, &mut out));
        progress.done();
        if !out.goes_on() {
            return out.state.map(|_| ());
        }
        source.is_unchanged()?;
        let counts = outcome.counts;
        if told != counts.total() {
            return Err(Failure::new(format!("{} changed while its findings were being written", source.name)));
        }
    }
    writer.end(&mut out.text);
    out.write();
    out.state.map(|_| ())
}

/// Text on its way out.
struct Out<'a> {
    target: Target<'a>,
    text: String,
    /// Whether anyone is still reading, or what went wrong.
    state: Result<bool, Failure>,
}

impl Out<'_> {
    fn write_if_long(&mut self) {
        if self.text.len() >= PIECE {
            self.write();
        }
    }

    fn write(&mut self) {
        if self.goes_on() {
            self.state = self.target.write(self.text.as_bytes());
        }
        self.text.clear();
    }

    fn goes_on(&self) -> bool {
        matches!(self.state, Ok(true))
    }
}
