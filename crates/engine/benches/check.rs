//! How fast files in memory are checked, with one thread: each kind, quickly and plainly, and with the `csv` crate for
//! comparison. `cargo bench -p daybreak-engine`.

#![expect(clippy::expect_used, reason = "a bench may panic")]

use daybreak_engine::{Settings, check_pieces, sample};
use daybreak_schema::{KINDS, Kind, kind_by_token};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// About 20 MB of each kind.
fn text(kind: &'static Kind, change: impl Fn(usize, String) -> String) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (line, text) in sample::valid(kind, 120_000, 7).enumerate() {
        bytes.extend(change(line, text).into_bytes());
    }
    bytes
}

fn measure(bencher: Bencher<'_, '_>, kind: &'static Kind, quick: bool, change: impl Fn(usize, String) -> String) {
    let bytes = text(kind, change);
    let name = sample::file_name(kind);
    bencher.counter(BytesCount::new(bytes.len())).bench(|| {
        let settings = Settings { quick, ..Settings::new(sample::moment()) };
        check_pieces(&name, black_box(&bytes).chunks(1 << 20), &settings)
    });
}

fn tokens() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.token)
}

fn kind(token: &str) -> &'static Kind {
    kind_by_token(token).expect("a kind")
}

#[divan::bench(args = tokens(), sample_count = 10)]
fn quickly(bencher: Bencher<'_, '_>, token: &str) {
    measure(bencher, kind(token), true, |_, line| line);
}

#[divan::bench(args = tokens(), sample_count = 5)]
fn plainly(bencher: Bencher<'_, '_>, token: &str) {
    measure(bencher, kind(token), false, |_, line| line);
}

/// One record in twenty has a quoted cell.
#[divan::bench(sample_count = 10)]
fn quickly_with_quotes(bencher: Bencher<'_, '_>) {
    measure(bencher, kind("transactions"), true, |line, text| {
        if line % 20 == 7 { text.replacen("|USD|", "|\"USD\"|", 1) } else { text }
    });
}

/// One record in twenty has a wrong currency.
#[divan::bench(sample_count = 10)]
fn quickly_with_faults(bencher: Bencher<'_, '_>) {
    measure(bencher, kind("transactions"), true, |line, text| {
        if line % 20 == 7 { text.replacen("|USD|", "|usd|", 1) } else { text }
    });
}

/// The `csv` crate splits the records and looks at nothing.
#[divan::bench(sample_count = 10)]
fn csv_crate_bare(bencher: Bencher<'_, '_>) {
    let bytes = text(kind("transactions"), |_, line| line);
    bencher.counter(BytesCount::new(bytes.len())).bench(|| {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'|').from_reader(black_box(bytes.as_slice()));
        let mut record = csv::ByteRecord::new();
        let mut records = 0_u64;
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            records += 1;
        }
        records
    });
}
