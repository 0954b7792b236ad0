//! What was measured, as a table and as JSON.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::contestant::Contestant;

/// The outcome of a run.
#[derive(Debug, Serialize)]
pub(crate) struct Table {
    /// Of the file.
    bytes: u64,
    /// Of the file.
    records: u64,
    rows: Vec<Row>,
    /// How long the page was busy at a stretch during the checks, at most, in milliseconds; 0 when always under 50.
    longest_task: f64,
}

/// One contestant.
#[derive(Debug, Serialize)]
struct Row {
    contestant: Contestant,
    /// Every round, in milliseconds.
    milliseconds: Vec<f64>,
    /// Megabytes (10⁶) a second: slowest, median, fastest round.
    megabytes_per_second: [f64; 3],
    /// How many times as fast as `PapaParse`, by the medians.
    times_papaparse: f64,
}

impl Table {
    pub(crate) fn new(bytes: u64, records: u64, times: [(Contestant, Vec<f64>); 3], longest_task: f64) -> Self {
        let mut rows: Vec<Row> =
            times.into_iter().map(|(contestant, times)| Row::new(contestant, times, bytes)).collect();
        let peer = rows.iter().find(|row| row.contestant == Contestant::PapaParse).map_or(f64::NAN, Row::median);
        for row in &mut rows {
            row.times_papaparse = row.median() / peer;
        }
        Self { bytes, records, rows, longest_task }
    }
}

impl Row {
    fn new(contestant: Contestant, milliseconds: Vec<f64>, bytes: u64) -> Self {
        let mut sorted = milliseconds.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
        // Bytes a millisecond are thousands a second.
        #[expect(clippy::cast_precision_loss, reason = "files are far below 2^53 bytes")]
        let rate = |milliseconds: f64| bytes as f64 / milliseconds / 1000.0;
        let last = sorted.len().saturating_sub(1);
        let megabytes_per_second = [rate(at(last)), rate(at(last / 2)), rate(at(0))];
        Self { contestant, milliseconds, megabytes_per_second, times_papaparse: f64::NAN }
    }

    fn median(&self) -> f64 {
        self.megabytes_per_second[1]
    }
}

impl Display for Table {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} bytes, {} records; MB/s are millions of bytes a second", self.bytes, self.records)?;
        writeln!(out, "{:<28} {:>8} {:>8} {:>8} {:>12}", "", "slowest", "median", "fastest", "x PapaParse")?;
        for row in &self.rows {
            let [slowest, median, fastest] = row.megabytes_per_second;
            let title = row.contestant.title();
            writeln!(out, "{title:<28} {slowest:>8.0} {median:>8.0} {fastest:>8.0} {:>12.2}", row.times_papaparse)?;
        }
        match self.longest_task {
            0.0 => writeln!(out, "the page was never busy for 50 ms at a stretch"),
            longest => writeln!(out, "the page was busy for {longest:.0} ms at a stretch, at most"),
        }
    }
}
