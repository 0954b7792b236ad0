//! How long is left to send a day's files, and why.

use super::icons::{Picture, Sign};
use super::timeline::Timeline;
use crate::queries::dates::{self, long_date};
use crate::queries::day::{Faults, Sending};
use daybreak_calendar::{Closure, Cutoff, Date, SkippedDay, Timestamp, day_bounds};
use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How long typing must pause before a date counts, in milliseconds.
const TYPING: u32 = 900;

/// Under so many seconds left, the panel warns.
const SOON: i64 = 60 * 60;

/// How the present stands to the cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The activity day is not over.
    Early,
    Open,
    Soon,
    Late,
}

impl State {
    fn of(cutoff: &Cutoff, now: Timestamp) -> Self {
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
fn appearance(state: State, sending: &Sending) -> (Sign, &'static str) {
    match (state, sending) {
        (State::Open | State::Soon, Sending::Bad(faults)) if faults.reject() => (Sign::Error, State::Late.class()),
        (State::Open, Sending::Bad(_)) => (Sign::Warning, State::Soon.class()),
        _ => (state.sign(), state.class()),
    }
}

/// The same for the markup.
const fn sending_word(sending: &Sending) -> &'static str {
    match sending {
        Sending::Unknown => "unknown",
        Sending::Checking => "checking",
        Sending::Good => "good",
        Sending::Bad(_) => "bad",
    }
}

/// A length of time by unit, from days down to seconds; days are left out when there are none.
fn parts(seconds: i64) -> Vec<(u64, &'static str)> {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let mut parts = vec![(days, "d"), (hours, "h"), (minutes, "min"), (seconds % 60, "s")];
    if days == 0 {
        parts.remove(0);
    }
    parts
}

/// The time left in a few words, such as "14 h 32 min left" or "late by 5 min 12 s".
pub fn left_in_words(seconds_left: i64) -> String {
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

/// A moment in the viewer's own zone, which only the browser knows.
pub fn in_own_zone(moment: Timestamp) -> String {
    let options = [
        ("weekday", "long"),
        ("year", "numeric"),
        ("month", "long"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ];
    formatted(moment, &options)
}

/// The same in short, such as "Nov 25, 10:32 AM".
pub fn in_short(moment: Timestamp) -> String {
    formatted(moment, &[("month", "short"), ("day", "numeric"), ("hour", "numeric"), ("minute", "2-digit")])
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a double until the year 287396")]
fn formatted(moment: Timestamp, options: &[(&str, &str)]) -> String {
    let object = js_sys::Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object does not fail.
        let _ = js_sys::Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    let date = js_sys::Date::new(&(moment.as_millisecond() as f64).into());
    date.to_locale_string("en-US", &object).into()
}

/// What happens to the day's files if they are sent now, as they are.
fn if_sent_now(cutoff: &Cutoff, now: Timestamp, sending: &Sending) -> String {
    let day = long_date(cutoff.activity_day);
    let left = left_in_words(cutoff.seconds_left(now));
    let state = State::of(cutoff, now);
    if state == State::Early {
        return format!(
            "{day} is not over yet in Central time: a file sent now could not hold the whole day. Send it once \
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
    let then = match sending {
        Sending::Unknown | Sending::Good if late => ". Send them, and tell your technical account manager.".to_owned(),
        Sending::Unknown | Sending::Good => ".".to_owned(),
        Sending::Checking => ". Whether they would be accepted is still being checked.".to_owned(),
        Sending::Bad(faults) => {
            let tell = if late { " Tell your technical account manager that they are late." } else { "" };
            but(faults) + tell
        }
    };
    format!("If sent now, the files of {day} {when}{then}")
}

/// What stands against files that would arrive, and what to do first.
fn but(faults: &Faults) -> String {
    let missing = match faults.missing.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is missing")),
        [all @ .., last] => Some(format!("{} and {last} are missing", all.join(", "))),
    };
    match (faults.reject(), missing) {
        (true, Some(missing)) => format!(", but would be rejected, and {missing}. Mend and complete them first."),
        (true, None) => ", but would be rejected. Mend them first.".to_owned(),
        (false, Some(missing)) => format!(", but {missing}. Complete them first."),
        (false, None) => ", but not everything could be checked. See first what is wrong.".to_owned(),
    }
}

/// What is due next, once a cutoff has passed.
fn next_in_words(next: &Cutoff, now: Timestamp) -> String {
    format!(
        "Due next are the files of {}: before {}, 6:00 a.m. Central, {}.",
        long_date(next.activity_day),
        long_date(next.due_date),
        left_in_words(next.seconds_left(now))
    )
}

/// What [`CutoffPanel`] takes.
#[derive(Properties, PartialEq)]
pub struct CutoffPanelProps {
    /// The cutoff of the activity day.
    pub cutoff: Cutoff,
    /// The present; the panel counts down as it moves on.
    pub now: Timestamp,
    /// When this one has passed, the next that has not.
    #[prop_or_default]
    pub next: Option<Cutoff>,
    /// The due moment in the viewer's own zone; see [`in_own_zone`].
    pub own_zone: AttrValue,
    /// The viewer chose the activity day; else it is the files' own, or yesterday.
    #[prop_or_default]
    pub chosen: bool,
    /// The activity day cannot be chosen here.
    #[prop_or_default]
    pub fixed: bool,
    /// What would become of the day's files as they are.
    #[prop_or_default]
    pub sending: Sending,
    /// What is still to be sent for the day.
    #[prop_or_default]
    pub set: Html,
    /// Called with the activity day that the viewer chose, or with none, for the files' own.
    pub on_day: Callback<Option<Date>>,
}

/// The panel.
#[function_component]
pub fn CutoffPanel(props: &CutoffPanelProps) -> Html {
    let CutoffPanelProps { cutoff, now, next, own_zone, chosen, fixed, sending, set, on_day } = props;
    // A date is typed digit by digit, and each digit may make a date: the last one counts, once the typing has paused. Until
    // then the text stands as it was typed. WebKit tells of a change only when the field is left.
    let typed = use_state_eq(|| None::<String>);
    let pause = use_mut_ref(|| None::<Timeout>);
    let seconds_left = cutoff.seconds_left(*now);
    let state = State::of(cutoff, *now);
    let (sign, class) = appearance(state, sending);
    let oninput = {
        let (on_day, typed) = (on_day.clone(), typed.setter());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let day: Option<Date> = input.value().parse().ok();
            typed.set(Some(input.value()));
            let (on_day, typed) = (on_day.clone(), typed.clone());
            *pause.borrow_mut() = Some(Timeout::new(TYPING, move || {
                typed.set(None);
                on_day.emit(day);
            }));
        })
    };
    let own_day = on_day.reform(|_: MouseEvent| None);
    let shown = (*typed).clone().unwrap_or_else(|| cutoff.activity_day.to_string());
    html! {
        <section class="cutoff" aria-label="Cutoff">
            <h2 class="visually-hidden">{ "Cutoff" }</h2>
            <div class="cutoff__head">
                <div>
                    <p class="cutoff__label">
                        { if state == State::Late { "Too late by" } else { "Time left to send the files" } }
                    </p>
                    <p class="cutoff__left" role="timer" aria-label={left_in_words(seconds_left)}>
                        { for parts(seconds_left).into_iter().map(|(count, unit)| html! {
                            <span>
                                { if unit == "d" { count.to_string() } else { format!("{count:02}") } }
                                <span class="cutoff__unit">{ unit }</span>
                            </span>
                        }) }
                    </p>
                </div>
                if *chosen || !*fixed {
                    <label class="field">
                        <span class="field__label">{ "Activity day" }</span>
                        <input class="input" type="date" value={shown} {oninput} />
                        if *chosen {
                            <button class="button button--link" type="button" onclick={own_day}>{ "Use the files' own day" }</button>
                        }
                    </label>
                }
            </div>
            <p class={classes!("cutoff__now", class)} data-sending={sending_word(sending)}>
                <Picture icon={sign.icon()} />
                <span>{ if_sent_now(cutoff, *now, sending) }</span>
            </p>
            if let Some(next) = next {
                <p class="cutoff__next">{ next_in_words(next, *now) }</p>
            }
            { set.clone() }
            <Timeline cutoff={cutoff.clone()} now={*now} />
            <dl class="cutoff__facts">
                <div>
                    <dt>{ "Due before" }</dt>
                    <dd>
                        { format!("{}, 6:00 a.m. Central", long_date(cutoff.due_date)) }
                        <span class="cutoff__fine">{ format!("where you are: {own_zone}") }</span>
                    </dd>
                </div>
                <div>
                    <dt>{ "Activity day" }</dt>
                    <dd>
                        { long_date(cutoff.activity_day) }
                        <span class="cutoff__fine">{ "00:00:00 to 23:59:59 Central" }</span>
                    </dd>
                </div>
                <div>
                    <dt>{ "File date" }</dt>
                    <dd class="mono">
                        { cutoff.file_date.to_string() }
                        <span class="cutoff__fine">{ "the next calendar day, in every file name" }</span>
                    </dd>
                </div>
            </dl>
            { passed_over(&cutoff.skipped) }
            <p class="cutoff__rule">
                { "A file that arrives at exactly 6:00:00 a.m. counts as late here: one page of the bank says “by”, \
                   another “before”, and the stricter is taken." }
            </p>
        </section>
    }
}

fn passed_over(skipped: &[SkippedDay]) -> Html {
    html! {
        <div>
            <h3 class="cutoff__skipped-title">{ "Days passed over" }</h3>
            if skipped.is_empty() {
                <p class="muted">{ "None: the next day is a business day." }</p>
            } else {
                <ul class="cutoff__skipped">
                    { for skipped.iter().map(|day| html! {
                        <li class="cutoff__skipped-day">
                            <span>{ dates::day(day.date) }</span>
                            <span class="muted">{ reason(day.reason) }</span>
                        </li>
                    }) }
                </ul>
            }
        </div>
    }
}

/// Why a day is passed over. That a Saturday is a Saturday is no reason: it is the weekend that counts.
fn reason(closure: Closure) -> String {
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
            (faults(&[], &["Balances"], 0), ", but would be rejected. Mend them first."),
            (faults(&[], &[], 2), ", but would be rejected. Mend them first."),
            (faults(&["Accounts"], &[], 0), ", but Accounts is missing. Complete them first."),
            (
                faults(&["Accounts", "Balances", "Cards"], &[], 1),
                ", but would be rejected, and Accounts, Balances and Cards are missing. Mend and complete them first.",
            ),
            (faults(&[], &[], 0), ", but not everything could be checked. See first what is wrong."),
            (Sending::Checking, ". Whether they would be accepted is still being checked."),
        ] {
            assert_eq!(said(open, &sending), format!("{in_time}{then}"));
        }
        assert!(said(late, &Sending::Good).ends_with("Send them, and tell your technical account manager."));
        let rejected = said(late, &faults(&[], &["Balances"], 0));
        assert!(rejected.contains("Mend them first.") && !rejected.contains("Send them"), "{rejected}");
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
