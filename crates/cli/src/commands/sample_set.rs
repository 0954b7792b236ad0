//! `daybreak sample --set`

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use daybreak_engine::sample::{SampleFile, SampleSet, set_with_defects};
use daybreak_schema::KINDS;

use super::sample::{Arguments, of_set, write_lines};
use crate::failure::Failure;
use crate::output;

/// Writes the days, and says what the account at the bank holds at the end of each: no file tells that.
pub(crate) fn write(folder: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let (days, accounts, seed) = (arguments.days, arguments.rows, arguments.seed);
    let mut set = SampleSet::new(days, accounts, seed);
    if !arguments.defects.is_empty() {
        let files = set_with_defects(days, accounts, seed, &arguments.defects).map_err(|why| of_set(&why))?;
        set = SampleSet::with_plain(days, accounts, seed, arguments.defects.len() as u64 + 1);
        for SampleFile { activity_day, name, bytes } in files {
            let folder = folder_of_day(folder, &activity_day.to_string())?;
            output::write(&bytes, Some(&folder.join(name)))?;
        }
    }
    let mut held = String::new();
    loop {
        let day = set.activity_day();
        if arguments.defects.is_empty() {
            let folder = folder_of_day(folder, &day.to_string())?;
            for kind in KINDS {
                write_lines(&folder.join(set.file_name(kind)), set.lines(kind))?;
            }
        }
        let cents = set.fbo_total();
        let _ = writeln!(held, "{day}:USD={}.{:02}", cents / 100, cents % 100);
        if !set.advance() {
            break;
        }
    }
    output::print(held.as_bytes()).map(|_| ())
}

fn folder_of_day(folder: &Path, day: &str) -> Result<std::path::PathBuf, Failure> {
    let folder = folder.join(day);
    fs::create_dir_all(&folder).map_err(|error| Failure::of_file(&folder, "made", &error))?;
    Ok(folder)
}
