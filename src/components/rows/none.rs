//! What stands in the place of the table when there is no record to show.

use yew::prelude::*;

use crate::components::empty::empty;
use crate::components::icons::Icon;
use crate::hooks::AppHandle;
use crate::state::{Action, Tab};
use crate::worker::protocol::Summary;

/// Says why there are no rows, and leads on.
pub(super) fn none(app: &AppHandle, summary: &Summary) -> Html {
    let columns = summary.columns.len();
    let (title, words) = if columns > 0 {
        ("No records", format!("The file has a header of {columns} columns, and no record follows it."))
    } else {
        ("No rows can be shown", "The file could not be split into rows and columns. Its findings say why.".into())
    };
    html! {
        <section class="panel" aria-label="Rows">
            { empty(Icon::File, title, html! {
                <>
                    <p>{ words }</p>
                    <button class="button" type="button" onclick={app.acting(|_: MouseEvent| Action::Shown(Tab::Findings))}>
                        { "Show the findings" }
                    </button>
                </>
            }) }
        </section>
    }
}
