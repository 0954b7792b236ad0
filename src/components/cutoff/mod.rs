//! How long is left to send a day's files, and why.

mod state;
mod words;

use daybreak_calendar::{Cutoff, Date, SkippedDay, Timestamp};
use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::state::{State, appearance};
use self::words::{also_due, if_sent_now, next_in_words, parts, reason};
pub(super) use self::words::{left_in_words, next_for_file};
use super::timeline::timeline;
use crate::queries::dates::{self, long_date};
use crate::queries::day::Sending;

/// How long typing must pause before a date counts, in milliseconds.
const TYPING: u32 = 900;

/// What an activity day is chosen for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChosenFor {
    /// The clock alone: no file is open.
    #[default]
    Clock,
    /// The file that is shown, and no other.
    File,
    /// Nothing: a whole day is shown, whose files are moved one by one.
    Nothing,
}

impl ChosenFor {
    /// What stands over the field.
    const fn label(self) -> &'static str {
        match self {
            Self::Clock | Self::Nothing => "Activity day",
            Self::File => "Activity day of this file",
        }
    }

    /// What takes the choice back.
    const fn taking_back(self) -> &'static str {
        match self {
            Self::Clock | Self::Nothing => "Back to yesterday",
            Self::File => "Use the file's own day",
        }
    }
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
    /// The due moment in the viewer's own zone; see [`dates::in_own_zone`].
    pub own_zone: AttrValue,
    /// What the activity day is chosen for here.
    #[prop_or_default]
    pub chosen_for: ChosenFor,
    /// The viewer chose the activity day; else it is the file's own, or yesterday.
    #[prop_or_default]
    pub chosen: bool,
    /// What would become of the day's files as they are.
    #[prop_or_default]
    pub sending: Sending,
    /// What is still to be sent for the day.
    #[prop_or_default]
    pub set: Html,
    /// Called with the activity day that the viewer chose, or with none when the choice is taken back.
    pub on_day: Callback<Option<Date>>,
}

/// The panel.
#[function_component]
pub fn CutoffPanel(props: &CutoffPanelProps) -> Html {
    let CutoffPanelProps { cutoff, now, next, own_zone, chosen_for, chosen, sending, set, on_day } = props;
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
                if *chosen_for != ChosenFor::Nothing {
                    <div class="field">
                        <label class="field__label" for="activity-day">{ chosen_for.label() }</label>
                        <input class="input" id="activity-day" type="date" value={shown} {oninput} />
                        if *chosen_for == ChosenFor::File {
                            <span class="cutoff__fine">{ "Choose another, and the file is checked again for that day." }</span>
                        }
                        if *chosen {
                            <button class="button button--link" type="button" onclick={own_day}>{ chosen_for.taking_back() }</button>
                        }
                    </div>
                }
            </div>
            <p class={classes!("cutoff__now", class)} data-sending={sending_word(sending)}>
                { sign.icon().picture() }
                <span>{ if_sent_now(cutoff, *now, sending) }</span>
            </p>
            if let Some(also) = also_due(cutoff) {
                <p class="cutoff__also" data-also-due={cutoff.also_due.len().to_string()}>{ also }</p>
            }
            if let Some(next) = next {
                <p class="cutoff__next">{ next_in_words(next, *now) }</p>
            }
            { set.clone() }
            { timeline(cutoff, *now) }
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

/// What would become of the files, for the markup.
const fn sending_word(sending: &Sending) -> &'static str {
    match sending {
        Sending::Unknown => "unknown",
        Sending::Checking => "checking",
        Sending::Good => "good",
        Sending::Bad(_) => "bad",
    }
}
