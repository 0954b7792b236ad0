//! Which files are meant.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::our_json::what_of_ours;
use crate::output::complain;
use crate::source::Source;

/// The path that stands for the standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// A file to be checked.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
}

impl Input {
    /// Its bytes; `name` is that of the standard input.
    pub(crate) fn source(&self, name: &str) -> Result<Source, Failure> {
        if self.path.as_os_str() == STANDARD_INPUT {
            Source::of_standard_input(name)
        } else {
            Source::of_file(&self.path)
        }
    }
}

/// The files of the paths given, in their order. A folder stands for every file right in it, by name, and for those right
/// in the folders in it, each a day. What is hidden is left out; what else is, is told.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == STANDARD_INPUT {
            if files.iter().any(|file: &Input| file.path == *path) {
                return Err(Failure::new("standard input can be read only once, but - was given twice"));
            }
            files.push(Input { path: path.clone() });
            continue;
        }
        let about = fs::metadata(path).map_err(|error| Failure::of_file(path, "read", &error))?;
        if about.is_dir() {
            files.extend(files_of_folder(path)?.into_iter().map(|path| Input { path }));
        } else if about.is_file() {
            files.push(Input { path: path.clone() });
        } else {
            // A pipe can be read only once, and a file is read several times.
            return Err(Failure::new(format!(
                "{} is not a regular file; pipe its contents to standard input (-) instead",
                path.display()
            )));
        }
    }
    Ok(files)
}

/// The files right in a folder, and those right in each folder in it.
fn files_of_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut files, folders) = entries(folder)?;
    for day in folders {
        let (of_day, deeper) = entries(&day)?;
        files.extend(of_day);
        for folder in deeper {
            complain(&format!("{} is skipped: it is nested too deeply in the folder given", folder.display()));
        }
    }
    files.retain(|file| {
        let own = what_of_ours(file);
        if let Some(what) = own {
            complain(&format!("{} is skipped: it is a {what}, not a daily file", file.display()));
        }
        own.is_none()
    });
    if files.is_empty() {
        return Err(Failure::new(format!("there are no files in the folder {}", folder.display())));
    }
    Ok(files)
}

/// The files and the folders right in a folder, by name.
fn entries(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let failed = |error| Failure::of_file(folder, "read", &error);
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        // Follows links, as opening the file would.
        let about = fs::metadata(&path).map_err(|error| Failure::of_file(&path, "read", &error))?;
        if about.is_file() {
            files.push(path);
        } else if about.is_dir() {
            folders.push(path);
        } else {
            complain(&format!("{} is left out: it is not a regular file", path.display()));
        }
    }
    files.sort();
    folders.sort();
    Ok((files, folders))
}

/// The name of a file without its folders, as reports and the rules on names know it.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}
