//! The memory of the page and its workers, which share a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::processes;

/// How often the memory of all processes is looked at.
const EVERY: Duration = Duration::from_millis(100);

/// Megabytes (10⁶).
pub(super) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The most memory that the process of the page had so far, in megabytes. The page's is the largest.
pub(super) fn peak() -> f64 {
    let renderers = processes::own().into_iter().filter(processes::Process::is_renderer);
    megabytes(renderers.map(|process| process.peak_memory()).max().unwrap_or(0))
}

/// Watches what all of the browser's processes have together.
pub(super) struct Watch {
    most: Arc<AtomicU64>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub(super) fn start() -> Self {
        let (most, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let thread = {
            let (most, is_over) = (Arc::clone(&most), Arc::clone(&is_over));
            std::thread::spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    let ours = processes::own();
                    let browser = ours.iter().filter(|process| process.id != std::process::id());
                    most.fetch_max(browser.map(processes::Process::memory).sum(), Ordering::Relaxed);
                    std::thread::sleep(EVERY);
                }
            })
        };
        Self { most, is_over, thread: Some(thread) }
    }

    /// The most there was, in megabytes.
    pub(super) fn most(&self) -> f64 {
        megabytes(self.most.load(Ordering::Relaxed))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
