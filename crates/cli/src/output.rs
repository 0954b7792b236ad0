//! Where a command's output goes.

use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;

use crate::failure::Failure;

/// Writes a whole output to a file, or to the standard output without one.
pub(crate) fn write(bytes: &[u8], file: Option<&Path>) -> Result<(), Failure> {
    match file {
        Some(path) => fs::write(path, bytes).map_err(|error| Failure::of_file(path, "written", &error)),
        None => print(bytes).map(|_| ()),
    }
}

/// Where an output goes that is written piece by piece.
pub(crate) enum Target<'a> {
    Standard,
    File(File, &'a Path),
}

impl<'a> Target<'a> {
    /// A new file, or the standard output without one.
    pub(crate) fn new(file: Option<&'a Path>) -> Result<Self, Failure> {
        let Some(path) = file else { return Ok(Self::Standard) };
        let file = File::create(path).map_err(|error| Failure::of_file(path, "written", &error))?;
        Ok(Self::File(file, path))
    }

    /// Writes the next piece; says whether anyone is still reading.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        match self {
            Self::Standard => print(bytes),
            Self::File(file, path) => match file.write_all(bytes) {
                Ok(()) => Ok(true),
                Err(error) => Err(Failure::of_file(path, "written", &error)),
            },
        }
    }
}

/// Writes to the standard output; says whether anyone is still reading. A reader that stops early (`head`) is no failure.
pub(crate) fn print(bytes: &[u8]) -> Result<bool, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::new(format!("the output cannot be written: {error}"))),
    }
}

/// Tells the user something beside the output.
pub(crate) fn complain(sentence: &str) {
    // When even this cannot be written, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{sentence}");
}

/// Whether the standard output is a terminal whose user has not asked for plain text (<https://no-color.org>).
pub(crate) fn has_colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stdout().is_terminal() && !unwanted
}

/// A value as indented JSON with a line end.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    // Strings, numbers and lists only: nothing here can fail to be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
