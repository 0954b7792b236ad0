//! Deals the ranges of a file out to the helpers, and joins what they found.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use daybreak_engine::{Ended, Outcome, Part, Portable as _, Recheck, RecheckPart, ranges};
use futures_util::future::join_all;
use js_sys::{Array, BigUint64Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

use super::crew::{Crew, Job, Reply};
use super::gather::{Gatherer, Piece};
use super::message::{Answer, Progress, Task};
use crate::worker::check::{Clock, Order, START, open};
use crate::worker::host::{send, settings};
use crate::worker::protocol::{Event, FileId, LOST, STOPPED};
use crate::worker::reader::{in_words, range, size_of};

/// A smaller file is checked sooner by the lead than helpers are told of it.
const SMALLEST: u64 = 4 << 20;

/// A shorter range is not worth a task.
const SHORTEST: u64 = 4 << 20;

/// Nor is one that is so small a part of the file: to open a stream costs as much as to check half a megabyte.
const SMALLEST_PART: u64 = 32;

/// So often a task is tried before it is given up.
const TRIES: usize = 2;

/// How a check by helpers ended.
pub(in crate::worker) enum Checked {
    /// With an outcome.
    Done(Box<Outcome>),
    /// Nobody waits for it any more.
    Dropped,
    /// The file cannot be read.
    Failed(String),
    /// This browser starts no helpers: the lead must do it.
    NoHelpers,
}

/// Whether a file is large enough for helpers.
pub(in crate::worker) fn is_worth_it(file: &File) -> bool {
    size_of(file) >= SMALLEST
}

/// Checks a file in ranges.
pub(in crate::worker) async fn check(crew: &Rc<Crew>, mut job: Job, order: &Cell<Order>) -> Checked {
    let size = size_of(&job.file);
    match range(&job.file, 0, START.min(size)).await {
        Ok(start) => job.start = start,
        Err(error) => return Checked::Failed(in_words(&error)),
    }
    let ranges = ranges(size, crew.size() as u64, SHORTEST.max(size / SMALLEST_PART)).collect();
    let board = Rc::new(Board::new(&job, crew.size()));
    let heard = Rc::clone(&board);
    crew.take_up(Some(job.id), Some(Box::new(move |helper, progress| heard.note(helper, progress))));
    let lead = Lead { crew, job, order, board, lost: Cell::new(false) };
    let ended = lead.run(ranges).await;
    crew.take_up(None, None);
    match ended {
        _ if order.get() == Order::Drop => Checked::Dropped,
        Ok(outcome) => outcome.map_or(Checked::NoHelpers, |outcome| Checked::Done(Box::new(outcome))),
        Err(message) => Checked::Failed(message),
    }
}

/// Who leads the helpers through a check.
struct Lead<'a> {
    crew: &'a Rc<Crew>,
    job: Job,
    order: &'a Cell<Order>,
    board: Rc<Board>,
    /// A task was given up.
    lost: Cell<bool>,
}

impl Lead<'_> {
    /// `None` when there are no helpers. What fails is told in words.
    async fn run(&self, ranges: Vec<Range<u64>>) -> Result<Option<Outcome>, String> {
        let Job { file, name, circumstances, start, .. } = &self.job;
        let opened = open(file, name, &settings(circumstances), start).await.map_err(|error| in_words(&error))?;
        let gatherer = RefCell::new(Gatherer::new(&opened, ranges.len()));
        self.check_ranges(ranges, false, |number, piece| gatherer.borrow_mut().take(number, piece)).await?;
        if self.lost.get() && !self.crew.ran() {
            return Ok(None);
        }
        let mut gatherer = gatherer.into_inner();
        while let Some(range) = gatherer.to_redo() {
            let redone = Cell::new(None);
            self.check_ranges(vec![range], true, |_, piece| redone.set(Some(piece))).await?;
            gatherer.take_redone(redone.into_inner());
        }
        let is_whole = gatherer.is_whole();
        let mut joiner = gatherer.joiner;
        if !is_whole {
            let bytes = joiner.reached();
            return Ok(Some(joiner.stop(bytes, self.why_not_whole())));
        }
        match self.repeated(joiner.take_hashes()).await? {
            Some(repeated) => repeated.into_iter().for_each(|hashes| joiner.push_repeated(hashes)),
            None => joiner.skip("which keys repeat", self.why_not_whole()),
        }
        let mut ended = joiner.end(size_of(file));
        loop {
            ended = match ended {
                Ended::Done(outcome) => return Ok(Some(*outcome)),
                Ended::Again(again) => self.look_again(*again).await?,
            }
        }
    }

    /// Why something is left undone.
    fn why_not_whole(&self) -> &'static str {
        if self.lost.get() { LOST } else { STOPPED }
    }

    /// Has ranges checked, which begin exactly where a record does, or anywhere. Each piece is taken as soon as it is there;
    /// those that were not done never come.
    async fn check_ranges(
        &self,
        ranges: Vec<Range<u64>>,
        exactly: bool,
        take: impl Fn(usize, Piece),
    ) -> Result<(), String> {
        let shares = self.crew.size();
        let tasks = ranges.into_iter().map(|range| (Task::Range { range, exactly, shares }, JsValue::NULL)).collect();
        self.deal(tasks, |number, reply| {
            if let Some(piece) = piece(reply) {
                take(number, piece);
            }
        })
        .await
    }

    /// The hashes that occur more than once, each share found by another helper. `None` when that was not done.
    async fn repeated(&self, shares: Vec<Vec<JsValue>>) -> Result<Option<Vec<Vec<u64>>>, String> {
        let tasks = shares.into_iter().map(|share| (Task::Repeats, Array::from_iter(share).into())).collect();
        let hashes = |reply: Option<Reply>| Some(reply?.attached.get(0).dyn_into::<BigUint64Array>().ok()?.to_vec());
        Ok(self.deal_all(tasks).await?.into_iter().map(hashes).collect())
    }

    async fn look_again(&self, mut again: Recheck) -> Result<Ended, String> {
        self.board.begin_again();
        let lookout = again.lookout().pack();
        let task = |stretch: &daybreak_engine::Stretch| {
            (Task::Look { stretch: stretch.pack(), lookout: lookout.clone() }, JsValue::NULL)
        };
        let tasks = again.stretches().iter().map(task).collect();
        for mut reply in self.deal_all(tasks).await? {
            loop {
                let part = match reply.map(|reply| reply.answer) {
                    Some(Answer::Looked { part }) => RecheckPart::unpack(&part),
                    _ => None,
                };
                let Some(part) = part.filter(|_| self.order.get() == Order::Go) else {
                    return Ok(Ended::Done(Box::new(again.stop(self.why_not_whole()))));
                };
                let Some(rest) = again.join(part) else { break };
                reply = self.deal_all(vec![task(&rest)]).await?.pop().flatten();
            }
        }
        Ok(again.end())
    }

    /// Has tasks done. The answers are in the order of the tasks; `None` for those that were not done.
    async fn deal_all(&self, tasks: Vec<(Task, JsValue)>) -> Result<Vec<Option<Reply>>, String> {
        let replies: RefCell<Vec<Option<Reply>>> = RefCell::new(tasks.iter().map(|_| None).collect());
        self.deal(tasks, |number, reply| {
            if let Some(place) = replies.borrow_mut().get_mut(number) {
                *place = Some(reply);
            }
        })
        .await?;
        Ok(replies.into_inner())
    }

    /// Has tasks done, each helper taking the next when it is free, and hands on each answer with its task's number. Some
    /// are not done when the check was stopped or a task was given up.
    async fn deal(&self, tasks: Vec<(Task, JsValue)>, hand_on: impl Fn(usize, Reply)) -> Result<(), String> {
        let waiting: RefCell<VecDeque<_>> = RefCell::new(tasks.into_iter().enumerate().collect());
        let failed = RefCell::new(None);
        let next = || waiting.borrow_mut().pop_front();
        let lane = async |helper: usize| {
            while let Some((number, (task, attached))) = next() {
                if self.order.get() != Order::Go || self.lost.get() || failed.borrow().is_some() {
                    return;
                }
                match self.try_task(helper, &task, &attached).await {
                    Some(Reply { answer: Answer::Failed { message }, .. }) => *failed.borrow_mut() = Some(message),
                    Some(reply) => hand_on(number, reply),
                    None => self.lost.set(true),
                }
            }
        };
        join_all((0..self.crew.size()).map(lane)).await;
        failed.into_inner().map_or(Ok(()), Err)
    }

    async fn try_task(&self, helper: usize, task: &Task, attached: &JsValue) -> Option<Reply> {
        // What is given away is gone with the helper that dies over it.
        let tries = if attached.is_null() { TRIES } else { 1 };
        for _ in 0..tries {
            let reply = self.crew.ask(helper, &self.job, task, attached).await.ok();
            self.board.settle(helper, reply.is_some());
            if reply.is_some() {
                return reply;
            }
        }
        None
    }
}

fn piece(reply: Reply) -> Option<Piece> {
    let Answer::Part { part, stopped } = reply.answer else { return None };
    Some(Piece { part: Part::unpack(&part)?, stopped, hashes: reply.attached })
}

/// How far all helpers together have come, told to the page from time to time.
struct Board {
    file: FileId,
    again: Cell<bool>,
    /// What is done, and behind it what each helper has of its task.
    done: RefCell<Progress>,
    running: RefCell<Vec<Progress>>,
    clock: RefCell<Clock>,
}

impl Board {
    fn new(job: &Job, helpers: usize) -> Self {
        Self {
            file: job.id,
            again: Cell::new(false),
            done: RefCell::default(),
            running: RefCell::new(vec![Progress::default(); helpers]),
            clock: RefCell::default(),
        }
    }

    /// The same bytes are read once more; records and findings are known.
    fn begin_again(&self) {
        self.again.set(true);
        self.done.borrow_mut().bytes = 0;
    }

    fn note(&self, helper: usize, progress: Progress) {
        if let Some(place) = self.running.borrow_mut().get_mut(helper) {
            *place = progress;
        }
        if self.clock.borrow_mut().is_due() {
            self.tell();
        }
    }

    /// A helper's task is over.
    fn settle(&self, helper: usize, done: bool) {
        let over = self.running.borrow_mut().get_mut(helper).map(std::mem::take);
        if let Some(over) = over.filter(|_| done) {
            add(&mut self.done.borrow_mut(), &over);
        }
    }

    fn tell(&self) {
        let mut all = self.done.borrow().clone();
        for running in self.running.borrow().iter() {
            add(&mut all, running);
        }
        let Progress { bytes, records, counts: [errors, warnings, infos], first } = all;
        let (file, again) = (self.file, self.again.get());
        send(&Event::Progress { file, bytes, records, again, errors, warnings, infos, first });
    }
}

fn add(all: &mut Progress, more: &Progress) {
    all.bytes += more.bytes;
    all.records += more.records;
    for (count, more) in all.counts.iter_mut().zip(more.counts) {
        *count += more;
    }
    if all.first.is_empty() {
        all.first.clone_from(&more.first);
    }
}
