//! Our own processes, the browser's included, as Linux tells of them; elsewhere nothing is known.

use std::collections::BTreeSet;
use std::fs;

/// A running process.
#[derive(Clone, Debug)]
pub(crate) struct Process {
    pub(crate) id: u32,
    parent: u32,
    /// What it and its ended children have computed, in ticks of the clock.
    pub(crate) ticks: u64,
}

impl Process {
    /// Whether it is one of the browser's that hold pages and their workers.
    pub(crate) fn is_renderer(&self) -> bool {
        let words = fs::read(format!("/proc/{}/cmdline", self.id)).unwrap_or_default();
        // A process that came about by copying another has all of its words in one.
        String::from_utf8_lossy(&words).contains("--type=renderer")
    }

    /// The most memory that it had at any time, in bytes.
    pub(crate) fn peak_memory(&self) -> u64 {
        kilobytes(&format!("/proc/{}/status", self.id), "VmHWM:")
    }

    /// The memory that it has now, what is shared counted in parts, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        kilobytes(&format!("/proc/{}/smaps_rollup", self.id), "Pss:")
    }
}

/// This process and all that come from it.
pub(crate) fn own() -> Vec<Process> {
    let mut all = all();
    let mut ours = BTreeSet::from([std::process::id()]);
    // A parent may stand behind its child in the list.
    loop {
        let before = ours.len();
        ours.extend(
            all.iter().filter(|process| ours.contains(&process.parent)).map(|process| process.id).collect::<Vec<_>>(),
        );
        if ours.len() == before {
            break;
        }
    }
    all.retain(|process| ours.contains(&process.id));
    all
}

/// Ends what holds a page that answers no more, so that the browser itself can be closed.
pub(crate) fn end_renderers() {
    for process in own().iter().filter(|process| process.is_renderer()) {
        // One that is gone already is no loss.
        let _ = std::process::Command::new("kill").args(["-KILL", &process.id.to_string()]).status();
    }
}

fn all() -> Vec<Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| read(entry.file_name().to_str()?.parse().ok()?)).collect()
}

fn read(id: u32) -> Option<Process> {
    let line = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in brackets, may hold anything.
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |index: usize| fields.get(index).and_then(|field| field.parse::<u64>().ok());
    let parent = u32::try_from(number(1)?).ok()?;
    let ticks = (11..=14).filter_map(number).sum();
    Some(Process { id, parent, ticks })
}

fn kilobytes(file: &str, name: &str) -> u64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or(0) * 1024
}
