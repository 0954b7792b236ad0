//! The sign before a verdict, a severity or a state, whatever it is drawn as.

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Fine: accepted, refused as it should be, in time.
    Ok,
    /// Worth knowing.
    Info,
    /// A warning.
    Warning,
    /// Not fully checked.
    Incomplete,
    /// An error: rejected, late, open where it should be shut.
    Error,
    /// Not begun.
    Waiting,
}
