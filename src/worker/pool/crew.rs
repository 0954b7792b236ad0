//! The helpers: started when they are first needed, minded while they work, replaced when they die.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent, Worker};

use super::helper::NAME;
use super::message::{Answer, Progress, Task};
use crate::worker::protocol::{Circumstances, FileId};
use crate::worker::spawn::{Spawned, spawn};
use crate::worker::wire::{from_js, to_js};

/// What all helpers work on.
pub(in crate::worker) struct Job {
    /// The number of the check.
    pub(in crate::worker) id: FileId,
    pub(in crate::worker) file: File,
    pub(in crate::worker) name: String,
    pub(in crate::worker) circumstances: Circumstances,
    /// The first bytes of the file: read once, by the lead.
    pub(in crate::worker) start: Vec<u8>,
}

/// A helper's answer and what went with it.
pub(super) struct Reply {
    pub(super) answer: Answer,
    pub(super) attached: Array,
}

/// A helper died over its task.
pub(super) struct Lost;

/// Who hears how far each helper has come.
type Listener = Box<dyn Fn(usize, Progress)>;

/// All helpers of a lead.
pub(in crate::worker) struct Crew {
    helpers: Vec<RefCell<Option<Helper>>>,
    listener: RefCell<Option<Listener>>,
    /// The check at hand.
    job: Cell<Option<FileId>>,
    /// Whether any helper ever ran: where none does, the lead works alone.
    ran: Cell<bool>,
}

struct Helper {
    worker: Worker,
    /// The check that it was told of.
    told: Option<FileId>,
    /// Who waits for its answer.
    waiting: Option<oneshot::Sender<Reply>>,
    _listeners: [EventListener; 3],
}

impl Crew {
    /// A crew of so many; none of them is started yet.
    pub(in crate::worker) fn new(size: usize) -> Rc<Self> {
        Rc::new(Self {
            helpers: (0..size).map(|_| RefCell::new(None)).collect(),
            listener: RefCell::default(),
            job: Cell::default(),
            ran: Cell::default(),
        })
    }

    /// Starts those that do not run yet, before anybody waits for them, and lets one of them rehearse: what the browser
    /// makes of the program's code serves all.
    pub(in crate::worker) fn warm(self: &Rc<Self>) {
        for number in 0..self.helpers.len() {
            let missing = self.helpers.get(number).filter(|place| place.borrow().is_none());
            if let Some((place, helper)) = missing.zip(self.start(number).ok()) {
                *place.borrow_mut() = Some(helper);
            }
        }
        if let Some(place) = self.helpers.first()
            && let Some(helper) = place.borrow().as_ref()
        {
            // One that is gone needs no rehearsal.
            let _ = helper.worker.post_message(&Array::of1(&to_js(&Task::Rehearse)));
        }
    }

    /// How many helpers there are.
    pub(super) fn size(&self) -> usize {
        self.helpers.len()
    }

    /// Whether any helper ever ran.
    pub(super) fn ran(&self) -> bool {
        self.ran.get()
    }

    /// Takes up a check, or lays it down.
    pub(super) fn take_up(&self, job: Option<FileId>, listener: Option<Listener>) {
        self.job.set(job);
        *self.listener.borrow_mut() = listener;
    }

    /// Lets every helper stop what it does for this check.
    pub(in crate::worker) fn stop(&self, job: FileId) {
        if self.job.get() != Some(job) {
            return;
        }
        for helper in &self.helpers {
            if let Some(helper) = helper.borrow().as_ref() {
                // One that is gone has stopped.
                let _ = helper.worker.post_message(&Array::of1(&to_js(&Task::Stop)));
            }
        }
    }

    /// Gives a helper a task and waits for the answer. The numbers attached are given away: where a helper dies over them,
    /// they are gone.
    ///
    /// One that falls silent is waited for: from here it looks like one that reads from a disk that sleeps, or whose tab the
    /// browser has put aside, and a second one would have to wait for the same. The user can stop the check.
    pub(super) async fn ask(
        self: &Rc<Self>,
        number: usize,
        job: &Job,
        task: &Task,
        attached: &JsValue,
    ) -> Result<Reply, Lost> {
        let (answered, answer) = oneshot::channel();
        self.post(number, job, task, attached, answered).map_err(|_| Lost)?;
        // Whoever drops the other end does so because the helper is gone.
        answer.await.map_err(|_| Lost)
    }

    fn post(
        self: &Rc<Self>,
        number: usize,
        job: &Job,
        task: &Task,
        attached: &JsValue,
        answered: oneshot::Sender<Reply>,
    ) -> Result<(), JsValue> {
        let mut place = self.helpers.get(number).ok_or(JsValue::NULL)?.borrow_mut();
        let helper = match place.as_mut() {
            Some(helper) => helper,
            None => place.insert(self.start(number)?),
        };
        if helper.told != Some(job.id) {
            let (name, circumstances) = (job.name.clone(), job.circumstances.clone());
            let begin = Task::Begin { name, circumstances, start: job.start.clone() };
            helper.worker.post_message(&Array::of2(&to_js(&begin), &job.file))?;
            helper.told = Some(job.id);
        }
        let numbers = attached.dyn_ref::<Array>().map(|shares| shares.iter().filter_map(|share| buffer_of(&share)));
        let given: Array = numbers.into_iter().flatten().collect();
        helper.worker.post_message_with_transfer(&Array::of2(&to_js(task), attached), &given)?;
        helper.waiting = Some(answered);
        Ok(())
    }

    fn start(self: &Rc<Self>, number: usize) -> Result<Helper, JsValue> {
        let Spawned { worker, script } = spawn(NAME)?;
        let (crew, script) = (Rc::downgrade(self), Cell::new(Some(script)));
        let on_message = EventListener::new(&worker, "message", move |event| {
            // The helper has read its script by now.
            script.take();
            let (Some(crew), Some(event)) = (crew.upgrade(), event.dyn_ref::<MessageEvent>()) else { return };
            let parts = Array::from(&event.data());
            if let Some(answer) = from_js(&parts.get(0)) {
                crew.hear(number, answer, &parts.get(1));
            }
        });
        let died = |name: &'static str| {
            let crew = Rc::downgrade(self);
            EventListener::new_with_options(
                &worker,
                name,
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    // Else the page would take it for the death of its own worker.
                    event.prevent_default();
                    if let Some(crew) = crew.upgrade() {
                        crew.bury(number);
                    }
                },
            )
        };
        let listeners = [on_message, died("error"), died("messageerror")];
        Ok(Helper { worker, told: None, waiting: None, _listeners: listeners })
    }

    fn hear(&self, number: usize, answer: Answer, attached: &JsValue) {
        match answer {
            Answer::Ready => self.ran.set(true),
            Answer::Progress(progress) => {
                if let Some(listener) = self.listener.borrow().as_ref() {
                    listener(number, progress);
                }
            }
            answer => {
                let waiting = self.helpers.get(number).and_then(|helper| helper.borrow_mut().as_mut()?.waiting.take());
                if let Some(waiting) = waiting {
                    // Nobody may wait any more.
                    let _ = waiting.send(Reply { answer, attached: Array::from(attached) });
                }
            }
        }
    }

    /// What is left of a dead helper goes; the next task starts another in its place.
    fn bury(&self, number: usize) {
        let dead = self.helpers.get(number).and_then(|helper| helper.borrow_mut().take());
        if let Some(dead) = dead {
            dead.worker.terminate();
        }
    }
}

fn buffer_of(numbers: &JsValue) -> Option<js_sys::ArrayBuffer> {
    Some(numbers.dyn_ref::<js_sys::BigUint64Array>()?.buffer())
}
