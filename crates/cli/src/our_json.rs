//! Files that we or the user have written beside the day's: no data of a day.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Their first keys, by which they are told, and what they are.
const KEYS: [(&str, &str); 3] =
    [("\"receipt_version\"", "receipt"), ("\"report_version\"", "report"), ("\"profile_version\"", "profile")];

/// The key stands near the start of the file. Of a profile it may be anywhere in it, but profiles are short.
const LOOKED_AT: u64 = 64 << 10;

/// What a file is, when it is JSON of ours. One that cannot be read is told of where it is read.
pub(crate) fn what_of_ours(path: &Path) -> Option<&'static str> {
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LOOKED_AT).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let at = |(key, what)| Some((text.find(key)?, what));
    let (_, what) = KEYS.into_iter().filter_map(at).min().filter(|_| text.starts_with('{'))?;
    Some(what)
}
