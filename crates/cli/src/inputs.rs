//! Which files are meant.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The path that stands for the standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// The files of the paths given, in their order. A folder stands for every file right in it, by name; hidden files and
/// folders in it are left out.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == STANDARD_INPUT {
            if files.contains(path) {
                return Err(Failure::new("the standard input can be read only once; - stands twice"));
            }
            files.push(path.clone());
            continue;
        }
        let about = fs::metadata(path).map_err(|error| Failure::of_file(path, "read", &error))?;
        if about.is_dir() {
            files.extend(files_of_folder(path)?);
        } else if about.is_file() {
            files.push(path.clone());
        } else {
            // A pipe can be read only once, and a file is read several times.
            return Err(Failure::new(format!(
                "{} is not a regular file; give what it holds as the standard input, -",
                path.display()
            )));
        }
    }
    Ok(files)
}

fn files_of_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::of_file(folder, "read", &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        // Follows links, as opening the file would.
        if !hidden && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    if files.is_empty() {
        return Err(Failure::new(format!("there is no file in the folder {}", folder.display())));
    }
    files.sort();
    Ok(files)
}

/// The name of a file without its folders, as reports and the rules on names know it.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}
