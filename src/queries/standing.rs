//! Where a program stands on its way to go live, and its days as a calendar.

use daybreak_calendar::{BusinessCalendar, Date, Timestamp, activity_day_default, cutoff, next_open};
use daybreak_report::readiness::{Readiness, Streak};

use super::dates::{long_date, month_title, short_date};

/// At most so many months are shown at first.
const MONTHS_SHOWN: usize = 2;

/// Where the program stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The run of passed days up to the last one that was checked.
    pub streak: Streak,
    /// How many the milestone needs; 0 where days do not count.
    pub needed: u64,
    /// The day to check next: the one after the run, else the first whose files are not late.
    pub next: Date,
    /// That day was not checked although its files were due: the run ends before it. Never without a run.
    pub overdue: bool,
    /// When the files of that day are due.
    pub due: Date,
}

/// Works out where the program stands.
pub fn standing(readiness: &Readiness, calendar: &BusinessCalendar, now: Timestamp) -> Standing {
    let after_last = readiness.last().and_then(|last| last.tomorrow().ok());
    let streak = readiness.streak();
    let from = after_last.max(readiness.since).unwrap_or_else(|| activity_day_default(now));
    // Only a run can be broken by what is late; one that has yet to begin, begins with what is not.
    let next = if streak.days > 0 { cutoff(calendar, from) } else { next_open(calendar, from, now) };
    Standing {
        overdue: next.seconds_left(now) <= 0,
        streak,
        needed: readiness.milestone.days_needed(),
        next: next.activity_day,
        due: next.due_date,
    }
}

impl Standing {
    /// Whether the milestone has its days.
    pub fn is_reached(&self) -> bool {
        self.needed > 0 && self.streak.days >= self.needed
    }

    /// In a few words.
    pub fn title(&self) -> String {
        let days = self.streak.days;
        match self.needed {
            0 => "This milestone needs no days of tests".to_owned(),
            needed if days >= needed => format!("{days} consecutive days passed: {needed} are needed"),
            needed => format!("{days} of {needed} consecutive days passed"),
        }
    }

    /// Which days they are, what broke the run, and what comes next; a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(from) = self.streak.from
            && let Some(last) = self.next.yesterday().ok().filter(|_| self.streak.days > 1)
        {
            said.push(format!("The days of {} to {}.", short_date(from), short_date(last)));
        }
        if let Some((day, why)) = self.streak.broken_by {
            let broken = if self.streak.days == 0 { "does not count" } else { "broke the run before" };
            let mend = if self.streak.days == 0 { " Fix that, then check it again." } else { "" };
            said.push(format!("{} {broken}: {why}.{mend}", short_date(day)));
        }
        if self.is_reached() {
            said.push("All required days have passed. What else the next milestone needs is listed below.".to_owned());
        } else if self.overdue {
            said.push(format!(
                "{} was not checked here, and its files were due before {}, 6:00 a.m. Central: unless it is checked too, the run starts over.",
                long_date(self.next),
                short_date(self.due)
            ));
        } else if self.needed > 0 {
            let due = long_date(self.due);
            said.push(format!(
                "Next: the files of {}, due before {due}, 6:00 a.m. Central. Weekends and holidays count too.",
                long_date(self.next)
            ));
        }
        said
    }
}

/// What is known of a day in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMark {
    /// It passed.
    Passed,
    /// It does not count, and why.
    Failed(&'static str),
    /// Its files were due and it was not checked.
    Unchecked,
    /// It is yet to come, or not due yet.
    Open,
    /// It lies before the days that count, or before the first one.
    Aside,
}

/// A day in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// Which.
    pub date: Date,
    /// What is known of it.
    pub mark: DayMark,
    /// It belongs to the run at the end.
    pub in_streak: bool,
}

/// A month of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// "November 2026".
    pub title: String,
    /// Its weeks, Monday first; `None` where the day is another month's.
    pub weeks: Vec<[Option<CalendarDay>; 7]>,
}

/// The months from the first day that was checked to the present, the latest first; at first only a few of them.
pub fn months(readiness: &Readiness, calendar: &BusinessCalendar, now: Timestamp, all: bool) -> (Vec<Month>, bool) {
    let present = activity_day_default(now);
    let first = readiness.days.first().map_or(present, |day| day.activity_day).min(present);
    let last = readiness.last().unwrap_or(present).max(present);
    let streak = readiness.streak();
    let mark = |date: Date| match readiness.day(date).map(|day| readiness.why_not(day)) {
        Some(None) => DayMark::Passed,
        Some(Some(why)) => DayMark::Failed(why),
        None if date < readiness.since.unwrap_or(first).max(first) => DayMark::Aside,
        None if date <= present && cutoff(calendar, date).seconds_left(now) <= 0 => DayMark::Unchecked,
        None => DayMark::Open,
    };
    let day = |date: Date| CalendarDay {
        date,
        mark: mark(date),
        in_streak: streak.from.is_some_and(|from| date >= from) && readiness.last().is_some_and(|last| date <= last),
    };
    let mut months = Vec::new();
    let mut start = last.first_of_month();
    while start >= first.first_of_month() {
        if !all && months.len() == MONTHS_SHOWN {
            return (months, true);
        }
        months.push(month(start, day));
        let Ok(before) = start.yesterday() else { break };
        start = before.first_of_month();
    }
    (months, false)
}

fn month(start: Date, day: impl Fn(Date) -> CalendarDay) -> Month {
    let mut weeks: Vec<[Option<CalendarDay>; 7]> = Vec::new();
    let mut week = [None; 7];
    let mut date = start;
    loop {
        let at = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        if let Some(slot) = week.get_mut(at) {
            *slot = Some(day(date));
        }
        let next = date.tomorrow().ok().filter(|next| next.month() == start.month());
        if at == 6 || next.is_none() {
            weeks.push(std::mem::take(&mut week));
        }
        match next {
            Some(next) => date = next,
            None => return Month { title: month_title(start), weeks },
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use daybreak_engine::Verdict;
    use daybreak_report::readiness::{DayResult, Milestone};

    use super::*;

    fn readiness(days: impl IntoIterator<Item = (u8, Verdict)>) -> Readiness {
        let mut readiness = Readiness::default();
        for (day, verdict) in days {
            readiness.record(DayResult {
                activity_day: format!("2026-11-{day:02}").parse().unwrap(),
                verdict,
                all_due: true,
                in_time: None,
                files: Vec::new(),
                checked_at: "2026-11-22T12:00:00Z".parse().unwrap(),
                compared_with: None,
            });
        }
        readiness
    }

    fn at(now: &str, readiness: &Readiness) -> Standing {
        standing(readiness, &BusinessCalendar::new(), now.parse().unwrap())
    }

    #[test]
    fn says_how_many_days_and_which_comes_next() {
        // Monday, November 16 to Thursday, November 19; it is Friday the 20th, noon, Central.
        let stands = at("2026-11-20T18:00:00Z", &readiness((16..=19).map(|day| (day, Verdict::Accepted))));
        assert_eq!(stands.title(), "4 of 7 consecutive days passed");
        assert!(!stands.overdue);
        assert_eq!(
            stands.sentences(),
            [
                "The days of Nov 16 to Nov 19.",
                "Next: the files of Friday, November 20, 2026, due before Monday, November 23, 2026, 6:00 a.m. Central. \
                 Weekends and holidays count too."
            ]
        );
    }

    #[test]
    fn a_day_that_nobody_checked_ends_the_run() {
        let days = readiness((16..=19).map(|day| (day, Verdict::Accepted)));
        assert!(!at("2026-11-23T11:59:59Z", &days).overdue, "a Friday's files are due on Monday");
        assert!(at("2026-11-23T12:00:00Z", &days).overdue);
    }

    #[test]
    fn without_a_run_the_next_day_is_one_whose_files_are_not_late() {
        // Monday, November 30, 5:00 p.m. Central: Sunday's files were due in the morning.
        let now = "2026-11-30T23:00:00Z";
        let next = "Next: the files of Monday, November 30, 2026, due before Tuesday, December 1, 2026, 6:00 a.m. Central. \
                    Weekends and holidays count too.";
        assert_eq!(at(now, &Readiness::default()).sentences(), [next]);
        let since = Readiness { since: Some(crate::state::fixtures::date("2026-11-10")), ..Readiness::default() };
        assert_eq!(at(now, &since).sentences(), [next]);
        // A day that does not count leaves no run that could begin anew.
        let failed = at(now, &readiness([(16, Verdict::Rejected)]));
        assert!(!failed.overdue);
        assert_eq!(failed.sentences()[1], next);
    }

    #[test]
    fn says_what_broke_the_run() {
        let days = [(14, Verdict::Rejected), (15, Verdict::Accepted), (16, Verdict::Accepted)];
        let said = at("2026-11-17T18:00:00Z", &readiness(days)).sentences();
        assert_eq!(said.get(1).unwrap(), "Nov 14 broke the run before: there are errors.");
        let said = at("2026-11-17T18:00:00Z", &readiness([(16, Verdict::Incomplete)])).sentences();
        assert_eq!(said[0], "Nov 16 does not count: something was not checked. Fix that, then check it again.");
    }

    #[test]
    fn the_gate_is_reached_with_seven() {
        let mut days = readiness((10..=16).map(|day| (day, Verdict::Accepted)));
        let stands = at("2026-11-17T18:00:00Z", &days);
        assert!(stands.is_reached());
        assert_eq!(
            stands.sentences().last().unwrap(),
            "All required days have passed. What else the next milestone needs is listed below."
        );
        days.milestone = Milestone::Production;
        days.since = "2026-11-17".parse().ok();
        let stands = at("2026-11-17T18:00:00Z", &days);
        assert_eq!((stands.is_reached(), stands.streak.days, stands.next.to_string()), (false, 0, "2026-11-17".into()));
        days.milestone = Milestone::Kickoff;
        assert_eq!(at("2026-11-17T18:00:00Z", &days).title(), "This milestone needs no days of tests");
    }

    #[test]
    fn the_calendar_holds_each_day_once_and_marks_it() {
        let days = readiness([(16, Verdict::Accepted), (17, Verdict::Rejected), (19, Verdict::Accepted)]);
        let now = "2026-11-24T18:00:00Z".parse().unwrap();
        let (months, more) = months(&days, &BusinessCalendar::new(), now, false);
        assert_eq!((months.len(), more), (1, false));
        let all: Vec<CalendarDay> = months[0].weeks.iter().flatten().flatten().copied().collect();
        assert_eq!(all.len(), 30);
        let mark = |day: usize| all[day - 1].mark;
        assert_eq!(mark(15), DayMark::Aside);
        assert_eq!(mark(16), DayMark::Passed);
        assert_eq!(mark(17), DayMark::Failed("there are errors"));
        assert_eq!(mark(18), DayMark::Unchecked);
        assert_eq!((mark(19), all[18].in_streak, all[15].in_streak), (DayMark::Passed, true, false));
        assert_eq!((mark(22), mark(23)), (DayMark::Unchecked, DayMark::Unchecked));
        assert_eq!(mark(24), DayMark::Open);
        // November 2026 begins on a Sunday.
        assert_eq!(months[0].weeks[0].iter().flatten().count(), 1);
        assert!(months[0].weeks[0][6].is_some());
    }

    #[test]
    fn older_months_are_shown_when_asked_for() {
        let mut days = readiness([(16, Verdict::Accepted)]);
        let mut early = days.days[0].clone();
        early.activity_day = "2026-07-30".parse().unwrap();
        days.record(early);
        let now = "2026-11-24T18:00:00Z".parse().unwrap();
        let shown = |all| months(&days, &BusinessCalendar::new(), now, all);
        assert_eq!((shown(false).0.len(), shown(false).1), (2, true));
        assert_eq!((shown(true).0.len(), shown(true).1), (5, false));
    }
}
