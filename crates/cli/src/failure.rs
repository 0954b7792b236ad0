//! What keeps a command from doing its work. What is wrong with a file's content is never one: that is a report.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a command could not do its work, in a sentence for its user.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Something could not be done with a file: "cards.csv cannot be read: permission denied".
    pub(crate) fn of_file(path: &Path, cannot: &str, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound if cannot == "read" => "there is no such file or folder".to_owned(),
            // Whoever writes makes the file, so it is the folder that is missing; a path that ends in / asks for one too.
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::IsADirectory if !path.is_dir() => "there is no such folder".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
            io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            _ => error.to_string(),
        };
        Self(format!("{} cannot be {cannot}: {why}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
