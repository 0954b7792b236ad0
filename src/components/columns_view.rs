//! What is in each column, as figures and small pictures.

use super::empty::empty;
use super::hide_values::hide_values;
use super::icons::Icon;
use super::sparkline::{percent, sparkline};
use crate::hooks::use_app;
use crate::queries::across;
use daybreak_report::words::grouped;
use std::rc::Rc;
use yew::prelude::*;

/// How many different values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distinct {
    /// Exactly so many.
    Exactly(u64),
    /// Counting stopped here, to keep memory bounded.
    AtLeast(u64),
}

impl Distinct {
    fn words(self) -> String {
        match self {
            Self::Exactly(count) => grouped(count),
            Self::AtLeast(count) => format!("at least {}", grouped(count)),
        }
    }
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnFacts {
    /// Its name, as in the file.
    pub name: AttrValue,
    /// Its type and when it must be filled, in words.
    pub about: AttrValue,
    /// Records in which it is filled.
    pub filled: u64,
    /// How many different values, empty ones left out.
    pub distinct: Distinct,
    /// The smallest value.
    pub least: Option<AttrValue>,
    /// The largest value.
    pub most: Option<AttrValue>,
    /// The commonest values with their counts, commonest first.
    pub common: Vec<(AttrValue, u64)>,
    /// Counts over equal steps from the smallest to the largest; empty where values have no such order.
    pub steps: Rc<[u64]>,
}

/// A share in percent. Neither all nor nothing is said of what only comes near it.
fn share_in_words(part: u64, whole: u64) -> String {
    let share = percent(part, whole);
    if part > 0 && share < 0.1 {
        "< 0.1 %".to_owned()
    } else if part < whole && share > 99.9 {
        "> 99.9 %".to_owned()
    } else if part == whole || part == 0 {
        format!("{share:.0} %")
    } else {
        format!("{share:.1} %")
    }
}

/// What [`ColumnsView`] takes.
#[derive(Properties, PartialEq)]
pub struct ColumnsViewProps {
    /// The columns, in the order of the file.
    pub columns: Rc<[ColumnFacts]>,
    /// How many records the file has.
    pub records: u64,
    /// How much of the file is counted, from 0 to 1; `None` once it is whole.
    #[prop_or_default]
    pub progress: Option<f64>,
    /// Called to count the columns, where that has not begun by itself.
    #[prop_or_default]
    pub on_start: Option<Callback<()>>,
}

/// The view.
#[function_component]
pub fn ColumnsView(props: &ColumnsViewProps) -> Html {
    let shown = use_state_eq(|| across::MOST);
    let Some(app) = use_app() else { return Html::default() };
    if props.columns.is_empty() && props.progress.is_none() {
        return not_counted(props.on_start.as_ref());
    }
    let further = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + across::MOST))
    };
    let records = grouped(props.records);
    html! {
        <section class="columns" aria-label="Columns" aria-busy={props.progress.is_some().to_string()}>
            <h2 class="visually-hidden">{ "Columns" }</h2>
            if let Some(progress) = props.progress {
                <div class="columns__note">
                    <div class="progress">
                        <p class="progress__words">{ format!("Reading the file once more: {:.0} %", progress * 100.0) }</p>
                        <progress max="1" value={format!("{progress:.3}")} aria-label="Counting the columns" />
                    </div>
                </div>
            } else {
                <div class="columns__note columns__note--done">
                    <p>{ format!("Counted over all {records} records.") }</p>
                    { hide_values(&app) }
                </div>
            }
            <ul class="columns__list">
                { for props.columns.iter().take(*shown).map(|column| item(column, props.records)) }
            </ul>
            if props.columns.len() > *shown {
                <button type="button" class="button" onclick={further}>
                    { format!("More columns: {} of {} shown", grouped(*shown as u64), grouped(props.columns.len() as u64)) }
                </button>
            }
        </section>
    }
}

fn not_counted(on_start: Option<&Callback<()>>) -> Html {
    html! {
        <section class="columns" aria-label="Columns">
            { empty(Icon::Search, "The columns are not counted yet", html! {
                if let Some(on_start) = on_start {
                    <p>
                        { "One more pass over the file shows what is in each: how much is filled, how many values differ, \
                           the smallest, the largest, and the most common." }
                    </p>
                    <button type="button" class="button button--primary" onclick={on_start.reform(|_: MouseEvent| ())}>
                        { "Count the columns" }
                    </button>
                } else {
                    <p>{ "No column of the file could be read. See its findings first." }</p>
                }
            }) }
        </section>
    }
}

fn item(column: &ColumnFacts, records: u64) -> Html {
    html! {
        <li class="columns__item" data-column={column.name.clone()}>
            <div>
                <h3 class="columns__name">{ &column.name }</h3>
                <p class="columns__kind">{ &column.about }</p>
            </div>
            { figures(column, records) }
            { common(column, records) }
            if let (Some(least), Some(most), false) = (&column.least, &column.most, column.steps.is_empty()) {
                { sparkline(&column.steps, least, most) }
            }
        </li>
    }
}

fn figures(column: &ColumnFacts, records: u64) -> Html {
    html! {
        <dl class="pairs columns__figures">
            <dt>{ "Filled" }</dt>
            <dd class="columns__filled">
                { bar(column.filled, records) }
                <span>{ share_in_words(column.filled, records) }</span>
            </dd>
            <dt>{ "Distinct" }</dt>
            <dd>{ column.distinct.words() }</dd>
            { end("Smallest", column.least.as_ref()) }
            { end("Largest", column.most.as_ref()) }
        </dl>
    }
}

/// The smallest or the largest value, where there is one.
fn end(name: &'static str, value: Option<&AttrValue>) -> Html {
    let Some(value) = value else { return Html::default() };
    html! {
        <>
            <dt>{ name }</dt>
            <dd title={value.clone()}>{ value }</dd>
        </>
    }
}

fn common(column: &ColumnFacts, records: u64) -> Html {
    html! {
        <div class="columns__common">
            if column.filled == 0 {
                <p class="columns__heading">{ "Empty in every record." }</p>
            } else if column.distinct == Distinct::Exactly(column.filled) && column.filled > 1 {
                <p class="columns__heading">{ "No two values alike." }</p>
            } else if !column.common.is_empty() {
                <p class="columns__heading">{ "Commonest values" }</p>
                { for column.common.iter().map(|(value, count)| html! {
                    <div class="columns__value">
                        <span class="columns__text" title={value.clone()}>{ value }</span>
                        { bar(*count, records) }
                        <span class="columns__share">{ share_in_words(*count, records) }</span>
                    </div>
                }) }
            }
        </div>
    }
}

/// A share of a whole, as a filled bar; the figure beside it says the same.
fn bar(part: u64, whole: u64) -> Html {
    html! {
        <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar__fill" width={format!("{:.2}", percent(part, whole))} height="1" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_empty_cell_in_a_million_is_not_called_full() {
        assert_eq!(share_in_words(999_999, 1_000_000), "> 99.9 %");
        assert_eq!(share_in_words(1, 1_000_000), "< 0.1 %");
        assert_eq!(share_in_words(10, 10), "100 %");
        assert_eq!(share_in_words(0, 10), "0 %");
        assert_eq!(share_in_words(1, 3), "33.3 %");
    }

    #[test]
    fn a_count_that_was_stopped_says_so() {
        assert_eq!(Distinct::Exactly(1_200).words(), "1,200");
        assert_eq!(Distinct::AtLeast(5_000).words(), "at least 5,000");
    }
}
