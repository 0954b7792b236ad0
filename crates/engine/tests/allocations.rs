//! The way of a record through the engine takes no memory of its own: neither a field nor a record allocates.

use allocation_counter::measure;
use daybreak_engine::{Settings, check_pieces, sample};
use daybreak_schema::{KINDS, Kind};

/// So many records are checked, and twice as many.
const RECORDS: u64 = 4000;

/// What may come on top for as many records again: tables of keys and of marks that grow now and then.
const GROWTH: u64 = 64;

/// As a reader hands them over.
const PIECE: usize = 64 << 10;

#[test]
fn twice_the_records_allocate_no_oftener() {
    let mut oftener = Vec::new();
    for (kind, quick) in KINDS.iter().flat_map(|kind| [(kind, true), (kind, false)]) {
        let (once, twice) = (allocations(kind, RECORDS, quick), allocations(kind, 2 * RECORDS, quick));
        if twice > once + GROWTH {
            oftener.push(format!("{}, quick: {quick}: {once} times, then {twice} times", kind.token));
        }
    }
    assert!(oftener.is_empty(), "{}", oftener.join("\n"));
}

/// How often the check of a clean file of so many records allocates.
fn allocations(kind: &'static Kind, records: u64, quick: bool) -> u64 {
    let file: String = sample::valid(kind, records, 1).collect();
    let settings = Settings { quick, ..Settings::new(sample::moment()) };
    let name = sample::file_name(kind);
    let mut checked = 0;
    let info = measure(|| {
        let outcome = check_pieces(&name, file.as_bytes().chunks(PIECE), &settings);
        checked = if outcome.tallies.is_empty() { outcome.records } else { 0 };
    });
    assert_eq!(checked, records, "{}: the file is clean", kind.token);
    info.count_total
}
