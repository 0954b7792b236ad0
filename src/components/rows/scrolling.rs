//! Which rows are on the screen, and how it comes to others: by the wheel, the scroll bar, or a record that is to be shown.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::row;
use crate::hooks::AppHandle;
use crate::queries::scroll::Viewport;
use crate::state::AppState;
use crate::tasks;
use crate::worker::protocol::{FileId, Request};

/// The height of a row, in pixels; the style sheet has the same.
const ROW_HEIGHT: f64 = 28.0;

/// So many rows are asked for on either side of the screen.
const MARGIN: u64 = 30;

/// What of the table is on the screen.
pub(super) struct Scrolling {
    pub(super) viewport: Viewport,
    /// The row at its top, from 0.
    pub(super) first: u64,
    /// The element that scrolls.
    pub(super) scroller: NodeRef,
    pub(super) onscroll: Callback<Event>,
    pub(super) onwheel: Callback<WheelEvent>,
}

/// Which rows are shown: of a file, so many, and whether those with findings alone.
type Shown = (FileId, u64, bool);

/// Keeps up with the screen: has the rows on it sent by the worker, and brings on it what is to be shown.
#[hook]
pub(super) fn use_scrolling(app: Option<&AppHandle>, shown: Option<Shown>) -> Scrolling {
    let scroller = use_node_ref();
    let first = use_state_eq(|| 0_u64);
    let height = use_height(&scroller, shown);
    let viewport = Viewport { rows: shown.map_or(0, |(_, rows, _)| rows), row_height: ROW_HEIGHT, height };
    use_requests(app, shown, *first, viewport.visible());
    let go_to = {
        let (scroller, first) = (scroller.clone(), first.setter());
        Callback::from(move |to: u64| {
            let to = to.min(viewport.last_first());
            first.set(to);
            if let Some(element) = scroller.cast::<HtmlElement>() {
                element.set_scroll_top(viewport.scroll_to(to) as i32);
            }
        })
    };
    {
        // The record to be shown is brought on the screen.
        let (go_to, first) = (go_to.clone(), *first);
        let record = app.and_then(|app| app.state.record);
        let wanted = app.and_then(|app| position_of(&app.state, record?));
        // Another choice moves the table; that rows have come does not.
        use_effect_with((record, shown.map(|(id, ..)| id), viewport.visible()), move |&(.., visible)| {
            if let Some(at) = wanted
                && !(first..(first + visible).saturating_sub(2)).contains(&at)
            {
                go_to.emit(at.saturating_sub(visible / 3));
            }
        });
    }
    {
        // A cell off to the side is scrolled to.
        let cell = app.and_then(|app| Some((app.state.record?, app.state.field?)));
        let drawn = app.and_then(|app| app.state.file()?.rows.as_ref().map(|(first, rows)| (*first, rows.len())));
        use_effect_with((cell, drawn), |(cell, _)| {
            if let Some((record, field)) = cell {
                tasks::reveal(&row::cell_id(*record, *field));
            }
        });
    }
    let onscroll = {
        let first = first.clone();
        Callback::from(move |event: Event| {
            let Some(element) = event.target_dyn_into::<HtmlElement>() else { return };
            first.set(viewport.first_after(*first, f64::from(element.scroll_top())));
        })
    };
    let first = *first;
    let onwheel = Callback::from(move |event: WheelEvent| {
        // Where a pixel of the scroll bar stands for many rows, the wheel still moves by rows.
        if viewport.is_remapped() && event.delta_y() != 0.0 && !event.ctrl_key() {
            event.prevent_default();
            let steps = (event.delta_y() / ROW_HEIGHT).round() as i64;
            let steps = if steps == 0 { event.delta_y().signum() as i64 } else { steps };
            go_to.emit(first.saturating_add_signed(steps));
        }
    });
    Scrolling { viewport, first, scroller, onscroll, onwheel }
}

/// How high the part of the table is that shows rows, in pixels.
#[hook]
fn use_height(scroller: &NodeRef, shown: Option<Shown>) -> f64 {
    let height = use_state_eq(|| 600.0_f64);
    let (scroller, setter) = (scroller.clone(), height.setter());
    use_effect_with(shown, move |_| {
        if let Some(element) = scroller.cast::<HtmlElement>() {
            let header = element.query_selector("thead").ok().flatten();
            let header = header.map_or(0.0, |header| header.get_bounding_client_rect().height());
            setter.set((f64::from(element.client_height()) - header).max(ROW_HEIGHT));
        }
    });
    *height
}

/// Asks for rows whenever the screen shows others.
#[hook]
fn use_requests(app: Option<&AppHandle>, shown: Option<Shown>, first: u64, visible: u64) {
    let session = app.map(|app| app.session.clone());
    use_effect_with((shown, first, visible), move |&(shown, first, visible)| {
        if let (Some(session), Some((file, _, only_marked))) = (session, shown) {
            session.client.send(&Request::Rows {
                file,
                ask: session.client.next_ask(),
                first: first.saturating_sub(MARGIN),
                count: visible + 2 * MARGIN,
                only_marked,
            });
        }
    });
}

/// Where a record stands in the table, from 0. Among rows with findings alone that is known only of those at hand.
fn position_of(state: &AppState, record: u64) -> Option<u64> {
    if !state.only_marked {
        return Some(record - 1);
    }
    let file = state.file()?;
    let marked = file.summary()?.marked;
    let ends = file.summary()?.marked_ends;
    if let Some((first, last)) = ends.filter(|(first, last)| [first, last].contains(&&record)) {
        return Some(if record == last && first != last { marked - 1 } else { 0 });
    }
    let (first, rows) = file.rows.as_ref()?;
    (*first..).zip(rows.iter()).find(|(_, row)| row.record == record).map(|(position, _)| position)
}
