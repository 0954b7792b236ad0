//! A helper: it checks what it is given, one task at a time.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use daybreak_engine::{Lookout, Opened, Part, Portable as _, RangeChecker, RecheckRange, Share, Stretch, repeated_hashes};
use daybreak_report::{Values, entry};
use js_sys::{Array, BigUint64Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::message::{Answer, Progress, Task};
use super::rehearsal::rehearse;
use crate::worker::check::{Clock, FIRST, open};
use crate::worker::host::settings;
use crate::worker::protocol::Circumstances;
use crate::worker::reader::{Pieces, in_words};
use crate::worker::wire::{from_js, to_js};

/// The name that a worker knows itself by as a helper.
pub(in crate::worker) const NAME: &str = "helper";

/// So much is read beyond a range, for the end of its last record.
const BEYOND: u64 = 64 << 10;

/// What a helper holds.
#[derive(Default)]
struct Helper {
    job: RefCell<Option<Job>>,
    stop: Cell<bool>,
}

/// The file that it works on.
#[derive(Clone)]
struct Job {
    file: File,
    name: String,
    circumstances: Circumstances,
    /// Its first bytes.
    start: Rc<[u8]>,
    /// Found out with the first task.
    opened: Option<Opened>,
}

/// Starts answering.
pub(in crate::worker) fn start(scope: &DedicatedWorkerGlobalScope) {
    let helper = Rc::new(Helper::default());
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let parts = Array::from(&event.data());
        if let Some(task) = from_js::<Task>(&parts.get(0)) {
            obey(&helper, task, &parts.get(1));
        }
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    listener.forget();
    send(&Answer::Ready, &[]);
}

/// Tells the lead something. What is attached is given away.
fn send(answer: &Answer, attached: &[Vec<u64>]) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let (shares, transfer) = (Array::new(), Array::new());
    for share in attached {
        let share = BigUint64Array::from(share.as_slice());
        transfer.push(&share.buffer());
        shares.push(&share);
    }
    // The lead may be gone; then nobody listens any more.
    let _ = scope.post_message_with_transfer(&Array::of2(&to_js(answer), &shares), &transfer);
}

fn obey(helper: &Rc<Helper>, task: Task, attached: &JsValue) {
    match task {
        Task::Begin { name, circumstances, start } => {
            *helper.job.borrow_mut() = attached.dyn_ref::<File>().map(|file| Job {
                file: file.clone(),
                name,
                circumstances,
                start: start.into(),
                opened: None,
            });
        }
        Task::Rehearse => {
            let helper = Rc::clone(helper);
            spawn_local(async move { rehearse(|| helper.job.borrow().is_none()).await });
        }
        Task::Stop => helper.stop.set(true),
        Task::Repeats => {
            let shares: Vec<_> = Array::from(attached).iter().filter_map(|share| share.dyn_into().ok().map(Lent)).collect();
            send(&Answer::Repeated, &[repeated_hashes(&shares)]);
        }
        Task::Range { range, exactly, shares } => {
            answer(helper, async move |helper, job, opened| {
                let (mut part, stopped) = check(helper, job, opened, range, exactly).await?;
                let hashes = part.take_hashes(shares);
                send(&Answer::Part { part: part.pack(), stopped }, &hashes);
                Ok(())
            });
        }
        Task::Look { stretch, lookout } => {
            answer(helper, async move |helper, job, opened| {
                let (Some(stretch), Some(lookout)) = (Stretch::unpack(&stretch), Lookout::unpack(&lookout)) else {
                    return Err(JsValue::NULL);
                };
                look(helper, job, opened, stretch, &lookout).await
            });
        }
    }
}

/// Hashes that stay where they came: of a large file they are hundreds of megabytes, and the program's own memory never
/// shrinks.
struct Lent(BigUint64Array);

impl Share for Lent {
    fn count(&self) -> usize {
        self.0.length() as usize
    }

    fn hash(&self, at: usize) -> Option<u64> {
        (at < self.count()).then(|| self.0.get_index(at as u32))
    }

    fn copy_to(&self, range: Range<usize>, others: &mut Vec<u64>) {
        let known = others.len();
        others.resize(known + range.len(), 0);
        if let Some(room) = others.get_mut(known..).filter(|room| !room.is_empty()) {
            self.0.subarray(range.start as u32, range.end as u32).copy_to(room);
        }
    }
}

/// Does a task on the file at hand.
fn answer(helper: &Rc<Helper>, work: impl AsyncFnOnce(&Helper, &Job, &Opened) -> Result<(), JsValue> + 'static) {
    let helper = Rc::clone(helper);
    helper.stop.set(false);
    spawn_local(async move {
        let Some(job) = helper.job.borrow().clone() else { return };
        let done = async {
            let opened = match &job.opened {
                Some(opened) => opened.clone(),
                None => open(&job.file, &job.name, &settings(&job.circumstances), &job.start).await?,
            };
            if let Some(job) = helper.job.borrow_mut().as_mut() {
                job.opened = Some(opened.clone());
            }
            work(&helper, &job, &opened).await
        };
        if let Err(error) = done.await {
            send(&Answer::Failed { message: in_words(&error) }, &[]);
        }
    });
}

/// Checks a range, and says whether it was stopped before its end.
async fn check(
    helper: &Helper,
    job: &Job,
    opened: &Opened,
    range: Range<u64>,
    exactly: bool,
) -> Result<(Part, bool), JsValue> {
    let (is_first, bound) = (range.start == 0, range.end);
    let mut checker =
        if exactly { RangeChecker::new(opened, range) } else { RangeChecker::behind_border(opened, range) };
    let mut pieces = Pieces::between(&job.file, checker.starts_at(), bound.saturating_add(BEYOND));
    let mut clock = Clock::default();
    while checker.wants_more() {
        let Some(piece) = pieces.next().await? else { break };
        if helper.stop.get() {
            return Ok((checker.stop(), true));
        }
        checker.push(piece);
        if clock.is_due() {
            let progress = checker.progress();
            let findings = checker.findings().iter().take(if is_first { FIRST } else { 0 });
            tell(Progress {
                bytes: progress.bytes,
                records: progress.records,
                counts: [progress.counts.error, progress.counts.warning, progress.counts.info],
                first: findings.map(|finding| entry(opened.heading(), finding, Values::Shown)).collect(),
            });
        }
    }
    Ok((checker.end(), false))
}

/// Looks through a stretch.
async fn look(helper: &Helper, job: &Job, opened: &Opened, stretch: Stretch, lookout: &Lookout) -> Result<(), JsValue> {
    let mut range = RecheckRange::new(opened, lookout, stretch);
    let mut pieces = Pieces::between(&job.file, stretch.start.byte, stretch.end);
    let mut clock = Clock::default();
    let mut bytes = 0;
    while range.wants_more() && !helper.stop.get() {
        let Some(piece) = pieces.next().await? else { break };
        bytes += piece.len() as u64;
        range.push(piece);
        if clock.is_due() {
            tell(Progress { bytes, ..Progress::default() });
        }
    }
    send(&Answer::Looked { part: range.end().pack() }, &[]);
    Ok(())
}

fn tell(progress: Progress) {
    send(&Answer::Progress(progress), &[]);
}
