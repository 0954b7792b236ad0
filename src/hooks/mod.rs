//! What components share.

mod cutoff;
mod drop;
mod focus;
mod place;
mod profile;
mod readiness;
mod session;
mod set;

use std::rc::Rc;

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::state::{Action, AppState};
use crate::tasks::{Session, now};

pub use cutoff::use_cutoff;
pub use drop::{DropTarget, use_drop};
pub use focus::{keep_focus_soon, use_focus_kept};
pub use place::use_place;
pub use profile::use_profile;
pub use readiness::use_readiness;
pub use session::{use_helpers, use_session};
pub use set::use_set_check;

/// The state and the means to change it, for every component.
#[derive(Clone)]
pub struct AppHandle {
    /// What the page knows.
    pub state: Rc<AppState>,
    /// What tasks work with.
    pub session: Rc<Session>,
}

impl PartialEq for AppHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state) && Rc::ptr_eq(&self.session, &other.session)
    }
}

impl AppHandle {
    /// Does something.
    pub fn act(&self, action: Action) {
        self.session.dispatch.dispatch(action);
    }

    /// A callback that does something.
    pub fn acting<T: 'static>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        let dispatch = self.session.dispatch.clone();
        Callback::from(move |value| dispatch.dispatch(action(value)))
    }
}

/// The state; a component that uses it is drawn again when it changes.
#[hook]
pub fn use_app() -> Option<AppHandle> {
    use_context::<AppHandle>()
}

/// The present in seconds since 1970; a component that uses it is drawn again every second.
#[hook]
pub fn use_now() -> i64 {
    let present = use_state_eq(now);
    let setter = present.setter();
    use_effect_with((), move |()| {
        let interval = Interval::new(1000, move || setter.set(now()));
        move || drop(interval)
    });
    *present
}
