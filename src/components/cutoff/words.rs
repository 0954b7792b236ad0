//! What is said about a cutoff.

use daybreak_calendar::{Closure, Cutoff, Timestamp};

use super::state::State;
use crate::queries::dates::{day, long_date};
use crate::queries::day::{Faults, Sending};

/// A length of time by unit, from days down to seconds; days are left out when there are none.
pub(super) fn parts(seconds: i64) -> Vec<(u64, &'static str)> {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let mut parts = vec![(days, "d"), (hours, "h"), (minutes, "min"), (seconds % 60, "s")];
    if days == 0 {
        parts.remove(0);
    }
    parts
}

/// The time left in a few words, such as "14 h 32 min left" or "late by 5 min 12 s".
pub(crate) fn left_in_words(seconds_left: i64) -> String {
    let largest: Vec<String> = parts(seconds_left)
        .into_iter()
        .skip_while(|(count, _)| *count == 0)
        .take(2)
        // A count stays on the line of its unit.
        .map(|(count, unit)| format!("{count}\u{a0}{unit}"))
        .collect();
    match (largest.is_empty(), seconds_left > 0) {
        (true, _) => "due this second".to_owned(),
        (_, true) => format!("{} left", largest.join(" ")),
        (_, false) => format!("late by {}", largest.join(" ")),
    }
}

/// What happens to the day's files if they are sent now, as they are.
pub(super) fn if_sent_now(cutoff: &Cutoff, now: Timestamp, sending: &Sending) -> String {
    let of = long_date(cutoff.activity_day);
    let left = left_in_words(cutoff.seconds_left(now));
    let state = State::of(cutoff, now);
    if state == State::Early {
        return format!(
            "{of} is not over yet in Central time: a file sent now could not cover the whole day. Send it once \
             {} has begun.",
            long_date(cutoff.file_date)
        );
    }
    let when = match state {
        State::Soon => format!("still arrive in time, with {left}"),
        State::Late => format!("are {left}"),
        State::Early | State::Open => "arrive in time".to_owned(),
    };
    let late = state == State::Late;
    // What is good news is followed by a "but", what is bad already by an "and".
    let joined = if late { "and" } else { "but" };
    let then = match sending {
        Sending::Unknown | Sending::Good if late => ". Send them, and tell your technical account manager.".to_owned(),
        Sending::Unknown | Sending::Good => ".".to_owned(),
        Sending::Checking => ". Whether they would be accepted is still being checked.".to_owned(),
        Sending::Bad(faults) => {
            let against = match (faults.reject(), missing(faults)) {
                (true, Some(missing)) => format!("would be rejected, and {missing}"),
                (true, None) => "would be rejected".to_owned(),
                (false, Some(missing)) => missing,
                (false, None) => "not everything could be checked".to_owned(),
            };
            format!(", {joined} {against}. {}", first(faults, late))
        }
    };
    format!("If sent now, the files of {of} {when}{then}")
}

/// What to do next with a file against which nothing stands: what the cutoff has to say of its day, in short.
pub(crate) fn next_for_file(late: bool, sending: &Sending) -> String {
    match sending {
        Sending::Unknown | Sending::Good if late => {
            "It is late already: send it now, and tell your technical account manager.".to_owned()
        }
        Sending::Unknown | Sending::Good => "Send it before the cutoff.".to_owned(),
        Sending::Checking => "The files of its day are still being checked.".to_owned(),
        Sending::Bad(faults) => {
            let against = match (faults.reject(), missing(faults)) {
                (true, Some(missing)) => format!("The files of its day would be rejected, and {missing}"),
                (true, None) => "The files of its day would be rejected".to_owned(),
                (false, Some(missing)) => format!("The files of its day are not complete: {missing}"),
                (false, None) => "Not everything in the files of its day could be checked".to_owned(),
            };
            format!("{against}. {}", first(faults, late))
        }
    }
}

/// Which files are missing, if any are.
fn missing(faults: &Faults) -> Option<String> {
    let is = if faults.missing.len() == 1 { "is" } else { "are" };
    (!faults.missing.is_empty()).then(|| format!("{} {is} missing", listed(&faults.missing)))
}

/// What to do first about files that are not fit to be sent.
fn first(faults: &Faults, late: bool) -> String {
    let first = match (faults.reject(), faults.missing.is_empty()) {
        (true, false) => "Fix and complete them first.",
        (true, true) => "Fix them first.",
        (false, false) => "Complete them first.",
        (false, true) => "First see what is wrong.",
    };
    let tell = if late { " Tell your technical account manager that they are late." } else { "" };
    format!("{first}{tell}")
}

/// "A, B and C".
fn listed(all: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        words => words.concat(),
    }
}

/// The other days whose files are due at the same moment.
pub(super) fn also_due(cutoff: &Cutoff) -> Option<String> {
    let days: Vec<String> = cutoff.also_due.iter().copied().map(day).collect();
    (!days.is_empty()).then(|| format!("Also due then: the files of {}.", listed(&days)))
}

/// What is due next, once a cutoff has passed.
pub(super) fn next_in_words(next: &Cutoff, now: Timestamp) -> String {
    format!(
        "Due next are the files of {}: before {}, 6:00 a.m. Central, {}.",
        long_date(next.activity_day),
        long_date(next.due_date),
        left_in_words(next.seconds_left(now))
    )
}

/// Why a day is passed over. That a Saturday is a Saturday is no reason: it is the weekend that counts.
pub(super) fn reason(closure: Closure) -> String {
    match closure {
        Closure::Saturday | Closure::Sunday => "weekend".to_owned(),
        Closure::Holiday(_) | Closure::ProgramClosed => closure.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a date that cannot be read must fail the test")]

    use super::*;
    use daybreak_calendar::{BusinessCalendar, cutoff};

    #[test]
    fn time_left_is_said_by_its_two_largest_units() {
        assert_eq!(left_in_words(14 * 3600 + 32 * 60 + 8), "14\u{a0}h 32\u{a0}min left");
        assert_eq!(left_in_words(2 * 86_400 + 3_600), "2\u{a0}d 1\u{a0}h left");
        assert_eq!(left_in_words(59), "59\u{a0}s left");
        assert_eq!(left_in_words(0), "due this second");
        assert_eq!(left_in_words(-312), "late by 5\u{a0}min 12\u{a0}s");
    }

    #[test]
    fn days_are_counted_only_when_there_are_any() {
        assert_eq!(parts(3_661), [(1, "h"), (1, "min"), (1, "s")]);
        assert_eq!(parts(90_061), [(1, "d"), (1, "h"), (1, "min"), (1, "s")]);
    }

    fn friday() -> Cutoff {
        cutoff(&BusinessCalendar::new(), "2026-11-20".parse().unwrap())
    }

    #[test]
    fn the_other_days_that_are_due_together_are_named() {
        assert_eq!(
            also_due(&friday()).as_deref(),
            Some("Also due then: the files of Saturday, November 21 and Sunday, November 22.")
        );
        let monday = cutoff(&BusinessCalendar::new(), "2026-11-23".parse().unwrap());
        assert_eq!(also_due(&monday), None);
    }

    #[test]
    fn what_is_due_next_is_said_in_full() {
        assert_eq!(
            next_in_words(&friday(), "2026-11-22T18:00:00Z".parse().unwrap()),
            "Due next are the files of Friday, November 20, 2026: before Monday, November 23, 2026, 6:00 a.m. Central, \
             18\u{a0}h 0\u{a0}min left."
        );
    }

    #[test]
    fn the_activity_day_is_named_in_full() {
        let said = |now: &str| if_sent_now(&friday(), now.parse().unwrap(), &Sending::Unknown);
        assert_eq!(said("2026-11-22T18:00:00Z"), "If sent now, the files of Friday, November 20, 2026 arrive in time.");
        assert!(said("2026-11-23T12:01:00Z").contains("late by 1\u{a0}min"));
        assert!(said("2026-11-20T18:00:00Z").ends_with("once Saturday, November 21, 2026 has begun."));
    }

    #[test]
    fn nobody_is_told_to_send_what_would_be_rejected() {
        let faults = |missing: &[&'static str], rejected: &[&'static str], across| {
            Sending::Bad(Faults { missing: missing.to_vec(), rejected: rejected.to_vec(), across })
        };
        let said = |now: &str, sending: &Sending| if_sent_now(&friday(), now.parse().unwrap(), sending);
        let (open, late) = ("2026-11-22T18:00:00Z", "2026-11-23T12:01:00Z");
        let in_time = "If sent now, the files of Friday, November 20, 2026 arrive in time";
        for (sending, then) in [
            (Sending::Good, "."),
            (faults(&[], &["Balances"], 0), ", but would be rejected. Fix them first."),
            (faults(&[], &[], 2), ", but would be rejected. Fix them first."),
            (faults(&["Accounts"], &[], 0), ", but Accounts is missing. Complete them first."),
            (
                faults(&["Accounts", "Balances", "Cards"], &[], 1),
                ", but would be rejected, and Accounts, Balances and Cards are missing. Fix and complete them first.",
            ),
            (faults(&[], &[], 0), ", but not everything could be checked. First see what is wrong."),
            (Sending::Checking, ". Whether they would be accepted is still being checked."),
        ] {
            assert_eq!(said(open, &sending), format!("{in_time}{then}"));
        }
        assert!(said(late, &Sending::Good).ends_with("Send them, and tell your technical account manager."));
        let rejected = said(late, &faults(&[], &["Balances"], 0));
        assert!(rejected.contains(", and would be rejected. Fix them first."), "both are bad: {rejected}");
        assert!(!rejected.contains("Send them"), "{rejected}");
    }

    #[test]
    fn a_good_file_is_not_to_be_sent_before_the_rest_of_its_day_is() {
        let accounts = Faults { missing: vec!["Accounts"], ..Faults::default() };
        let late = next_for_file(true, &Sending::Bad(accounts.clone()));
        assert_eq!(
            late,
            "The files of its day are not complete: Accounts is missing. Complete them first. Tell your technical account \
             manager that they are late."
        );
        // The same as the cutoff says.
        let cutoff = if_sent_now(&friday(), "2026-11-23T12:01:00Z".parse().unwrap(), &Sending::Bad(accounts));
        let advice = |said: &str| said.split_once("missing. ").map(|(_, advice)| advice.to_owned());
        assert_eq!(advice(&cutoff), advice(&late));
        assert_eq!(next_for_file(false, &Sending::Good), "Send it before the cutoff.");
        assert!(next_for_file(true, &Sending::Unknown).starts_with("It is late already: send it now"));
    }
}
