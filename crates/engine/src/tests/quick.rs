//! The quick way gives the report of the plain check, whatever is done to a file.

use proptest::prelude::*;
use proptest::sample::Index;

use super::chunks;
use super::settings;
use crate::{Outcome, RULES, Settings, check_pieces, sample};

/// Everything of an outcome, and where its records stand.
fn digest(outcome: &Outcome) -> String {
    let places = [1, 257, outcome.records].map(|record| outcome.index.before(record));
    format!("{} {places:?}", chunks::digest(outcome))
}

/// What may stand in a cell instead of what should.
const CELLS: &[&[u8]] = &[
    b"",
    b" ",
    b"x ",
    b" x",
    b"\"quoted\"",
    b"\"with | and \"\" in it\"",
    b"\"two\nlines\"",
    b"\"two\r\nlines\"",
    b"\"lost",
    b"stray\"quote",
    b"\"a\", \"b\"",
    b"[\"a\",\"b\"]",
    b"a, b",
    b"one|more",
    b"\n",
    b"\r",
    b"\r\n",
    b"\t",
    b"\0",
    b"\x7f",
    "caf\u{e9}".as_bytes(),
    "a\u{a0}b".as_bytes(),
    "\u{200b}".as_bytes(),
    b"\xff\xfe",
    b"null",
    b"NULL",
    b"n/a",
    b"none at all",
    b"#REF!",
    b"=\"1\"",
    b"1.23E+11",
    b"12+3",
    b"-1.00",
    b"0.00",
    b"-0.00",
    b"+5.00",
    b".50",
    b"5.",
    b"007.00",
    b"1,000.00",
    b"12.345",
    b"7",
    b"1.5",
    b"99999999999999999.99",
    b"999999999999999999999999999999999999999",
    b"2026-11-20",
    b"2026-02-30",
    b"20/11/2026",
    b"2026-11-20T23:59:59-06:00",
    b"2026-11-20T24:00:00-06:00",
    b"2026-11-20T09:30:60Z",
    b"2026-11-20T09:30:00.125+05:45",
    b"2026-11-20 09:30:00Z",
    b"2026-11-20T09:30:00",
    b"2026-11-19T09:30:00-06:00",
    b"2031-01-01T00:00:00Z",
    b"2026-01-01T00:00:00\xff00:00",
    b"true",
    b"TRUE",
    b"USD",
    b"EUR",
    b"JPY",
    b"XXX",
    b"usd",
    b"active",
    b"Active",
    b"closed",
    b"inactive",
    b"paid_off",
    b"dormat",
    b"credit",
    b"debit",
    b"card",
    b"internal_transfer",
    b"reversed",
    b"account_2WxBDCON",
    b"card_0001",
    b"a value that goes on and on and on, for longer than anybody would ever want to read it in one cell",
];

/// What is done to a file.
#[derive(Clone, Debug)]
enum Damage {
    /// Another text in a cell.
    Cell(Index, Index),
    /// A cell less.
    Join(Index),
    /// The line's end is another.
    LineEnd(Index, &'static str),
    /// The line stands there twice.
    Repeat(Index),
    /// A byte is another.
    Byte(Index, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        12 => (any::<Index>(), any::<Index>()).prop_map(|(cell, text)| Damage::Cell(cell, text)),
        1 => any::<Index>().prop_map(Damage::Join),
        1 => (any::<Index>(), prop::sample::select(vec!["\r\n", "\r", "\n\n", " \n", " \r\n", ""]))
            .prop_map(|(line, end)| Damage::LineEnd(line, end)),
        1 => any::<Index>().prop_map(Damage::Repeat),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
    ]
}

/// A valid file with some damage in its records.
fn damaged(text: &str, line_end: &str, damages: &[Damage]) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = text.lines().map(|line| format!("{line}{line_end}").into_bytes()).collect();
    let records = lines.len() - 1;
    for damage in damages {
        match damage {
            Damage::Cell(cell, text) => {
                let line = &mut lines[1 + cell.index(records)];
                let mut cells: Vec<&[u8]> = line.split(|&byte| byte == b'|').collect();
                let at = text.index(cells.len() * CELLS.len());
                let (field, text) = (at % cells.len(), CELLS[at / cells.len()]);
                let keeps_end = field + 1 == cells.len();
                cells[field] = text;
                let mut joined = cells.join(&b'|');
                if keeps_end {
                    joined.extend(line_end.bytes());
                }
                *line = joined;
            }
            Damage::Join(at) => {
                let line = &mut lines[1 + at.index(records)];
                if let Some(delimiter) = line.iter().position(|&byte| byte == b'|') {
                    line.remove(delimiter);
                }
            }
            Damage::LineEnd(at, end) => {
                let line = &mut lines[1 + at.index(records)];
                while line.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
                    line.pop();
                }
                line.extend(end.bytes());
            }
            Damage::Repeat(at) => {
                let copy = lines[1 + at.index(records)].clone();
                lines.push(copy);
            }
            Damage::Byte(at, byte) => {
                let line = &mut lines[1 + at.index(records)];
                if !line.is_empty() {
                    let at = at.index(line.len());
                    line[at] = *byte;
                }
            }
        }
    }
    lines.concat()
}

const PROFILES: &[&str] = &[
    r#"{"profile_version":1,"name":"p","balance_types":["credit"],"currencies":["USD","EUR","JPY"],
        "settlement_banks":["bank_1"],"bins":["440393"],"authorized_users_file":true,"balances_created_by":"file",
        "transaction_types":[{"type":"credit","sign":"positive","transfer_types":["ach"]},{"type":"debit","sign":"negative"}],
        "columns":{"transactions":{"added":["note",{"name":"region","type":"string","required":true,"values":["E","W"]}],
        "renamed":{"balance_id":"bal_ref"},"dropped":["bin"]}}}"#,
    r#"{"profile_version":1,"name":"p","currencies":["USD"],"severities":{"decimals":"off","null-word":"info"}}"#,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_alike(
        kind in 0..6_usize,
        rows in 1..400_usize,
        seed in 0..9_u64,
        crlf in any::<bool>(),
        damages in proptest::collection::vec(damage(), 0..60),
        size in prop_oneof![1..100_usize, 10_000..200_000_usize],
        profile in 0..4_usize,
        cap in prop_oneof![Just(3_usize), Just(1000)],
    ) {
        let kind = daybreak_schema::KINDS[kind];
        let text: String = sample::valid(kind, rows as u64, seed).collect();
        let bytes = damaged(&text, if crlf { "\r\n" } else { "\n" }, &damages);
        let profile = PROFILES.get(profile).map(|json| daybreak_schema::read_profile(json).unwrap().into());
        let plain = Settings { quick: false, profile, cap, ..settings() };
        let quick = Settings { quick: true, ..plain.clone() };
        let name = sample::file_name(kind);
        let plainly = digest(&check_pieces(&name, [bytes.as_slice()], &plain));
        let quickly = digest(&check_pieces(&name, bytes.chunks(size), &quick));
        prop_assert_eq!(quickly, plainly);
    }
}

#[test]
fn every_example_is_read_alike() {
    for example in RULES.iter().flat_map(|rule| rule.examples) {
        let planted = sample::of_example(example).unwrap();
        let plain = Settings { quick: false, ..settings() };
        let read = |settings: &Settings| digest(&check_pieces(&planted.name, [planted.bytes.as_slice()], settings));
        assert_eq!(read(&settings()), read(&plain), "{}", example.about);
    }
}

/// Quickly and plainly, in pieces so small that what is learned from one record is used for the next.
fn assert_read_alike(kind: &daybreak_schema::Kind, bytes: &[u8], settings: &Settings, about: &str) {
    let name = sample::file_name(kind);
    let plain = Settings { quick: false, ..settings.clone() };
    let quickly = digest(&check_pieces(&name, bytes.chunks(700), settings));
    assert_eq!(quickly, digest(&check_pieces(&name, [bytes], &plain)), "{} {about}", kind.token);
}

/// Every text in every column of every kind, between good records; the last column is one of texts.
#[test]
fn every_text_in_every_column_is_read_alike() {
    for (kind, line_end) in daybreak_schema::KINDS.iter().flat_map(|kind| [(kind, "\n"), (kind, "\r\n")]) {
        let profile =
            format!(r#"{{"profile_version":1,"name":"p","columns":{{"{}":{{"added":["note"]}}}}}}"#, kind.token);
        let profile = Some(daybreak_schema::read_profile(&profile).unwrap().into());
        let mut lines = sample::valid(kind, 40 + CELLS.len() as u64, 2);
        let header = format!("{}|note{line_end}", lines.next().unwrap().trim_end());
        let records: Vec<String> = lines.map(|line| format!("{}|hello", line.trim_end())).collect();
        for field in 0..header.split('|').count() {
            let mut bytes = header.clone().into_bytes();
            for (at, record) in records.iter().enumerate() {
                bytes.extend(format!("{record}{line_end}").bytes());
                let mut cells: Vec<&[u8]> = record.split('|').map(str::as_bytes).collect();
                if let Some(cell) = at.checked_sub(40).and_then(|at| CELLS.get(at)) {
                    cells[field] = cell;
                    bytes.extend(cells.join(&b'|'));
                    bytes.extend(line_end.bytes());
                }
            }
            let settings = Settings { profile: profile.clone(), ..settings() };
            assert_read_alike(kind, &bytes, &settings, &format!("field {field}"));
        }
    }
}

/// The same in a column that is not known, of files that lack one or another.
#[test]
fn columns_that_are_unknown_or_missing_are_read_alike() {
    for (kind, missing) in
        daybreak_schema::KINDS.iter().flat_map(|kind| (0..kind.columns.len()).map(move |at| (kind, at)))
    {
        let mut bytes = Vec::new();
        for (at, line) in sample::valid(kind, 40 + CELLS.len() as u64, 2).enumerate() {
            let mut cells: Vec<&[u8]> = line.trim_end().split('|').map(str::as_bytes).collect();
            cells.remove(missing);
            let text = at.checked_sub(41).and_then(|at| CELLS.get(at));
            cells.push(if at == 0 { b"unknown" } else { text.copied().unwrap_or(b"\"hello\"") });
            bytes.extend(cells.join(&b'|'));
            bytes.push(b'\n');
        }
        assert_read_alike(kind, &bytes, &settings(), kind.columns[missing].name);
    }
}

/// Records of a kind in which some cells are as they are at first, and in the last one as they are then.
fn first_and_then(token: &str, profile: &str, cells: &[(&str, &str, &str)]) -> (Vec<u8>, Settings) {
    let kind = daybreak_schema::kind_by_token(token).unwrap();
    let lines: Vec<String> = sample::valid(kind, 1, 2).collect();
    let names: Vec<&str> = lines[0].trim_end().split('|').collect();
    let mut text = lines[0].clone();
    for at in 0..60 {
        let key = format!("id_{at:08}");
        let mut record: Vec<&str> = lines[1].trim_end().split('|').collect();
        let values = cells.iter().map(|&(column, first, then)| (column, if at == 59 { then } else { first }));
        for (column, value) in values.chain([(kind.keys[0].column, key.as_str())]) {
            record[names.iter().position(|name| *name == column).unwrap()] = value;
        }
        text += &record.join("|");
        text.push('\n');
    }
    let profile = Some(daybreak_schema::read_profile(profile).unwrap().into());
    (text.into_bytes(), Settings { profile, ..settings() })
}

/// Quotes with nothing in them are not learned to be something.
#[test]
fn quotes_around_nothing_are_nothing_in_a_list_too() {
    let profile = r#"{"profile_version":1,"name":"p","authorized_users_file":true}"#;
    let (bytes, settings) = first_and_then("accounts", profile, &[("authorized_users", "\"\"", "cust_9")]);
    let kind = daybreak_schema::kind_by_token("accounts").unwrap();
    assert_read_alike(kind, &bytes, &settings, "authorized_users");
    let outcome = check_pieces(&sample::file_name(kind), bytes.chunks(700), &settings);
    assert!(outcome.tallies.iter().any(|tally| tally.rule.name == "value-not-expected"), "{:?}", outcome.tallies);
}

/// A column that a profile adds in the place of one that rules know is still read by them.
#[test]
fn what_rules_ask_of_an_added_column_is_not_learned() {
    let added = |token: &str, column: &str| {
        format!(
            r#"{{"profile_version":1,"name":"p","columns":{{"{token}":{{"dropped":["{column}"],"added":["{column}"]}}}}}}"#
        )
    };
    let signers = ("authorized_signers", "", "");
    for (column, other, first, then, rule) in [
        ("account_holder_type", signers, "consumer", "commercial", "value-required"),
        ("status_reason", ("status", "active", "active"), "active", "dormant", "status-reason-mismatch"),
    ] {
        let (bytes, settings) = first_and_then("accounts", &added("accounts", column), &[other, (column, first, then)]);
        let kind = daybreak_schema::kind_by_token("accounts").unwrap();
        assert_read_alike(kind, &bytes, &settings, column);
        let outcome = check_pieces(&sample::file_name(kind), bytes.chunks(700), &settings);
        let tally = outcome.tallies.iter().find(|tally| tally.rule.name == rule);
        assert!(tally.is_some(), "{column}: {:?}", outcome.tallies);
    }
}

/// What a record's values come to is not learned from another record.
#[test]
fn sums_and_orders_are_those_of_the_record() {
    type Cells = &'static [(&'static str, &'static str)];
    let cases: [(&str, Cells, (&str, &str)); 4] = [
        (
            "transactions",
            &[("amount", "30.00"), ("principal_amount", "20.00"), ("fee_amount", "10.00")],
            ("fee_amount", "10.01"),
        ),
        (
            "balances",
            &[
                ("type", "credit"),
                ("balance", "30.00"),
                ("outstanding_principal", "20.00"),
                ("outstanding_interest", "0.00"),
                ("outstanding_fees", "10.00"),
            ],
            ("outstanding_fees", "9.99"),
        ),
        ("accounts", &[("credit_limit", "30.00"), ("max_credit_limit", "40.00")], ("credit_limit", "40.01")),
        ("cards", &[("expiry_date", "2031-01-01")], ("expiry_date", "2020-01-01")),
    ];
    for (token, good, wrong) in cases {
        let kind = daybreak_schema::kind_by_token(token).unwrap();
        let lines: Vec<String> = sample::valid(kind, 1, 2).collect();
        let names: Vec<&str> = lines[0].trim_end().split('|').collect();
        let mut text = lines[0].clone();
        // The same record again and again, so that its classes are known.
        for at in 0..60 {
            let key = format!("id_{at:08}");
            let mut cells: Vec<&str> = lines[1].trim_end().split('|').collect();
            let of_record = [(kind.keys[0].column, key.as_str())];
            for (column, value) in good.iter().chain((at == 50).then_some(&wrong)).chain(&of_record) {
                cells[names.iter().position(|name| name == column).unwrap()] = value;
            }
            text += &cells.join("|");
            text.push('\n');
        }
        assert_read_alike(kind, text.as_bytes(), &settings(), "with a wrong value");
        let outcome = check_pieces(&sample::file_name(kind), text.as_bytes().chunks(700), &settings());
        let records: Vec<u64> = outcome.findings.iter().map(|finding| finding.place.unwrap().record).collect();
        assert_eq!(records, [51], "{token}: {:?}", outcome.tallies);
    }
}
