//! Days and moments of a file: gathered while reading, judged at the end, when its activity day is known.

use daybreak_calendar::{Date, central_date, cutoff, day_bounds};
use serde::{Deserialize, Serialize};

use super::settings::Settings;
use crate::head::FileName;

/// A moment may be so far ahead of `now`, in seconds, before it counts as in the future: clocks differ.
const CLOCK_SKEW: i64 = 300;

/// The most distinct days that are told apart. A file with more of them is of no day in particular, and none is counted:
/// which came first must not matter, for the parts of a file are read side by side.
const MOST_DAYS: usize = 512;

/// Whether a moment is later than the present.
pub(crate) fn is_future(instant: i64, settings: &Settings) -> bool {
    instant > latest(settings)
}

/// The last moment that is not in the future.
pub(crate) fn latest(settings: &Settings) -> i64 {
    settings.now.as_second() + CLOCK_SKEW
}

/// How often each Central day occurs among some moments.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct DayCounts {
    days: Vec<DayCount>,
    too_many: bool,
    /// The position of the day seen last: most files have one or two.
    last: usize,
}

#[derive(Debug, Serialize, Deserialize)]
struct DayCount {
    #[serde(with = "crate::wire::day")]
    day: Date,
    start: i64,
    end: i64,
    count: u64,
}

impl DayCount {
    fn holds(&self, instant: i64) -> bool {
        (self.start..self.end).contains(&instant)
    }
}

impl DayCounts {
    #[inline]
    pub(crate) fn add(&mut self, instant: i64) {
        match self.days.get_mut(self.last) {
            Some(entry) if entry.holds(instant) => entry.count += 1,
            _ => self.add_to_another(instant),
        }
    }

    /// The same as adding each of so many moments, of which these are the first and the last.
    fn add_all(&mut self, instants: impl Iterator<Item = i64>, (first, last): (i64, i64), count: u64) {
        match self.days.get_mut(self.last) {
            // Moments between two of one day are of that day.
            Some(entry) if entry.holds(first) && entry.holds(last) => entry.count += count,
            _ => instants.for_each(|instant| self.add(instant)),
        }
    }

    fn add_to_another(&mut self, instant: i64) {
        match self.days.iter().position(|entry| entry.holds(instant)) {
            Some(known) => self.last = known,
            None if self.too_many => return,
            None => {
                let day = central_date(instant);
                let (start, end) = day_bounds(day);
                self.last = self.days.len();
                self.days.push(DayCount { day, start, end, count: 0 });
                self.limit();
            }
        }
        if let Some(entry) = self.days.get_mut(self.last) {
            entry.count += 1;
        }
    }

    fn append(&mut self, later: Self) {
        self.too_many |= later.too_many;
        for entry in later.days {
            match self.days.iter_mut().find(|known| known.day == entry.day) {
                Some(known) => known.count += entry.count,
                None => self.days.push(entry),
            }
        }
        self.limit();
    }

    fn limit(&mut self) {
        self.too_many |= self.days.len() > MOST_DAYS;
        if self.too_many {
            self.days.clear();
        }
    }

    /// The commonest day; the earliest of several.
    fn commonest(&self) -> Option<Date> {
        self.days.iter().max_by_key(|entry| (entry.count, std::cmp::Reverse(entry.day))).map(|entry| entry.day)
    }

    fn count(&self, day: Date) -> u64 {
        self.days.iter().find(|entry| entry.day == day).map_or(0, |entry| entry.count)
    }
}

/// The first and the last of some moments.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Extent(Option<(i64, i64)>);

impl Extent {
    fn add(&mut self, instant: i64) {
        self.0 = Some(self.0.map_or((instant, instant), |(first, last)| (first.min(instant), last.max(instant))));
    }

    fn append(&mut self, later: &Self) {
        if let Some((first, last)) = later.0 {
            self.add(first);
            self.add(last);
        }
    }

    fn within(&self, window: (i64, i64)) -> bool {
        self.0.is_none_or(|(first, last)| window.0 <= first && last < window.1)
    }
}

/// The moments of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Moments {
    effective_days: DayCounts,
    generated_days: DayCounts,
    effective: Extent,
    generated: Extent,
}

impl Moments {
    pub(crate) fn effective_at(&mut self, instant: i64) {
        self.effective_days.add(instant);
        self.effective.add(instant);
    }

    pub(crate) fn generated_at(&mut self, instant: i64) {
        self.generated_days.add(instant);
        self.generated.add(instant);
    }

    /// Adds the moments of several records.
    pub(crate) fn all_effective_at(&mut self, instants: impl Iterator<Item = i64> + Clone) {
        add_all(&mut self.effective_days, &mut self.effective, instants);
    }

    /// The same of when they were written.
    pub(crate) fn all_generated_at(&mut self, instants: impl Iterator<Item = i64> + Clone) {
        add_all(&mut self.generated_days, &mut self.generated, instants);
    }

    /// Takes over the moments of records further on in the file.
    pub(crate) fn append(&mut self, later: Self) {
        self.effective_days.append(later.effective_days);
        self.generated_days.append(later.generated_days);
        self.effective.append(&later.effective);
        self.generated.append(&later.generated);
    }
}

fn add_all(days: &mut DayCounts, extent: &mut Extent, instants: impl Iterator<Item = i64> + Clone) {
    let (mut first, mut last, mut count) = (i64::MAX, i64::MIN, 0);
    for instant in instants.clone() {
        first = first.min(instant);
        last = last.max(instant);
        count += 1;
    }
    if count > 0 {
        days.add_all(instants, (first, last), count);
        extent.add(first);
        extent.add(last);
    }
}

/// In which windows the moments of a file must lie.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Windows {
    #[serde(with = "crate::wire::day")]
    pub(crate) activity_day: Date,
    /// Half open, in seconds since 1970.
    pub(crate) effective: (i64, i64),
    pub(crate) generated: (i64, i64),
}

/// What the moments of a file come to.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    /// The day whose activity the file carries.
    pub(crate) activity_day: Option<Date>,
    /// The name's date contradicts all records, or the day that the user gave: the date that was expected in it.
    pub(crate) name_date_expected: Option<Date>,
    /// How many records would be off only because the name's date is.
    pub(crate) folded: u64,
    /// Some moment lies outside of these windows; a second reading finds out which.
    pub(crate) look_again: Option<Windows>,
}

/// When the file of an activity day is generated: from its end until the file is due.
fn generated_window(activity_day: Date, settings: &Settings) -> (i64, i64) {
    (day_bounds(activity_day).1, cutoff(&settings.calendar(), activity_day).due.as_second())
}

impl Moments {
    /// Whether the file was generated when that of one day is, and not when that of another is. Then its name is right
    /// about the day, and its records are not.
    fn are_generated_for(&self, named: Date, seen: Date, settings: &Settings) -> bool {
        let fit = |day| self.generated.within(generated_window(day, settings));
        self.generated.0.is_some() && fit(named) && !fit(seen)
    }
}

/// Judges the moments of a file.
pub(crate) fn judge(moments: &Moments, name: &FileName, open_ended: bool, settings: &Settings) -> Judgement {
    let told = settings.activity_day;
    let named = name.activity_day();
    // Records of an open-ended file may have become effective after the activity day; its writing tells the day.
    let seen = if open_ended {
        moments.generated_days.commonest().and_then(|day| day.yesterday().ok())
    } else {
        moments.effective_days.commonest()
    };
    let mut judgement = Judgement { activity_day: told.or(named).or(seen), ..Judgement::default() };
    if let (Some(told), Some(named)) = (told, named)
        && told != named
    {
        judgement.name_date_expected = told.tomorrow().ok();
    }
    if let (None, Some(named), Some(seen)) = (told, named, seen)
        && seen != named
        && !open_ended
        && moments.effective_days.count(named) == 0
        && !moments.are_generated_for(named, seen, settings)
    {
        judgement.activity_day = Some(seen);
        judgement.name_date_expected = seen.tomorrow().ok();
        judgement.folded = moments.effective_days.count(seen);
    }
    let Some(activity_day) = judgement.activity_day else { return judgement };
    let (start, end) = day_bounds(activity_day);
    let generated = generated_window(activity_day, settings);
    let due = generated.1;
    let windows = Windows { activity_day, effective: (start, if open_ended { due } else { end }), generated };
    if !moments.effective.within(windows.effective) || !moments.generated.within(windows.generated) {
        judgement.look_again = Some(windows);
    }
    judgement
}
