//! How the present stands to a cutoff, and how that looks.

use daybreak_calendar::{Cutoff, Timestamp, day_bounds};

use crate::queries::day::Sending;
use crate::queries::sign::Sign;

/// Under so many seconds left, the panel warns.
const SOON: i64 = 60 * 60;

/// How the present stands to the cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The activity day is not over.
    Early,
    Open,
    Soon,
    Late,
}

impl State {
    pub(super) fn of(cutoff: &Cutoff, now: Timestamp) -> Self {
        let (_, end) = day_bounds(cutoff.activity_day);
        match cutoff.seconds_left(now) {
            ..=0 => Self::Late,
            _ if now.as_second() < end => Self::Early,
            1..SOON => Self::Soon,
            _ => Self::Open,
        }
    }

    const fn sign(self) -> Sign {
        match self {
            Self::Early => Sign::Info,
            Self::Open => Sign::Ok,
            Self::Soon => Sign::Warning,
            Self::Late => Sign::Error,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Early => "cutoff__now--early",
            Self::Open => "cutoff__now--open",
            Self::Soon => "cutoff__now--soon",
            Self::Late => "cutoff__now--late",
        }
    }
}

/// What would be rejected looks no better for being in time, nor does what is not complete.
pub(super) fn appearance(state: State, sending: &Sending) -> (Sign, &'static str) {
    match (state, sending) {
        (State::Open | State::Soon, Sending::Bad(faults)) if faults.reject() => (Sign::Error, State::Late.class()),
        (State::Open, Sending::Bad(_)) => (Sign::Warning, State::Soon.class()),
        _ => (state.sign(), state.class()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a date that cannot be read must fail the test")]

    use super::*;
    use crate::queries::day::Faults;
    use daybreak_calendar::{BusinessCalendar, cutoff};

    fn friday() -> Cutoff {
        cutoff(&BusinessCalendar::new(), "2026-11-20".parse().unwrap())
    }

    #[test]
    fn six_o_clock_sharp_is_late() {
        let state = |now: &str| State::of(&friday(), now.parse().unwrap());
        assert_eq!(state("2026-11-23T10:59:59Z"), State::Open);
        assert_eq!(state("2026-11-23T11:59:59Z"), State::Soon);
        assert_eq!(state("2026-11-23T12:00:00Z"), State::Late);
    }

    #[test]
    fn before_midnight_central_the_day_is_not_over() {
        let state = |now: &str| State::of(&friday(), now.parse().unwrap());
        assert_eq!(state("2026-11-21T05:59:59Z"), State::Early);
        assert_eq!(state("2026-11-21T06:00:00Z"), State::Open);
    }

    #[test]
    fn what_would_be_rejected_does_not_look_good_for_being_in_time() {
        let looks = |state, faults| appearance(state, &Sending::Bad(faults)).0;
        let rejected = || Faults { across: 1, ..Faults::default() };
        assert_eq!(looks(State::Open, rejected()), Sign::Error);
        assert_eq!(looks(State::Soon, rejected()), Sign::Error);
        assert_eq!(looks(State::Open, Faults { missing: vec!["Cards"], ..Faults::default() }), Sign::Warning);
        assert_eq!(appearance(State::Open, &Sending::Good).0, Sign::Ok);
    }
}
