//! Hides the values of the files on the screen: for a screen that is shared, or a picture of it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::hooks::AppHandle;
use crate::state::Action;

/// The choice. It stands in every view that shows values, and holds for all of them.
pub fn hide_values(app: &AppHandle) -> Html {
    let hides = app.state.hides_values;
    let onchange = {
        let app = app.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                app.act(Action::ValuesHidden(input.checked()));
            }
        })
    };
    html! {
        <label class="check" title="Letters become a, digits become 9. What is copied is hidden too.">
            <input type="checkbox" data-action="hide-values" checked={hides} {onchange} />
            { "Hide values" }
        </label>
    }
}
