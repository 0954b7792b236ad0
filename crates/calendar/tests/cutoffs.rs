//! The cutoff of single days: the table in `cutoffs.txt`, and what it cannot hold.
#![allow(clippy::unwrap_used, reason = "a broken table must fail the test")]

use daybreak_calendar::{
    BusinessCalendar, Closure, CutoffReport, CutoffStatus, Date, Timestamp, activity_day_default, central_date, cutoff,
    day_bounds, next_open,
};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Reads "Friday 2026-11-20" and makes sure that the weekday is right.
fn weekday_and_date(words: &str) -> Date {
    let (weekday, day) = words.split_once(' ').unwrap();
    let day = date(day);
    assert_eq!(format!("{:?}", day.weekday()), weekday, "the table's weekday for {day}");
    day
}

#[test]
fn table() {
    let calendar = BusinessCalendar::new();
    let mut lines = 0;
    for line in include_str!("cutoffs.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [activity, due, skipped]: [&str; 3] = line.split(" | ").collect::<Vec<_>>().try_into().unwrap();
        let (due, offset) = due.rsplit_once(" 06:00 ").unwrap();
        let due = weekday_and_date(due);

        let found = cutoff(&calendar, weekday_and_date(activity));
        assert_eq!(found.due_date, due, "{line}");
        assert_eq!(found.due_central_rfc3339(), format!("{due}T06:00:00{offset}"), "{line}");
        assert_eq!(found.file_date, found.activity_day.tomorrow().unwrap(), "{line}");

        let reasons: Vec<String> = found.skipped.iter().map(|day| day.reason.to_string()).collect();
        let reasons = reasons.join("; ").replace(" (Federal Reserve holiday)", "");
        assert_eq!(if reasons.is_empty() { "-" } else { &reasons }, skipped, "{line}");
        lines += 1;
    }
    assert!(lines >= 60, "only {lines} lines were read");
}

#[test]
fn closed_days_of_the_profile_are_passed_over() {
    let calendar = BusinessCalendar::with_closed_days(["2026-12-24", "2026-12-28"].map(date));
    let found = cutoff(&calendar, date("2026-12-23"));

    assert_eq!(found.file_date, date("2026-12-24"));
    assert_eq!(found.due_date, date("2026-12-29"));
    let skipped: Vec<_> = found.skipped.iter().map(|day| (day.date.to_string(), day.reason.to_string())).collect();
    let expected = [
        ("2026-12-24", "Closed day (program profile)"),
        ("2026-12-25", "Christmas Day (Federal Reserve holiday)"),
        ("2026-12-26", "Saturday"),
        ("2026-12-27", "Sunday"),
        ("2026-12-28", "Closed day (program profile)"),
    ];
    assert_eq!(skipped, expected.map(|(day, reason)| (day.to_owned(), reason.to_owned())));
}

#[test]
fn six_o_clock_is_late() {
    let friday = cutoff(&BusinessCalendar::new(), date("2026-11-20"));
    let cases = [
        ("2026-11-23T05:59:59-06:00", CutoffStatus::Open, 1),
        ("2026-11-23T05:59:59.999999999-06:00", CutoffStatus::Open, 1),
        ("2026-11-23T06:00:00-06:00", CutoffStatus::Late, 0),
        ("2026-11-23T06:00:00.5-06:00", CutoffStatus::Late, 0),
        ("2026-11-23T06:00:01-06:00", CutoffStatus::Late, -1),
        ("2026-11-23T11:00:00Z", CutoffStatus::Open, 3600),
    ];
    for (now, status, seconds) in cases {
        assert_eq!(friday.status(moment(now)), status, "{now}");
        assert_eq!(friday.seconds_left(moment(now)), seconds, "{now}");
    }
}

#[test]
fn days_that_are_due_together_are_known() {
    let also = |day: &str| -> Vec<String> {
        cutoff(&BusinessCalendar::new(), date(day)).also_due.iter().map(ToString::to_string).collect()
    };
    assert_eq!(also("2026-11-23"), [""; 0], "a Monday's files are due alone");
    assert_eq!(also("2026-11-20"), ["2026-11-21", "2026-11-22"], "a Friday's with those of the weekend");
    assert_eq!(also("2026-11-22"), ["2026-11-20", "2026-11-21"]);
    assert_eq!(also("2026-11-26"), ["2026-11-25"], "Thanksgiving's with those of the day before");
    assert_eq!(also("2026-09-06"), ["2026-09-04", "2026-09-05", "2026-09-07"], "the weekend's before Labor Day");
    let closed = BusinessCalendar::with_closed_days([date("2026-11-24")]);
    assert_eq!(cutoff(&closed, date("2026-11-23")).also_due, [date("2026-11-24")]);
}

#[test]
fn the_next_cutoff_is_the_first_that_has_not_passed() {
    let next =
        |from: &str, now: &str| next_open(&BusinessCalendar::new(), date(from), moment(now)).activity_day.to_string();
    // After six the files of today are next.
    assert_eq!(next("2026-11-23", "2026-11-24T14:00:00Z"), "2026-11-24");
    // At five in the morning, Central, yesterday's are still due, however old the one is that was missed.
    assert_eq!(next("2026-11-03", "2026-11-24T11:00:00Z"), "2026-11-23");
    // On a Monday morning the weekend is over at six.
    assert_eq!(next("2026-11-20", "2026-11-23T12:00:00Z"), "2026-11-23");
    // What is not due yet is next itself.
    assert_eq!(next("2026-12-01", "2026-11-23T12:00:00Z"), "2026-12-01");
}

#[test]
fn report_is_the_documented_json() {
    let report = cutoff(&BusinessCalendar::new(), date("2026-11-20")).report(moment("2026-11-23T11:00:00Z"));
    let json = serde_json::json!({
        "activity_day": "2026-11-20",
        "file_date": "2026-11-21",
        "due_at": "2026-11-23T06:00:00-06:00",
        "due_at_utc": "2026-11-23T12:00:00Z",
        "status": "open",
        "seconds_left": 3600,
        "skipped": [
            {"date": "2026-11-21", "reason": "Saturday"},
            {"date": "2026-11-22", "reason": "Sunday"},
        ],
    });
    assert_eq!(serde_json::to_value(&report).unwrap(), json);
    assert_eq!(serde_json::from_value::<CutoffReport>(json).unwrap(), report);
}

#[test]
fn days_are_central_and_as_long_as_the_clocks_make_them() {
    let cases = [
        ("2026-11-20", "2026-11-20T06:00:00Z", 24),
        ("2026-07-01", "2026-07-01T05:00:00Z", 24),
        ("2026-03-08", "2026-03-08T06:00:00Z", 23),
        ("2026-11-01", "2026-11-01T05:00:00Z", 25),
    ];
    for (day, start, hours) in cases {
        let start = moment(start).as_second();
        assert_eq!(day_bounds(date(day)), (start, start + hours * 3600), "{day}");
    }
}

#[test]
fn the_default_activity_day_is_yesterday_in_central_time() {
    let cases = [
        ("2026-11-23T11:00:00Z", "2026-11-22"),
        // Still Sunday evening in Chicago.
        ("2026-11-23T05:59:59Z", "2026-11-21"),
        ("2026-11-23T06:00:00Z", "2026-11-22"),
        ("2026-07-01T05:00:00Z", "2026-06-30"),
    ];
    for (now, day) in cases {
        assert_eq!(activity_day_default(moment(now)), date(day), "{now}");
    }
}

#[test]
fn the_ends_of_time_give_the_nearest_answer() {
    let calendar = BusinessCalendar::new();
    let last = cutoff(&calendar, Date::MAX);
    assert_eq!((last.file_date, last.due_date, last.due), (Date::MAX, Date::MAX, Timestamp::MAX));
    assert_eq!(last.skipped, []);
    assert_eq!(last.status(Timestamp::MIN), CutoffStatus::Open);
    assert!(last.due_central_rfc3339().starts_with("9999-12-30T"));

    let first = cutoff(&calendar, Date::MIN);
    assert_eq!(first.file_date, Date::MIN.tomorrow().unwrap());
    assert_eq!(first.status(Timestamp::MAX), CutoffStatus::Late);

    assert_eq!(day_bounds(Date::MIN).0, Timestamp::MIN.as_second());
    assert_eq!(day_bounds(Date::MAX).1, Timestamp::MAX.as_second());
    assert_eq!(central_date(i64::MIN), central_date(Timestamp::MIN.as_second()));
    assert_eq!(central_date(i64::MAX), central_date(Timestamp::MAX.as_second()));
    assert!(activity_day_default(Timestamp::MIN) < activity_day_default(Timestamp::MAX));
    assert_eq!(calendar.closure(Date::MAX), None::<Closure>);
}
