//! The second reading: it finds the places of what was known only at the end of the first.

use std::sync::Arc;

use super::Ended;
use super::firsts::Firsts;
use super::join::{Joined, Stretch};
use super::outcome::{Outcome, Skipped};
use super::plan::Plan;
use super::scan::{Lookout, RecheckPart, Scan};
use crate::finding::Finding;
use crate::place::Shift;
use crate::sink::Sink;

/// So many suspects are looked for in one reading: it bounds the memory. Are there more, the file is read once more.
pub(crate) const MOST_SUSPECTS: usize = 1_000_000;

/// The second reading of a file, and those after it. Either the whole file is pushed, or its stretches are read by
/// [`super::RecheckRange`]s, side by side, and joined here.
#[derive(Debug)]
pub struct Recheck {
    joined: Joined,
    /// All that is looked for.
    all: Arc<Lookout>,
    /// What this reading looks for: so many suspects at most, and how many were looked for by the end of it.
    lookout: Lookout,
    most: usize,
    looked_for: usize,
    /// What earlier readings found about keys.
    keys: Sink,
    reading: Rereading,
}

/// What is known in one reading.
#[derive(Debug)]
struct Rereading {
    sink: Sink,
    firsts: Firsts,
    /// The reading of the whole file, if it is read so.
    scan: Option<Scan>,
    /// Bytes still to pass over, up to the first record.
    pass_over: u64,
}

impl Recheck {
    pub(crate) fn new(joined: Joined, all: Lookout, most: usize) -> Self {
        let looked_for = most.min(all.suspects.len());
        let suspects = all.suspects.get(..looked_for).unwrap_or(&[]).to_vec();
        Self {
            keys: joined.opened.new_sink(),
            reading: Rereading::new(&joined),
            lookout: Lookout { suspects, windows: all.windows },
            all: Arc::new(all),
            most,
            looked_for,
            joined,
        }
    }

    /// What is looked for in the stretches.
    pub fn lookout(&self) -> &Lookout {
        &self.lookout
    }

    /// The stretches of records in which to look.
    pub fn stretches(&self) -> &[Stretch] {
        &self.joined.stretches
    }

    /// Takes what was seen in the next stretch. Gives back what is left of it: that is to be looked through before the next one
    /// is joined.
    #[must_use]
    pub fn join(&mut self, part: RecheckPart) -> Option<Stretch> {
        let Self { joined, reading: Rereading { sink, firsts, .. }, .. } = self;
        for sighting in part.sightings() {
            firsts.take(&sighting, joined.opened.plan(), sink);
        }
        joined.gathered.sink.append(part.sink, Shift::default());
        part.rest
    }

    /// Takes the next bytes of the file, from its start, when it is read as a whole.
    pub fn push(&mut self, chunk: &[u8]) {
        let passed = self.reading.pass_over.min(chunk.len() as u64);
        self.reading.pass_over -= passed;
        let opened = &self.joined.opened;
        let whole = Stretch { start: self.joined.first_record(), end: u64::MAX };
        let scan = self.reading.scan.get_or_insert_with(|| Scan::new(opened, whole));
        scan.push(chunk.get(passed as usize..).unwrap_or(&[]));
        self.drain();
    }

    fn drain(&mut self) {
        let Self { joined, lookout, reading: Rereading { sink, firsts, scan: Some(scan), .. }, .. } = self else {
            return;
        };
        let opened = joined.opened.clone();
        scan.drain(lookout, &mut joined.gathered.sink, |sighting| firsts.take(&sighting, opened.plan(), sink));
    }

    /// Says that the file, or each of its stretches, has been read.
    pub fn end(mut self) -> Ended {
        if let Some(scan) = &mut self.reading.scan {
            scan.end();
            self.drain();
        }
        self.keep_keys();
        let later = self.all.suspects.get(self.looked_for..).unwrap_or(&[]);
        if later.is_empty() {
            return Ended::Done(Box::new(self.finish(Vec::new())));
        }
        let suspects = later.get(..self.most.min(later.len())).unwrap_or(&[]).to_vec();
        self.looked_for += suspects.len();
        self.lookout = Lookout { suspects, windows: None };
        Ended::Again(Box::new(self))
    }

    /// Stops before the end of the second reading.
    pub fn stop(mut self, why: &'static str) -> Outcome {
        self.keep_keys();
        self.finish(vec![Skipped { what: "which keys repeat and which days do not fit", why }])
    }

    /// Adds what this reading found about keys to what earlier ones did.
    fn keep_keys(&mut self) {
        let Rereading { sink, .. } = std::mem::replace(&mut self.reading, Rereading::new(&self.joined));
        let plan = self.joined.opened.plan();
        self.keys.interleave(sink, |finding| order(finding, plan));
    }

    fn finish(self, skipped: Vec<Skipped>) -> Outcome {
        let mut joined = self.joined;
        joined.gathered.sink.append(self.keys, Shift::default());
        joined.lookout = self.all;
        joined.outcome(skipped)
    }
}

impl Rereading {
    fn new(joined: &Joined) -> Self {
        Self {
            sink: joined.opened.new_sink(),
            firsts: Firsts::default(),
            scan: None,
            pass_over: joined.first_record().byte,
        }
    }
}

/// The order in which findings about keys come up: by record, and in a record by key.
fn order(finding: &Finding, plan: Option<&Plan>) -> (u64, Option<usize>) {
    let key = finding.field.and_then(|field| plan?.keys.iter().position(|key| key.field == usize::from(field)));
    (finding.place.map_or(0, |place| place.byte), key)
}
