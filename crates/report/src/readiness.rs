//! How far a program is on its way to go live, by the days that were checked.
//!
//! Sandbox testing needs seven consecutive days of successful tests, production testing the same again. The bank wants files
//! for every calendar day, weekends and holidays included, so consecutive days are consecutive **calendar** days here; a
//! business-day count would be shorter than what is asked. A day passes when every file that is due was there, nothing was
//! rejected or left unchecked, its balances were held against those of the day before, as they are there now, and the files
//! were in time as far as that is known. The first day of a run has nothing before it.
//!
//! It holds results and hashes, never a value from a file.

use daybreak_calendar::{Date, Timestamp};
use daybreak_engine::Verdict;
use serde::{Deserialize, Serialize};

/// The version of the exported form.
const READINESS_VERSION: u32 = 1;

/// So many consecutive days are needed, in sandbox and again in production testing.
const DAYS_NEEDED: u64 = 7;

/// The days that were checked, and where the program stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// The version of the exported form: 1.
    pub readiness_version: u32,
    /// The milestone that the program is at.
    pub milestone: Milestone,
    /// The first activity day that counts for it: days before were for the one before. `null` when all count.
    #[serde(default, with = "daybreak_calendar::text::option")]
    pub since: Option<Date>,
    /// The days, in order, each once.
    pub days: Vec<DayResult>,
}

/// The milestones, each of which has to be reached before the next can begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// Use cases, money movement, timelines and due diligence are aligned.
    Kickoff,
    /// The flow of funds and the schema of each field are agreed.
    FundsFlowAndDataSchema,
    /// Tests with made-up data.
    #[default]
    Sandbox,
    /// Tests with the partner's own employees and real money.
    Production,
    /// All end customers.
    GoLive,
}

impl Milestone {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Kickoff, Self::FundsFlowAndDataSchema, Self::Sandbox, Self::Production, Self::GoLive];

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Kickoff => "Implementation kickoff",
            Self::FundsFlowAndDataSchema => "Funds flow and data schema",
            Self::Sandbox => "Sandbox testing",
            Self::Production => "Production testing",
            Self::GoLive => "Go live",
        }
    }

    /// What happens at it, in a sentence or two.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Kickoff => "Use cases, money movement, timelines and the needs of due diligence are aligned.",
            Self::FundsFlowAndDataSchema => {
                "The flow of funds is agreed, and the data: which objects go by API, which files by SFTP, the schema of each \
                 field."
            }
            Self::Sandbox => {
                "Set up in this order: your intake form; the accounts, which the bank opens; your SSH keys and webhook address; \
                 the bank's API credentials; the SFTP directory. Then tests by SFTP and by API."
            }
            Self::Production => {
                "With your own employees: real money movement, card transactions, settlements. About two weeks in all."
            }
            Self::GoLive => "All end customers.",
        }
    }

    /// The milestone that comes next.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|other| *other > self)
    }

    /// How many consecutive passed days it needs; 0 where days do not count.
    pub const fn days_needed(self) -> u64 {
        match self {
            Self::Sandbox | Self::Production => DAYS_NEEDED,
            _ => 0,
        }
    }

    /// What is needed before the next milestone can begin, beside the days.
    pub const fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Kickoff => &["the bank's proposed funds flow, reviewed"],
            Self::FundsFlowAndDataSchema => &[
                "the schema of every field agreed",
                "the partner's transaction event types submitted, and mapped by the bank to its own",
            ],
            Self::Sandbox => &[
                "the intake questionnaire submitted and reviewed",
                "the agreements executed",
                "due diligence far enough along for tests with employees",
                "the partner's accounts opened in production",
            ],
            Self::Production => &[
                "due diligence complete, two weeks ahead if possible",
                "the bank's internal risk assessment and approval",
                "production credentials issued and the IP allowlist configured",
            ],
            Self::GoLive => &[],
        }
    }
}

/// What the check of a day came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayResult {
    /// The activity day.
    #[serde(with = "daybreak_calendar::text")]
    pub activity_day: Date,
    /// What the day came to: every file and the set.
    pub verdict: Verdict,
    /// Every file that is due was there.
    pub all_due: bool,
    /// Whether the files were sent in time; `null` when that is not known.
    pub in_time: Option<bool>,
    /// The SHA-256 of the day's files, in order: a day whose files have changed has to be checked again.
    pub files: Vec<String>,
    /// When it was checked, RFC 3339 in UTC.
    #[serde(with = "daybreak_calendar::text")]
    pub checked_at: Timestamp,
    /// The SHA-256 of the Balances of the day before, against which the day's were held; empty when they were not at hand.
    /// `null` when that does not matter, or was not noted yet.
    #[serde(default)]
    pub compared_with: Option<String>,
}

impl DayResult {
    /// Why the day does not count by itself; `None` when it passed.
    fn why_not(&self) -> Option<&'static str> {
        match self.verdict {
            Verdict::Rejected => Some("there are errors"),
            _ if !self.all_due => Some("a file that is due is missing"),
            Verdict::Incomplete => Some("something was not checked"),
            Verdict::Accepted if self.in_time == Some(false) => Some("the files were late"),
            Verdict::Accepted => None,
        }
    }

    fn holds_no_values(&self) -> bool {
        let is_hash = |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.files.iter().all(is_hash) && self.compared_with.iter().all(|text| text.is_empty() || is_hash(text))
    }
}

/// A run of consecutive days that passed, up to the last day that was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// How many they are.
    pub days: u64,
    /// The first of them.
    pub from: Option<Date>,
    /// The day before them that does not count, and why; `None` when nothing came before.
    pub broken_by: Option<(Date, &'static str)>,
}

impl Default for Readiness {
    fn default() -> Self {
        Self { readiness_version: READINESS_VERSION, milestone: Milestone::default(), since: None, days: Vec::new() }
    }
}

impl Readiness {
    /// Takes the result of a day; an earlier one of the same day gives way.
    pub fn record(&mut self, result: DayResult) {
        let at = self.days.partition_point(|day| day.activity_day < result.activity_day);
        match self.days.get_mut(at).filter(|day| day.activity_day == result.activity_day) {
            Some(day) => *day = result,
            None => self.days.insert(at, result),
        }
    }

    /// The result of a day.
    pub fn day(&self, activity_day: Date) -> Option<&DayResult> {
        self.days.iter().find(|day| day.activity_day == activity_day)
    }

    /// Why a day does not count; `None` when it passed. The first of a run has nothing to be held against.
    pub fn why_not(&self, day: &DayResult) -> Option<&'static str> {
        let before = || self.day(day.activity_day.yesterday().ok()?);
        day.why_not().or_else(|| match (day.compared_with.as_deref()?, before()?) {
            ("", _) => Some("its balances were not compared with those of the day before"),
            (balances, before) if before.files.iter().all(|file| file != balances) => {
                Some("the files of the day before have changed since")
            }
            _ => None,
        })
    }

    /// The last day that was checked.
    pub fn last(&self) -> Option<Date> {
        self.days.last().map(|day| day.activity_day)
    }

    /// The streak at the last day that was checked.
    pub fn streak(&self) -> Streak {
        let mut streak = Streak::default();
        for day in self.days.iter().rev().filter(|day| self.since.is_none_or(|since| day.activity_day >= since)) {
            let date = day.activity_day;
            if let Some(due) = streak.from.and_then(|from| from.yesterday().ok())
                && date < due
            {
                streak.broken_by = Some((due, "the day was not checked"));
                break;
            }
            if let Some(why) = self.why_not(day) {
                streak.broken_by = Some((date, why));
                break;
            }
            streak.days += 1;
            streak.from = Some(date);
        }
        streak
    }

    /// Reads what was exported.
    pub fn read(json: &str) -> Result<Self, String> {
        let readiness: Self =
            serde_json::from_str(json).map_err(|error| format!("it does not hold readiness data: {error}"))?;
        if readiness.readiness_version != READINESS_VERSION {
            return Err(format!("readiness data of version {} is not supported", readiness.readiness_version));
        }
        // Nothing but hashes, days and moments is let in: what is kept must never hold a value of a file.
        if let Some(wrong) = readiness.days.iter().position(|day| !day.holds_no_values()) {
            return Err(format!("day {} of the list contains something other than checksums", wrong + 1));
        }
        let mut whole = Self { days: Vec::new(), ..readiness.clone() };
        for day in readiness.days {
            whole.record(day);
        }
        Ok(whole)
    }

    /// Writes it for export.
    pub fn render(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use super::{DayResult, Milestone, Readiness};
    use daybreak_engine::Verdict;

    fn hash(digit: char) -> String {
        digit.to_string().repeat(64)
    }

    fn day(date: &str, verdict: Verdict) -> DayResult {
        DayResult {
            activity_day: date.parse().unwrap(),
            verdict,
            all_due: true,
            in_time: None,
            files: vec![hash('a')],
            checked_at: "2026-11-22T12:00:00Z".parse().unwrap(),
            compared_with: None,
        }
    }

    fn passed(dates: impl IntoIterator<Item = u8>) -> Readiness {
        let mut readiness = Readiness::default();
        for date in dates {
            readiness.record(day(&format!("2026-11-{date:02}"), Verdict::Accepted));
        }
        readiness
    }

    #[test]
    fn seven_calendar_days_in_a_row_pass_the_gate() {
        // In whatever order they are checked; a weekend counts like any other day.
        let readiness = passed([18, 16, 17, 19, 22, 21, 20]);
        assert_eq!(readiness.streak().days, 7);
        assert_eq!(readiness.streak().from.unwrap().to_string(), "2026-11-16");
        assert_eq!(readiness.streak().broken_by, None);
    }

    #[test]
    fn a_gap_breaks_the_streak_and_so_does_a_day_that_failed() {
        let gap = passed([14, 15, 17, 18]).streak();
        assert_eq!((gap.days, gap.broken_by.unwrap().0.to_string().as_str()), (2, "2026-11-16"));
        let mut readiness = passed([14, 15, 16, 17, 18]);
        readiness.record(day("2026-11-16", Verdict::Rejected));
        let streak = readiness.streak();
        assert_eq!(streak.days, 2);
        assert_eq!(streak.broken_by.unwrap().1, "there are errors");
        readiness.record(day("2026-11-16", Verdict::Accepted));
        assert_eq!(readiness.streak().days, 5, "the day was checked again");
    }

    #[test]
    fn what_was_not_complete_or_late_does_not_count() {
        for (change, why) in [
            (DayResult { all_due: false, ..day("2026-11-18", Verdict::Accepted) }, "a file that is due is missing"),
            (DayResult { in_time: Some(false), ..day("2026-11-18", Verdict::Accepted) }, "the files were late"),
            (day("2026-11-18", Verdict::Incomplete), "something was not checked"),
        ] {
            let mut readiness = passed([16, 17]);
            readiness.record(change);
            assert_eq!((readiness.streak().days, readiness.streak().broken_by.unwrap().1), (0, why));
        }
    }

    #[test]
    fn a_day_counts_only_if_it_was_held_against_the_one_before() {
        let against = |before: String, balances: String| {
            let mut readiness = passed([16, 17]);
            readiness.record(DayResult { files: vec![before], ..day("2026-11-17", Verdict::Accepted) });
            let compared_with = Some(balances);
            readiness.record(DayResult { compared_with, ..day("2026-11-18", Verdict::Accepted) });
            readiness.streak()
        };
        assert_eq!(against(hash('a'), hash('a')).days, 3);
        let alone = against(hash('a'), String::new());
        assert_eq!(alone.broken_by.unwrap().1, "its balances were not compared with those of the day before");
        let resubmitted = against(hash('c'), hash('a'));
        assert_eq!(resubmitted.broken_by.unwrap().1, "the files of the day before have changed since");
        let mut first = Readiness::default();
        first.record(DayResult { compared_with: Some(String::new()), ..day("2026-11-18", Verdict::Accepted) });
        assert_eq!(first.streak().days, 1, "a run begins somewhere");
    }

    #[test]
    fn days_of_the_sandbox_do_not_count_for_production() {
        let mut readiness = passed(1..=9);
        readiness.milestone = Milestone::Production;
        readiness.since = "2026-11-08".parse().ok();
        assert_eq!(readiness.streak().days, 2);
        assert_eq!(Milestone::Production.next(), Some(Milestone::GoLive));
        assert_eq!(Milestone::GoLive.next(), None);
    }

    #[test]
    fn what_is_exported_can_be_imported() {
        let readiness = passed([17, 18]);
        assert_eq!(Readiness::read(&readiness.render()).unwrap(), readiness);
        assert!(Readiness::read(&readiness.render().replace("2026-11-17", "2026-13-17")).is_err());
        assert!(Readiness::read(&readiness.render().replacen(": 1", ": 2", 1)).is_err());
        assert!(Readiness::read("{}").is_err());
    }

    #[test]
    fn nothing_but_checksums_is_imported() {
        let (exported, hash) = (passed([17]).render(), hash('a'));
        for wrong in ["Jane Doe", "4111111111111111", &hash[1..], &format!("{hash}a")] {
            assert!(Readiness::read(&exported.replace(&hash, wrong)).is_err(), "{wrong}");
        }
        for wrong in ["Jane", "2026-11-22"] {
            assert!(Readiness::read(&exported.replace("2026-11-22T12:00:00Z", wrong)).is_err(), "{wrong}");
        }
        let since = |day: &str| Readiness::read(&exported.replace("\"since\": null", &format!("\"since\": \"{day}\"")));
        assert!(since("2026-11-08").is_ok() && since("Jane Doe").is_err() && since("2026-02-30").is_err());
        let against =
            |text: &str| exported.replace("\"compared_with\": null", &format!("\"compared_with\": \"{text}\""));
        assert!(Readiness::read(&against("")).is_ok() && Readiness::read(&against("4111111111111111")).is_err());
    }

    #[test]
    fn a_day_is_the_same_however_it_is_written() {
        let readiness = passed([17, 18]);
        let mut value: serde_json::Value = serde_json::from_str(&readiness.render()).unwrap();
        let mut again = value["days"][1].clone();
        again["activity_day"] = "20261118".into();
        value["days"].as_array_mut().unwrap().push(again);
        let read = Readiness::read(&value.to_string()).unwrap();
        assert_eq!((read.streak().days, read), (2, readiness));
    }
}
