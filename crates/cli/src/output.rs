//! Where a command's output goes.

use std::ffi::OsString;
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
    is_colour_wanted(io::stdout().is_terminal(), |name| std::env::var_os(name))
}

fn is_colour_wanted(on_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let unwanted = variable("NO_COLOR").is_some_and(|value| !value.is_empty())
        || variable("TERM").is_some_and(|value| value == "dumb");
    on_terminal && !unwanted
}

/// A value as indented JSON with a line end.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    // Strings, numbers and lists only: nothing here can fail to be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::is_colour_wanted;

    #[test]
    fn colour_is_for_a_terminal_whose_user_has_not_refused_it() {
        let wanted = |on_terminal, name: &'static str, value: &'static str| {
            is_colour_wanted(on_terminal, move |asked| (asked == name).then(|| value.into()))
        };
        assert!(wanted(true, "TERM", "xterm"));
        assert!(!wanted(false, "TERM", "xterm"), "a pipe or a file");
        assert!(!wanted(true, "NO_COLOR", "1"));
        assert!(!wanted(true, "NO_COLOR", "0"), "any value refuses");
        assert!(wanted(true, "NO_COLOR", ""), "an empty one does not");
        assert!(!wanted(true, "TERM", "dumb"));
    }
}
