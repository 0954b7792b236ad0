//! A row of tabs, one of which is shown.

use daybreak_report::words::grouped;
use yew::prelude::*;

use crate::tasks;

/// A tab.
pub(super) struct TabFace {
    /// Its name in the page.
    pub(super) id: String,
    /// The word on it.
    pub(super) title: &'static str,
    /// How many there are of what it shows; 0 says nothing.
    pub(super) count: u64,
}

/// The tabs. Whichever is chosen, by mouse or keys, is told by its position.
pub(super) fn tabs(label: &'static str, faces: &[TabFace], shown: usize, choose: &Callback<usize>) -> Html {
    let onkeydown = {
        let ids: Vec<String> = faces.iter().map(|face| face.id.clone()).collect();
        let choose = choose.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some((to, id)) = led_to(ids.len(), shown, &event.key()).and_then(|to| Some((to, ids.get(to)?))) {
                event.prevent_default();
                choose.emit(to);
                tasks::focus(id);
            }
        })
    };
    let tab = |(at, face): (usize, &TabFace)| {
        let (selected, choose) = (at == shown, choose.clone());
        html! {
            <button
                class="tabs__tab"
                type="button"
                role="tab"
                id={face.id.clone()}
                aria-selected={selected.to_string()}
                aria-controls="panel"
                tabindex={if selected { "0" } else { "-1" }}
                onclick={Callback::from(move |_: MouseEvent| choose.emit(at))}
            >
                { face.title }
                if face.count > 0 {
                    <span class="tabs__count">{ grouped(face.count) }</span>
                }
            </button>
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label={label} {onkeydown}>
            { for faces.iter().enumerate().map(tab) }
        </div>
    }
}

/// To which of so many tabs a key leads from one of them; `None` when it leads nowhere. After the last comes the first.
fn led_to(count: usize, at: usize, key: &str) -> Option<usize> {
    match key {
        "ArrowRight" => (at + 1).checked_rem(count),
        "ArrowLeft" => (at + count).checked_sub(1)?.checked_rem(count),
        "Home" => Some(0),
        "End" => count.checked_sub(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::led_to;

    #[test]
    fn arrows_go_round_and_other_keys_lead_nowhere() {
        let led = |at: usize| ["ArrowLeft", "ArrowRight", "Home", "End"].map(|key| led_to(4, at, key));
        assert_eq!(led(0), [Some(3), Some(1), Some(0), Some(3)]);
        assert_eq!(led(2), [Some(1), Some(3), Some(0), Some(3)]);
        assert_eq!(led(3), [Some(2), Some(0), Some(0), Some(3)]);
        assert_eq!((led_to(4, 1, "ArrowDown"), led_to(4, 1, "Tab")), (None, None));
    }
}
