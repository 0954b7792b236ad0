//! What stands where there is nothing to show.

use yew::prelude::*;

use super::icons::Icon;

/// A picture, what there is none of, and what can be done about it.
pub fn empty(icon: Icon, title: &'static str, next: Html) -> Html {
    html! {
        <div class="empty">
            { icon.picture() }
            <p class="empty__title">{ title }</p>
            { next }
        </div>
    }
}
