//! A rehearsal: a sample is checked before there is a file.
//!
//! A browser first translates a program hurriedly, and what runs often once more with care. That takes as long as checking
//! some fifty megabytes, and slows what runs meanwhile. Done while the user still looks for the files, it is not waited for.

use daybreak_engine::{Opening, RangeChecker, Settings, repeated_hashes, sample};
use gloo::timers::future::TimeoutFuture;

/// How long the page has for itself first, in milliseconds.
const REST: u32 = 200;

/// How many records the sample has: few enough that a file which comes meanwhile does not wait.
const RECORDS: u64 = 1000;

/// How often they are checked the quick way, in which a large file is read.
const QUICKLY: usize = 64;

/// And how often the plain way, in which every record is that has a fault.
const PLAINLY: usize = 12;

/// How often what repeats is looked for.
const REPEATS: usize = 4;

/// Checks a sample for as long as it is wanted.
pub(super) async fn rehearse(is_wanted: impl Fn() -> bool) {
    TimeoutFuture::new(REST).await;
    let Some(kind) = daybreak_schema::kind_by_token("transactions") else { return };
    let text: String = sample::valid(kind, RECORDS, 1).collect();
    for (quick, times) in [(true, QUICKLY), (false, PLAINLY)] {
        let settings = Settings { quick, ..Settings::new(sample::moment()) };
        let mut opening = Opening::new(&sample::file_name(kind), &settings);
        opening.push(text.as_bytes());
        let mut checker = RangeChecker::new(&opening.end(), 0..u64::MAX);
        let records = text.as_bytes().get(checker.starts_at() as usize..).unwrap_or(&[]);
        for _ in 0..times {
            if !is_wanted() {
                return;
            }
            checker.push(records);
            // What has come meanwhile goes first.
            TimeoutFuture::new(0).await;
        }
        let shares = checker.end().take_hashes(1);
        for _ in 0..REPEATS {
            repeated_hashes(&shares);
        }
    }
}
