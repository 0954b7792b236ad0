//! A file that is read in ranges has the report of one that is read from its start to its end.

use std::ops::Range;

use daybreak_schema::Kind;
use proptest::prelude::*;
use proptest::sample::Index;

use super::chunks::digest;
use super::settings;
use crate::checker::MOST_SUSPECTS;
use crate::{
    Checker, Ended, Joiner, Listing, Next, Opened, Opening, Outcome, Part, Portable, RULES, RangeChecker, RecheckPart,
    RecheckRange, Saying, Settings, Stretch, check_pieces, ranges, repeated_hashes, sample,
};

/// By how many workers the hashes are looked through.
const SHARES: usize = 3;

/// How a file is read in ranges.
#[derive(Clone, Copy)]
struct Reader<'a> {
    name: &'a str,
    bytes: &'a [u8],
    settings: &'a Settings,
    /// How many bytes are given at once.
    piece: usize,
    /// So many suspects are looked for in one reading, and so many sightings of them held.
    most_suspects: usize,
    /// The ranges are cut where the records start, or anywhere.
    exactly: bool,
}

impl Reader<'_> {
    /// Checks the file in ranges, as workers would that share nothing: what they know and find is posted as bytes.
    fn check(&self, borders: &[u64]) -> Outcome {
        let opened = self.open();
        let mut joiner = Joiner::new(&opened);
        for range in between(self.bytes.len() as u64, borders) {
            let checker = if self.exactly { RangeChecker::new } else { RangeChecker::behind_border };
            let (part, shares) = self.part(checker(&self.open(), range));
            let mut next = joiner.push(part, shares);
            while let Next::Redo(range) = next {
                let (part, shares) = self.part(RangeChecker::new(&self.open(), range));
                next = joiner.push(part, shares);
            }
            if next == Next::Enough {
                break;
            }
        }
        for share in joiner.take_hashes() {
            joiner.push_repeated(repeated_hashes(&share));
        }
        let mut ended = joiner.end_with(self.bytes.len() as u64, self.most_suspects);
        loop {
            match ended {
                Ended::Done(outcome) => return *outcome,
                Ended::Again(mut again) => {
                    let lookout = again.lookout().pack();
                    let look = |stretch: Stretch| {
                        let lookout = Portable::unpack(&lookout).unwrap();
                        let mut range =
                            RecheckRange::new(&self.open(), &lookout, stretch).seeing_at_most(self.most_suspects);
                        self.feed(stretch.start.byte, |piece| {
                            range.push(piece);
                            range.wants_more()
                        });
                        RecheckPart::unpack(&range.end().pack()).unwrap()
                    };
                    let parts: Vec<RecheckPart> = again.stretches().iter().copied().map(look).collect();
                    for mut part in parts {
                        while let Some(rest) = again.join(part) {
                            part = look(rest);
                        }
                    }
                    ended = again.end();
                }
            }
        }
    }

    fn open(&self) -> Opened {
        let mut opening = Opening::new(self.name, self.settings);
        self.feed(0, |piece| {
            opening.push(piece);
            opening.wants_more()
        });
        opening.end()
    }

    /// A part and its hashes, as they come from another worker.
    fn part(&self, mut checker: RangeChecker) -> (Part, Vec<Vec<u64>>) {
        if checker.wants_more() {
            self.feed(checker.starts_at(), |piece| {
                checker.push(piece);
                checker.wants_more()
            });
        }
        let mut part = checker.end();
        let shares = part.take_hashes(SHARES);
        (Part::unpack(&part.pack()).unwrap(), shares)
    }

    fn feed(&self, from: u64, mut take: impl FnMut(&[u8]) -> bool) {
        for piece in self.bytes[from as usize..].chunks(self.piece) {
            if !take(piece) {
                return;
            }
        }
    }
}

/// The ranges between some borders, in whatever order.
fn between(size: u64, borders: &[u64]) -> Vec<Range<u64>> {
    let mut borders: Vec<u64> = borders.iter().copied().filter(|border| (1..size).contains(border)).collect();
    borders.sort_unstable();
    borders.dedup();
    let starts = std::iter::once(0).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(size));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// Where the lines begin, all but the first.
fn lines(bytes: &[u8]) -> Vec<u64> {
    (1..=bytes.len()).filter(|&at| bytes[at - 1] == b'\n').map(|at| at as u64).collect()
}

fn whole(name: &str, bytes: &[u8], settings: &Settings) -> String {
    digest(&check_pieces(name, [bytes], settings))
}

#[test]
fn every_example_cut_anywhere_gives_the_same_report() {
    for example in RULES.iter().flat_map(|rule| rule.examples) {
        let planted = sample::of_example(example).unwrap();
        let mut settings = settings();
        settings.profile =
            example.profile.map(|json| std::sync::Arc::new(daybreak_schema::read_profile(json).unwrap()));
        let whole = whole(&planted.name, &planted.bytes, &settings);
        let reader = Reader {
            name: &planted.name,
            bytes: &planted.bytes,
            settings: &settings,
            piece: 100,
            most_suspects: MOST_SUSPECTS,
            exactly: true,
        };
        for border in (1..planted.bytes.len() as u64).step_by(23) {
            let reader = Reader { exactly: border % 2 == 0, ..reader };
            assert_eq!(digest(&reader.check(&[border])), whole, "{} cut at {border}", example.about);
        }
        // And behind each line break, as it would be.
        let lines = lines(&planted.bytes);
        for exactly in [true, false] {
            assert_eq!(digest(&Reader { exactly, ..reader }.check(&lines)), whole, "{} cut everywhere", example.about);
        }
    }
}

#[test]
fn nothing_is_read_behind_a_record_that_is_too_long() {
    let kind = daybreak_schema::kind_by_token("cards").unwrap();
    let mut text: String = sample::valid(kind, 3, 1).collect();
    text += &"x|".repeat(70_000);
    text += "\nx|y\nx|y\n";
    let (name, settings) = (sample::file_name(kind), settings());
    let whole = whole(&name, text.as_bytes(), &settings);
    let reader = Reader {
        name: &name,
        bytes: text.as_bytes(),
        settings: &settings,
        piece: 1000,
        most_suspects: MOST_SUSPECTS,
        exactly: true,
    };
    let size = text.len() as u64;
    for borders in [vec![size - 4], vec![size - 8, size - 4], vec![200, 400, size - 4]] {
        assert_eq!(digest(&reader.check(&borders)), whole);
    }
}

/// A quoted cell that is longer than a record may be, closed or not, costs its own line and not the check of the rest; one that
/// is not so long is a cell.
#[test]
fn a_quoted_cell_of_any_length_is_told_as_what_it_is() {
    let kind = daybreak_schema::kind_by_token("balances").unwrap();
    let (name, settings) = (sample::file_name(kind), settings());
    let lines: Vec<String> = sample::valid(kind, 4, 1).collect();
    let names: Vec<&str> = lines[0].trim_end().split('|').collect();
    let at = names.iter().position(|name| *name == "client_balance_name").unwrap();
    let line = "x".repeat(20_000) + "\n";
    for (megabytes, closing, how) in [
        (9, "\"", None),
        (17, "\"", Some("not closed before the record is longer than 16 MiB")),
        (9, "", Some("never closed")),
    ] {
        let cell = format!("\"{}x{closing}", line.repeat((megabytes << 20) / line.len()));
        let mut cells: Vec<&str> = lines[2].trim_end().split('|').collect();
        cells[at] = &cell;
        let text = [&lines[0], &lines[1], &(cells.join("|") + "\n"), &lines[3], &lines[4]].map(String::as_str).concat();
        let outcome = check_pieces(&name, text.as_bytes().chunks(1 << 20), &settings);
        let about_quotes: Vec<_> =
            outcome.findings.iter().filter(|finding| finding.rule.name == "unclosed-quote").collect();
        assert_eq!(about_quotes.len(), usize::from(how.is_some()), "{megabytes} {closing}");
        assert!(outcome.skipped.is_empty());
        if let Some(how) = how {
            let saying = Saying { finding: about_quotes[0], column: None, name: "", kind: None };
            let said = (about_quotes[0].rule.say)(&saying);
            assert_eq!(said.message, format!("A quotation mark is opened here and {how}"));
            assert_eq!(about_quotes[0].place.unwrap().record, 2);
        } else {
            assert_eq!(outcome.records, 4);
        }
        let size = text.len() as u64;
        let bytes = text.as_bytes();
        let reader =
            Reader { name: &name, bytes, settings: &settings, piece: 70_001, most_suspects: 9, exactly: false };
        let cuts = [600, 1 << 20, size / 2, size - 400];
        assert!(digest(&reader.check(&cuts)) == digest(&outcome), "{megabytes} {closing}");
    }
}

#[test]
fn the_index_of_joined_parts_leads_to_any_record() {
    let kind = daybreak_schema::kind_by_token("cards").unwrap();
    let text: String = sample::valid(kind, 2000, 1).collect();
    let settings = settings();
    let (bytes, size) = (text.as_bytes(), text.len() as u64);
    let reader = Reader {
        name: "2026-11-21_cards_v1.csv",
        bytes,
        settings: &settings,
        piece: 4096,
        most_suspects: 1,
        exactly: false,
    };
    let borders: Vec<u64> = ranges(size, 2, size / 8).map(|range| range.end).collect();
    assert!(borders.len() >= 3);
    let outcome = reader.check(&borders);
    for record in 1..=2000 {
        let place = outcome.index.before(record).unwrap();
        assert!(place.record <= record && record - place.record < crate::STRIDE);
        assert_eq!(place.line, place.record + 1);
        assert!(text[place.byte as usize..].starts_with(&format!("crd_{:08}|", place.record)));
        let end = outcome.index.end_of_block(record).unwrap_or(size);
        assert!(text[place.byte as usize..end as usize].lines().count() as u64 > record - place.record);
    }
    assert!(outcome.index.before(0).is_none());
}

#[test]
fn many_suspects_are_looked_for_in_several_readings() {
    let kind = daybreak_schema::kind_by_token("transactions").unwrap();
    let text: String = sample::valid(kind, 60, 1).collect();
    let (header, records) = text.split_once('\n').unwrap();
    // Every record twice, every third in another way.
    let again: String = records
        .lines()
        .enumerate()
        .map(|(at, line)| if at % 3 == 0 { line.replacen("|USD|", "|usd|", 1) } else { line.to_owned() } + "\n")
        .collect();
    let text = format!("{header}\n{records}{again}");
    for cap in [1000, 7] {
        let settings = Settings { cap, ..settings() };
        let once = check_pieces("2026-11-21_transactions_v1.csv", [text.as_bytes()], &settings);
        assert!(once.tallies.len() == 3 && once.tallies.iter().all(|tally| tally.count >= 20), "{:?}", once.tallies);
        for most in [1, 7, 50] {
            let mut checker = Checker::new("2026-11-21_transactions_v1.csv", &settings);
            checker.push(text.as_bytes());
            let mut ended = checker.end_with(most);
            let mut readings = 0;
            let outcome = loop {
                match ended {
                    Ended::Done(outcome) => break outcome,
                    Ended::Again(mut again) => {
                        readings += 1;
                        again.push(text.as_bytes());
                        ended = again.end();
                    }
                }
            };
            assert_eq!(digest(&outcome), digest(&once));
            assert!(readings >= 60 / most, "{readings}");
        }
    }
}

/// A file in which some lines stand twice, and something is put in between here and there.
fn damaged(kind: &'static Kind, records: u64, copied: &[(Index, Index)], damage: &[(Index, usize)]) -> Vec<u8> {
    let mut lines: Vec<String> = sample::valid(kind, records, 9).collect();
    for (from, to) in copied {
        let line = lines[from.index(lines.len())].clone();
        lines.insert(to.index(lines.len() + 1), line);
    }
    let mut file = lines.concat().into_bytes();
    for &(at, what) in damage {
        let at = at.index(file.len() + 1);
        file.splice(at..at, DAMAGE[what].bytes());
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Files of several windows of the quick way, read in up to four ranges that are cut anywhere.
    #[test]
    fn ranges_of_long_files_give_one_report(
        kind in 0..6_usize,
        records in 300..1500_u64,
        damage in proptest::collection::vec((any::<Index>(), 0..DAMAGE.len()), 0..30),
        copied in proptest::collection::vec((any::<Index>(), any::<Index>()), 0..20),
        cuts in proptest::collection::vec(any::<Index>(), 0..4),
        piece in prop_oneof![500..5000_usize, Just(64 << 10), Just(1 << 20)],
    ) {
        let kind = daybreak_schema::KINDS[kind];
        let file = damaged(kind, records, &copied, &damage);
        let cuts: Vec<u64> = cuts.into_iter().map(|cut| cut.index(file.len()) as u64).collect();
        let (name, settings) = (sample::file_name(kind), settings());
        let reader = Reader { name: &name, bytes: &file, settings: &settings, piece, most_suspects: MOST_SUSPECTS, exactly: false };
        let (whole, joined) = (check_pieces(&name, [file.as_slice()], &settings), reader.check(&cuts));
        prop_assert_eq!(digest(&joined), digest(&whole));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage of any sort, borders anywhere, in quotes too.
    #[test]
    fn ranges_of_damaged_files_give_one_report(
        kind in 0..6_usize,
        damage in proptest::collection::vec((any::<Index>(), 0..DAMAGE.len()), 0..10),
        bytes in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..4),
        copied in proptest::collection::vec((any::<Index>(), any::<Index>()), 0..4),
        cuts in proptest::collection::vec(any::<Index>(), 0..5),
        exactly in any::<bool>(),
        piece in 1..400_usize,
        cap in prop_oneof![Just(1000_usize), 0..4_usize],
        most_suspects in prop_oneof![Just(1000_usize), 1..3_usize],
    ) {
        let kind = daybreak_schema::KINDS[kind];
        let mut file = damaged(kind, 8, &copied, &damage);
        for (at, byte) in bytes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let cuts: Vec<u64> = cuts.into_iter().map(|cut| cut.index(file.len()) as u64).collect();
        let name = sample::file_name(kind);
        let settings = Settings { cap, ..settings() };
        let whole = whole(&name, &file, &settings);
        let reader = Reader { name: &name, bytes: &file, settings: &settings, piece, most_suspects, exactly };
        prop_assert_eq!(digest(&reader.check(&cuts)), whole);

        // And all of its findings, one by one, are those of a check without a cap.
        let settings = Settings { cap: cap.max(1), ..settings };
        let capped = check_pieces(&name, [file.as_slice()], &settings);
        let all = check_pieces(&name, [file.as_slice()], &Settings { cap: usize::MAX, ..settings.clone() });
        let mut listing = Listing::new(&capped, &settings);
        let mut listed = Vec::new();
        for piece in file.chunks(piece) {
            listing.push(piece, |finding| listed.push(finding));
        }
        listing.end(|finding| listed.push(finding));
        prop_assert_eq!(format!("{listed:?}"), format!("{:?}", all.findings));
    }
}

/// A valid file without some columns, in which some cells, by record and column, hold another text.
fn edited(kind: &str, dropped: &[&str], cells: &[(usize, &str, &str)]) -> String {
    let kind = daybreak_schema::kind_by_token(kind).unwrap();
    let mut out = String::new();
    for (number, line) in sample::valid(kind, 400, 3).enumerate() {
        let texts = kind.columns.iter().zip(line.trim_end().split('|')).filter(|(of, _)| !dropped.contains(&of.name));
        let edit = |name: &str| cells.iter().find(|(record, column, _)| *record == number && *column == name);
        let texts: Vec<&str> = texts.map(|(of, text)| edit(of.name).map_or(text, |(_, _, text)| text)).collect();
        out += &(texts.join("|") + "\n");
    }
    out
}

/// What only some records tell of the file as a whole: columns that they need and it has not, and words for "no value" in the
/// place of keys.
#[test]
fn what_follows_from_columns_and_words_is_the_same_for_every_cut() {
    let aan = ["aan_delivered_at", "aan_reason", "aan_delivery_method"];
    let closed = |record| [(record, "status", "closed"), (record, "status_reason", "client_closed")];
    let (id, null) = ("client_transaction_id", "NULL");
    let files = [
        ("accounts", edited("accounts", &aan, &[]), 0),
        ("accounts", edited("accounts", &aan, &[closed(150), closed(380)].concat()), 3),
        ("accounts", edited("accounts", &["status_reason"], &[]), 1),
        ("accounts", edited("accounts", &["credit_report_source"], &[]), 1),
        ("transactions", edited("transactions", &["settlement_date"], &[]), 1),
        ("transactions", edited("transactions", &[], &[(90, id, null), (200, id, null), (390, id, null)]), 1),
        ("balances", edited("balances", &["client_balance_id"], &[(9, "id", "sub_1"), (399, "id", "sub_1")]), 2),
        ("transaction_updates", edited("transaction_updates", &["transfer_id"], &[(7, "transaction_id", null)]), 1),
    ];
    for (kind, text, errors) in files {
        let name = sample::file_name(daybreak_schema::kind_by_token(kind).unwrap());
        for cap in [1000, 1] {
            let settings = Settings { cap, ..settings() };
            let outcome = check_pieces(&name, [text.as_bytes()], &settings);
            assert_eq!(outcome.counts.error, errors, "{kind}: {:?}", outcome.tallies);
            let whole = digest(&outcome);
            let plain = Settings { quick: false, ..settings.clone() };
            assert_eq!(digest(&check_pieces(&name, [text.as_bytes()], &plain)), whole, "{kind}, read plainly");
            let bytes = text.as_bytes();
            let reader =
                Reader { name: &name, bytes, settings: &settings, piece: 999, most_suspects: 1, exactly: false };
            for border in (1..bytes.len() as u64).step_by(bytes.len() / 9) {
                assert_eq!(digest(&reader.check(&[border, border + 7000])), whole, "{kind} cut at {border}");
            }
            let all = check_pieces(&name, [bytes], &Settings { cap: usize::MAX, ..settings.clone() });
            let (mut listing, mut listed) = (Listing::new(&outcome, &settings), Vec::new());
            bytes.chunks(5000).for_each(|piece| listing.push(piece, |finding| listed.push(finding)));
            listing.end(|finding| listed.push(finding));
            assert_eq!(format!("{listed:?}"), format!("{:?}", all.findings), "{kind}, one by one");
        }
    }
}

/// What files get that were not written as they should be.
const DAMAGE: &[&str] = &[
    "\"",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    " \n",
    "|",
    "||",
    "\"a\nb\"",
    "|\"x\ny\"|",
    "\"\n|\"",
    "|\"lost|",
    "\u{a0}",
    " ",
];
