//! Any bytes behind a valid header and some good records are a report, never a panic, and the same one whether they are
//! read quickly or plainly, at once or in pieces. `cargo +nightly fuzz run alike`.

#![no_main]

use daybreak_engine::{Outcome, Settings, check_pieces, sample};
use daybreak_schema::KINDS;
use libfuzzer_sys::fuzz_target;

/// Everything that a report is made of.
fn digest(outcome: &Outcome) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {} {:?}",
        outcome.tallies,
        outcome.findings,
        outcome.suppressed,
        outcome.marked,
        outcome.dialect,
        outcome.records,
        outcome.skipped
    )
}

fuzz_target!(|data: &[u8]| {
    let Some((&[choice, size], damage)) = data.split_first_chunk::<2>() else { return };
    let kind = KINDS[usize::from(choice) % KINDS.len()];
    let mut bytes = sample::valid(kind, 20, 1).collect::<String>().into_bytes();
    bytes.extend_from_slice(damage);
    let name = sample::file_name(kind);
    let quick = Settings::new(sample::moment());
    let plain = Settings { quick: false, ..quick.clone() };
    let quickly = check_pieces(&name, bytes.chunks(usize::from(size) + 1), &quick);
    let plainly = check_pieces(&name, [bytes.as_slice()], &plain);
    assert_eq!(digest(&quickly), digest(&plainly));
});
