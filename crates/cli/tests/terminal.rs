//! Colours: on a terminal, unless its user has refused them, and nowhere else.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test has no readers, and shares its helpers")]

mod common;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Folder, NOW, daybreak};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// A command whose user has neither asked for colours nor refused them.
fn command(path: &Path, further: &[&str]) -> Command {
    let mut command = daybreak();
    command.arg("check").arg(path).args(["--now", NOW]).args(further);
    command.env_remove("NO_COLOR").env("TERM", "xterm-256color");
    command
}

/// What a command writes to a terminal, the ends of lines as it wrote them.
fn on_terminal(mut command: Command) -> String {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut child = command.stdin(Stdio::null()).stdout(theirs).stderr(Stdio::piped()).spawn().unwrap();
    // The terminal is gone once nobody has it any more: the command has it too.
    drop(command);
    let mut written = Vec::new();
    let mut ours = File::from(ours);
    let mut piece = [0; 4096];
    // Linux answers with an error when the other side is gone, others with nothing more to read.
    while let Ok(length) = ours.read(&mut piece)
        && length > 0
    {
        written.extend_from_slice(&piece[..length]);
    }
    child.wait().unwrap();
    String::from_utf8(written).unwrap().replace("\r\n", "\n")
}

/// What a command writes to a pipe.
fn piped(mut command: Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// A text without its colours.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

#[test]
fn a_report_has_colours_on_a_terminal_alone() {
    let folder = Folder::new();
    let path = folder.sample_with("accounts", "status", "");
    let without = piped(command(&path, &[]));
    assert!(!without.contains('\u{1b}') && without.contains("value-required"), "{without}");
    let with = on_terminal(command(&path, &[]));
    assert!(with.contains("\u{1b}[33mwarning\u{1b}[0m"), "{with}");
    assert_eq!(plain(&with), without, "but for the colours it is the same");
}

#[test]
fn a_terminal_whose_user_refuses_colours_gets_none() {
    let folder = Folder::new();
    let path = folder.sample_with("accounts", "status", "");
    let without = piped(command(&path, &[]));
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut command = command(&path, &[]);
        command.env(name, value);
        assert_eq!(on_terminal(command), without, "{name}={value}");
    }
}

#[test]
fn what_is_for_machines_and_what_goes_into_a_file_has_no_colours_on_a_terminal_either() {
    let folder = Folder::new();
    let path = folder.sample_with("accounts", "status", "");
    for format in ["json", "csv"] {
        let told = on_terminal(command(&path, &["--format", format]));
        assert_eq!(told, piped(command(&path, &["--format", format])));
        assert!(told.contains("value-required") && !told.contains('\u{1b}'), "{told}");
    }
    let report = folder.path().join("report.txt");
    on_terminal(command(&path, &["--output", report.to_str().unwrap()]));
    let saved = std::fs::read_to_string(report).unwrap();
    assert_eq!(saved, piped(command(&path, &[])));
}
