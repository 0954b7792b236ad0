//! Every finding of a file, one by one and in their order, however many they are.
//!
//! An outcome stores only the first findings of each rule. Once it is known, and with it which keys repeat and which day
//! the file is for, one more reading tells all of them, and holds no more than those of the piece at hand.

use std::sync::Arc;

use super::body::Body;
use super::firsts::FirstPlaces;
use super::join::Stretch;
use super::opening::{Opened, Opening};
use super::outcome::Outcome;
use super::scan::{Lookout, Scan};
use super::settings::Settings;
use crate::finding::Finding;
use crate::rule::Rule;
use crate::rules::{file, time};
use crate::sink::{Raise, Sink};

/// What is known only at the end of a file, and fires at most once. The outcome has it.
const AT_THE_END: [&Rule; 5] = [
    &file::empty_file::RULE,
    &file::no_records::RULE,
    &file::line_ending_cr::RULE,
    &file::line_endings_mixed::RULE,
    &time::file_name_date_mismatch::RULE,
];

/// A reading of a file that was checked.
#[derive(Debug)]
pub struct Listing {
    lookout: Arc<Lookout>,
    /// Findings whose severity is known from the outcome only; none if the profile says what they have.
    raised: Vec<Raise>,
    /// Findings whose turn has not come.
    pending: Vec<Finding>,
    stage: ListingStage,
}

#[derive(Debug)]
enum ListingStage {
    Opening(Box<Opening>),
    Records(Box<TwofoldRecords>),
    /// There are no records to look at.
    Nothing,
}

/// The records are read twice over: as in the first reading, and as in the second.
#[derive(Debug)]
struct TwofoldRecords {
    opened: Opened,
    body: Body,
    scan: Scan,
    firsts: FirstPlaces,
}

impl Listing {
    /// A reading of the file of this outcome, which was checked under these settings and with a cap of at least 1.
    pub fn new(outcome: &Outcome, settings: &Settings) -> Self {
        let at_the_end = |finding: &&Finding| outcome.bytes > 0 && AT_THE_END.contains(&finding.rule);
        let settings = Settings { cap: usize::MAX, ..settings.clone() };
        let overrides = settings.overrides();
        Self {
            lookout: Arc::clone(&outcome.lookout),
            raised: outcome
                .raised
                .iter()
                .filter(|raise| !overrides.contains_key(raise.slip.rule.name))
                .cloned()
                .collect(),
            pending: outcome.findings.iter().filter(at_the_end).cloned().collect(),
            stage: ListingStage::Opening(Box::new(Opening::new(&outcome.name, &settings))),
        }
    }

    /// Takes the next bytes of the file, from its first on; `each` gets the findings whose turn has come.
    pub fn push(&mut self, chunk: &[u8], each: impl FnMut(Finding)) {
        match &mut self.stage {
            ListingStage::Nothing => {}
            ListingStage::Records(records) => {
                let (findings, before) = records.push(chunk, &self.lookout);
                self.tell(findings, before, each);
            }
            ListingStage::Opening(opening) => {
                opening.push(chunk);
                if !opening.wants_more() {
                    self.open(each);
                }
            }
        }
    }

    /// Says that the file has been read to its end.
    pub fn end(mut self, mut each: impl FnMut(Finding)) {
        self.open(&mut each);
        let findings = match &mut self.stage {
            ListingStage::Records(records) => records.end(&self.lookout),
            _ => Vec::new(),
        };
        self.tell(findings, u64::MAX, each);
    }

    fn open(&mut self, each: impl FnMut(Finding)) {
        let ListingStage::Opening(opening) = &mut self.stage else { return };
        let rest = opening.finish();
        let opened = opening.opened();
        self.pending.extend_from_slice(opened.start().sink.findings());
        self.stage = ListingStage::Nothing;
        if let Some(text) = opened.text().filter(|text| text.has_records()) {
            self.stage = ListingStage::Records(Box::new(TwofoldRecords {
                body: Body::new(&opened, text.delimiter, text.records, u64::MAX),
                scan: Scan::new(&opened, Stretch { start: text.records, end: u64::MAX }),
                firsts: FirstPlaces::default(),
                opened,
            }));
            self.push(&rest, each);
        }
    }

    /// Tells the findings that stand before this byte; no others will come up there.
    fn tell(&mut self, findings: Vec<Finding>, before: u64, each: impl FnMut(Finding)) {
        self.pending.extend(findings);
        self.pending.sort_by_key(Finding::order);
        let told = self.pending.partition_point(|finding| finding.order().0 < before);
        let raised = &self.raised;
        let as_raised = |mut finding| {
            raised.iter().any(|raise| raise.apply(&mut finding));
            finding
        };
        self.pending.drain(..told).map(as_raised).for_each(each);
    }
}

impl TwofoldRecords {
    fn push(&mut self, chunk: &[u8], lookout: &Lookout) -> (Vec<Finding>, u64) {
        let mut sink = self.sink();
        self.body.push(chunk, &mut sink);
        self.scan.push(chunk);
        self.look(lookout, &mut sink);
        self.body.forget();
        (sink.into_findings(), self.body.place().byte)
    }

    fn end(&mut self, lookout: &Lookout) -> Vec<Finding> {
        let mut sink = self.sink();
        self.body.end(&mut sink);
        self.scan.end();
        self.look(lookout, &mut sink);
        sink.into_findings()
    }

    fn look(&mut self, lookout: &Lookout, sink: &mut Sink) {
        let Self { opened, scan, firsts, .. } = self;
        let mut keys = opened.new_sink();
        scan.drain(lookout, sink, |sighting| {
            firsts.take(&sighting, &lookout.suspects, opened.plan(), &mut keys);
        });
        sink.append(keys, crate::place::Shift::default());
    }

    fn sink(&self) -> Sink {
        self.opened.new_sink()
    }
}
