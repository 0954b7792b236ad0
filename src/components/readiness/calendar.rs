//! The days as a calendar, month by month.

use daybreak_calendar::{BusinessCalendar, Date, Timestamp};
use yew::prelude::*;

use crate::hooks::use_app;
use crate::queries::dates::{WEEKDAYS, day, short};
use crate::queries::sign::Sign;
use crate::queries::standing::{CalendarDay, DayMark, Month, months};

/// What [`Calendar`] takes.
#[derive(Properties, PartialEq)]
pub struct CalendarProps {
    /// The bank's calendar.
    pub calendar: BusinessCalendar,
    /// The present.
    pub now: Timestamp,
    /// The day that is looked at.
    pub chosen: Option<Date>,
    /// Called with the day to look at.
    pub on_choice: Callback<Option<Date>>,
}

/// The calendar.
#[component]
pub fn Calendar(props: &CalendarProps) -> Html {
    let all = use_state_eq(|| false);
    let Some(app) = use_app() else { return Html::default() };
    let (months, more) = months(&app.state.readiness.data, &props.calendar, props.now, *all);
    let show_all = {
        let all = all.setter();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="panel beside__panel" aria-labelledby="calendar-title">
            <h2 class="beside__heading" id="calendar-title">{ "Days" }</h2>
            <div class="calendar">
                { for months.iter().map(|shown| month(shown, props)) }
            </div>
            if more {
                <button class="button button--small" type="button" onclick={show_all}>{ "Show earlier months" }</button>
            }
            <ul class="calendar__legend">
                <li class="calendar__key calendar__day--passed">{ Sign::Ok.icon().with_class("icon--small") }{ "passed" }</li>
                <li class="calendar__key calendar__day--failed">{ Sign::Error.icon().with_class("icon--small") }{ "does not count" }</li>
                <li class="calendar__key calendar__day--unchecked">{ Sign::Waiting.icon().with_class("icon--small") }{ "not checked, files were due" }</li>
            </ul>
        </section>
    }
}

fn month(month: &Month, props: &CalendarProps) -> Html {
    html! {
        <table class="calendar__month">
            <caption class="calendar__title">{ &month.title }</caption>
            <thead>
                <tr>{ for WEEKDAYS.iter().map(|&name| html! { <th scope="col" abbr={name}>{ short(name) }</th> }) }</tr>
            </thead>
            <tbody>
                { for month.weeks.iter().map(|week| html! {
                    <tr>{ for week.iter().map(|slot| slot.as_ref().map_or_else(|| html! { <td></td> }, |day| cell(day, props))) }</tr>
                }) }
            </tbody>
        </table>
    }
}

fn cell(shown: &CalendarDay, props: &CalendarProps) -> Html {
    let (token, sign, words) = match shown.mark {
        DayMark::Passed => ("passed", Some(Sign::Ok), "passed".to_owned()),
        DayMark::Failed(why) => ("failed", Some(Sign::Error), format!("does not count: {why}")),
        DayMark::Unchecked => ("unchecked", Some(Sign::Waiting), "not checked, its files were due".to_owned()),
        DayMark::Open => ("open", None, "not checked yet".to_owned()),
        DayMark::Aside => ("aside", None, String::new()),
    };
    let date = shown.date.to_string();
    let number = shown.date.day();
    let class = classes!(
        "calendar__day",
        format!("calendar__day--{token}"),
        shown.in_streak.then_some("calendar__day--streak")
    );
    let inside = html! {
        <>
            <span aria-hidden="true">{ number }</span>
            if let Some(sign) = sign {
                { sign.icon().with_class("icon--small") }
            }
        </>
    };
    let is_known = matches!(shown.mark, DayMark::Passed | DayMark::Failed(_));
    let name = format!("{}: {words}", day(shown.date));
    if is_known {
        let is_chosen = props.chosen == Some(shown.date);
        let chosen = (!is_chosen).then_some(shown.date);
        let onclick = props.on_choice.reform(move |_: MouseEvent| chosen);
        return html! {
            <td>
                <button {class} type="button" data-day={date} data-day-mark={token} aria-pressed={is_chosen.to_string()} title={words} {onclick}>
                    { inside }<span class="visually-hidden">{ name }</span>
                </button>
            </td>
        };
    }
    html! {
        <td>
            <span {class} data-day={date} data-day-mark={token} title={words.clone()}>
                { inside }<span class="visually-hidden">{ if words.is_empty() { number.to_string() } else { name } }</span>
            </span>
        </td>
    }
}
