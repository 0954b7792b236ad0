//! How far a reading is, for those who watch it on a terminal.

use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A smaller file is read before anyone could look.
const WORTH_WATCHING: u64 = 8 << 20;

/// A bar on the terminal; nothing where the standard error goes elsewhere.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// For the reading of a file; how many bytes will be read is `None` when that is not known before.
    pub(crate) fn new(name: &str, bytes: Option<u64>) -> Self {
        let watched = bytes.is_none_or(|bytes| bytes >= WORTH_WATCHING) && io::stderr().is_terminal();
        let target = if watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let style = ProgressStyle::with_template(if bytes.is_some() {
            "{msg}  {bar:30}  {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left"
        } else {
            "{msg}  {spinner}  {bytes}, {bytes_per_sec}"
        });
        // The templates are ours and right; the default ones would do as well.
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(name.to_owned());
        Self(bar)
    }

    pub(crate) fn advance(&self, bytes: usize) {
        self.0.inc(bytes as u64);
    }

    /// The file is read once more.
    pub(crate) fn again(&self, name: &str) {
        self.0.set_position(0);
        self.0.set_message(format!("{name}, second reading"));
    }

    /// The file is read once more, and its findings are written.
    pub(crate) fn writing(&self, name: &str) {
        self.0.set_message(format!("{name}, writing findings"));
    }

    pub(crate) fn done(self) {
        self.0.finish_and_clear();
    }
}
