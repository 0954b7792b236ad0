//! Whether anybody else used the machine while something was measured.

use std::fs;
use std::time::{Duration, Instant};

use crate::processes;

/// Above this share of all cores' time, what others did is called a load.
pub(crate) const TOLERATED: f64 = 0.1;

/// Over a shorter time the ticks of the clock say little: what is missing is waited for.
const LONG_ENOUGH: Duration = Duration::from_millis(500);

/// What the machine has done up to a moment, in ticks of the clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    at: Instant,
    all: u64,
    busy: u64,
    /// What the host of a virtual machine took away.
    stolen: u64,
    ours: u64,
}

impl Moment {
    /// This moment; `None` where the system does not tell.
    pub(crate) fn now() -> Option<Self> {
        let text = fs::read_to_string("/proc/stat").ok()?;
        let fields: Vec<u64> =
            text.lines().next()?.split_whitespace().skip(1).filter_map(|field| field.parse().ok()).collect();
        let [user, nice, system, idle, waiting, interrupts, soft, stolen, ..] = fields.as_slice() else { return None };
        let busy = user + nice + system + interrupts + soft;
        let ours = processes::own().iter().map(|process| process.ticks).sum();
        Some(Self { at: Instant::now(), all: busy + idle + waiting + stolen, busy, stolen: *stolen, ours })
    }

    /// The share of all cores' time since this moment that went to others.
    pub(crate) fn foreign_since(self) -> Option<f64> {
        std::thread::sleep(LONG_ENOUGH.saturating_sub(self.at.elapsed()));
        let now = Self::now()?;
        let others = (now.busy - self.busy).saturating_sub(now.ours.saturating_sub(self.ours));
        let all = (now.all - self.all).max(1);
        Some((others + now.stolen - self.stolen) as f64 / all as f64)
    }
}
